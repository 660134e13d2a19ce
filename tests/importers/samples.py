"""The smallest file of each kind of export that gives one run."""

from __future__ import annotations

STRAVA = b'Activity Date,Activity Type,Distance\n"Mar 5, 2024, 4:15:21 PM",Run,2.5\n'
GARMIN = b"Activity Type,Date,Distance,Time\nRunning,2026-03-01 07:30:00,5.01,25:00\n"
INTERVALS = b"type,start_date_local,distance,moving_time\nRun,2026-03-01T07:30:00,5010,1500\n"
RUNKEEPER = b"Date,Type,Distance (km),Duration\n2026-03-01 07:30:00,Running,5.01,25:00\n"
APPLE = b"""<HealthData><Workout workoutActivityType="HKWorkoutActivityTypeRunning" totalDistance="5"
totalDistanceUnit="km" startDate="2026-03-01 07:30:00 +0100"/></HealthData>"""
SHEET = "Datum;Strecke (km);Zeit;Schuhe\n01.03.2026;10,5;52:30;Größe 43\nSumme;10,5;;\n".encode("cp1252")
KNEELOG = b"date,distance_km\n2026-03-01,5\n"
