"""What the mails of all demo stories say: calm, whole, and nothing that a stranger should not read."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import transaction
from html5lib import HTMLParser

from training.demo import create_demo_accounts
from training.demo.stories import STORIES
from training.mailing.styling import with_styles
from training.mailing.writing import SHOWN, Written, show
from training.models import MailWishes, User
from training.rules import ALL_RULES

pytestmark = [pytest.mark.django_db, pytest.mark.data]
Mails = dict[tuple[str, str], Written]
SUBJECTS = {
    "KneeLog: your week",
    "KneeLog: your athletes",
    "KneeLog: this morning",
    "KneeLog: something to look at",
    "KneeLog: please read this now",
}
CLEO = """\
Your week, 15 to 21~May

Hello Cleo, here is what your log says of the last seven days, and of
today.

HOW IT WENT
- 4 runs, 30.4~km in all.
  About as much as in a usual week of yours (29.8~km).
- 3 days without a run.
- Care: glute bridges, hamstring curls.
- Knees checked on 1 day, clear each time.
  The morning after a run tells most; none is answered.

WHAT STANDS OUT NOW
- Nothing stands out.

ONE NEXT STEP
Go on as you do. Up to 8.8~km in one run today raise no warning about
the week.
http://localhost:8000/plan/
"""
MAYA = """\
Your week, 15 to 21~May

Hello Maya, here is what your log says of the last seven days, and of
today.

WHAT STANDS OUT NOW
- See a professional: Your left knee has had symptoms since 7~May: today
  is day 16, past the line of 14 days.
  New this week.
- Ease off: Your left knee was at 3 of 10 on the morning of 21~May,
  after 2 of 10 before the run.
  New this week.
- Ease off: Your run of 24.4~km was 35.6~% longer than your longest of
  the 30 days before (18.0~km).
  New this week.
- Worth knowing: No hamstring curls, glute bridges or leg raises are
  logged for the last 14 days.
- Worth knowing: Ghost 15 has carried you 501.6~km, past the 482.8~km
  from which to plan a replacement.

HOW IT WENT
- 2 runs, 29.4~km in all.
  Less than in a usual week of yours (36.8~km).
- 5 days without a run.
- Care: ice, foam rolling, hamstring stretch, sitting.
- Knees checked on 7 days; the highest score was 4 of 10.
  Every morning after a run is answered.

ONE NEXT STEP
Leave running for now, and let a doctor or physiotherapist look at the
knee. Your report puts the last twelve weeks on one page to take along.
http://localhost:8000/report/
"""
ATHLETES = """\
Your athletes on 22~May

Hello Cleo, here is whom to look at this week, as far as each of them
shares it.

WHO NEEDS A LOOK
- Get help now: Vera
  Signs that need help now.
  http://localhost:8000/athletes/…/
- See a professional: Sam
  Signs for a professional to look at.
  http://localhost:8000/athletes/…/
- See a professional: Rosa
  A knee that is getting worse.
  http://localhost:8000/athletes/…/
- See a professional: Maya
  Symptoms that linger.
  http://localhost:8000/athletes/…/
- Ease off: Ben
  A quick return after a break.
  http://localhost:8000/athletes/…/
- Ease off: Ines
  A week far beyond your recent weeks.
  http://localhost:8000/athletes/…/
- Ease off: Jade
  A week far beyond your recent weeks.
  http://localhost:8000/athletes/…/
- Ease off: Theo
  A shoe with many miles on it.
  http://localhost:8000/athletes/…/

WHO IS QUIET
- Ask: Finn
  Nothing logged for a while.
  http://localhost:8000/athletes/…/

EVERYBODY ELSE
- For 4 others nothing stands out that cannot wait.

ONE NEXT STEP
A call to Vera comes first. The list has everybody's reasons.
http://localhost:8000/athletes/
"""
FOOT = re.compile(r"\n-- \n.*", re.DOTALL)
# How many athletes there are besides is no number of anybody's log.
COUNTS = re.compile(r"For \d+ others nothing stands out that cannot wait\.")


@pytest.fixture(scope="module")
def mails(django_db_setup, django_db_blocker) -> dict[bool, Mails]:
    """Every mail of every story, without and with numbers; the accounts themselves are taken back."""
    friday = datetime(2026, 5, 22, 16, tzinfo=UTC)
    with django_db_blocker.unblock(), time_machine.travel(friday, tick=False), transaction.atomic():
        create_demo_accounts()
        found = {values: every_mail(values) for values in (False, True)}
        transaction.set_rollback(True)
    return found


def every_mail(values: bool) -> Mails:
    people = {person.username: person for person in User.objects.select_related("profile")}
    MailWishes.objects.all().delete()
    MailWishes.objects.bulk_create(
        MailWishes(runner=person, values=values, coach_values=values) for person in people.values()
    )
    found = {
        (story.name, kind): show(people[story.name], kind, people[story.name].mail_wishes)
        for story in STORIES
        for kind in SHOWN
    }
    return {key: mail for key, mail in found.items() if mail}


def body(mail: Written) -> str:
    """Without the title, which names the days, addresses and the foot."""
    text = FOOT.sub("", mail.text).partition("\n")[2]
    return COUNTS.sub("", re.sub(r"https?://\S+", "", text))


def test_no_subject_and_no_first_sentence_says_anything_of_a_log(mails):
    letters = [mail.letter for mail in mails[True].values()]
    subjects = {letter.subject for letter in letters}
    assert subjects == SUBJECTS
    words = {rule.title.lower() for rule in ALL_RULES} | {"pain", "sore", "symptom", "score"}
    seen = [f"{letter.subject} {letter.title} {letter.lead}" for letter in letters]
    assert [said for said in seen if any(word in said.lower() for word in words)] == []
    first = [f"{letter.subject} {letter.lead}" for letter in letters]
    assert [said for said in first if re.search(r"\d", said)] == []


def test_without_the_wish_there_is_no_number_in_any_mail(mails):
    found = {key: re.findall(r"\S*\d\S*", body(mail)) for key, mail in mails[False].items()}
    assert {key: numbers for key, numbers in found.items() if numbers} == {}


def test_with_it_there_are(mails):
    without = {key for key, mail in mails[True].items() if not re.search(r"\d", body(mail))}
    # The morning's question has none, and neither has an empty or a silent log.
    assert {name for name, kind in without if kind == "digest"} == {"ada", "nora", "finn"}
    assert ("cleo", "coaches") not in without


def test_every_mail_is_valid_html_that_loads_nothing(mails):
    wrong = {}
    for key, mail in mails[True].items():
        parser = HTMLParser()
        parser.parse(mail.html)
        loads = re.findall(r"<(?:img|link|script|iframe)|url\(|@import|var\(|src=", mail.html)
        if parser.errors or loads:
            wrong[key] = (parser.errors, loads)
    assert wrong == {}


def test_both_forms_say_the_same(mails):
    for mail in mails[True].values():
        told = " ".join(mail.text.split()).casefold()
        letter = mail.letter
        lines = [line for part in letter.parts for line in part.lines]
        said = [
            letter.title,
            letter.lead,
            letter.step.text,
            letter.step.url,
            letter.why,
            *(p.title for p in letter.parts),
        ]
        said += [text for line in lines for text in (line.text, line.word, line.note, line.url)]
        assert [text for text in said if " ".join(text.split()).casefold() not in told] == []
        assert letter.step.url in mail.html


def test_a_quiet_week_and_a_hard_one_read_like_this(mails):
    texts = {
        name: FOOT.sub("", mails[True][name, "digest"].text).replace("\u00a0", "~")
        for name in ("cleo", "maya")
    }
    assert texts == {"cleo": CLEO, "maya": MAYA}


def test_between_signs_of_an_emergency_and_what_to_do_stands_nothing(mails):
    letters = {name: mails[True][name, "digest"].letter for name in ("vera", "sam")}
    assert {name: [part.title for part in letter.parts] for name, letter in letters.items()} == {
        "vera": ["What stands out now"],
        "sam": ["What stands out now", "How it went"],
    }


def test_a_coach_reads_whom_to_look_at(mails):
    text = re.sub(r"athletes/[0-9a-f-]{36}", "athletes/…", mails[False]["cleo", "coaches"].text)
    assert FOOT.sub("", text).replace("\u00a0", "~") == ATHLETES


def test_styles_are_put_into_each_element_and_dark_colours_into_the_head():
    page = with_styles('<head><!-- styles --></head><p class="mail-note">x</p>')
    assert '<p class="mail-note" style="margin: 2px 0 0; color: #59636d; font-size: 14px">x</p>' in page
    dark = page.partition("<style>")[2].partition("</style>")[0]
    assert dark.startswith(
        "@media (prefers-color-scheme: dark) { .mail { background-color: #13171a !important;"
    )
    assert ".mail-note { color: #a5afb8 !important }" in dark
