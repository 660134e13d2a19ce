"""A knee that is a little tight now and then, whatever he runs."""

from training.demo.story import FRI, MON, SAT, WED, Diary, Story

LOOP = {"terrain": "flat", "session": "easy", "rpe": 4, "warm_up": True}
# Since then the knee is clear.
CLEAR = 70


def tell(diary: Diary) -> None:
    diary.runner |= {"units": "mi"}
    diary.shoe("pegasus", "Pegasus 41", 200)
    diary.shoe("invincible", "Invincible 3", 200)
    for number, ago in enumerate(diary.days(200, 1, [MON, WED, FRI, SAT])):
        shoe = ("pegasus", "invincible")[number % 3 % 2]
        surface = ("mixed", "grass", "mixed", "track")[number // 3 % 4]
        diary.run(ago, diary.about(4 + number % 3, ago), shoe=shoe, surface=surface, **LOOP)
        now_and_then = ago > CLEAR and diary.day(ago).toordinal() * 29 % 11 < 2
        diary.knee(ago, 1 + number % 2 if now_and_then else 0, "after", side="right")
        if number % 4 == 0:
            diary.care(ago, "straight_leg_raise", "foam_roll", minutes=10)


STORY = Story(name="hugo", plot="scores each run; the knee follows none of them", tell=tell)
