"""What the answers about the runner as a whole look like."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field

from training.api.fields import DAY
from training.engine.rule import Severity
from training.exporting.findings import FORMAT as FINDINGS_FORMAT
from training.importing.document import FORMAT as LOG_FORMAT
from training.models.choices import Scope, Units

Day = Annotated[str, Field(pattern=DAY, json_schema_extra={"format": "date"})]
SeverityWord = Literal[tuple(severity.word for severity in Severity)]


class Token(BaseModel):
    """The token that was used."""

    name: str = Field(description="As it was called when it was made.", examples=["My watch"])
    scopes: list[Literal[tuple(Scope.values)]] = Field(
        description="What it may do.", examples=[["read", "log"]]
    )
    expires_at: str = Field(
        description="From when on it no longer works, in UTC.", examples=["2027-01-01T00:00:00Z"]
    )


class Me(BaseModel):
    """Whose log a token is for."""

    name: str = Field(description="The user name.", examples=["anna"])
    units: Literal[tuple(Units.values)] = Field(description="In which units texts are written.")
    time_zone: str = Field(description="The zone of their clock.", examples=["Europe/Berlin"])
    today: Day = Field(description="The day it is there.", examples=["2026-03-01"])
    token: Token


class Evidence(BaseModel):
    """One number that a warning rests on."""

    label: str = Field(description="What it is.", examples=["this run"])
    value: Any = Field(description="A number in SI units, or a text.", examples=[13_100])
    unit: str = Field(description="Of the value.", examples=["m"])
    on: Day | None = Field(None, description="The day it is of.", examples=["2026-03-19"])
    ref: str = Field(
        "", description="The entry it is of, as in `subject`.", examples=["run:2026-03-19T07:30:00+01:00"]
    )


class Finding(BaseModel):
    """A warning with its proof."""

    rule: str = Field(description="Which rule speaks.", examples=["load.longest_run"])
    severity: SeverityWord = Field(description="How grave it is.")
    subject: str = Field(
        description="`run:<start>`, `shoe:<key>`, `knee:<side>` or `runner`.",
        examples=["run:2026-03-19T07:30:00+01:00"],
    )
    since: Day = Field(description="Since when it has stood.", examples=["2026-03-19"])
    text: str = Field(description="The facts, in the runner's units.")
    hint: str = Field(description="The next step; may be empty.")
    clears: str = Field(description="What makes it go away.")
    source: str = Field(description="Where the rule comes from.")
    evidence: list[Evidence] = Field(description="The numbers it rests on.")
    thresholds: list[Evidence] = Field(description="The thresholds it was held against.")


class Findings(BaseModel):
    """What stands out on one day."""

    format: Literal[FINDINGS_FORMAT]
    on: Day = Field(description="The day.", examples=["2026-03-20"])
    coverage: float = Field(
        ge=0, le=1, description="How much of the last weeks is logged, 0 to 1.", examples=[0.86]
    )
    ruleset: int = Field(ge=0, description="The number of the thresholds in force.", examples=[7])
    findings: list[Finding] = Field(description="The worst first.")


class LogFile(BaseModel):
    """A whole log; docs/log-format.md has every field."""

    format: Literal[LOG_FORMAT]
    runner: dict[str, Any] = Field(description="Units, zone, feet and knees.")
    shoes: list[dict[str, Any]]
    runs: list[dict[str, Any]]
    check_ins: list[dict[str, Any]]
    care: list[dict[str, Any]]
    gaps: list[dict[str, Any]] = Field(description="What was said of days without entries.")
    reactions: list[dict[str, Any]] = Field(description="What was said of warnings.")
    ladder: list[dict[str, Any]] = Field(description="Sessions of a return to running.")
    clearances: list[dict[str, Any]] = Field(description="When a clinician cleared a knee.")
