"""Where the log is kept: one SQLite file, PostgreSQL, its replica, or Citus. Decisions: docs/adr/0018."""

DEFAULT, REPLICA = "default", "replica"
