"""Back-tests in the background."""

from __future__ import annotations

from uuid import UUID

from django_tasks import task

from training.backtests import fail, work_on
from training.models import BackTest


@task()
def work_on_back_test(back_test_id: str) -> None:
    """Reckon it to the end; done already or by another worker, it does no harm."""
    try:
        work_on(UUID(back_test_id))
    except Exception:
        fail(UUID(back_test_id))
        raise


def enqueue(back_test: BackTest) -> None:
    work_on_back_test.enqueue(str(back_test.pk))
