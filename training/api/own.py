"""What is answered about the runner as a whole: who they are, what stands out, and everything as a file."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from ninja import Query, Router
from pydantic import BaseModel, Field

from training.api.fields import DAY
from training.api.operations import answered, operation
from training.api.own_shapes import Findings, LogFile, Me
from training.api.parameters import read_day
from training.api.problems import REFUSED, Problem
from training.assessment import assess_whole_log
from training.exporting.log_entries import moment_text
from training.models.bounds import FIRST_DAY
from training.pages.export import json_download
from training.pages.findings import findings_file

router = Router()
FURTHEST_AHEAD = timedelta(days=365)


class OfADay(BaseModel):
    on: str | None = Field(
        None,
        pattern=DAY,
        description="The day that is asked about; without it, today on the runner's clock.",
        examples=["2026-03-20"],
    )


@router.get("/me", url_name="me", response=Me, tags=["me"], **operation("get_me", "Whose log this is", None))
def me(request: HttpRequest) -> HttpResponse:
    """Any token may ask: the first call to try one with."""
    token = request.auth
    runner = token.runner
    return answered(
        {
            "name": runner.username,
            "units": runner.profile.units,
            "time_zone": runner.profile.time_zone,
            "today": runner.profile.today().isoformat(),
            "token": {
                "name": token.name,
                "scopes": sorted(token.scopes),
                "expires_at": moment_text(token.expires_at),
            },
        }
    )


@router.get(
    "/findings",
    url_name="findings",
    response=Findings,
    tags=["findings"],
    **operation("get_findings", "What stands out on a day", "read"),
)
def findings(request: HttpRequest, asked: Query[OfADay]) -> HttpResponse:
    """The warnings of that day as `kneelog-findings/1`, worst first, each with its proof.

    An empty list is no promise: only what was logged can be seen.
    """
    runner = request.auth.runner
    today = runner.profile.today()
    day = read_day(asked.on, "on") if asked.on else today
    if not FIRST_DAY <= day <= today + FURTHEST_AHEAD:
        raise Problem(REFUSED, errors=[("on", "Write a day from 1970 to a year ahead.")])
    return answered(findings_file(assess_whole_log(runner, day)))


@router.get(
    "/export",
    url_name="export",
    response=LogFile,
    tags=["export"],
    **operation("export_log", "The whole log as a file", "export"),
)
def export(request: HttpRequest) -> StreamingHttpResponse:
    """Everything that was logged, as `kneelog-log/1`. Any KneeLog reads it back."""
    file = json_download(request.auth.runner)
    return StreamingHttpResponse(file.pieces, content_type=file.content_type)
