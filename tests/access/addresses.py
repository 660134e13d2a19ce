"""Every address of the resolver, by what it is about. One that stands in no table fails the tests."""

from __future__ import annotations

# Before the log-in.
PUBLIC = {
    "style", "knowledge", "knowledge-page",
    "manifest", "service-worker", "offline", "offline-log", "offline-knee",
    "healthz", "readyz", "metrics", "api",
}  # fmt: skip

# The door.
DOOR = {
    "privacy", "unsubscribe", "account_login", "account_logout", "account_signup", "account_inactive",
    "account_reset_password", "account_reset_password_done", "account_reset_password_from_key",
    "account_reset_password_from_key_done", "account_confirm_email", "account_email_verification_sent",
    "account_confirm_login_code", "mfa_authenticate", "mfa_login_webauthn",
}  # fmt: skip

# About whoever asks: nothing in the address says whose log it is.
OWN_PAGES = {
    "today", "warnings", "log-run", "runs", "knee", "clear-knees", "recovered", "care", "rest-days", "shoes",
    "new-shoe", "gap", "settings", "new-injury", "plan", "history", "as-it-was",
    "sharing", "invite-coach", "looks", "coach-invitations", "notes", "read-athletes", "teams",
    "return-to-run", "ladder-done", "ladder-cleared", "set-for-me",
    "what-set-it-off", "export", "export-log", "export-tables", "imports", "new-import", "import-shared",
    "offline-account", "offline-entry",
    "report", "report-pdf", "make-report-link", "tokens", "webhooks",
    "mail", "mail-preview",
}  # fmt: skip

# How whoever asks logs in.
ACCOUNT_PAGES = {
    "leaving", "stay", "sessions", "account_change_password", "account_set_password", "account_email",
    "account_reauthenticate",
    "mfa_index", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_activate_totp",
    "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes",
    "mfa_download_recovery_codes", "mfa_list_webauthn", "mfa_add_webauthn",
}  # fmt: skip

# One key or session of theirs, by a number.
ACCOUNT_OBJECTS = {"end-session", "mfa_remove_webauthn", "mfa_edit_webauthn"}

# About everybody who shares a log with whoever asks.
LISTS = {"roster", "roster-csv"}

# About one thing, which its address names: address -> kind of thing, a key of `World.things`.
OBJECTS = {
    "edit-run": "run",
    "delete-run": "run",
    "edit-check-in": "check_in",
    "delete-check-in": "check_in",
    "delete-care": "care",
    "take-back-gap": "gap",
    "delete-ladder-session": "session",
    "delete-clearance": "clearance",
    "edit-shoe": "shoe",
    "retire-shoe": "shoe",
    "delete-injury": "injury",
    "undo": "undo",
    "grant": "grant",
    "preview": "grant",
    "resume-grant": "ended_grant",
    "withdraw-invitation": "invitation",
    "undo-numbers": "ended_numbers",
    "edit-note": "own_note",
    "delete-note": "own_note",
    "end-report-link": "report_link",
    "end-token": "token",
    "webhook": "webhook",
    "test-webhook": "webhook",
    "retry-webhook": "webhook",
    "pause-webhook": "webhook",
    "resume-webhook": "paused_webhook",
    "renew-webhook": "webhook",
    "delete-webhook": "webhook",
}

# About a batch of files; the words after its id are made up here.
IMPORTS = {
    "import": [],
    "import-piece": [1],
    "import-sent": [],
    "import-progress": [],
    "import-list": ["new"],
    "import-problems": [],
    "answer-import": [],
    "import-columns": [1],
    "discard-import": [],
    "undo-import": [],
    "retire-imported": [],
}

# About a thing that belongs to two: both reach it, nobody else.
SHARED = {"end-grant": "grant", "end-numbers": "numbers"}

# About one day: after what else an address takes, before the key of a card, it takes yesterday.
OF_A_DAY = {"as-it-was", "past-proof", "athlete-as-it-was", "athlete-past-proof"}

# Of these addresses what else they take.
WORDS = {"mail-preview": ["digest"]}

# For the one an invitation is addressed to, or who holds its link.
INVITATIONS = {"invitation", "invitation-link"}

# For whoever holds the link to a report, an account or not, while it is open.
REPORT_LINKS = {"shared-report", "shared-report-pdf"}

# About a warning of one's own: an opaque key.
CARDS = {"proof", "say", "past-proof"}

# About an athlete: for coaches who see something of the log, or the category named here. The runner's own
# id is a 404 there too: their own pages are elsewhere.
ATHLETES = {
    "athlete-notes": "",
    "athlete": "",
    "mark-athlete": "",
    "athlete-runs": "training",
    "athlete-shoes": "training",
    "athlete-plan": "training",
    "athlete-knee": "knee",
    # Training too: tests/views/test_what_set_it_off.py.
    "athlete-what-set-it-off": "knee",
    "athlete-history": "",
    "athlete-as-it-was": "",
}

# The same, about one warning: its address takes the athlete and the key.
ATHLETE_CARDS = {"athlete-proof", "athlete-past-proof"}

# The thresholds of an athlete, for a coach who may set them; the words after the id are made up here.
ATHLETE_NUMBERS = {"athlete-thresholds": [], "set-numbers": ["load.longest_run"]}

# About something of a coach's own: a mark on their list, a team and its thresholds.
COACHES = {
    "undo-mark": "mark",
    "team": "team",
    "delete-team": "team",
    "team-thresholds": "team",
    "end-team-numbers": "team_numbers",
    "undo-team-numbers": "ended_team_numbers",
}
TEAM_NUMBERS = {"set-team-numbers": ["load.longest_run"]}

# For other programs, each with a token of its runner.
API_OPEN = {"api-1:openapi-json", "api-1:api-root"}
API_OBJECTS = {
    "api-1:run": "run",
    "api-1:shoe": "shoe",
    "api-1:check_in": "check_in",
    "api-1:care_entry": "care",
    "api-1:undo": "undo",
}

# What a token needs for each operation; None: to be a token.
OPERATIONS = {
    ("api-1:me", "GET"): None,
    ("api-1:findings", "GET"): "read",
    ("api-1:export", "GET"): "export",
    ("api-1:plan", "POST"): "read",
    ("api-1:plan_week", "POST"): "read",
    ("api-1:undo", "POST"): "log",
}
for name in ("runs", "shoes", "check_ins", "care"):
    OPERATIONS |= {(f"api-1:{name}", "GET"): "read", (f"api-1:{name}", "POST"): "log"}
for name in ("run", "shoe", "check_in", "care_entry"):
    OPERATIONS |= {(f"api-1:{name}", "GET"): "read"}
    OPERATIONS |= {(f"api-1:{name}", method): "log" for method in ("PATCH", "DELETE")}

EVERY_NAME = PUBLIC | OWN_PAGES | set(OBJECTS) | set(SHARED) | INVITATIONS | CARDS | set(ATHLETES)
EVERY_NAME |= DOOR | ACCOUNT_PAGES | ACCOUNT_OBJECTS
EVERY_NAME |= REPORT_LINKS | set(IMPORTS) | LISTS | ATHLETE_CARDS | set(COACHES)
EVERY_NAME |= set(ATHLETE_NUMBERS) | set(TEAM_NUMBERS)
EVERY_NAME |= API_OPEN | {name for name, _method in OPERATIONS}
