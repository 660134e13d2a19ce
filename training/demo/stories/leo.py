"""Runs on his own again: he no longer shares his log."""

from training.demo.story import SAT, WED, Diary, Story

LOOP = {"surface": "trail", "terrain": "rolling", "session": "easy", "rpe": 4, "warm_up": True}


def tell(diary: Diary) -> None:
    diary.runner |= {"units": "km"}
    diary.shoe("cascadia", "Cascadia 18", 70)
    diary.shoe("terra-kiger", "Terra Kiger 9", 70)
    diary.habit(70, 1, [WED], 7, shoe="cascadia", **LOOP)
    diary.habit(70, 1, [SAT], 9, shoe="terra-kiger", **LOOP)


STORY = Story(name="leo", plot="ended what he shared with his coach", tell=tell)
