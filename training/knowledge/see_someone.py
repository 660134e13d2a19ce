"""When to see someone: what cannot wait, what should not, and what happens there."""

from __future__ import annotations

from training.engine.facts import EMERGENCY_SIGNS
from training.engine.rule import OUR_CHOICE, Source, pain, tight
from training.engine.text import gettext_noop as _
from training.engine.words import SIGNS
from training.knowledge.texts import Page, Section, Statement

GUIDANCE = Source(_("general medical guidance, to be reviewed by a clinician"))
SPECIALIST = tight("Treating Persistent Back Of Knee Tight After Running: When To See A Specialist?")
DOCTOR_TIGHT = tight("When should I see a doctor for back of knee tight after running?")
DOCTOR_PAIN = pain("When should I see a doctor for back of knee pain from running?")
EARLY = pain("The Importance of Early Intervention for Back Of Knee Pain From Running")
DIAGNOSIS = pain("Essential Diagnosis Methods for Back Of Knee Pain From Running")
TREATMENT = pain("Effective Treatment Strategies for Back Of Knee Pain From Running")

NOW = Section(
    "now",
    _("Get help now"),
    (
        Statement(
            _(
                "Call your emergency number, or let somebody take you to an emergency "
                "department, with any of:"
            ),
            GUIDANCE,
            tuple(SIGNS[sign] for sign in EMERGENCY_SIGNS),
        ),
        Statement(
            _("No rest, ice or stretch comes before that call, and no entry in this log replaces it."),
            GUIDANCE,
        ),
    ),
)
SOON = Section(
    "signs",
    _("See a professional soon"),
    (
        Statement(
            _("One of these is reason enough to have the knee looked at, whatever the day of the episode:"),
            SPECIALIST,
            (
                _("swelling behind the knee that does not go away"),
                _("pain that grows at night or while you rest"),
                _("a knee that locks or catches"),
                _("numbness or tingling that runs down the leg"),
                _("a limp that changes the way you move"),
                _("a fall, a twist or a blow before it began"),
            ),
        ),
        Statement(_("So is pain that is sharp, and a knee that feels as if it gave way."), DOCTOR_TIGHT),
    ),
)
LASTING = Section(
    "time",
    _("When it lasts"),
    (
        Statement(
            _("Tightness that is still there after some days of rest and care is worth a question."),
            DOCTOR_TIGHT,
        ),
        Statement(
            _("After two weeks in which rest, stretching and ice changed nothing, have it examined."),
            SPECIALIST,
        ),
        Statement(
            _(
                "The same goes for pain that grows, that rest does not settle, or that comes "
                "with much swelling."
            ),
            DOCTOR_PAIN,
        ),
        Statement(
            _("KneeLog says so at both points. It counts from the first day of an episode."), OUR_CHOICE
        ),
    ),
)
WHY_EARLY = Section(
    "early",
    _("Why early is easier"),
    (
        Statement(
            _("Complaints that are dealt with early keep a runner away from running for less time."), EARLY
        ),
        Statement(
            _("Running on through mild ones can start a round of relapses, each with a longer repair."), EARLY
        ),
        Statement(
            _("Somebody who knows sports injuries can fit the advice to you. A page like this one cannot."),
            EARLY,
        ),
    ),
)
VISIT = Section(
    "visit",
    _("What happens there"),
    (
        Statement(
            _(
                "You will be asked how it began, how long it has lasted, how bad it gets and "
                "what makes it worse."
            ),
            DIAGNOSIS,
        ),
        Statement(
            _("Then the knee is examined: where it is tender, how far it moves, whether the ligaments hold."),
            DIAGNOSIS,
        ),
        Statement(
            _(
                "Blood is seldom taken: only where an infection, or an illness of the whole "
                "body, may be behind it."
            ),
            DIAGNOSIS,
        ),
        Statement(
            _("What follows is mostly guided exercise, at times an injection, rarely an operation."),
            SPECIALIST,
        ),
        Statement(
            _("An operation is for damage that stays, a tear or a large cyst that blocks the joint, say."),
            TREATMENT,
        ),
    ),
)

PAGE = Page(
    "see-someone",
    _("When to see someone"),
    _("What cannot wait, what should not, and what to expect when you go."),
    "clinic",
    (NOW, SOON, LASTING, WHY_EARLY, VISIT),
)
