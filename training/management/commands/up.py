import os
import sys
from contextlib import AbstractContextManager
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import CommandParser

from kneelog.companion import Companion
from training.demo import create_demo_accounts
from training.management.commands import serve
from training.management.commands.prepare import prepare


class Command(serve.Command):
    help = "Starts KneeLog on this computer: database, static files, demo accounts, server, worker."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--no-demo", action="store_true", help="no demo accounts on an empty database")

    def begin(self, *, host: str, port: int, private: bool, no_demo: bool, **options: Any) -> None:
        prepare(self.stderr)
        lead_mails_to(host, port)
        if private and not no_demo and not settings.PRODUCTION:
            self.show_demo_accounts()

    def beside(self) -> AbstractContextManager[object]:
        return Companion([sys.executable, str(settings.BASE_DIR / "manage.py"), "work", "--tied"])

    def show_demo_accounts(self) -> None:
        """Make the demo accounts in an empty database; show their log-ins at this and each later start."""
        note = settings.DATA_DIR / "demo-log-ins.txt"
        if not get_user_model().objects.exists():
            rows = create_demo_accounts()
            note.write_text("".join(f"  {name:<12} {password:<20} {what}\n" for name, password, what in rows))
        if note.exists():
            self.stdout.write(f"Log in as\n{note.read_text()}")


def lead_mails_to(host: str, port: int) -> None:
    """Let the links in mails of this process and of those it starts lead here, where nobody said where to."""
    if settings.PRODUCTION or os.environ.get("KNEELOG_ADDRESS", "").strip():
        return
    name = settings.ALLOWED_HOSTS[0]
    here = serve.address(host, port).rstrip("/") if name == "localhost" else f"http://{name}:{port}"
    settings.KNEELOG_ADDRESS = os.environ["KNEELOG_ADDRESS"] = here
