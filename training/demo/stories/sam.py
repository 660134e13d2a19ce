"""One wrong step off a kerb: a low score, and signs that matter more than the score."""

from training.demo.story import FRI, SUN, WED, Diary, Story

PARK = {"surface": "grass", "terrain": "flat", "session": "easy", "rpe": 4, "warm_up": True}


def tell(diary: Diary) -> None:
    diary.runner |= {"units": "mi"}
    diary.shoe("fresh-foam", "Fresh Foam 1080", 80)
    diary.shoe("clifton", "Clifton 8", 80)
    diary.habit(80, 3, [WED, SUN], 6, shoe="fresh-foam", **PARK)
    diary.habit(80, 3, [FRI], 8, shoe="clifton", **PARK)
    diary.knee(1, 2, side="right", signs=["after_trauma", "locks"], notes="Twisted it stepping off a kerb.")
    diary.care(1, "rest_day", "foam_roll", "straight_leg_raise")


STORY = Story(
    name="sam",
    plot="twisted a knee yesterday, and it catches",
    lights=("knee.red_flag",),
    tell=tell,
    time_zone="Europe/London",
)
