"""Where the files of an import lie on disk until they are in the log: one folder for each batch."""

from __future__ import annotations

import shutil
from pathlib import Path

from django.conf import settings

from training.models import ImportBatch, ImportUpload


def uploads_folder() -> Path:
    return Path(settings.DATA_DIR) / "uploads"


def folder_of(batch: ImportBatch) -> Path:
    return uploads_folder() / str(batch.pk)


def path_of(upload: ImportUpload) -> Path:
    """Where the content of an upload is; its name on disk is its number, never what a browser sent."""
    return uploads_folder() / str(upload.batch_id) / str(upload.number)


def remove_files(batch: ImportBatch) -> None:
    """What is not there needs no removing."""
    shutil.rmtree(folder_of(batch), ignore_errors=True)
