"""Everybody at every address: what is complained of, one line each; an empty list is what should be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import product
from uuid import UUID

from django.urls import reverse

from tests.access.addresses import (
    ATHLETE_CARDS,
    ATHLETE_NUMBERS,
    ATHLETES,
    CARDS,
    COACHES,
    EVERY_NAME,
    IMPORTS,
    INVITATIONS,
    LISTS,
    OBJECTS,
    OF_A_DAY,
    OWN_PAGES,
    REPORT_LINKS,
    SHARED,
    TEAM_NUMBERS,
    WORDS,
)
from tests.access.world import CANARIES, LETTERS, OUTSIDE, SEES, STRANGERS, World
from training.models.choices import Category

NOBODY = UUID(int=7)
METHODS = ("get", "post")
ANSWERS = {200, 302, 405, 422}
# A batch of files takes no words made up here.
ODD = {400, 404, 409, 411, 415}
# A coach's own correspondence, and a button.
SAY_NOTHING_OF_A_LOG = {"athlete-notes", "mark-athlete"}
SAID_TO_ALL = frozenset({Category.KNEE, Category.PROFILE})


def complaints(world: World, only: Iterable[str] = EVERY_NAME) -> list[str]:
    return list(dict.fromkeys(every_complaint(world, only)))


def every_complaint(world: World, only: Iterable[str] = EVERY_NAME) -> Iterator[str]:
    """One by one, as they are found, about the addresses of these names."""
    wanted = set(only)
    for kind in (
        outside_complaints,
        object_complaints,
        invitation_complaints,
        report_link_complaints,
        own_page_complaints,
        list_complaints,
        athlete_complaints,
        look_complaints,
        foreign_key_complaints,
    ):
        yield from kind(world, wanted)


def addresses(world: World) -> Iterator[tuple[str, str, str, set[str]]]:
    """(name, Anna's address, one like it of nothing at all, who reaches hers)."""
    for table, who in ((OBJECTS, {"owner"}), (SHARED, {"owner", "coach"})):
        for name, kind in table.items():
            yield name, reverse(name, args=[world.things[kind].pk]), reverse(name, args=[NOBODY]), who
    for name, more in IMPORTS.items():
        real, missing = (reverse(name, args=[pk, *more]) for pk in (world.things["batch"].pk, NOBODY))
        yield name, real, missing, {"owner"}
    for name in CARDS:
        real, missing = (reverse(name, args=[*day_of(world, name), key]) for key in (world.card, "a" * 24))
        yield name, real, missing, {"owner"}
    yield from athlete_addresses(world)


def athlete_addresses(world: World) -> Iterator[tuple[str, str, str, set[str]]]:
    coaches = {who: seen for who, seen in SEES.items() if who != "owner"}
    for name, needed in ATHLETES.items():
        who = {who for who, seen in coaches.items() if not needed or needed in seen}
        real, missing = (reverse(name, args=[pk, *day_of(world, name)]) for pk in (world.anna.pk, NOBODY))
        yield name, real, missing, who
    for name in ATHLETE_CARDS:
        args = [*day_of(world, name), world.card]
        real, missing = (reverse(name, args=[pk, *args]) for pk in (world.anna.pk, NOBODY))
        # The card is about a knee.
        yield name, real, missing, {"coach"}
    for table, pk in ((ATHLETE_NUMBERS, world.anna.pk), (TEAM_NUMBERS, world.things["team"].pk)):
        for name, more in table.items():
            yield name, reverse(name, args=[pk, *more]), reverse(name, args=[NOBODY, *more]), {"coach"}
    for name, kind in COACHES.items():
        yield name, reverse(name, args=[world.things[kind].pk]), reverse(name, args=[NOBODY]), {"coach"}


def day_of(world: World, name: str) -> list[date] | list[str]:
    """What an address about a day takes, or one about a kind of mail; nothing for others."""
    if name in WORDS:
        return WORDS[name]
    return [world.anna.profile.today() - timedelta(days=1)] if name in OF_A_DAY else []


def outside_complaints(world: World, wanted: set[str]) -> Iterator[str]:
    """Who is not logged in, or no longer may be, is sent to the log-in from everywhere."""
    link = world.things["link"]
    paths = [(name, reverse(name, args=day_of(world, name))) for name in OWN_PAGES | LISTS]
    paths += [(name, path) for name, path, *_ in addresses(world)]
    paths += [("invitation-link", reverse("invitation-link", args=[link.pk, link.secret]))]
    for (name, path), who, method in product(paths, OUTSIDE, METHODS):
        if name in wanted:
            answer = world.ask(who, method, path)
            if answer.status != 302 or answer.location != f"{reverse('account_login')}?next={path}":
                yield f"{who} is not sent to the log-in by {method} {name}"
            if answer.changed:
                yield f"{who} changes something by {method} {name}"


def object_complaints(world: World, wanted: set[str]) -> Iterator[str]:
    """What is not theirs looks to everybody like what does not exist, and stays as it is."""
    for name, path, missing, allowed in addresses(world):
        for who, method in product((*SEES, *STRANGERS) if name in wanted else (), METHODS):
            if who not in allowed:
                yield from refusal_complaints(world, who, method, name, (path, missing))
            elif world.ask(who, method, path).status not in ANSWERS | (ODD if name in IMPORTS else set()):
                yield f"{who} is refused {method} {name}"


def refusal_complaints(
    world: World, who: str, method: str, name: str, paths: tuple[str, str]
) -> Iterator[str]:
    real, missing = (world.ask(who, method, path) for path in paths)
    if real[:3] != missing[:3]:
        yield f"{who} can tell by {method} {name} that it exists"
    # 302: the address of a button, opened by hand, leads back to its page. 405: a page to be read only.
    if real.status not in {404, {"get": 302, "post": 405}[method]}:
        yield f"{who} gets {real.status} from {method} {name}"
    if real.changed:
        yield f"{who} changes something by {method} {name}"


def invitation_complaints(world: World, wanted: set[str]) -> Iterator[str]:
    """An invitation opens for whom it is addressed to, a link for whoever holds it, both for nobody else."""
    asked, link = world.things["invitation"], world.things["link"]
    missing = reverse("invitation", args=[NOBODY])
    secrets = reverse("invitation-link", args=[link.pk, link.secret])
    wrong = reverse("invitation-link", args=[link.pk, "a" * 40])
    by_name = reverse("invitation", args=[asked.pk])
    without = reverse("invitation", args=[link.pk])
    others_secret = reverse("invitation-link", args=[asked.pk, asked.secret])
    for who, method in product((*SEES, *STRANGERS) if INVITATIONS & wanted else (), METHODS):
        opens = {secrets: who != "owner", by_name: who == "invited", others_secret: who == "invited"}
        for path in (secrets, wrong, by_name, without, others_secret):
            if not opens.get(path):
                yield from refusal_complaints(world, who, method, "invitation", (path, missing))
            elif world.ask(who, method, path).status not in {200, 302}:
                yield f"{who} is refused {method} invitation"


def report_link_complaints(world: World, wanted: set[str]) -> Iterator[str]:
    """An open link shows a report to everybody; any other secret is an address where there is nothing."""
    nothing = world.ask("anonymous", "get", "/r/")
    secrets = {**world.secrets, "made up": "a" * 43, "odd": "%00\u00e9"}
    people = ("anonymous", "deactivated", "owner", "invited")
    for name, who, state in product(sorted(REPORT_LINKS & wanted), people, secrets):
        path = reverse(name, args=[secrets[state]])
        read, written = world.ask(who, "get", path), world.ask(who, "post", path)
        if written.status != 405 or written.changed or written.looks:
            yield f"{who} sends something to {name}"
        if state != "open" and (read[:3] != nothing[:3] or read.looks):
            yield f"{who} can tell by {name} that a link is {state}"
        if state == "open":
            if read.status != 200 or read.looks != 1:
                yield f"{who} cannot open {name}, or nobody learns of it"
            yield from leaks(f"{who} by {name}", read.words(), frozenset(Category) - {Category.NOTES})


def own_page_complaints(world: World, wanted: set[str]) -> Iterator[str]:
    """A page about whoever asks holds nothing of Anna's for anybody but Anna.

    What those pages say to everybody, the names of warnings and the kinds of feet, is no sign of hers.
    """
    for name, who in product(sorted(OWN_PAGES & wanted), (*STRANGERS, *sorted(SEES.keys() - {"owner"}))):
        answer = world.ask(who, "get", reverse(name, args=day_of(world, name)))
        yield from leaks(f"{who} by {name}", answer.words(), SAID_TO_ALL)


def list_complaints(world: World, wanted: set[str]) -> Iterator[str]:
    """The list of a coach's athletes says of Anna what she shares with them; to others, nothing."""
    for name, who in product(sorted(LISTS & wanted), (*STRANGERS, *sorted(SEES.keys() - {"owner"}))):
        page = world.ask(who, "get", reverse(name)).words()
        yield from leaks(f"{who} by {name}", page, SEES.get(who, frozenset()))
        if (world.anna.username in page) != (who in SEES):
            yield f"{who} by {name} finds Anna where she is not, or not where she is"


def athlete_complaints(world: World, wanted: set[str]) -> Iterator[str]:
    """A coach reads of Anna what she shares with them, and no more; and it is written down."""
    for name, who in product(sorted(ATHLETES.keys() & wanted), SEES):
        path = reverse(name, args=[world.anna.pk, *day_of(world, name)])
        letter = {world.people[who].username} & set(LETTERS)
        if who != "owner" and world.ask(who, "get", path).status == 200:
            yield from leaks(f"{who} by {name}", world.ask(who, "get", path).words(), SEES[who], letter)


def look_complaints(world: World, wanted: set[str]) -> Iterator[str]:
    """Every page of a coach that says something of Anna's log is written down, for Anna to read."""
    paths = {name: reverse(name) for name in LISTS}
    days = {name: [world.anna.pk, *day_of(world, name)] for name in ATHLETES | dict.fromkeys(ATHLETE_CARDS)}
    paths |= {name: reverse(name, args=days[name]) for name in ATHLETES}
    paths |= {name: reverse(name, args=[*days[name], world.card]) for name in ATHLETE_CARDS}
    for name in sorted((paths.keys() - SAY_NOTHING_OF_A_LOG) & wanted):
        if world.ask("coach", "get", paths[name]).looks != 1:
            yield f"nobody learns that the coach looked by {name}"


def leaks(where: str, page: str, sees: frozenset[str], letters: Iterable[str] = ()) -> Iterator[str]:
    """What stands on a page of what its reader may not see."""
    for category, canaries in CANARIES.items():
        if category not in sees and any(canary in page for canary in canaries):
            yield f"{where} reads of {category}"
    for coach, canary in LETTERS.items():
        if coach not in letters and canary in page:
            yield f"{where} reads a note of another"


def foreign_key_complaints(world: World, wanted: set[str]) -> Iterator[str]:
    """What a form names has to be the sender's own: nothing of Anna's is taken from others."""
    run, shoe, stranger = world.things["run"], world.things["shoe"], world.people["other runner"]
    about = f"?run={run.pk}"
    tries = [
        ("log-run", "other runner", reverse("log-run"), {"shoe": shoe.pk}),
        ("edit-run", "other runner", reverse("edit-run", args=[world.bens_run.pk]), {"shoe": shoe.pk}),
        ("notes", "other runner", reverse("notes") + about, {}),
        ("notes", "owner", reverse("notes"), {"coach": stranger.pk}),
        ("athlete-notes", "other's coach", reverse("athlete-notes", args=[stranger.pk]) + about, {}),
    ]
    for name, who, path, more in tries:
        if name in wanted and world.ask(who, "post", path, more).changed:
            yield f"{who} names what is not theirs in {name}"
