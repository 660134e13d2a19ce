"""What was logged of a return to running: sessions that were done, and a clinician's words."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from training.history import CHECK_IN_DAYS
from training.insights.ladder_gate import Clearance as ClearanceFact
from training.insights.ladder_sessions import Session
from training.insights.ladder_steps import STEPS
from training.models import Clearance, LadderSession


def load_ladder(runner_id: UUID, today: date) -> tuple[list[Session], list[ClearanceFact]]:
    """Both in one query, as far back as check-ins are looked at."""
    which = {"runner": runner_id, "on__gte": today - timedelta(days=CHECK_IN_DAYS)}
    sessions = LadderSession.objects.filter(**which).order_by().values_list("on", "step", "created_at")
    words = Clearance.objects.filter(**which).order_by().values_list("on", "side", "created_at")
    rows = list(sessions.union(words, all=True))
    return (
        [Session(on, word) for on, word, _ in rows if word in STEPS],
        [ClearanceFact(word, on, int(said.timestamp())) for on, word, said in rows if word not in STEPS],
    )
