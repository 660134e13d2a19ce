"""Makes those who use the KneeLog of this place: runners and a coach; their log-ins as JSON."""

import json
import sys

import django

django.setup()

from django.conf import settings  # noqa: E402

from training.access import EVERYTHING  # noqa: E402
from training.management.measuring.invented import runner_with  # noqa: E402
from training.management.measuring.pages import logged_in  # noqa: E402
from training.management.soaking.shifting import ZONE  # noqa: E402
from training.management.trials.places import refuse_elsewhere  # noqa: E402
from training.models import Grant, Profile, User  # noqa: E402

HISTORY = 200


def make(number: int) -> dict[str, object]:
    coach = User.objects.create_user("soak-coach")
    runners = [runner_with(HISTORY, f"soak-{count}").runner for count in range(number)]
    Profile.objects.update(time_zone=ZONE)
    Grant.objects.bulk_create([Grant(runner=one, coach=coach, categories=EVERYTHING) for one in runners])
    return {
        "cookie": settings.SESSION_COOKIE_NAME,
        "runners": [{"id": str(one.pk), "session": session_of(one)} for one in runners],
        "coach": {"id": str(coach.pk), "session": session_of(coach)},
    }


def session_of(person: User) -> str:
    return logged_in(person).cookies[settings.SESSION_COOKIE_NAME].value


if __name__ == "__main__":
    refuse_elsewhere()
    print(json.dumps(make(int(sys.argv[1]))))
