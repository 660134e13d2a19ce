"""What can be behind a tight or sore back of the knee, cause by cause, in "
"the order of the documents."""

from __future__ import annotations

from training.engine.rule import pain, tight
from training.engine.text import gettext_noop as _
from training.knowledge.texts import Page, Section, Statement

OVERVIEW = tight("Understanding Back Of Knee Tight After Running")
CAUSES_OF_PAIN = pain("Understanding the Causes of Back Of Knee Pain From Running")
SYMPTOMS = pain("Common Symptoms Accompanying Back Of Knee Pain From Running")
HAMSTRING = tight("1. Hamstring Muscle Tightness and Strain")
POPLITEUS = tight("2. Popliteus Muscle Overload")
TENDONITIS = tight("3. Tendonitis: Hamstring or Popliteal Tendon")
CYST = tight("4. Baker’s Cyst (Popliteal Cyst)")
MENISCUS = tight("5. Meniscal Injury")
NERVE = tight("6. Nerve Irritation")
RISKS = tight("Risk Factors That Increase Back Of Knee Tight After Running")
SUPPORT = tight("Taping and Bracing Options")

SECTIONS = (
    Section(
        "overview",
        _("Many parts in a small place"),
        (
            Statement(
                _("Muscles, tendons, ligaments, nerves and vessels lie close together there; any can be it."),
                OVERVIEW,
            ),
            Statement(
                _(
                    "Often it is more than one thing: a weak or short muscle, say, and a tendon "
                    "that pays for it."
                ),
                OVERVIEW,
            ),
            Statement(
                _(
                    "Telling them apart takes a look at the signs, and at times pictures. That is "
                    "not for a log."
                ),
                CAUSES_OF_PAIN,
            ),
        ),
    ),
    Section(
        "hamstring",
        _("Hamstring"),
        (
            Statement(
                _(
                    "The muscles at the back of the thigh end beside the knee. Short or strained, "
                    "they pull there."
                ),
                HAMSTRING,
            ),
            Statement(
                _("It can build up run by run, or come at once with sprints or a hard session of hills."),
                HAMSTRING,
            ),
        ),
        pattern="hamstring",
    ),
    Section(
        "popliteus",
        _("Popliteus"),
        (
            Statement(
                _("A small, deep muscle that steadies the knee and lets it bend again once it is straight."),
                POPLITEUS,
            ),
            Statement(
                _(
                    "Much running downhill or on rough ground tires it. It feels tight all over "
                    "more than sharp."
                ),
                POPLITEUS,
            ),
        ),
        pattern="popliteus",
    ),
    Section(
        "tendonitis",
        _("Tendonitis"),
        (
            Statement(
                _(
                    "Tendons tie muscle to bone. Hard weeks can irritate those of the hamstrings "
                    "or popliteus."
                ),
                TENDONITIS,
            ),
            Statement(_("The pain may be sharp or dull."), CAUSES_OF_PAIN),
        ),
        pattern="tendonitis",
    ),
    Section(
        "cyst",
        _("Baker’s cyst"),
        (
            Statement(
                _(
                    "Fluid from the joint gathers in a pouch behind it, mostly because something "
                    "in the knee is off."
                ),
                CYST,
            ),
            Statement(
                _("It need not hurt at first. A large one gets in the way of movement."),
                CYST,
            ),
        ),
        pattern="cyst",
    ),
    Section(
        "meniscus",
        _("Meniscus"),
        (
            Statement(
                _("Two pads of cartilage take the shock between the bones. Either can tear."), MENISCUS
            ),
            Statement(
                _("Clicks or pops in movement sometimes come from there as well."),
                SYMPTOMS,
            ),
        ),
        pattern="meniscus",
    ),
    Section(
        "nerve",
        _("Nerve"),
        (
            Statement(
                _(
                    "A branch of the sciatic nerve runs behind the knee; a tight muscle above can "
                    "press on it."
                ),
                NERVE,
            ),
            Statement(_("It is the rarer cause, and tingling or numbness are what point to it."), NERVE),
        ),
        pattern="nerve",
    ),
    Section(
        "pcl",
        _("Posterior cruciate ligament"),
        (
            Statement(
                _("A ligament at the back of the joint that a sudden turn or a hard knock can overstretch."),
                CAUSES_OF_PAIN,
            ),
            Statement(_("A knee with a hurt ligament may feel as if it would give way."), SYMPTOMS),
        ),
        pattern="pcl",
    ),
    Section(
        "risks",
        _("What tends to come before"),
        (
            Statement(
                _("Things that make a tight back of the knee more common:"),
                RISKS,
                (
                    _("runs without a warm-up"),
                    _("more distance than usual all at once"),
                    _("shoes that are worn out"),
                    _("quadriceps that are weak beside the hamstrings"),
                    _("long strides and a hard heel strike"),
                    _("stiff hamstrings or calves"),
                    _("an earlier injury of the knee"),
                ),
            ),
        ),
    ),
)

PAGE = Page(
    "causes",
    _("What can be behind it"),
    _(
        "Seven causes that the documents name, and the signs they give for each: "
        "patterns to mention to a professional, never a verdict."
    ),
    "knee",
    SECTIONS,
)
