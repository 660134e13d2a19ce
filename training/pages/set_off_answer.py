"""The answer of "What set it off" in sentences, and how it was reckoned."""

from __future__ import annotations

from typing import Any

from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from training.insights.chance import SHUFFLES
from training.insights.scored_runs import BEFORE_DAYS
from training.insights.set_off import LEAST_OF_EACH, LEAST_RUNS, LEVEL, Answer, Group, Reading, answers_of
from training.pages.set_off_words import OUTCOMES, GroupWords, interval, points, signed
from training.pages.viewing import Viewing
from training.units import format_day, format_distance

SENTENCES = {
    ("after", True): _("After %(runs)s, the knee was %(points)s tighter"),
    ("after", False): _("After %(runs)s, the knee was %(points)s less tight"),
    ("morning", True): _("The morning after %(runs)s, the knee was %(points)s tighter"),
    ("morning", False): _("The morning after %(runs)s, the knee was %(points)s less tight"),
}
METHOD = (
    (
        _("What counts"),
        _(
            "After a run: the worst score of the rest of that day, until the next run. The next morning: "
            "check-ins logged as “next morning”, before any run. A run without a score is left out: unsaid "
            "is unknown, not clear."
        ),
    ),
    (
        _("What is compared"),
        _(
            "Each group with the other runs of which the same is known, from %(least)s runs on either side. "
            "The difference is what remains once the scores of the %(days)s days before each run are allowed "
            "for: a knee that was tight already is not put down to the run."
        ),
    ),
    (
        _("How chance is ruled out"),
        _(
            "The scores are put into %(shuffles)s other orders, in stretches, so that a bad week stays a bad "
            "week. A group stands out only if it differs by half a point or more, and by more than these "
            "orders show in all %(looks)s comparisons of this table together. Were there nothing to find, "
            "after runs and the mornings together would still show something in %(percent)s %% of logs. The "
            "intervals are made the same way. Another period or knee is one more look."
        ),
    ),
    (
        _("What it cannot know"),
        _(
            "An association is no cause. What you did not log is not in it, and runs chosen because the knee "
            "felt good or bad look as if they had made it so. It is no leave to run on a sore knee: warnings "
            "come first."
        ),
    ),
)
SHOWN_ANSWERS = 3
SHOWN_RUNS = 12


def headline(readings: list[Reading], words: GroupWords) -> str:
    """The clearest finding, or that there is none, or too little to tell."""
    if answers := answers_of(readings):
        return _sentence(answers[0], words)
    most = _most(readings)
    if not most.runs:
        return gettext("No run has a knee score yet")
    runs = _runs(len(most.runs))
    if len(most.runs) < LEAST_RUNS:
        return gettext("Too few yet: %(runs)s with a knee score") % {"runs": runs}
    if not most.is_told:
        words = gettext("Nothing to compare: all %(runs)s have the same score, %(score)s")
        return words % {"runs": runs, "score": most.scores[0]}
    return gettext("Nothing stands out in %(runs)s with a score") % {"runs": runs}


def sub(readings: list[Reading], period: str) -> str:
    """What the headline rests on, or what would help."""
    most = _most(readings)
    if answers := answers_of(readings):
        look = answers[0].group.look
        return gettext(
            "%(runs)s against %(others)s others with a score (%(period)s). "
            "An association: it does not say that one made the other."
        ) % {"runs": _runs(len(look.inside)), "others": len(look.others), "period": period}
    if len(most.runs) < LEAST_RUNS:
        more = _runs(LEAST_RUNS - len(most.runs))
        return gettext(
            "%(more)s more with a score after them, or the next morning, and chance can be told from a "
            "pattern. Clear knees count as much as sore ones."
        ) % {"more": capfirst(more)}
    return gettext("%(period)s. No group of runs differs by more than chance does.") % {
        "period": capfirst(period)
    }


def _most(readings: list[Reading]) -> Reading:
    return max(readings, key=lambda reading: (reading.is_told, len(reading.runs)))


def _runs(count: int) -> str:
    return ngettext("%(n)s run", "%(n)s runs", count) % {"n": count}


def _sentence(answer: Answer, words: GroupWords) -> str:
    group = answer.group
    return SENTENCES[answer.outcome, group.is_tighter] % {
        "runs": words.runs(group.factor, group.mark),
        "points": points(group.difference.value),
    }


def found_cards(readings: list[Reading], words: GroupWords, viewing: Viewing) -> list[dict[str, Any]]:
    """The groups that stand out with the runs behind them: a card each, after runs or next morning."""
    by_outcome = {reading.outcome: reading for reading in readings}
    cards: dict[tuple[str, str, bool], dict[str, Any]] = {}
    for answer in answers_of(readings):
        group, reading = answer.group, by_outcome[answer.outcome]
        card = cards.setdefault(
            (group.factor.name, group.mark, group.is_tighter), _card(answer, reading, words, viewing)
        )
        card["lines"].append({"when": OUTCOMES[answer.outcome], "text": _numbers(group)})
    return list(cards.values())[:SHOWN_ANSWERS]


def _card(answer: Answer, reading: Reading, words: GroupWords, viewing: Viewing) -> dict[str, Any]:
    group = answer.group
    newest = group.look.inside[: -SHOWN_RUNS - 1 : -1]
    alike = [words.runs(other.factor, other.mark) for other in answer.alike]
    return {
        "title": capfirst(words.runs(group.factor, group.mark)),
        "tone": "caution" if group.is_tighter else "notice",
        "word": gettext("tighter") if group.is_tighter else gettext("less tight"),
        "lines": [],
        "alike": gettext("Almost the same runs: %(alike)s. The log cannot tell these apart.")
        % {"alike": get_text_list(alike, gettext("and"))}
        if alike
        else "",
        "rows": [_run_row(reading, at, viewing) for at in newest],
    }


def _numbers(group: Group) -> str:
    return gettext(
        "mean score %(mean)s in %(runs)s, %(others_mean)s in the %(others)s others. Beyond what the scores "
        "before let one expect: %(difference)s, interval %(interval)s."
    ) % {
        "mean": f"{group.mean:.1f}",
        "runs": _runs(len(group.look.inside)),
        "others_mean": f"{group.others_mean:.1f}",
        "others": len(group.look.others),
        "difference": signed(group.difference.value),
        "interval": interval(group.difference),
    }


def _run_row(reading: Reading, at: int, viewing: Viewing) -> dict[str, Any]:
    run, place = reading.runs[at].run, viewing.url("runs")
    return {
        "date": format_day(run.day, viewing.runner.profile.today()),
        "label": format_distance(run.distance_m, viewing.units),
        "value": gettext("%(score)s of 10") % {"score": reading.scores[at]},
        "url": f"{place}?day={run.day}" if place else "",
    }


def method(reading: Reading) -> list[dict[str, str]]:
    """How it was reckoned, in plain words, with the numbers used."""
    numbers = {
        "least": LEAST_OF_EACH,
        "days": BEFORE_DAYS,
        "shuffles": SHUFFLES,
        "looks": sum(1 for group in reading.groups if group.difference),
        "percent": round(LEVEL * 100),
    }
    told = [{"term": term, "value": words % numbers} for term, words in METHOD]
    if reading.left_out:
        limit = gettext("Only the newest %(n)s runs with a score are compared: %(older)s older ones are not.")
        numbers = {"n": len(reading.runs), "older": reading.left_out}
        told.append({"term": gettext("What is left out"), "value": limit % numbers})
    return told
