"""Who shares what with Cleo in the demo, and what they wrote to each other."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from training.coaching import put_into_team
from training.models import Grant, Invitation, Note, Team, TeamOverride, User
from training.thresholds.overrides import set_for_athlete, set_for_team

COACH = "cleo"
ALL = ("training", "knee", "notes", "profile")
# What each shares, and for how many days from today; None: until one of them ends it.
SHARED: dict[str, tuple[tuple[str, ...], int | None]] = {
    "maya": (ALL, 80),
    "ben": (ALL, None),
    "ines": (("training",), 60),
    "otis": (("training", "profile"), 30),
    "paul": (("training", "knee"), 90),
    "rosa": (ALL, None),
    "sam": (("training", "knee", "profile"), 45),
    "uma": (("training", "knee", "profile"), None),
    "vera": (ALL, 20),
    "finn": (("training", "knee"), 70),
    "greta": (("training", "knee"), 50),
    "jade": (("training", "notes"), 12),
    "theo": (("training",), None),
}
# Who lets Cleo set thresholds; what she set for one of them, and for a team: rule, numbers, why.
MAY_SET = ("jade", "theo", "uma", "finn")
FOR_ONE = (
    "jade",
    "load.weekly_jump",
    {"caution_percent": 20},
    "Your weeks grow fast: 20 % is plenty.",
)
TEAM, MEMBERS = "Autumn half marathon", ("finn", "jade", "paul", "theo")
FOR_TEAM = (
    "load.longest_run",
    {"caution_percent": 20},
    "Small steps until the race.",
)
ENDED, ASKING = "leo", "nora"
# Athlete, whether Cleo wrote it, hours ago, text; the newest of each is unread.
LETTERS = (
    ("maya", False, 50, "The knee is stiff again after Sunday. I could still do the tempo on Thursday?"),
    ("maya", True, 26, "Please leave the tempo out, and let a physiotherapist see the knee this week."),
    ("jade", True, 20, "That was a big week. Keep the next one near 27 km, then we build from there."),
    ("rosa", False, 5, "Fine in the morning, worse after each run. Should I stop for now?"),
)


def share_with_the_coach() -> None:
    """Grants in every state, an invitation that waits for Cleo's answer, and notes both ways."""
    people = {user.username: user for user in User.objects.select_related("profile")}
    coach = people[COACH]
    for name, (categories, days) in SHARED.items():
        _grant(people[name], coach, categories, days)
    over = _grant(people[ENDED], coach, ALL, None)
    Grant.objects.filter(pk=over.pk).update(
        state=Grant.State.ENDED, ended_at=timezone.now() - timedelta(days=9), ended_by=people[ENDED]
    )
    Invitation.objects.create(
        inviter=people[ASKING], invitee=coach, asks=Invitation.Asks.TO_BE_COACHED, name=COACH,
        categories=frozenset(ALL[:2]), until=people[ASKING].profile.today() + timedelta(days=91),
    )  # fmt: skip
    for name, by_coach, hours, text in LETTERS:
        _write(people[name], coach, by_coach, hours, text)
    _set_thresholds(people, coach)


def _set_thresholds(people: dict[str, User], coach: User) -> None:
    name, rule, values, reason = FOR_ONE
    grant = people[name].grants.get(coach=coach)
    set_for_athlete(grant, rule, values, reason=reason, before=None)
    team = Team(coach=coach, name=TEAM)
    put_into_team(team, [people[member].pk for member in MEMBERS])
    rule, values, reason = FOR_TEAM
    set_for_team(coach, TeamOverride(team=team, rule=rule, values=values, reason=reason), None)


def _grant(runner: User, coach: User, categories: tuple[str, ...], days: int | None) -> Grant:
    until = None if days is None else runner.profile.today() + timedelta(days=days)
    return Grant.objects.create(
        runner=runner,
        coach=coach,
        categories=frozenset(categories),
        until=until,
        may_set=runner.username in MAY_SET,
    )


def _write(runner: User, coach: User, by_coach: bool, hours: int, text: str) -> None:
    at = timezone.now() - timedelta(hours=hours)
    note = Note.objects.create(runner=runner, coach=coach, by_coach=by_coach, text=text)
    read = at + timedelta(hours=1) if hours > 48 else None
    Note.objects.filter(pk=note.pk).update(created_at=at, read_at=read)
