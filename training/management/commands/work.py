import os
import signal
import sys
import threading
import time
from types import FrameType
from typing import Any

from django.core.management import BaseCommand, CommandParser

from kneelog.logs import log_crashes
from training.management.commands.prepare import refuse_unsafe_database
from training.tasks.queue import Jobs

# As long as a file that is being read may take.
LONGEST_STOP = 15


class Command(BaseCommand):
    help = "Does what waits in the background, such as imports, until it is stopped."
    requires_system_checks = ("databases",)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="end as soon as nothing is left to do")
        parser.add_argument("--tied", action="store_true", help="end when standard input does")

    def handle(self, *, once: bool, tied: bool, **options: Any) -> None:
        refuse_unsafe_database()
        log_crashes()
        jobs = Jobs()

        def end(signum: int, frame: FrameType | None) -> None:
            # A second signal ends it at once; nothing is lost by that.
            signal.signal(signum, signal.SIG_DFL)
            jobs.end()

        signal.signal(signal.SIGTERM, end)
        signal.signal(signal.SIGINT, end)
        if tied:
            threading.Thread(target=end_with_input, daemon=True).start()
        jobs.run(once=once)


def end_with_input() -> None:
    """Wait until whoever started this process is gone, however that came, then end as if told to."""
    # Past the buffer, whose lock an end of the process would wait for.
    while os.read(sys.stdin.fileno(), 1024):
        pass
    signal.raise_signal(signal.SIGTERM)
    time.sleep(LONGEST_STOP)
    os._exit(1)
