"""Pictures of the knee: when they are made, and what each can show."""

from __future__ import annotations

from training.engine.rule import pain, tight
from training.engine.text import gettext_noop as _
from training.knowledge.texts import Page, Section, Statement, Table

DIAGNOSIS = pain("Essential Diagnosis Methods for Back Of Knee Pain From Running")
SPECIALIST = tight("Treating Persistent Back Of Knee Tight After Running: When To See A Specialist?")
DOCTOR = pain("When should I see a doctor for back of knee pain from running?")

SECTIONS = (
    Section(
        "when",
        _("When pictures are made"),
        (
            Statement(
                _("First come your story and an examination. Pictures follow where those leave it open."),
                DIAGNOSIS,
            ),
            Statement(
                _("For complaints that stay, an orthopaedic doctor may ask for an MRI scan."), SPECIALIST
            ),
            Statement(_("MRI and ultrasound are the two that the documents name most often."), DOCTOR),
        ),
    ),
    Section(
        "kinds",
        _("What each can show"),
        (),
        table=Table(
            _("X-ray, MRI and ultrasound of the knee"),
            (_("Picture"), _("What it is for"), _("What it may show")),
            (
                (
                    _("X-ray"),
                    _("Is a bone broken, or the joint worn?"),
                    _("spurs of bone, a joint space grown thin"),
                ),
                (_("MRI"), _("A look at everything soft"), _("a torn tendon, a sprained ligament, a cyst")),
                (_("Ultrasound"), _("Tendons, and fluid"), _("an irritated tendon, a Baker’s cyst")),
            ),
            DIAGNOSIS,
        ),
    ),
)

PAGE = Page(
    "imaging",
    _("X-ray, MRI, ultrasound"),
    _("Three ways to look inside a knee. Which one, if any, is for a professional to say."),
    "eye",
    SECTIONS,
)
