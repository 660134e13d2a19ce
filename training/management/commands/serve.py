from contextlib import AbstractContextManager, nullcontext
from importlib import import_module
from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser

from kneelog.logs import log_crashes
from kneelog.server import AddressError, listen, serve

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class Command(BaseCommand):
    help = "Serves pages and nothing else: `prepare` comes before it, `work` runs beside it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
        parser.add_argument("--port", default=8000, type=int, help="port to listen on (8000)")

    def handle(self, *, host: str, port: int, **options: Any) -> None:
        log_crashes()
        private = host in LOOPBACK
        if not private and not set(settings.ALLOWED_HOSTS) - {*LOOPBACK, "[::1]"}:
            raise CommandError(f"--host {host} lets others in: set KNEELOG_HOSTS to the names they type.")
        try:
            with listen(host, port) as listener:
                self.begin(host=host, port=port, private=private, **options)
                # Only now: it looks for the static files, which may just have been collected.
                application = import_module("kneelog.wsgi").application
                self.stdout.write(f"KneeLog runs at {address(host, port)}   (Ctrl-C stops it)")
                with self.beside():
                    serve(listener, application)
        except AddressError as problem:
            raise CommandError(str(problem)) from problem
        except KeyboardInterrupt:
            pass
        self.stdout.write("\nKneeLog has stopped.")

    def begin(self, **options: Any) -> None:
        """What comes before the first page, with the address already taken."""
        if not (settings.STATIC_ROOT / "staticfiles.json").exists():
            raise CommandError("The static files are not collected yet: run the command prepare first.")

    def beside(self) -> AbstractContextManager[object]:
        """What runs as long as the server does."""
        return nullcontext()


def address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
