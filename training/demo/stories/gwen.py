"""A month after a short episode: back by walks first, then by minutes, each answered the next morning."""

from training.demo.story import MON, SAT, WED, Diary, Story

PATH = {
    "surface": "grass",
    "terrain": "flat",
    "session": "easy",
    "rpe": 3,
    "warm_up": True,
    "cool_down": True,
}
SESSIONS = [(11, "walk"), (9, "walk"), (7, "run_1"), (4, "run_1"), (2, "run_2")]


def tell(diary: Diary) -> None:
    diary.runner |= {"units": "km"}
    diary.shoe("nimbus", "Gel-Nimbus 25", 100)
    diary.shoe("pegasus", "Pegasus 40", 100)
    diary.habit(100, 26, [MON, SAT], 6, shoe="nimbus", **PATH)
    diary.habit(100, 26, [WED], 7, shoe="pegasus", **PATH)
    for ago, score in ((25, 3), (24, 2), (22, 2), (20, 1), (18, 0), (16, 0), (14, 0)):
        diary.knee(ago, score, "rest", feel=["tight"] if score else [])
    diary.care(24, "rest_day", "ice", minutes=15)
    for ago in (22, 19, 15, 10, 6, 3):
        diary.care(ago, "stretch_sitting", "glute_bridge", "hamstring_curl")
    for ago, step in SESSIONS:
        run_minutes = {"walk": 0, "run_1": 5, "run_2": 10}[step]
        diary.session(ago, step, minutes=25 if run_minutes else 30)
        diary.knee(ago - 1, 0, "next_morning")
        if run_minutes:
            diary.run(ago, run_minutes / 6, "18:00", pace_s=360, shoe="nimbus", **PATH)


STORY = Story(
    name="gwen",
    plot="on the ladder back to running, in the middle of it",
    lights=(),
    tell=tell,
)
