"""Counts what is in the database of this place, as JSON: each entry with its day, and what is left to do."""

import json

import django

django.setup()

from django_tasks_db.models import DBTaskResult  # noqa: E402

from training.importing.states import WORKING  # noqa: E402
from training.management.trials.places import refuse_elsewhere  # noqa: E402
from training.models import CheckIn, ImportBatch, Run  # noqa: E402


def counted() -> dict[str, object]:
    runs = Run.objects.values_list("pk", "runner", "local_date", "distance_m")
    check_ins = CheckIn.objects.values_list("pk", "runner", "local_date", "score")
    return {
        "runs": [[str(value) for value in row] for row in runs],
        "check_ins": [[str(value) for value in row] for row in check_ins],
        "jobs_waiting": DBTaskResult.objects.ready().count(),
        "jobs_done": DBTaskResult.objects.finished().count(),
        "imports_under_way": ImportBatch.objects.filter(state__in=WORKING).count(),
    }


if __name__ == "__main__":
    refuse_elsewhere()
    print(json.dumps(counted()))
