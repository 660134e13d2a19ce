"""One week much larger than any before it: a friend came along."""

from training.demo.story import FRI, MON, SUN, WED, Diary, Story

PARK = {"surface": "mixed", "terrain": "flat", "session": "easy", "rpe": 4, "warm_up": True}


def tell(diary: Diary) -> None:
    diary.runner |= {"units": "km"}
    diary.shoe("vomero", "Vomero 17", 85)
    diary.shoe("glycerin", "Glycerin 21", 85)
    diary.habit(85, 7, [MON, FRI], 6, shoe="vomero", **PARK)
    diary.habit(85, 7, [WED], 6, shoe="glycerin", **PARK)
    diary.habit(85, 7, [SUN], 9, shoe="glycerin", **PARK)
    for ago, km, shoe in ((6, 9.2, "vomero"), (4, 9.2, "glycerin"), (3, 9.3, "vomero"), (1, 9.5, "glycerin")):
        diary.run(ago, km, shoe=shoe, notes="With Mia, who runs further." if ago == 6 else "", **PARK)


STORY = Story(
    name="jade",
    plot="a third more than in her best week, all of it this week",
    lights=("load.weekly_jump",),
    tell=tell,
)
