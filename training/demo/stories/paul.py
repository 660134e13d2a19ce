"""Three days of tightness, run on asphalt, and nothing done about it."""

from training.demo.story import FRI, MON, SUN, WED, Diary, Story

ROAD = {"surface": "asphalt", "terrain": "flat", "session": "easy", "rpe": 4, "warm_up": True}


def tell(diary: Diary) -> None:
    diary.runner |= {"units": "km"}
    diary.shoe("wave", "Wave Rider 27", 100)
    diary.shoe("triumph", "Triumph 21", 100)
    diary.habit(100, 1, [MON, FRI], 7, shoe="wave", **ROAD)
    diary.habit(100, 1, [WED, SUN], 9, shoe="triumph", **ROAD)
    for ago in diary.days(100, 3, [SUN]):
        diary.care(ago, "straight_leg_raise", minutes=10)
    diary.knee(2, 3, side="right", feel=["tight"], notes="Stiff behind the knee on the stairs.")
    diary.knee(1, 4, side="right", feel=["full", "tight"])


STORY = Story(
    name="paul",
    plot="a right knee on day 3, and neither rest nor care for it",
    lights=("terrain.hard_surface", "habit.flexibility", "habit.early_care", "knee.pain_level"),
    tell=tell,
)
