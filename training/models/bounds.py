"""How large a value of the log may be: the same bounds for forms, files and the database."""

from __future__ import annotations

from datetime import date

MAX_DISTANCE_M = 500_000
MAX_DURATION_S = 7 * 24 * 3600
MAX_SHOE_M = 10_000_000
MAX_SCORE = 10
MAX_CARE_MINUTES = 24 * 60
MAX_NOTES = 2_000
MAX_SNOOZE_DAYS = 90
MAX_REST_DAYS = 180
MAX_GAP_DAYS = 3_650
FIRST_DAY = date(1970, 1, 1)
