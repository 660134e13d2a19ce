"""A week of running camp in the hills, after months on flat roads."""

from training.demo.story import SAT, THU, TUE, Diary, Story

FLAT = {"surface": "asphalt", "terrain": "flat", "session": "easy", "rpe": 4, "warm_up": True}
CAMP = {"surface": "trail", "shoe": "peregrine", "warm_up": True, "pace_s": 370}


def tell(diary: Diary) -> None:
    diary.runner |= {"units": "km"}
    diary.shoe("ride", "Ride 17", 80)
    diary.shoe("peregrine", "Peregrine 14 (trail)", 30)
    diary.habit(80, 7, [TUE, THU], 9, shoe="ride", **FLAT)
    diary.habit(80, 7, [SAT], 14, shoe="ride", **FLAT)
    diary.run(6, 9, terrain="flat", session="easy", rpe=4, **CAMP)
    diary.run(5, 12, terrain="hilly", session="hills", rpe=7, **CAMP)
    diary.run(4, 14, terrain="uneven", session="easy", rpe=5, **CAMP)
    diary.run(2, 10, terrain="hilly", session="intervals", rpe=8, **CAMP)
    diary.run(1, 14, terrain="downhill", session="race", rpe=9, notes="Race down the valley.", **CAMP)


STORY = Story(
    name="ines",
    plot="a camp week in the hills: more, harder and steeper at once",
    lights=("load.weekly_jump", "load.hard_days", "terrain.downhill_uneven", "terrain.sudden_change"),
    tell=tell,
)
