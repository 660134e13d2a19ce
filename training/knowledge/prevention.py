"""Prevention: what the documents advise so that it does not come back."""

from __future__ import annotations

from training.engine.rule import pain, tight
from training.engine.text import gettext_noop as _
from training.knowledge.texts import Page, Section, Statement

TIPS = tight("Avoiding Recurrence: Tips To Prevent Back Of Knee Tight After Running")
SHOES = tight("The Importance of Proper Footwear in Preventing Back Of Knee Tight After Running")
TAKEAWAYS = tight("Key Takeaways: Back Of Knee Tight After Running")
MECHANICS = tight("The Role of Biomechanics in Back Of Knee Tight After Running")
STRENGTH = tight("Strengthening Exercises")
LIFESTYLE = pain("Lifestyle Adjustments for Long-Term Relief")
FORM = pain("The Role of Footwear and Running Mechanics in Prevention")
PREVENT = pain("How can I prevent back of knee pain from running?")

SECTIONS = (
    Section(
        "warm-up",
        _("Before and after a run"),
        (
            Statement(_("Wake up hamstrings and glutes with moving stretches before you set off."), TIPS),
            Statement(_("Stretch calmly at the end, so that what is tense does not stay so."), TIPS),
            Statement(_("Hamstrings and calves are the ones to keep supple."), TAKEAWAYS),
        ),
    ),
    Section(
        "progression",
        _("Build up gradually"),
        (
            Statement(_("Let distance grow in small steps; the body needs time to follow."), TIPS),
            Statement(_("Keep an eye on how hard you train, too."), PREVENT),
        ),
    ),
    Section(
        "rest-days",
        _("Rest days and other sports"),
        (
            Statement(_("Plan days off: that is when tissue mends."), LIFESTYLE),
            Statement(
                _("A bicycle or a pool keeps heart and lungs in training while the joints have it easy."),
                LIFESTYLE,
            ),
        ),
    ),
    Section(
        "strength",
        _("Strength all round"),
        (
            Statement(
                _("Hips, quadriceps and hamstrings together, so that no side outpulls the other."), TIPS
            ),
            Statement(_("The exercises stand on the page about care."), STRENGTH),
        ),
    ),
    Section(
        "ground",
        _("Ground and terrain"),
        (
            Statement(_("A soft trail gives more than a concrete path."), LIFESTYLE),
            Statement(_("Change terrain little by little."), PREVENT),
        ),
    ),
    Section(
        "shoes",
        _("Shoes"),
        (
            Statement(_("Replace a pair somewhere between 300 and 500 miles (480 and 800 km)."), SHOES),
            Statement(_("Worn cushioning passes more of each step on to the knee."), SHOES),
            Statement(
                _("A pair that suits your kind of foot, neutral or rolling inward, keeps the leg in line."),
                SHOES,
            ),
        ),
    ),
    Section(
        "form",
        _("How you run"),
        (
            Statement(
                _("Steps that land far in front of the body brake, and the knee takes the brunt."), FORM
            ),
            Statement(
                _("Landing on the middle of the foot, leaning a little forward, spreads the load."), FORM
            ),
            Statement(
                _(
                    "A knee that falls inward, a shin that twists or a stiff ankle shifts strain "
                    "to the back of it."
                ),
                MECHANICS,
            ),
            Statement(
                _("A gait analysis finds such things, and exercises can then be chosen to match."), MECHANICS
            ),
        ),
    ),
    Section(
        "food",
        _("Food and drink"),
        (
            Statement(_("Drink enough: it keeps cramps and stiffness away."), TAKEAWAYS),
            Statement(_("Food that calms inflammation does the tissue good."), TIPS),
        ),
    ),
)

PAGE = Page(
    "prevention",
    _("So that it stays away"),
    _("Habits that the documents advise. How well each is proven stands with the warnings that rest on it."),
    "sun",
    SECTIONS,
)
