import sys
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import BaseCommand, CommandError, CommandParser, call_command
from django.db import OperationalError

from kneelog.companion import Companion
from kneelog.databases.checks import unsafe
from kneelog.environment import make_folder
from kneelog.logs import log_crashes
from kneelog.server import AddressError, listen, serve
from training.demo import create_demo_accounts

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class Command(BaseCommand):
    help = "Starts KneeLog on this computer: database, static files, demo accounts, server, worker."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
        parser.add_argument("--port", default=8000, type=int, help="port to listen on (8000)")
        parser.add_argument("--no-demo", action="store_true", help="no demo accounts on an empty database")

    def handle(self, *, host: str, port: int, no_demo: bool, **options: Any) -> None:
        log_crashes()
        private = host in LOOPBACK
        if not private and not set(settings.ALLOWED_HOSTS) - {*LOOPBACK, "[::1]"}:
            raise CommandError(f"--host {host} lets others in: set KNEELOG_HOSTS to the names they type.")
        try:
            with listen(host, port) as listener:
                self.prepare()
                if private and not no_demo and not settings.PRODUCTION:
                    self.show_demo_accounts()
                # Only now: it looks for the static files that were just collected.
                application = import_module("kneelog.wsgi").application
                self.stdout.write(f"KneeLog runs at {address(host, port)}   (Ctrl-C stops it)")
                with Companion([sys.executable, str(settings.BASE_DIR / "manage.py"), "work", "--tied"]):
                    serve(listener, application)
        except AddressError as problem:
            raise CommandError(str(problem)) from problem
        except KeyboardInterrupt:
            pass
        self.stdout.write("\nKneeLog has stopped.")

    def prepare(self) -> None:
        make_folder(settings.DATA_DIR)
        if reasons := unsafe():
            raise CommandError("\n".join(reasons))
        try:
            call_command("migrate", interactive=False, verbosity=0)
        except OperationalError as problem:
            reason = str(problem).strip().partition("\n")[0]
            raise CommandError(f"The database cannot be used ({reason}). Check DATABASE_URL.") from problem
        call_command("clearsessions")
        call_command("collectstatic", interactive=False, verbosity=0)

    def show_demo_accounts(self) -> None:
        """Make the demo accounts in an empty database; show their log-ins at this and each later start."""
        note = settings.DATA_DIR / "demo-log-ins.txt"
        if not get_user_model().objects.exists():
            rows = create_demo_accounts()
            note.write_text("".join(f"  {name:<12} {password:<20} {what}\n" for name, password, what in rows))
        if note.exists():
            self.stdout.write(f"Log in as\n{note.read_text()}")


def address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
