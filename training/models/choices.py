"""The words of the log, exactly as the file format spells them, with the labels people read."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Units(models.TextChoices):
    KILOMETRES = "km", _("kilometres")
    MILES = "mi", _("miles")


class Surface(models.TextChoices):
    CONCRETE = "concrete", _("concrete")
    ASPHALT = "asphalt", _("asphalt")
    TRAIL = "trail", _("trail")
    TRACK = "track", _("track")
    TREADMILL = "treadmill", _("treadmill")
    GRASS = "grass", _("grass")
    SAND = "sand", _("sand")
    MIXED = "mixed", _("mixed")


class Terrain(models.TextChoices):
    FLAT = "flat", _("flat")
    ROLLING = "rolling", _("rolling")
    HILLY = "hilly", _("hilly")
    DOWNHILL = "downhill", _("mostly downhill")
    UNEVEN = "uneven", _("uneven")


class Session(models.TextChoices):
    EASY = "easy", _("easy")
    LONG = "long", _("long")
    TEMPO = "tempo", _("tempo")
    INTERVALS = "intervals", _("intervals")
    SPRINTS = "sprints", _("sprints")
    HILLS = "hills", _("hills")
    RACE = "race", _("race")


class Trigger(models.TextChoices):
    DISTANCE = "distance", _("distance")
    TERRAIN = "terrain", _("terrain")
    FOOTWEAR = "footwear", _("footwear")
    INTENSITY = "intensity", _("intensity")
    UNKNOWN = "unknown", _("don't know")


class Side(models.TextChoices):
    LEFT = "left", _("left")
    RIGHT = "right", _("right")


class Moment(models.TextChoices):
    BEFORE = "before", _("before a run")
    DURING = "during", _("during a run")
    AFTER = "after", _("after a run")
    NEXT_MORNING = "next_morning", _("next morning")
    REST = "rest", _("at rest")


class Feel(models.TextChoices):
    TIGHT = "tight", _("tight")
    FULL = "full", _("full")
    DULL = "dull", _("dull")
    SHARP = "sharp", _("sharp")


class Sign(models.TextChoices):
    SWELLING_SLIGHT = "swelling_slight", _("slight swelling")
    SWELLING_MARKED = "swelling_marked", _("marked swelling")
    WARMTH = "warmth", _("warmth or redness")
    CANNOT_BEND = "cannot_bend", _("cannot fully bend")
    CANNOT_STRAIGHTEN = "cannot_straighten", _("cannot fully straighten")
    GIVES_WAY = "gives_way", _("gives way")
    POPS = "pops", _("pops or clicks")
    LOCKS = "locks", _("locks or catches")
    NUMBNESS = "numbness", _("numbness or tingling down the leg")
    WORSE_AT_NIGHT = "worse_at_night", _("worse at night")
    PAIN_AT_REST = "pain_at_rest", _("pain at rest")
    LIMPING = "limping", _("limping")
    TENDER_INNER = "tender_inner", _("tender on the inner side")
    TENDER_OUTER = "tender_outer", _("tender on the outer side")
    TENDER_MIDDLE = "tender_middle", _("tender in the middle")
    AFTER_TRAUMA = "after_trauma", _("began after a twist or blow")
    CALF_SUDDEN_PAIN_SWELLING = (
        "calf_sudden_pain_swelling",
        _("sudden calf pain with swelling, redness or warmth"),
    )
    HOT_WITH_FEVER = "hot_with_fever", _("hot knee with fever")
    COLD_OR_PALE_FOOT = "cold_or_pale_foot", _("cold or pale foot")
    CANNOT_BEAR_WEIGHT = "cannot_bear_weight", _("cannot bear weight")
    BREATHLESS_WITH_SWOLLEN_LEG = "breathless_with_swollen_leg", _("breathless with a swollen leg")


class CareKind(models.TextChoices):
    REST_DAY = "rest_day", _("rest day")
    ICE = "ice", _("ice")
    COMPRESSION = "compression", _("compression")
    ELEVATION = "elevation", _("elevation")
    STRETCH_SITTING = "stretch_sitting", _("hamstring stretch, sitting")
    STRETCH_LYING_BAND = "stretch_lying_band", _("hamstring stretch, lying with band")
    HAMSTRING_CURL = "hamstring_curl", _("hamstring curls")
    GLUTE_BRIDGE = "glute_bridge", _("glute bridges")
    STRAIGHT_LEG_RAISE = "straight_leg_raise", _("straight leg raises")
    FOAM_ROLL = "foam_roll", _("foam rolling")
    MASSAGE = "massage", _("massage")
    TAPE = "tape", _("tape")
    BRACE = "brace", _("brace")
    SWIM = "swim", _("swimming")
    CYCLE = "cycle", _("cycling")
    PHYSIO_VISIT = "physio_visit", _("physiotherapy visit")
    DOCTOR_VISIT = "doctor_visit", _("doctor visit")
    IMAGING = "imaging", _("imaging (X-ray, MRI, ultrasound)")
    GAIT_ANALYSIS = "gait_analysis", _("gait analysis")


class GapReason(models.TextChoices):
    REST = "rest", _("rest")
    SICK = "sick", _("sick")
    NOT_LOGGED = "not_logged", _("not logged")


class Support(models.TextChoices):
    NEUTRAL = "neutral", _("neutral")
    STABILITY = "stability", _("stability")
    UNKNOWN = "unknown", _("don't know")


class FootType(models.TextChoices):
    NEUTRAL = "neutral", _("neutral")
    OVERPRONATING = "overpronating", _("overpronating (rolls inward)")
    SUPINATING = "supinating", _("supinating (rolls outward)")
    UNKNOWN = "unknown", _("don't know")


class Category(models.TextChoices):
    """What a runner shares with a coach, part by part."""

    TRAINING = "training", _("Training: runs and shoes")
    KNEE = "knee", _("Knee: check-ins, signs and care")
    NOTES = "notes", _("Notes: what you wrote beside runs and check-ins")
    PROFILE = "profile", _("Profile: feet, legs and earlier injuries")


class LadderStep(models.TextChoices):
    WALK = "walk", _("a walk")
    RUN_1 = "run_1", _("walking and running, first step")
    RUN_2 = "run_2", _("walking and running, second step")
    RUN_3 = "run_3", _("walking and running, third step")
    RUN_4 = "run_4", _("walking and running, fourth step")
    CONTINUOUS = "continuous", _("a run without a break")


class Scope(models.TextChoices):
    """What a token may do in the log of whoever made it."""

    READ = "read", _("read")
    LOG = "log", _("log")
    EXPORT = "export", _("export")
