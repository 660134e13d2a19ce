"""Anna's log, and everybody who might want to read it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.apps import apps
from django.db import transaction
from django.test import Client
from django.utils import timezone

from tests.factories import make_batch, make_check_in, make_run, make_runner, make_shoe
from tests.report.paper import text_of
from tests.sharing.cast import ALL, TRAINING, number_set, share
from training import tokens
from training.assessment import assess
from training.logbook.undoing import delete
from training.models import (
    CareEntry,
    CoachMark,
    Grant,
    Invitation,
    Look,
    Note,
    PreviousInjury,
    ReportLink,
    Seen,
    Team,
    TeamMember,
    TeamOverride,
    User,
    Webhook,
)
from training.models.choices import Category
from training.pages.cards import card_key
from training.rules import knee_red_flag

# Words that stand in Anna's log and nowhere else, by the category they belong to.
CANARIES = {
    Category.TRAINING: ("Canary Shoe",),
    Category.KNEE: (knee_red_flag.RULE.title, "shows signs to have looked at", "locks or catches"),
    Category.NOTES: ("canary-run-note", "canary-check-in-note"),
    Category.PROFILE: ("supinating",),
}
# What nobody but the two it stands between reads.
LETTERS = {"kim": "canary-letter-of-kim", "lena": "canary-letter-of-lena"}
# What each actor may see of Anna's log; who is not here: nothing.
SEES = {"owner": ALL, "coach": ALL, "limited": TRAINING}
OUTSIDE = ("anonymous", "deactivated")
STRANGERS = ("other runner", "invited", "ended", "expired", "other's coach", "admin")

# Enough for a form to be taken seriously, so that a POST without a guard would write.
DATA = {
    "say": "acknowledge", "accept": "1", "text": "a word", "categories": ["training"], "until": "",
    "version": "1", "distance_m": "9", "day": "2026-01-05", "time": "08:00", "name": "x",
    "support": "neutral", "side": "left", "score": "1", "moment": "rest", "month": "2026-01",
    "sides": ["left"], "days": "1", "entry_id": str(UUID(int=8)),
    "retired_on": "2026-01-05", "about": "silence", "week": "Mon 8", "first": "2026-01-05",
    "last": "2026-01-12", "answer": "sick",
    "reason": "a word", "may_set": "on", "scopes": ["read"], "lasts": "30",
    "url": "https://example.org/x", "least": "1", "tells": "text",
}  # fmt: skip


class World:
    """things: one of each kind that belongs to Anna. clients: a browser for each actor."""

    def __init__(self) -> None:
        self.anna, self.ben = make_runner("anna", foot_type="supinating"), make_runner("ben")
        self.people = {
            "owner": self.anna,
            "other runner": self.ben,
            "coach": make_runner("kim"),
            "limited": make_runner("lena"),
            "invited": make_runner("ivo"),
            "ended": make_runner("eda"),
            "expired": make_runner("exa"),
            "other's coach": make_runner("otto"),
            "admin": User.objects.create_superuser("ada", password="x" * 12),
            "deactivated": make_runner("dora"),
            "leaving": make_runner("lea"),
        }
        self.bens_run = make_run(self.ben, self.ben.profile.today() - timedelta(days=1))
        self.things = {**anna_s_log(self.anna), **self._sharing()}
        self.card = card_key(self.anna, assess([self.anna])[0].findings[0])
        self.clients = {"anonymous": Client(), **{who: self._client(who) for who in self.people}}
        User.objects.filter(username="dora").update(is_active=False)
        User.objects.filter(username="lea").update(leaves_at=timezone.now())
        self.before = stored()

    def _client(self, who: str) -> Client:
        client = Client()
        client.force_login(self.people[who])
        return client

    def _sharing(self) -> dict[str, Any]:
        anna, people, today = self.anna, self.people, self.anna.profile.today()
        grant = share(anna, people["coach"], may_set=True)
        limited = share(anna, people["limited"], TRAINING)
        share(anna, people["expired"], until=today - timedelta(days=1), may_set=True)
        share(anna, people["deactivated"])
        share(self.ben, people["other's coach"])
        over = share(anna, people["ended"], state="ended", ended_at=timezone.now(), ended_by=anna)
        by_link = Invitation.objects.create(inviter=anna, asks="coach", categories=ALL)
        asked = Invitation.objects.create(
            inviter=anna, invitee=people["invited"], asks="coach", name="ivo", categories=ALL
        )
        notes = [
            Note.objects.create(runner=anna, coach=g.coach, by_coach=by, text=LETTERS[g.coach.username])
            for g in (grant, limited)
            for by in (False, True)
        ]
        return {
            "grant": grant, "ended_grant": over, "invitation": asked, "link": by_link,
            "own_note": notes[0], "coach_note": notes[1],
            **self._report_links(),
            **coach_s_desk(anna, people["coach"]), **numbers(grant),
        }  # fmt: skip

    def _report_links(self) -> dict[str, Any]:
        """secrets: of each link by what became of it; only the open one leads anywhere."""
        now = timezone.now()
        links = {
            "open": (self.anna, {}),
            "ended": (self.anna, {"ended_at": now}),
            "expired": (self.anna, {"created_at": now - timedelta(days=2), "expires_at": now}),
            "older than any may be": (self.anna, {"created_at": now - timedelta(days=7)}),
            "of a deactivated runner": (self.people["deactivated"], {}),
            "of a runner who leaves": (self.people["leaving"], {}),
        }
        self.secrets = {state: f"{number}" * 43 for number, state in enumerate(links)}
        made = [
            ReportLink.objects.create(
                runner=runner,
                token_hash=ReportLink.hash_of(secret),
                **{"sides": {"left"}, "expires_at": now + timedelta(days=1), **more},
            )
            for secret, (runner, more) in zip(self.secrets.values(), links.values(), strict=True)
        ]
        return {"report_link": made[0]}

    def ask(self, who: str, method: str, address: str, more: Mapping[str, Any] | None = None) -> Answer:
        """The answer to one request, whether it changed anything, and Anna's looks; all is then undone."""
        with transaction.atomic():
            data = DATA | dict(more or {}) if method == "post" else None
            answer = getattr(self.clients[who], method)(address, data)
            changed = stored() != self.before
            looks = self.anna.looks.count()
            transaction.set_rollback(True)
        return Answer(answer.status_code, answer.headers.get("Location"), answer.getvalue(), changed, looks)


class Answer(NamedTuple):
    status: int
    location: str | None
    content: bytes
    changed: bool
    looks: int

    def words(self) -> str:
        if self.content.startswith(b"%PDF"):
            return text_of(self.content)
        return self.content.decode()


def stored() -> dict[str, list[dict[str, Any]]]:
    """All that people entrust to us. Who looked, and what was read, are written by reading."""
    models = [model for model in apps.get_app_config("training").get_models() if model not in {Look, Seen}]
    rows = {model.__name__: list(model.objects.order_by("pk").values()) for model in models}
    for user in rows["User"]:
        user.pop("last_login")
    for note in rows["Note"]:
        note.pop("read_at")
    for token in rows["AccessToken"]:
        del token["last_used_at"], token["spent_until"]
    for numbers in rows["Override"]:
        numbers.pop("seen_at")
    return rows


def coach_s_desk(anna: User, coach: User) -> dict[str, Any]:
    """What a coach keeps for themselves: a mark on Anna's line, and a team with her in it."""
    team = Team.objects.create(coach=coach, name="canary-team")
    TeamMember.objects.create(team=team, runner=anna)
    day = anna.profile.today()
    mark = CoachMark.objects.create(runner=anna, coach=coach, rule="silence", kind="acknowledged", day=day)
    return {"team": team, "mark": mark}


def numbers(grant: Grant) -> dict[str, Any]:
    """What a coach set for Anna, and for a team; one of each stands and one was just ended."""
    now, team = timezone.now(), grant.coach.teams.get()
    made = {"team": team, "values": {"caution_percent": 25}, "reason": "canary-reason"}
    return {
        "numbers": number_set(grant, reason="canary-reason"),
        "ended_numbers": number_set(grant, "load.weekly_jump", ended_at=now, ended_by=grant.runner),
        "team_numbers": TeamOverride.objects.create(rule="load.weekly_jump", **made),
        "ended_team_numbers": TeamOverride.objects.create(rule="load.longest_run", ended_at=now, **made),
    }


def a_webhook(anna: User, host: str, **more: str) -> Webhook:
    """With a message on its way, tried a while ago."""
    hook = anna.webhooks.create(url=f"https://{host}/", secret="canary-secret", **more)
    before = timezone.now() - timedelta(hours=1)
    hook.deliveries.create(runner=anna, kind="test", attempts=1, tried_at=before, next_at=timezone.now())
    return hook


def anna_s_log(anna: User) -> dict[str, Any]:
    today = anna.profile.today()
    shoe = make_shoe(anna, "Canary Shoe")
    for back in range(2, 40, 2):
        make_run(anna, today - timedelta(days=back), shoe=shoe, hour=0)
    day = today - timedelta(days=1)
    return {
        "run": make_run(anna, day, 13_337, notes="canary-run-note", shoe=shoe),
        "check_in": make_check_in(anna, day, 3, signs={"locks"}, notes="canary-check-in-note"),
        "care": CareEntry.objects.create(runner=anna, on=day, kind="ice"),
        "shoe": shoe,
        "injury": PreviousInjury.objects.create(runner=anna, side="left", month=day.replace(day=1)),
        "gap": anna.gap_answers.create(
            first=day.replace(year=2020), last=day.replace(year=2020), answer="sick"
        ),
        "session": anna.ladder_sessions.create(on=day - timedelta(days=50), step="walk", minutes=30),
        "clearance": anna.clearances.create(on=day - timedelta(days=50), side="left"),
        "undo": delete(anna, [make_run(anna, day, hour=12)]),
        "batch": make_batch(anna),
        "token": tokens.issue(anna, "canary-token", ["read"], anna.profile.today())[0],
        "webhook": a_webhook(anna, "canary-hook.example"),
        "paused_webhook": a_webhook(anna, "canary-quiet.example", state="paused"),
    }
