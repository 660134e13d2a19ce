"""A job that tells, for whoever reads what a worker prints, where its mails lead."""

from __future__ import annotations

from django_tasks import task

from training.mailing.addresses import whole


@task()
def say_address() -> None:
    print(whole("/"), flush=True)
