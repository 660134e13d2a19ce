"""One part of a report, in a process of its own: a line of JSON for each figure, as it comes."""

import sys

import django

django.setup()

from training.management.measuring.parts import PARTS  # noqa: E402
from training.management.measuring.scale import FULL, QUICK  # noqa: E402
from training.management.trials.places import refuse_elsewhere  # noqa: E402

if __name__ == "__main__":
    refuse_elsewhere()
    name, scale = sys.argv[1:]
    for figure in PARTS[name].act(QUICK if scale == "quick" else FULL):
        print(figure.packed(), flush=True)
