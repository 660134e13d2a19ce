"""What an entry of the log looks like, sent and answered: the names are those of docs/log-format.md."""

from __future__ import annotations

from training.api.fields import LONGEST_KEY, MOMENT, UUID, answer, changes, of, shape, text
from training.models import CareEntry, CheckIn, Run, Shoe

SET_BY_KNEELOG = {
    "id": text("Names this entry in its address.", "3f0c3c5e-7a35-4f6e-9d1c-0d6f7c0b9a11", pattern=UUID),
    "version": of(Run, "version", "Grows with each change; the ETag of the entry.", 1),
    "logged_at": text("When it came into the log, in UTC.", "2026-03-01T19:05:00Z"),
}
YOUR_ID = {
    "id": text(
        "An id of your own making: sent twice, it is one entry.",
        "3f0c3c5e-7a35-4f6e-9d1c-0d6f7c0b9a11",
        pattern=UUID,
        null=True,
    )
}
CLOCK = (
    "as the runner's clock shows it, with its offset from UTC. With Z it is put on the clock of the "
    "profile; without either it is taken for that clock."
)
ZONE = text("The zone of that clock: a name, or a fixed offset.", "Europe/Berlin")


def shoe_key(words: str, example: str = "ghost-15") -> tuple:
    return text(words, example, null=True, min_length=1, max_length=LONGEST_KEY)


RUN = {
    "start": text(f"When it began, {CLOCK}", "2026-03-01T07:30:00+01:00", pattern=MOMENT),
    "distance_m": of(Run, "distance_m", "Distance in metres.", 10_000),
    "duration_s": of(Run, "duration_s", "Time in motion, in seconds.", 3_300),
    "elapsed_s": of(Run, "elapsed_s", "From start to end with all pauses, in seconds.", 3_420),
    "surface": of(Run, "surface", "What was underfoot.", "asphalt"),
    "terrain": of(Run, "terrain", "How the ground went.", "flat"),
    "session": of(Run, "session", "What kind of run it was.", "easy"),
    "shoe": shoe_key("The key of the pair that was worn."),
    "rpe": of(Run, "rpe", "Effort as it felt, 0 to 10.", 4),
    "warm_up": of(Run, "warm_up", "Whether there was a warm-up; null: not said.", True),
    "cool_down": of(Run, "cool_down", "Whether there was stretching after; null: not said.", False),
    "trigger": of(Run, "trigger", "What set the knee off on this run, as far as the runner can say.", None),
    "notes": of(Run, "notes", "The runner's own words.", "Along the river."),
}
CHECK_IN = {
    "at": text(f"When the knee felt so, {CLOCK}", "2026-03-01T20:00:00+01:00", pattern=MOMENT),
    "side": of(CheckIn, "side", "Which knee.", "left"),
    "score": of(CheckIn, "score", "Tightness or pain, 0 (none) to 10 (worst).", 3),
    "moment": of(CheckIn, "moment", "When in the life of a runner.", "after"),
    "feel": of(CheckIn, "feel", "How it feels.", ["tight"]),
    "signs": of(CheckIn, "signs", "What else there is to see or feel.", ["swelling_slight"]),
    "notes": of(CheckIn, "notes", "The runner's own words.", ""),
}
CARE = {
    "on": of(CareEntry, "on", "The runner's local day.", "2026-03-02"),
    "kind": of(CareEntry, "kind", "What was done.", "ice"),
    "minutes": of(CareEntry, "minutes", "For how long, in minutes.", 15),
}
SHOE = {
    "name": of(Shoe, "name", "As the runner calls the pair.", "Brooks Ghost 15"),
    "support": of(Shoe, "support", "What the shoe is built for.", "neutral"),
    "start_distance_m": of(Shoe, "start_distance_m", "Run in it before this log, in metres.", 0),
    "notice_at_m": of(Shoe, "notice_at_m", "Plan a replacement at, in metres; null: as usual.", None, low=1),
    "replace_at_m": of(Shoe, "replace_at_m", "Replace at, in metres; null: as usual.", None, low=1),
    "limit_reason": of(Shoe, "limit_reason", "Why this pair has limits of its own; needed with one.", ""),
    "started_on": of(Shoe, "started_on", "First day of use.", "2026-01-01"),
    "retired_on": of(Shoe, "retired_on", "Last day of use.", None),
    "successor": shoe_key("The key of the pair that took over.", "ghost-16"),
}
PROPOSED = {"proposed": of(Run, "proposed", "Facts that a file only suggested; a change confirms them.", [])}
KEY = {"key": text("Names the pair in runs.", "ghost-15")}

NewRun = shape("NewRun", {**YOUR_ID, **RUN}, "A run to log.")
NewCheckIn = shape("NewCheckIn", {**YOUR_ID, **CHECK_IN}, "How one knee felt, to log.")
NewCare = shape("NewCare", {**YOUR_ID, **CARE}, "An act of care to log.")
NewShoe = shape("NewShoe", {**YOUR_ID, **SHOE}, "A pair of shoes to add.")

RunChanges = changes("RunChanges", RUN, "What is to change; what is left out stays.")
CheckInChanges = changes("CheckInChanges", CHECK_IN, "What is to change; what is left out stays.")
CareChanges = changes("CareChanges", CARE, "What is to change; what is left out stays.")
ShoeChanges = changes("ShoeChanges", SHOE, "What is to change; what is left out stays.")

RunEntry = answer("Run", {**SET_BY_KNEELOG, **RUN, "zone": ZONE, **PROPOSED}, "A run of the log.")
CheckInEntry = answer("CheckIn", {**SET_BY_KNEELOG, **CHECK_IN, "zone": ZONE}, "How one knee felt.")
CareItem = answer("Care", {**SET_BY_KNEELOG, **CARE}, "An act of care.")
ShoeEntry = answer("Shoe", {**SET_BY_KNEELOG, **KEY, **SHOE}, "A pair of shoes.")
