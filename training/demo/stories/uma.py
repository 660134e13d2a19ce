"""One pair for everything, and not the kind her feet were said to need."""

from training.demo.story import MON, SAT, WED, Diary, Story

PARK = {"surface": "mixed", "terrain": "flat", "session": "easy", "rpe": 3, "warm_up": True}


def tell(diary: Diary) -> None:
    diary.runner |= {"units": "km", "foot_type": "overpronating"}
    diary.shoe("kayano", "Gel-Kayano 29", 400, until=59, support="stability", successor="nimbus")
    diary.shoe("nimbus", "Gel-Nimbus 25", 58, support="neutral")
    for first, last, shoe in ((120, 59, "kayano"), (58, 1, "nimbus")):
        diary.habit(first, last, [MON, WED], 5, shoe=shoe, **PARK)
        diary.habit(first, last, [SAT], 8, shoe=shoe, **PARK)


STORY = Story(
    name="uma",
    plot="one neutral pair of shoes for every run",
    lights=("shoe.rotation", "shoe.foot_type"),
    tell=tell,
)
