"""The work on a batch, in steps that can be broken off anywhere and done again."""

from __future__ import annotations

from training.models import ImportBatch


def work_on(batch: ImportBatch) -> None:
    raise NotImplementedError
