"""A sudden swollen calf: the one card that says nothing but get help."""

from training.demo.story import SAT, TUE, Diary, Story

TRACK = {"surface": "track", "terrain": "flat", "session": "easy", "rpe": 4, "warm_up": True}


def tell(diary: Diary) -> None:
    diary.runner |= {"units": "km"}
    diary.shoe("endorphin", "Endorphin 3", 80)
    diary.shoe("ride", "Ride 16", 80)
    diary.habit(80, 3, [TUE], 7, shoe="endorphin", **TRACK)
    diary.habit(80, 3, [SAT], 8, shoe="ride", **TRACK)
    diary.knee(0, 2, clock="06:30", signs=["calf_sudden_pain_swelling"])
    diary.care(4, "foam_roll", "straight_leg_raise")


STORY = Story(
    name="vera",
    plot="a sudden painful, swollen calf this morning",
    lights=("knee.emergency",),
    tell=tell,
)
