#!/bin/sh
# Logs a run. KNEELOG is the address of your KneeLog, TOKEN a token with the scope log:
#
#   KNEELOG=https://run.example TOKEN=kneelog_… sh log_a_run.sh 2026-03-01T07:30:00+01:00 10000 3300
#
# Start, metres and seconds. Run again with the same words, it logs nothing twice.
set -eu
curl --silent --show-error --fail-with-body "$KNEELOG/api/v1/runs" \
  -H "Authorization: Bearer $TOKEN" \
  -H "Content-Type: application/json" \
  -H "Idempotency-Key: run-$1-$2" \
  -d "{\"start\": \"$1\", \"distance_m\": $2, \"duration_s\": $3}"
