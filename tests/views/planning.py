"""A runner whose log is easy to foretell, and their plans asked about as a browser would."""

from __future__ import annotations

from datetime import timedelta

from tests.factories import make_run, make_runner, make_shoe
from training.models import User

PLAN = "/plan/"
LIVE = {"headers": {"X-Live": "answer"}}


def runner_of_tens(name: str) -> User:
    """Ten kilometres every third day up to three days ago, in two pairs by turns; nothing stands out."""
    runner = make_runner(name)
    today, shoes = runner.profile.today(), [make_shoe(runner, shoe) for shoe in ("Ghost", "Glide")]
    for n, back in enumerate(range(39, 2, -3)):
        more = {"surface": "asphalt", "terrain": "flat", "warm_up": True, "shoe": shoes[n % 2]}
        make_run(runner, today - timedelta(days=back), 10_000, **more)
    return runner


def ask(client, runner, *, page=PLAN, live=False, **more):
    """The form as the page fills it, with these changes, sent."""
    today = runner.profile.today()
    likely = {"distance": "10", "day": today, "shoe": "ghost", "surface": "asphalt", "terrain": "flat"}
    return client.post(page, {**likely, **more}, **(LIVE if live else {}))


def ask_week(client, runner, week, *, page=PLAN, **more):
    data = {"week": week, "day": runner.profile.today(), **more}
    return client.post(f"{page}?ask=week", data)


def said(response) -> tuple[str, str, str]:
    answer = response.context["answer"]
    return str(answer["word"]), answer["sentence"], answer["room"]


def chips(response) -> list[str]:
    return [f"{other['text']}: {other['word']}" for other in response.context["answer"]["alternatives"]]
