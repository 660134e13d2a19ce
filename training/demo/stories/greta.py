"""Half a year of scores after every run, and the trail behind the sore ones."""

from training.demo.story import SUN, THU, TUE, Diary, Story

STREET = {"surface": "asphalt", "terrain": "flat", "session": "easy", "rpe": 4, "warm_up": True}
PARK = {"surface": "mixed", "terrain": "flat", "session": "easy", "rpe": 4, "warm_up": True}
HILLS = {**PARK, "surface": "trail", "terrain": "hilly", "rpe": 5, "trigger": "terrain"}
# Since then she leaves the trail out, and the knee is clear.
QUIT = 70


def tell(diary: Diary) -> None:
    diary.runner |= {"units": "km"}
    diary.shoe("cloudmonster", "Cloudmonster", 250)
    diary.shoe("novablast", "Novablast 4", 250)
    for number, ago in enumerate(diary.days(250, 1, [TUE, THU, SUN])):
        shoe = ("cloudmonster", "novablast")[number // 2 % 2]
        is_trail = ago > QUIT and diary.day(ago).weekday() == SUN and diary.day(ago).toordinal() // 7 % 2
        place = HILLS if is_trail else STREET if number % 2 else PARK
        diary.run(ago, diary.about(8, ago), shoe=shoe, **place)
        _knee(diary, ago, number, is_trail)
        if number % 3 == 0:
            diary.care(ago, "glute_bridge", "hamstring_curl", "stretch_sitting", minutes=10)


def _knee(diary: Diary, ago: int, number: int, is_trail: bool) -> None:
    """Now and then a 1 after any run, and 3 or 4 after the trail."""
    after = 3 + number % 4 // 2 if is_trail else int(number % 7 == 1 and ago > QUIT)
    diary.knee(ago, after, "after", feel=["tight"] if after else [])
    diary.knee(ago - 1, 1 if is_trail else 0, "next_morning")


STORY = Story(name="greta", plot="scores each run; the knee was tight after hilly trails", tell=tell)
