from datetime import UTC, datetime

import pytest
from time_machine import TimeMachineFixture


@pytest.fixture(autouse=True)
def first_of_june(time_machine: TimeMachineFixture) -> None:
    """A log refuses what lies in the future, so these tests say when now is."""
    time_machine.move_to(datetime(2026, 6, 1, 12, tzinfo=UTC))
