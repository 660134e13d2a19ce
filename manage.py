#!/usr/bin/env python
"""KneeLog's commands: `python manage.py up` starts it, `python manage.py help` lists the rest."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kneelog.settings")
    if sys.version_info < (3, 11):
        sys.exit("KneeLog needs Python 3.11 or newer; this is Python %d.%d." % sys.version_info[:2])
    try:
        from django.core.management import execute_from_command_line
    except ImportError:
        sys.exit("Django is not installed for this Python. Run: pip install -r requirements.txt")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
