"""Calm weeks in a pair that should have been replaced long ago."""

from training.demo.story import KM_PER_MILE, SUN, THU, TUE, Diary, Story

PATH = {"surface": "mixed", "terrain": "flat", "session": "easy", "rpe": 3, "warm_up": True}


def tell(diary: Diary) -> None:
    diary.runner |= {"units": "mi"}
    diary.shoe("gt-2000", "GT-2000 12", 190, start_distance_m=470_000)
    diary.shoe("escalante", "Escalante 4", 190)
    diary.habit(190, 1, [TUE], 4 * KM_PER_MILE, shoe="gt-2000", **PATH)
    diary.habit(190, 1, [THU], 4 * KM_PER_MILE, shoe="escalante", **PATH)
    diary.habit(190, 1, [SUN], 6 * KM_PER_MILE, shoe="gt-2000", **PATH)


STORY = Story(
    name="theo",
    plot="even weeks, in a pair far past 500 miles",
    lights=("shoe.mileage",),
    tell=tell,
    time_zone="America/Denver",
)
