"""A knee that says stop, and a runner who does not."""

from training.demo.story import SAT, THU, TUE, Diary, Story

TRACK = {"surface": "track", "terrain": "flat", "session": "easy", "rpe": 4, "warm_up": True}


def tell(diary: Diary) -> None:
    diary.runner |= {"units": "km"}
    diary.shoe("rebel", "Rebel 4", 100)
    diary.shoe("ghost", "Ghost 16", 100)
    diary.habit(100, 9, [TUE, SAT], 8, shoe="rebel", **TRACK)
    diary.habit(100, 9, [THU], 8, shoe="ghost", **TRACK)
    for ago, after in ((7, 2), (5, 4), (3, 5), (1, 7)):
        diary.run(ago, 6, shoe="rebel", cool_down=True, **TRACK)
        diary.knee(ago, after, "after", feel=["dull"])
    for ago, score in ((6, 2), (4, 3), (2, 4)):
        diary.knee(ago, score, clock="18:00", feel=["dull"])
        diary.care(ago, "ice", minutes=15)
        diary.care(ago, "hamstring_curl")


STORY = Story(
    name="rosa",
    plot="a left knee that gets worse from run to run",
    lights=(
        "knee.worsening", "knee.running_through", "knee.recurring", "knee.pain_level", "knee.few_days",
    ),
    tell=tell,
)  # fmt: skip
