import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.core.management import CommandError, CommandParser
from django.utils.translation import gettext

from training.assessment import Assessment, assess_whole_log
from training.engine.limits import limit_evidence
from training.engine.rule import Finding
from training.engine.text import Evidence, show
from training.importing import values
from training.importing.problems import BadLog, shown
from training.management.runner_command import RunnerCommand, find_runner
from training.models.bounds import FIRST_DAY
from training.pages.cards import SEVERITY_WORDS
from training.pages.findings import findings_file
from training.units import Units, format_full_day, format_percent, format_short_day

YEAR = timedelta(days=365)


class Command(RunnerCommand):
    help = "Says what stands out in an account's log on a day."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", metavar="USERNAME")
        parser.add_argument("--on", metavar="DATE", help="a day like 2026-03-20; else the runner's today")
        parser.add_argument("--json", action="store_true", help="as kneelog-findings/1")

    def handle(self, *, username: str, on: str | None, json: bool, **options: Any) -> None:
        runner = find_runner(username)
        today = runner.profile.today()
        assessment = assess_whole_log(runner, read_day(on, today) if on is not None else today)
        self.write_utf8(as_json(assessment) if json else "\n".join(as_text(assessment)) + "\n")


def read_day(text: str, today: date) -> date:
    """A day written like 2026-03-20, from 1970 to a year after `today`; else CommandError."""
    try:
        day = values.read_day(text, "--on")
    except BadLog:
        raise CommandError(f"--on: {shown(text)} is no date. Write one like 2026-03-20.") from None
    if day < FIRST_DAY:
        raise CommandError(f"--on: {day} is before {FIRST_DAY.year}.")
    if day - today > YEAR:
        raise CommandError(f"--on: {day} is more than a year ahead.")
    return day


def as_json(assessment: Assessment) -> str:
    return json.dumps(findings_file(assessment), ensure_ascii=False, indent=1) + "\n"


def as_text(assessment: Assessment) -> Iterator[str]:
    """The findings for people, worst first."""
    coverage = format_percent(round(assessment.history.coverage * 100))
    window = assessment.ruleset.basics.coverage_days
    day = format_full_day(assessment.today)
    yield f"{assessment.runner.username} on {day}"
    coach = ", and what a coach set" if assessment.ruleset.laid else ""
    yield f"The log covers {coverage} of the last {window} days. Ruleset {assessment.ruleset.number}{coach}."
    if not assessment.findings:
        yield "\nNo warning stands on this day. That is no promise: only what was logged can be seen."
    for finding in assessment.findings:
        yield ""
        yield from finding_lines(finding, assessment.runner.profile.units)


def finding_lines(finding: Finding, units: Units) -> Iterator[str]:
    word = SEVERITY_WORDS[finding.severity]
    yield f"{word.upper()}: {gettext(finding.rule.title)} [{finding.rule.id}, {finding.subject}]"
    yield f"  {finding.text(units, gettext)}"
    if finding.hint_template:
        yield f"  Next: {finding.hint(units, gettext)}"
    yield f"  What clears it: {finding.clears(units, gettext)}"
    yield f"  Source: {finding.source}"
    width = max((len(gettext(item.label)) for item in finding.evidence), default=0)
    for item in finding.evidence:
        yield f"    {evidence_line(item, units, width)}"
    if thresholds := limit_evidence(finding.limits):
        told = (f"{gettext(item.label)} {show(item, units, gettext)}" for item in thresholds)
        yield f"  Thresholds: {'; '.join(told)}"


def evidence_line(item: Evidence, units: Units, width: int) -> str:
    day = f"  ({format_short_day(item.on)})" if item.on else ""
    return f"{gettext(item.label):<{width}}  {show(item, units, gettext)}{day}"
