"""What a whole log among the files of an import would add, or has added."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_noop as _

from training.models import ImportFile, Profile

KINDS = {
    "Run": (_("%(n)s run"), _("%(n)s runs")),
    "CheckIn": (_("%(n)s check-in"), _("%(n)s check-ins")),
    "CareEntry": (_("%(n)s care entry"), _("%(n)s care entries")),
    "GapAnswer": (_("%(n)s answered gap"), _("%(n)s answered gaps")),
    "Shoe": (_("%(n)s pair of shoes"), _("%(n)s pairs of shoes")),
    "PreviousInjury": (_("%(n)s knee injury before"), _("%(n)s knee injuries before")),
    "Reaction": (_("%(n)s answer to a warning"), _("%(n)s answers to warnings")),
    "LadderSession": (_("%(n)s session back to running"), _("%(n)s sessions back to running")),
    "Clearance": (_("%(n)s word of a clinician"), _("%(n)s words of a clinician")),
}
# As many large numbers as stand side by side.
COUNTS = 3


@dataclass(frozen=True, slots=True)
class LogPlan:
    """Entries by the name of their model: to be added, or added; there before; and what stayed when undone.

    profile: names of the fields that change.
    """

    is_there: bool = False
    added: Counter[str] = field(default_factory=Counter)
    known: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    profile: tuple[str, ...] = ()

    @property
    def changes_anything(self) -> bool:
        return bool(self.added.total() or self.profile)


def log_plan(files: QuerySet[ImportFile]) -> LogPlan:
    """Of all whole logs among these files."""
    logs = list(files.filter(log__isnull=False).values_list("log", flat=True))
    added, known, kept = Counter(), Counter(), Counter()
    for log in logs:
        added.update(log["added"])
        known.update(log["known"])
        kept.update(log.get("kept", {}))
    profile = tuple(dict.fromkeys(name for log in logs for name in log["profile"]))
    return LogPlan(bool(logs), added, known, kept, profile)


def log_words(plan: LogPlan, other_runs: int) -> str:
    """`A whole log: 412 new runs and 300 new check-ins.`"""
    if not plan.changes_anything and not other_runs:
        return gettext("Nothing new: all of this log is in yours already.")
    new = Counter(plan.added)
    new["Run"] += other_runs
    return gettext("A whole log: %(what)s.") % {"what": joined(told(new)) or gettext("other settings")}


def told(counts: Counter[str]) -> list[str]:
    """`412 runs` of each kind there is."""
    return [
        ngettext(*words, counts[kind]) % {"n": f"{counts[kind]:,}"}
        for kind, words in KINDS.items()
        if counts[kind]
    ]


def joined(parts: list[str]) -> str:
    """`a, b and c`."""
    if len(parts) < 2:
        return "".join(parts)
    return gettext("%(first)s and %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}


def log_block(plan: LogPlan) -> dict[str, Any] | None:
    """For log_summary.html: what is new, what is there already, what changes in the settings."""
    if not plan.is_there:
        return None
    names = [str(Profile._meta.get_field(name).verbose_name) for name in plan.profile]
    return {
        "new": told(plan.added),
        "known": joined(told(plan.known)),
        "settings": joined(names),
    }


def gone_words(plan: LogPlan) -> list[str]:
    """What undoing takes away."""
    lines = [gettext("Of the whole log: %(what)s") % {"what": joined(told(plan.added))}]
    settings = gettext("The settings that it changed become what they were")
    return (lines if plan.added.total() else []) + ([settings] if plan.profile else [])


def log_counts(plan: LogPlan) -> list[dict[str, str]]:
    """The same in large numbers, for counts.html."""
    parts = (text.partition(" ") for text in told(plan.added)[:COUNTS])
    return [{"value": number, "label": label} for number, _blank, label in parts]
