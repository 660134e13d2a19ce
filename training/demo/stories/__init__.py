"""Everybody in the demo. Together their logs light every rule."""

from training.demo.stories import (
    ben,
    cleo,
    finn,
    greta,
    gwen,
    hugo,
    ines,
    jade,
    leo,
    maya,
    otis,
    paul,
    rosa,
    sam,
    theo,
    uma,
    vera,
)
from training.demo.story import Story

STORIES = (
    maya.STORY,
    ben.STORY,
    cleo.STORY,
    Story("ada", "admin; sets the thresholds and has no log", is_admin=True),
    Story("nora", "has just signed up, with an empty log"),
    ines.STORY,
    otis.STORY,
    paul.STORY,
    rosa.STORY,
    sam.STORY,
    uma.STORY,
    vera.STORY,
    finn.STORY,
    jade.STORY,
    theo.STORY,
    leo.STORY,
    greta.STORY,
    hugo.STORY,
    gwen.STORY,
)
