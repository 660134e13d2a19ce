"""Back after a break, as far as before, in shoes that have seen it all."""

from training.demo.story import KM_PER_MILE, MON, SAT, THU, TUE, Diary, Story

STREET = {"surface": "asphalt", "terrain": "rolling", "session": "easy", "rpe": 4, "warm_up": True}
GYM = {"surface": "treadmill", "terrain": "flat", "session": "easy", "rpe": 4, "warm_up": True}


def tell(diary: Diary) -> None:
    diary.runner |= {"units": "mi", "foot_type": "overpronating"}
    diary.injury("right", months_ago=8)
    diary.shoe("adrenaline", "Adrenaline 22", 400, support="stability", start_distance_m=160_934)
    diary.shoe("kayano", "Kayano 30", 150, support="stability")
    diary.habit(190, 22, [MON, THU], 5 * KM_PER_MILE, shoe="adrenaline", clock="18:00", **STREET)
    diary.habit(190, 22, [SAT], 7 * KM_PER_MILE, shoe="adrenaline", clock="09:00", **STREET)
    diary.habit(150, 22, [TUE], 4 * KM_PER_MILE, shoe="kayano", clock="18:00", **STREET)
    for ago in diary.days(190, 22, [SAT]):
        diary.knee(ago, 0, "after", side="right")
        diary.care(ago - 1, "straight_leg_raise", "glute_bridge", minutes=12)
    # Three weeks of moving house, and nothing logged.
    diary.run(4, 6.5 * KM_PER_MILE, "18:00", shoe="adrenaline", notes="First one back, in the gym.", **GYM)
    diary.run(2, 5 * KM_PER_MILE, "18:00", shoe="kayano", **STREET)
    for ago in (4, 2):
        diary.knee(ago, 0, "after", side="right", clock="20:00")


STORY = Story(
    name="ben",
    plot="back at full distance after a break, in shoes past 500 miles",
    lights=("load.return_after_break", "shoe.mileage", "terrain.sudden_change"),
    tell=tell,
    time_zone="America/New_York",
)
