"""Care: what helps, how it is done, and how much of it, as far as the documents say."""

from __future__ import annotations

from training.engine.rule import pain, tight
from training.engine.text import gettext_noop as _
from training.knowledge.texts import Exercise, Page, Section, Statement

MODIFY = tight("Rest and Activity Modification")
ICE = tight("Ice Therapy")
STRETCHING = tight("Stretching Exercises")
STRENGTH = tight("Strengthening Exercises")
RELEASE = tight("Myo-fascial Release and Massage")
SUPPORT = tight("Taping and Bracing Options")
STRATEGIES = tight("Treatment Strategies for Back Of Knee Tight After Running")
TREATMENT = pain("Effective Treatment Strategies for Back Of Knee Pain From Running")
TIPS = tight("Avoiding Recurrence: Tips To Prevent Back Of Knee Tight After Running")
LIFESTYLE = pain("Lifestyle Adjustments for Long-Term Relief")

SECTIONS = (
    Section(
        "rest",
        _("Rest, and move differently"),
        (
            Statement(
                _(
                    "Leave out what jolts the knee until the pain has settled, so that nothing is "
                    "torn further."
                ),
                MODIFY,
            ),
        ),
        (
            Exercise(
                "rest_day",
                _("A day without running, or anything else that hurts."),
                _("Until it settles."),
                TREATMENT,
            ),
            Exercise(
                "swim",
                _("Keeps you fit without the pounding."),
                _("In place of runs, for the time being."),
                MODIFY,
            ),
            Exercise(
                "cycle",
                _("The same on wheels, as long as the knee stays quiet."),
                _("In place of runs, for the time being."),
                MODIFY,
            ),
        ),
    ),
    Section(
        "first-care",
        _("Ice, compression, elevation"),
        (Statement(_("Begin with the simple things; most treatment does."), TREATMENT),),
        (
            Exercise(
                "ice",
                _("A cold pack on the sore place calms what is irritated."),
                _("15–20 minutes after a run."),
                ICE,
            ),
            Exercise(
                "compression",
                _("A bandage or sleeve steadies the knee and keeps swelling down."),
                "",
                TREATMENT,
            ),
            Exercise(
                "elevation",
                _("Leg up, so that fluid finds its way back."),
                "",
                TREATMENT,
            ),
        ),
    ),
    Section(
        "stretch",
        _("Gentle stretches"),
        (
            Statement(_("They take the pull of the hamstrings off the back of the knee."), STRETCHING),
            Statement(_("Where it turns sharp, that is too far."), STRETCHING),
        ),
        (
            Exercise(
                "stretch_sitting",
                _("On the floor with your legs out straight, lean towards your toes. Keep your back long."),
                _("Every day, never into sharp pain."),
                STRETCHING,
            ),
            Exercise(
                "stretch_lying_band",
                _("On your back with a band around one foot, draw the straight leg slowly towards you."),
                _("Every day, never into sharp pain."),
                STRETCHING,
            ),
        ),
    ),
    Section(
        "strength",
        _("Strength"),
        (
            Statement(
                _("Hips and thighs that are strong on all sides hold the knee steady in each stride."),
                STRENGTH,
            ),
            Statement(_("It also helps against the next time."), TREATMENT),
        ),
        (
            Exercise(
                "hamstring_curl",
                _("With a band or on a machine, slowly and under control."),
                "",
                STRENGTH,
            ),
            Exercise(
                "glute_bridge",
                _("Lift your hips from the floor: the glutes take work off the hamstrings."),
                "",
                STRENGTH,
            ),
            Exercise(
                "straight_leg_raise",
                _("Trains the quadriceps while the knee hardly bends."),
                "",
                STRENGTH,
            ),
        ),
    ),
    Section(
        "release",
        _("Roller and massage"),
        (Statement(_("Both loosen tissue that sticks and has lost its glide."), RELEASE),),
        (
            Exercise("foam_roll", _("Roll hamstrings and calves."), _("A little every day."), TIPS),
            Exercise(
                "massage",
                _("Let somebody trained work on the back of the knee itself."),
                "",
                RELEASE,
            ),
        ),
    ),
    Section(
        "support",
        _("Tape and brace"),
        (),
        (
            Exercise(
                "tape",
                _("Elastic tape behind the knee carries some of the strain and leaves it free to move."),
                _("During runs."),
                SUPPORT,
            ),
            Exercise(
                "brace",
                _("For a knee whose ligaments do not hold it, on advice."),
                _("While it recovers."),
                SUPPORT,
            ),
        ),
    ),
    Section(
        "professionals",
        _("With a professional"),
        (
            Statement(
                _("What helps depends on what it is, so an examination comes before anything special."),
                TREATMENT,
            ),
            Statement(
                _("Medicines are a matter for a doctor or pharmacist. KneeLog proposes none."), TREATMENT
            ),
        ),
        (
            Exercise(
                "physio_visit",
                _("Builds up the muscles around the knee and puts them in balance."),
                _("As agreed there."),
                TREATMENT,
            ),
        ),
    ),
    Section(
        "return",
        _("Back to running"),
        (
            Statement(_("The way back is gradual, whatever helped."), STRATEGIES),
            Statement(_("Days without running belong to the plan: that is when tissue mends."), LIFESTYLE),
        ),
    ),
)

PAGE = Page(
    "care",
    _("Care, and how it is done"),
    _("What the documents suggest for a tight or sore knee, with what they say of how long and how often."),
    "ice",
    SECTIONS,
)
