import pytest

from tests.architecture.layers import (
    circle_complaints,
    order_complaints,
    purity_complaints,
    room_complaints,
    view_complaints,
)
from tests.architecture.source import REPOSITORY, read_modules

CHECKS = [room_complaints, order_complaints, circle_complaints, purity_complaints, view_complaints]


@pytest.mark.parametrize("check", CHECKS)
def test_tree_keeps_the_order(check):
    assert "\n".join(check(read_modules(REPOSITORY))) == ""


@pytest.fixture
def tree(tmp_path):
    """Writes a small source tree from {path: source} and reads it."""

    def write(sources):
        for name, source in sources.items():
            path = tmp_path / "training" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(source)
        return read_modules(tmp_path)

    return write


SOUND = {
    "__init__.py": "",
    "units.py": "from datetime import date\n",
    "engine/__init__.py": "",
    "engine/facts.py": "from training.units import metres\nimport json\n",
    "rules/__init__.py": "from training.rules import longest\n",
    "rules/longest.py": "from training.engine import facts\n",
    "models/__init__.py": "from django.db import models\nfrom training.engine.facts import Run\n",
    "views/__init__.py": "from training.models import Run\n",
}
FLAWS = [
    (
        {"engine/facts.py": "from training.charts.weeks import draw\n", "charts/weeks.py": ""},
        "training.engine.facts:1 imports training.charts.weeks, which lies above it",
    ),
    (
        {"engine/facts.py": "def load():\n    import training.models.run\n", "models/run.py": ""},
        "training.engine.facts:2 imports training.models.run, which lies above it",
    ),
    (
        {"rules/longest.py": "from training import views\n"},
        "training.rules.longest:1 imports training.views, which lies above it",
    ),
    (
        {
            "rules/longest.py": "from training.rules import other",
            "rules/other.py": "from training.rules.longest import R",
        },
        "a circle: training.rules.longest -> training.rules.other -> training.rules.longest",
    ),
    (
        {"rules/longest.py": "from training.rules import ALL_RULES\n"},
        "a circle: training.rules -> training.rules.longest -> training.rules",
    ),
    (
        {"rules/longest.py": "from django.utils import timezone\n"},
        "training.rules.longest:1 is pure and may not import django.utils.timezone",
    ),
    (
        {"engine/facts.py": "import datetime\n\n\ntoday = datetime.date.today()\n"},
        "training.engine.facts:4 is pure and may not call datetime.date.today",
    ),
    (
        {"engine/facts.py": "from datetime import datetime\n\nnow = datetime.now()\n"},
        "training.engine.facts:3 is pure and may not call datetime.now",
    ),
    (
        {"charts/weeks.py": "text = open('weeks.json').read()\n"},
        "training.charts.weeks:1 is pure and may not call open",
    ),
    (
        {"views/today.py": "from training.models import Run\nruns = Run.objects.all()\n"},
        "training.views.today:2 is a view and may not build a query",
    ),
    (
        {"views/today.py": "from django.db.models import Sum\n"},
        "training.views.today:1 is a view and may not import django.db.models.Sum",
    ),
    (
        {"helpers.py": ""},
        "training.helpers: helpers has no layer yet: give it one here and in docs/architecture.md",
    ),
]


def complaints(modules):
    return [line for check in CHECKS for line in check(modules)]


def test_sound_tree_has_no_complaints(tree):
    assert complaints(tree(SOUND)) == []


@pytest.mark.parametrize(("flaw", "complaint"), FLAWS)
def test_each_flaw_is_caught(tree, flaw, complaint):
    assert complaints(tree(SOUND | flaw)) == [complaint]
