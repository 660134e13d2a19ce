"""One way to the thresholds that judge a log: what a coach set for a runner is laid over in one place."""

from __future__ import annotations

from tests.architecture.source import REPOSITORY, Module, read_modules

WITHOUT_A_COACH = {"training.thresholds.current_ruleset", "training.thresholds.ruleset_at"}
# They lay over it themselves, or ask for what is the same for everybody.
MAY = {
    "training.thresholds.laying": "lays over it",
    "training.thresholds.held": "lays over it",
    "training.pages.set_numbers": "lays over it",
    "training.pages.coach_thresholds": "lays over it",
    "training.views.previews": "the number of the newest revision",
    "training.pages.log_run": "the steps back to running",
    "training.logbook.acts": "the words that all rules share",
    "training.management.commands.alarm_burden": "a file that is no runner's",
}


def users(modules: dict[str, Module]) -> set[str]:
    return {
        module.name
        for module in modules.values()
        if any(name in WITHOUT_A_COACH for _line, name in module.imports())
    }


def test_nothing_else_judges_by_what_holds_for_everybody():
    assert users(read_modules(REPOSITORY)) == set(MAY)


def test_another_one_would_be_noticed(tmp_path):
    path = tmp_path / "training" / "pages" / "today.py"
    path.parent.mkdir(parents=True)
    path.write_text("from training.thresholds import current_ruleset\n")
    assert users(read_modules(tmp_path)) == {"training.pages.today"}
