"""Steady for months, then not a word for ten days."""

from training.demo.story import SAT, THU, TUE, Diary, Story

CANAL = {"surface": "asphalt", "terrain": "flat", "session": "easy", "rpe": 4, "warm_up": True}


def tell(diary: Diary) -> None:
    diary.runner |= {"units": "km"}
    diary.shoe("gel-cumulus", "Gel-Cumulus 26", 95)
    diary.shoe("rincon", "Rincon 4", 95)
    diary.habit(95, 10, [TUE, THU], 6, shoe="gel-cumulus", **CANAL)
    diary.habit(95, 10, [SAT], 10, shoe="rincon", **CANAL)
    for ago in diary.days(95, 10, [SAT]):
        diary.knee(ago, 0, "after")
    diary.run(10, 6, "18:30", shoe="rincon", **CANAL)


STORY = Story(name="finn", plot="ran three times a week, and logged nothing for ten days", tell=tell)
