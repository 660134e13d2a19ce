"""A marathon build-up that grew faster than the knee behind it."""

from training.demo.story import FRI, SAT, SUN, THU, TUE, WED, Diary, Story

WINTER = (12, 1, 2)
ROAD = {"surface": "asphalt", "terrain": "flat", "session": "easy", "rpe": 4, "warm_up": True}
INDOORS = {"surface": "treadmill", "terrain": "flat", "session": "easy", "rpe": 4, "warm_up": True}
TRAIL = {"surface": "trail", "terrain": "hilly", "session": "long", "rpe": 6, "warm_up": True, "pace_s": 380}
# Longest Sunday of each phase of the plan, and the road shoe of that time.
PHASES = ((238, 184, 12, "ghost-14"), (183, 127, 14, "ghost-14"), (126, 58, 16, "ghost-15"), (57, 16, 18, ""))


def tell(diary: Diary) -> None:
    diary.runner |= {"units": "km", "foot_type": "neutral", "stiff_hamstrings": True}
    diary.shoe(
        "ghost-14", "Ghost 14", 300, until=127, support="neutral", start_distance_m=210_000,
        successor="ghost-15",
    )  # fmt: skip
    diary.shoe("ghost-15", "Ghost 15", 126, support="neutral")
    diary.shoe("speedgoat", "Speedgoat 5 (trail)", 57, support="neutral")
    for first, last, longest, shoe in PHASES:
        _phase(diary, first, last, longest, shoe)
    _earlier_twinge(diary)
    _knee(diary)
    _runs_since(diary)


def _phase(diary: Diary, first: int, last: int, longest: float, shoe: str) -> None:
    road, trail = (shoe, shoe) if shoe else ("ghost-15", "speedgoat")
    for ago in diary.days(first, last, [TUE, THU]):
        place = INDOORS if diary.day(ago).month in WINTER else ROAD
        diary.run(ago, diary.about(7.5, ago), "06:30", shoe=road, **place)
    diary.habit(first, last, [SAT], 6, shoe=road, **ROAD)
    for number, ago in enumerate(diary.days(first, last, [SUN])):
        # Each fourth Sunday is shorter, as the plan has it.
        diary.run(ago, longest - 5 if number % 4 == 3 else longest - number % 2, "08:30", shoe=trail, **TRAIL)
    # The exercises were the first thing the growing plan pushed out.
    for ago in diary.days(first, max(last, 20), [WED]):
        diary.care(ago, "glute_bridge", "hamstring_curl", minutes=10)
    for ago in diary.days(first, last, [FRI]):
        diary.care(ago, "rest_day")


def _earlier_twinge(diary: Diary) -> None:
    diary.knee(152, 2, "after", clock="13:00", late=3, feel=["tight"], notes="Tight after the hills.")
    diary.knee(151, 1)
    diary.care(151, "ice", minutes=15)
    for ago in (150, 149, 148):
        diary.knee(ago, 0)


def _knee(diary: Diary) -> None:
    """Day 1 was 15 days ago; the runs since have entries of their own."""
    diary.knee(15, 5, "after", feel=["dull", "tight"], notes="Back of the knee, from km 9 downhill.")
    for ago, score in ((14, 4), (13, 4), (12, 3), (10, 2), (8, 2)):
        signs = ["swelling_slight"] if ago >= 13 else []
        diary.knee(ago, score, feel=["full"] if signs else ["tight"], signs=signs)
    for ago in range(7, 2, -1):
        diary.knee(ago, 2, feel=["tight"])
    diary.knee(0, 2, clock="06:30", feel=["tight"])
    for ago in (15, 14, 13, 6):
        diary.care(ago, "ice", minutes=15)
    diary.care(14, "rest_day", "compression", "elevation")
    diary.care(13, "rest_day")
    for ago in (8, 4, 3):
        diary.care(ago, "stretch_sitting", "foam_roll", minutes=8)


def _runs_since(diary: Diary) -> None:
    hills = {"surface": "asphalt", "terrain": "hilly", "session": "hills", "rpe": 7, "warm_up": True}
    # Her watch sent this one two days later.
    diary.run(15, 11, "07:00", shoe="ghost-15", trigger="terrain", late=2, notes="Hill repeats.", **hills)
    for ago, place in ((11, INDOORS), (9, ROAD)):
        diary.run(ago, 5, "07:00", shoe="ghost-15", notes="Loosens up once warm.", **place)
        diary.knee(ago, 3 if ago == 11 else 2, "before", feel=["tight"])
        diary.knee(ago, 0, "after")
    # Last Sunday, or the Saturday before where that was only yesterday.
    long_run = next(diary.days(7, 2, [SUN]), 2)
    diary.run(long_run, 24.4, "08:30", shoe="speedgoat", notes="To catch up with the plan.", **TRAIL)
    _around_a_run(diary, long_run, after=4)
    if long_run > 2:
        diary.run(2, 5, "07:00", shoe="ghost-15", notes="Testing the knee.", **ROAD)
        _around_a_run(diary, 2, after=3)


def _around_a_run(diary: Diary, ago: int, after: int) -> None:
    diary.knee(ago, 2, "before", feel=["tight"])
    diary.knee(ago, after, "after", feel=["dull", "tight"])
    diary.knee(ago - 1, 3, "next_morning", feel=["tight"])


STORY = Story(
    name="maya",
    plot="trains for a marathon; the left knee is on day 16",
    lights=(
        "knee.two_weeks", "load.longest_run", "knee.next_morning", "shoe.mileage", "habit.strength",
    ),
    tell=tell,
)  # fmt: skip
