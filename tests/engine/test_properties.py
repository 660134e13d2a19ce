"""What holds for every rule and every log."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from random import Random
from string import Formatter

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.builders import on, run
from tests.engine.strategies import (
    DAY_BYTES,
    MOST_DAYS,
    SHOES_WORN,
    SIGN_WORDS,
    Diary,
    Habits,
    decode,
    diaries,
)
from training.engine.evaluate import Ruleset, build_ruleset, evaluate
from training.engine.facts import Profile
from training.engine.history import History
from training.engine.limits import limit_evidence
from training.engine.replay import replay
from training.engine.rule import Finding
from training.engine.text import show
from training.rules import ALL_RULES

thoroughly = settings(max_examples=1000)

# Cards of these rules stand while the episode is open, whatever is logged or not logged after.
STANDING = {
    "knee.worsening",
    "knee.two_weeks",
    "knee.red_flag",
    "knee.emergency",
    "knee.recurring",
    "knee.running_through",
}


DEFAULTS = Ruleset()
# Every threshold one above its default, so that a number written into a sentence is found out.
NUDGED = build_ruleset(
    ALL_RULES,
    {
        rule.id: {spec.name: spec.default + 1 for spec in rule.specs if spec.default < spec.high}
        for rule in ALL_RULES
    },
    number=1,
)


def found(history: History, ruleset: Ruleset = DEFAULTS) -> list[Finding]:
    return evaluate(history, ALL_RULES, ruleset)


def worst(findings: list[Finding]) -> int:
    return max((finding.severity for finding in findings), default=0)


@thoroughly
@given(diaries(), st.integers(0, 2**32))
def test_order_of_logging_does_not_matter(diary: Diary, seed: int):
    shuffled = {
        name: Random(seed).sample(facts, len(facts))
        for name, facts in vars(diary).items()
        if isinstance(facts, tuple)
    }
    assert found(diary.history(**shuffled)) == found(diary.history())


@thoroughly
@given(diaries(), st.integers(0, MOST_DAYS))
def test_what_is_logged_later_never_changes_the_past(diary: Diary, days_ago: int):
    past = diary.today - timedelta(days=days_ago)
    assert found(diary.history(past)) == found(diary.up_to(past).history(past))


@thoroughly
@given(diaries(), st.integers(1, 5))
def test_a_replay_says_of_each_day_what_that_day_alone_says(diary: Diary, days: int):
    first = diary.today - timedelta(days=days)
    replayed = list(replay(diary.log(), ALL_RULES, DEFAULTS, first, diary.today))
    assert replayed[-1] == (diary.today, found(diary.history()))
    assert replayed[0] == (first, found(diary.history(first)))


@thoroughly
@given(diaries(), st.integers(0, 10), st.sampled_from(["", *SIGN_WORDS]))
def test_a_worse_latest_check_in_never_lowers_the_worst_severity(diary: Diary, score: int, sign: str):
    seen = [entry for entry in diary.check_ins if entry.day <= diary.today]
    assume(seen)
    latest = max(seen, key=lambda entry: entry.instant_s)
    worse = replace(latest, score=max(score, latest.score), signs=latest.signs | {sign} - {""})
    changed = tuple(worse if entry is latest else entry for entry in diary.check_ins)
    before, after = found(diary.history()), found(diary.history(check_ins=changed))
    assert worst(after) >= worst(before)
    now = {finding.key: finding.severity for finding in after}
    knees = [finding for finding in before if finding.rule.group == "knee"]
    assert [f.rule.id for f in knees if now.get((f.rule.id, f.subject), 0) < f.severity] == []


@thoroughly
@given(diaries(), st.integers(1, 60))
def test_days_without_an_entry_are_not_clear_days(diary: Diary, days: int):
    seen = diary.up_to(diary.today)
    later = diary.today + timedelta(days=days)
    now, then = seen.history(), seen.history(later)
    assert [(e.side, e.opened_on) for e in now.open_episodes] == [
        (e.side, e.opened_on) for e in then.open_episodes
    ]
    assert _standing(now) <= _standing(then)


def _standing(history: History) -> set[tuple[str, str]]:
    return {(f.rule.id, f.subject) for f in found(history) if f.rule.id in STANDING}


@thoroughly
@given(diaries(), st.integers(0, 200))
def test_a_clear_entry_not_logged_never_closes_an_episode(diary: Diary, position: int):
    clear = [entry for entry in diary.check_ins if entry.is_clear]
    assume(clear)
    without = [entry for entry in diary.check_ins if entry is not clear[position % len(clear)]]
    fewer = diary.history(check_ins=without)
    assert {e.side for e in diary.history().open_episodes} <= {e.side for e in fewer.open_episodes}


@thoroughly
@given(diaries())
def test_findings_are_well_formed(diary: Diary):
    standing = found(diary.history())
    keys = Counter(finding.key for finding in standing)
    assert [key for key, count in keys.items() if count > 1] == []
    assert standing == sorted(standing, key=lambda f: (-f.severity, -f.since.toordinal()))
    names = {"runner", "knee:left", "knee:right"}
    names |= {fact.subject for fact in (*diary.runs, *diary.shoes)}
    refs = {"", *names, *(entry.ref for entry in diary.check_ins)}
    for finding in standing:
        assert finding.subject in names
        assert finding.since <= diary.today
        assert {item.ref for item in finding.evidence} <= refs
        assert all(item.on is None or item.on <= diary.today for item in finding.evidence)
        evidence_keys = [item.key for item in finding.evidence]
        assert len(set(evidence_keys)) == len(evidence_keys)


NUMBER = re.compile(r"\d+(?:\.\d+)?")


@thoroughly
@given(diaries(), st.sampled_from([DEFAULTS, NUDGED]))
def test_texts_name_their_numbers_and_no_others(diary: Diary, ruleset: Ruleset):
    for finding in found(diary.history(), ruleset):
        known = [*limit_evidence(finding.basics), *limit_evidence(finding.limits), *finding.evidence]
        for units in ("km", "mi"):
            shown = {item.key: show(item, units) for item in known}
            days = {NUMBER.search(f"{item.on.day}")[0] for item in known if item.on}
            numbers = {number for text in shown.values() for number in NUMBER.findall(text)} | days
            for template, text in (
                (finding.text_template, finding.text(units)),
                (finding.hint_template, finding.hint(units)),
                (finding.rule.headline, finding.headline(units)),
            ):
                named = {name for _, name, _, _ in Formatter().parse(template) if name in shown}
                assert [name for name in named if shown[name].lower() not in text.lower()] == []
                assert set(NUMBER.findall(text)) <= numbers
                assert text
                assert not text.startswith(" ")
                assert "{" not in text


@thoroughly
@given(diaries(), st.integers(0, MOST_DAYS), st.integers(1, 400))
def test_a_run_thought_of_counts_like_a_run_logged(diary: Diary, day: int, hectometres: int):
    thought_of = run(day, hectometres / 10, "12:00", surface="trail", shoe="glide")
    log = diary.log()
    found(History(log, diary.today))
    logged = diary.history(runs=(*diary.runs, thought_of))
    assert found(History(log.with_run(thought_of), diary.today)) == found(logged)
    assert found(History(log, diary.today)) == found(diary.history())


def test_these_logs_reach_every_rule():
    seen: set[str] = set()
    for seed in range(40):
        random = Random(seed)
        habits = Habits(
            run=random.choice((60, 130, 256)),
            left=random.choice((40, 130, 256)),
            right=random.choice((0, 130)),
            care=random.choice((0, 20, 130)),
            signs=random.choice((0, 1, 3)),
            shoes=random.choice(SHOES_WORN),
            break_from=30,
            break_days=random.choice((0, 9, 18)),
        )
        raw, profile = random.randbytes(MOST_DAYS * DAY_BYTES), Profile("overpronating", weak_quadriceps=True)
        log = decode(raw, habits, profile, today=MOST_DAYS).log()
        for _, findings in replay(log, ALL_RULES, DEFAULTS, on(10), on(MOST_DAYS)):
            seen.update(finding.rule.id for finding in findings)
    assert {rule.id for rule in ALL_RULES} - seen == set()
