"""The words of the log as short phrases for people, each translated by itself."""

from __future__ import annotations

from training.engine.facts import CheckInFact, Episode, latest
from training.engine.history import History
from training.engine.text import Evidence
from training.engine.text import gettext_noop as _

KNEES = {"left": _("left knee"), "right": _("right knee")}

SIGNS = {
    "swelling_slight": _("slight swelling"),
    "swelling_marked": _("marked swelling"),
    "warmth": _("warmth or redness"),
    "cannot_bend": _("cannot fully bend"),
    "cannot_straighten": _("cannot fully straighten"),
    "gives_way": _("gives way"),
    "pops": _("pops or clicks"),
    "locks": _("locks or catches"),
    "numbness": _("numbness or tingling down the leg"),
    "worse_at_night": _("worse at night"),
    "pain_at_rest": _("pain at rest"),
    "limping": _("limping"),
    "tender_inner": _("tender on the inner side"),
    "tender_outer": _("tender on the outer side"),
    "tender_middle": _("tender in the middle"),
    "after_trauma": _("began after a twist or blow"),
    "calf_sudden_pain_swelling": _("sudden calf pain with swelling, redness or warmth"),
    "hot_with_fever": _("hot knee with fever"),
    "cold_or_pale_foot": _("cold or pale foot"),
    "cannot_bear_weight": _("cannot bear weight"),
    "breathless_with_swollen_leg": _("breathless with a swollen leg"),
}

PATTERNS = {
    "swelling_days": _("swelling on several days"),
    "swelling_unstable": _("swelling in a knee that gives way"),
    "sharp_at_rest": _("sharp pain at rest"),
    "sharp_strong": _("strong sharp pain"),
    "sharp_after_runs": _("sharp pain after more than one run"),
}

WHEN_EPISODE_CLOSES = _(
    "It leaves when the episode closes: after {close_after_days} logged as clear (score 0, no sign)."
)

SURFACES = {
    "concrete": _("concrete"),
    "asphalt": _("asphalt"),
    "trail": _("trails"),
    "track": _("the track"),
    "treadmill": _("the treadmill"),
    "grass": _("grass"),
    "sand": _("sand"),
    "mixed": _("mixed ground"),
}

TERRAINS = {
    "flat": _("flat ground"),
    "rolling": _("rolling ground"),
    "hilly": _("hills"),
    "downhill": _("mostly downhill"),
    "uneven": _("uneven ground"),
}


def knee_row(side: str) -> Evidence:
    """`{knee}` in a sentence: the left or the right one."""
    return Evidence("knee", _("knee"), KNEES[side], "text")


def score_row(key: str, label: str, entry: CheckInFact) -> Evidence:
    """The score of a check-in, with its day and its name."""
    return Evidence(key, label, entry.score, "score", entry.day, entry.ref)


def latest_row(history: History, episode: Episode) -> Evidence:
    """`{latest}` and `{latest_on}`: the newest entry of an open episode."""
    last = episode.last_entry_on.toordinal()
    return score_row("latest", _("latest entry"), latest(history.check_ins_in((last, last), episode.side)))


def opened_row(episode: Episode, key: str = "opened") -> Evidence:
    """The day an episode opened."""
    return Evidence(key, _("episode opened"), episode.opened_on.isoformat(), "date")
