"""The table in which failed log-ins are counted, for all processes alike."""

from typing import Any

from django.core.management import call_command
from django.db import migrations


def create(apps: Any, schema_editor: Any) -> None:
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("training", "0012_report_links")]
    operations = [migrations.RunPython(create, migrations.RunPython.noop)]
