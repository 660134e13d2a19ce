"""A run every day, out of the door in whatever shoes stand there."""

from training.demo.story import MON, SAT, SUN, THU, TUE, WED, Diary, Story

STREET = {"surface": "concrete", "terrain": "flat", "session": "easy", "pace_s": 320}


def tell(diary: Diary) -> None:
    diary.runner |= {"units": "km"}
    diary.shoe("novablast", "Novablast 4", 90)
    diary.shoe("cumulus", "Cumulus 25", 90)
    diary.habit(90, 10, [TUE, SAT], 7, shoe="novablast", warm_up=True, **STREET)
    diary.habit(90, 10, [MON, THU, SUN], 6, shoe="cumulus", warm_up=True, **STREET)
    diary.habit(90, 10, [WED], 6, **STREET)
    for ago in range(8, -1, -1):
        diary.run(ago, 5, "06:00", warm_up=False, **STREET)


STORY = Story(
    name="otis",
    plot="a run a day, no warm-up, and no shoe named",
    lights=("load.no_rest_day", "shoe.unknown", "habit.warm_up"),
    tell=tell,
)
