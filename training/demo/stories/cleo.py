"""Even weeks, two pairs of shoes, calm knees: nothing stands out."""

from training.demo.story import FRI, MON, SUN, TUE, WED, Diary, Story

EASY = {"terrain": "rolling", "session": "easy", "rpe": 3, "warm_up": True, "cool_down": True}


def tell(diary: Diary) -> None:
    diary.runner |= {"units": "km", "foot_type": "neutral"}
    diary.shoe("pegasus", "Pegasus 41", 160, support="neutral")
    diary.shoe("clifton", "Clifton 9", 110, support="neutral")
    diary.habit(140, 111, [MON, FRI], 6, shoe="pegasus", surface="asphalt", **EASY)
    diary.habit(110, 1, [MON, FRI], 6, shoe="clifton", surface="asphalt", **EASY)
    diary.habit(140, 1, [WED], 7, shoe="pegasus", surface="trail", **EASY)
    diary.habit(140, 1, [SUN], 11, shoe="pegasus", surface="trail", pace_s=360, **EASY)
    for ago in diary.days(140, 1, [SUN]):
        diary.knee(ago, 0, "after")
        diary.knee(ago, 0, "after", side="right")
    for ago in diary.days(140, 1, [TUE]):
        diary.care(ago, "glute_bridge", "hamstring_curl", minutes=15)


STORY = Story(name="cleo", plot="coaches twelve of them; her own log is calm, nothing stands out", tell=tell)
