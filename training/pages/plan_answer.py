"""The answer to a planned run as plain values: one sentence, each rule before and after, what else goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from training.access import visible_rules
from training.assessment import Assessment
from training.engine.rule import Rule
from training.engine.text import show
from training.engine.words import SURFACES, TERRAINS
from training.insights.ladder import State
from training.insights.plan import PLANNED
from training.insights.what_if import Alternative, Answer, Change, Gate, Verdict
from training.models.choices import Category
from training.pages.cards import SEVERITY_WORDS, card_key, proof_row
from training.pages.headroom import DO_LESS, NO_KNEE
from training.pages.plan_words import (
    WORDS,
    change_words,
    gate_hint,
    room_shown,
    room_words,
    sentence,
    way_back_hint,
    when,
)
from training.pages.viewing import Viewing
from training.returning import way_back
from training.rules import ALL_RULES
from training.units import at_most, editable_distance

ROWS = 5
MARKS = {Verdict.NO: "caution", Verdict.YES_BUT: "notice", Verdict.YES: "accent"}


@dataclass(frozen=True)
class Asker:
    """Whose log is asked, through whose eyes."""

    assessment: Assessment
    viewing: Viewing

    @property
    def rules(self) -> list[Rule]:
        """Those whose ground may be seen: the others are not asked."""
        return visible_rules(ALL_RULES, self.viewing.sight)

    @property
    def way_back(self) -> State | None:
        return way_back(self.assessment, self.viewing.sight)


def verdict_words(verdict: Verdict, gate: Gate | None) -> dict[str, Any]:
    """Yes or no, with its mark: a colour and an icon."""
    mark = gate.finding.severity.word if gate and gate.finding else MARKS[verdict]
    return {"word": WORDS[verdict], "mark": mark, "icon": "check" if mark == "accent" else mark}


def answer_block(answer: Answer, asker: Asker) -> dict[str, Any]:
    """The answer to one run, with all it rests on."""
    units, today = asker.viewing.units, asker.assessment.today
    return verdict_words(answer.verdict, answer.gate) | {
        "sentence": sentence(answer, today, units),
        "room": room_words(answer, units),
        "gate": first_block(answer, asker),
        "notes": [*_days_between(answer, asker), *blind_spots(answer, asker)],
        "changes": [change_block(c, asker) for c in answer.changes if is_news(c, answer)],
        "standing": _standing(answer),
        "line": _line(answer, asker),
        "quiet": quiet_rules(answer, asker),
        "alternatives": [found for other in answer.alternatives if (found := _chip(other, asker))],
        "log_url": _log_url(answer, asker),
    }


def first_block(answer: Answer, asker: Asker) -> dict[str, Any] | None:
    """What to do before any run: the next step, and where."""
    if answer.gate:
        return _gate_block(answer.gate, asker)
    if not answer.way_back:
        return None
    viewing = asker.viewing
    url = reverse("return-to-run") if viewing.is_own else viewing.url("knee")
    return {"hint": way_back_hint(answer), "links": [{"text": gettext("Back to running"), "url": url}]}


def _gate_block(gate: Gate, asker: Asker) -> dict[str, Any]:
    viewing, basics = asker.viewing, asker.assessment.history.log.basics
    links = []
    if gate.finding:
        proof = viewing.url("proof", card_key(viewing.runner, gate.finding))
        links.append({"text": gettext("Show the proof"), "url": proof})
    if gate.is_stale or not gate.finding:
        text = gettext("Say how the knee is") if viewing.is_own else gettext("Look at the knee")
        links.append({"text": text, "url": viewing.url("knee")})
    return {
        "hint": gate_hint(gate, basics.close_after_days, viewing.units),
        "links": [link for link in links if link["url"]],
    }


def _days_between(answer: Answer, asker: Asker) -> list[str]:
    """The days before the run are nobody's plan."""
    words = gettext("The days until then count as they are logged now.")
    return [words] if answer.day > asker.assessment.today else []


def blind_spots(answer: Answer, asker: Asker) -> list[str]:
    """What the answer does not know, or does not say."""
    found = []
    if answer.runs and answer.reach is None and not answer.is_held:
        found.append(str(DO_LESS))
    if not asker.viewing.sight.shows(Category.KNEE):
        found.append(str(NO_KNEE))
    missing = len(ALL_RULES) - len(asker.rules)
    if missing:
        words = ngettext(
            "%(n)s rule was not asked: what it rests on is not shared.",
            "%(n)s rules were not asked: what they rest on is not shared.",
            missing,
        )
        found.append(words % {"n": missing})
    return found


def change_block(change: Change, asker: Asker) -> dict[str, Any]:
    """One rule before and after, with the numbers it rests on."""
    finding, units = change.finding, asker.viewing.units
    return {
        "severity": change.after.severity.word if change.after else "",
        "word": SEVERITY_WORDS[change.after.severity] if change.after else gettext("nothing"),
        "before": SEVERITY_WORDS[change.before.severity] if change.before else gettext("nothing"),
        "title": gettext(finding.rule.title),
        "text": change_words(change, units) if change.after else "",
        "rows": _rows(change, asker),
        "clears": finding.clears(units, gettext),
    }


def quiet_rules(answer: Answer, asker: Asker) -> list[str]:
    """The rules that were asked and say nothing, before or after."""
    speak = {change.finding.rule.id for change in answer.changes}
    ruleset = asker.assessment.ruleset
    return [gettext(r.title) for r in asker.rules if r.id not in speak and ruleset.speaks(r)]


def is_news(change: Change, answer: Answer) -> bool:
    """Whether a rule is shown with its numbers: it says more, or less, or the answer rests on it."""
    if change.after is None:
        taken = {c.after.rule.id for c in answer.changes if c.after}
        return not taken & set(change.finding.rule.gives_way_to)
    return change.is_raised or change is answer.binding


def _standing(answer: Answer) -> list[dict[str, Any]]:
    """What stands with this run as without it."""
    return [
        {
            "severity": change.finding.severity.word,
            "word": SEVERITY_WORDS[change.finding.severity],
            "title": gettext(change.finding.rule.title),
        }
        for change in answer.changes
        if change.after and not is_news(change, answer)
    ]


def _rows(change: Change, asker: Asker) -> list[dict[str, Any]]:
    finding, units = change.finding, asker.viewing.units
    before = {item.key: item for item in change.before.evidence} if change.before and change.after else {}
    rows = []
    for item in finding.evidence:
        if item.unit in {"list", "text"} or len(rows) == ROWS:
            continue
        row = proof_row(item, finding, asker.viewing, asker.assessment.today)
        if f":{PLANNED}:" in item.ref:
            row |= {"label": gettext("%(entry)s, planned") % {"entry": row["label"]}, "url": "", "main": True}
        earlier = show(before[item.key], units, gettext) if item.key in before and not item.ref else ""
        if earlier and row["value"] and earlier != row["value"]:
            row["value"] = f"{earlier} → {row['value']}"
        rows.append(row)
    return rows


def _line(answer: Answer, asker: Asker) -> str:
    """What is raised first, a step beyond the room."""
    room = room_shown(answer, asker.viewing.units)
    if not (room and answer.reach and answer.reach.then) or answer.is_unjudged:
        return ""
    named = {"room": room, "title": gettext(answer.reach.then.rule.title)}
    return gettext("Further than %(room)s, the first to speak is: %(title)s.") % named


def _chip(other: Alternative, asker: Asker) -> dict[str, Any] | None:
    """One tap that changes the form: the field, its value, and what it is answered with."""
    run, units = other.run, asker.viewing.units
    shoes = {shoe.key: shoe.name for shoe in asker.assessment.history.log.shoes}
    if other.kind == "distance_m":
        shown = at_most(run.distance_m, units)
        field, value, text = "distance", f"{shown} {units}", f"{shown} {units}"
        if not shown:
            return None
    elif other.kind == "shoe":
        field, value, text = "shoe", run.shoe, gettext("in %(shoe)s") % {"shoe": shoes[run.shoe or ""]}
    elif other.kind == "day":
        field, value, text = "day", run.day.isoformat(), when(run.day, asker.assessment.today)
    elif other.kind == "session":
        field, value, text = "session", run.session, gettext("as an easy run")
    else:
        words = SURFACES if other.kind == "surface" else TERRAINS
        field, value = other.kind, getattr(run, other.kind)
        text = gettext("on %(ground)s") % {"ground": gettext(words[value])}
    return {"field": field, "value": value, "text": text, "word": WORDS[other.verdict]}


def _log_url(answer: Answer, asker: Asker) -> str:
    """The form of a run, filled with this one; for today, and for the runner alone."""
    if not asker.viewing.is_own or answer.day != asker.assessment.today or answer.is_held:
        return ""
    (run,) = answer.runs
    said = {"surface": run.surface, "terrain": run.terrain, "session": run.session, "shoe": run.shoe}
    units = asker.viewing.units
    words = {"distance": editable_distance(run.distance_m, units), "units": units, **said}
    return f"{reverse('log-run')}?{urlencode({name: word for name, word in words.items() if word})}"
