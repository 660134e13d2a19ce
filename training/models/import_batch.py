"""What a runner brings in at one time: the files as sent, what each told, and what became of it.

Nothing of it counts as logged until the runner accepts the preview; undone, the log is as it was.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from training.models.entry import LogEntry

LONGEST_NAME = 300


class ImportBatch(LogEntry):
    """beat_at: the last sign of life of who works on it; None: given back. attempts: since it last went on.

    expected: files to read, 0 while that is unknown. miles: what distances without a unit count; None: what
    the profile counts.
    """

    class State(models.TextChoices):
        RECEIVING = "receiving", _("being sent")
        READING = "reading", _("being read")
        READY = "ready", _("waiting for you")
        SAVING = "saving", _("being saved")
        DONE = "done", _("in your log")
        UNDOING = "undoing", _("being undone")
        UNDONE = "undone", _("undone")
        FAILED = "failed", _("stopped")

    runner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="import_batches"
    )
    state = models.CharField(max_length=10, choices=State, default=State.RECEIVING)
    expected = models.PositiveIntegerField(default=0)
    beat_at = models.DateTimeField(null=True, blank=True)
    saved_at = models.DateTimeField(null=True, blank=True)
    unnamed_are_runs = models.BooleanField(default=False)
    with_care = models.BooleanField(default=False)
    miles = models.BooleanField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["runner", "created_at"], name="import_batch_by_age"),
            models.Index(fields=["state", "beat_at"], name="import_batch_by_beat"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    state__in=[
                        *("receiving", "reading", "ready", "saving"),
                        *("done", "undoing", "undone", "failed"),
                    ]
                ),
                name="import_batch_state_known",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)


class ImportUpload(LogEntry):
    """One file as the browser sends it, in pieces: bytes received of those there are.

    mapping: of a spreadsheet, what the runner said of its columns.
    """

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="uploads")
    number = models.PositiveIntegerField()
    name = models.CharField(max_length=LONGEST_NAME)
    size = models.PositiveBigIntegerField()
    received = models.PositiveBigIntegerField(default=0)
    mapping = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["runner", "batch", "number"], name="import_upload_once")
        ]

    def __str__(self) -> str:
        return self.name


class ImportFile(LogEntry):
    """One file that was read, an archive's member too; position: its place in the batch.

    left_out: [row, why, what, "skipped" | "failed"] of each row that gives no entry. guess: of a
    spreadsheet, the columns as they were understood. saved_at: when its entries came into the log. shoes: ids
    of those made for them, or for those of a file that came in with it. without_shoe: by name of a retired
    shoe, how many runs came in without it.
    log: of a whole log, how many entries of each kind it adds, and what was added; see log_batches.py.
    """

    class Outcome(models.TextChoices):
        READ = "read", _("read")
        SKIPPED = "skipped", _("skipped")
        FAILED = "failed", _("failed")

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="files")
    upload = models.ForeignKey(ImportUpload, null=True, on_delete=models.CASCADE, related_name="files")
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=LONGEST_NAME)
    outcome = models.CharField(max_length=8, choices=Outcome)
    reason = models.CharField(max_length=300, blank=True)
    hint = models.CharField(max_length=300, blank=True)
    joined = models.PositiveIntegerField(default=0)
    left_out = models.JSONField(default=list)
    guess = models.JSONField(null=True, blank=True)
    shoes = models.JSONField(default=list)
    without_shoe = models.JSONField(default=dict)
    log = models.JSONField(null=True, blank=True)
    saved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["runner", "batch", "position"], name="import_file_once")
        ]

    def __str__(self) -> str:
        return self.name


class ImportItem(LogEntry):
    """One entry that a file tells of, as it would come into the log.

    facts: what the file says, blanks left out; see training/importing/item_facts.py. twin: the logged run
    that tells of the same activity; twin_item: else the richer copy of it in this batch. differs: names of
    the facts that the file says otherwise than its twin, or alone. choice: what to do.
    entry_id: what was made of it. before: the version of the twin that was compared; once saved, also the
    values that were changed.
    """

    class Kind(models.TextChoices):
        RUN = "run", _("run")
        CARE = "care", _("care")

    class Verdict(models.TextChoices):
        NEW = "new", _("new")
        KNOWN = "known", _("already logged")
        CONFLICT = "conflict", _("logged differently")
        UNNAMED = "unnamed", _("sport not named")

    class Choice(models.TextChoices):
        ADD = "add", _("add it")
        KEEP = "keep", _("leave the log as it is")
        TAKE = "take", _("take what the file says")

    runner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="items")
    file = models.ForeignKey(ImportFile, on_delete=models.CASCADE, related_name="items")
    row = models.PositiveIntegerField()
    kind = models.CharField(max_length=5, choices=Kind, default=Kind.RUN)
    verdict = models.CharField(max_length=8, choices=Verdict)
    choice = models.CharField(max_length=4, choices=Choice)
    starts_at = models.DateTimeField()
    facts = models.JSONField()
    differs = models.JSONField(default=list)
    twin = models.ForeignKey(
        "training.Run", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    # No constraint: a batch goes at once, and who takes single copies away says what becomes of the others.
    twin_item = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    entry_id = models.UUIDField(null=True, blank=True)
    before = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["-starts_at", "id"]
        indexes = [
            models.Index(fields=["runner", "batch", "verdict"], name="import_item_by_verdict"),
            models.Index(fields=["runner", "batch", "starts_at"], name="import_item_by_start"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.verdict}"
