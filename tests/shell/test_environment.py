import stat

import pytest
from django.db import connection

from kneelog import environment

STRONG = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def refusal(function, *args, **kwargs):
    with pytest.raises(SystemExit) as stop:
        function(*args, **kwargs)
    return str(stop.value)


@pytest.fixture(autouse=True)
def nothing_given(monkeypatch):
    for name in ("KNEELOG_SECRET_KEY", "DATABASE_URL"):
        monkeypatch.delenv(name, raising=False)


def test_secret_key_is_made_once_and_for_the_owner_alone(tmp_path):
    folder = tmp_path / "data"
    key = environment.secret_key(folder)
    assert len(key) > 80
    assert environment.secret_key(folder) == key
    assert [path.name for path in folder.iterdir()] == ["secret-key"]
    assert stat.S_IMODE((folder / "secret-key").stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_given_secret_key_needs_no_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("KNEELOG_SECRET_KEY", STRONG)
    assert environment.secret_key(tmp_path / "data") == STRONG
    assert not (tmp_path / "data").exists()


def test_empty_secret_key_is_refused(tmp_path):
    (tmp_path / "secret-key").touch()
    assert refusal(environment.secret_key, tmp_path) == (
        f"KneeLog did not start: {tmp_path / 'secret-key'} is empty. Delete it."
    )


def test_unwritable_data_folder_is_named(tmp_path):
    (tmp_path / "file").touch()
    assert refusal(environment.secret_key, tmp_path / "file" / "data") == (
        f"KneeLog did not start: the data folder {tmp_path / 'file' / 'data'} cannot be written "
        "(Not a directory). Set KNEELOG_DATA_DIR to a folder that can."
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [("", False), ("0", False), ("no", False), ("1", True), ("True", True), (" yes ", True)],
)
def test_flag(monkeypatch, text, value):
    monkeypatch.setenv("KNEELOG_DEBUG", text)
    assert environment.flag("KNEELOG_DEBUG") is value


def test_unclear_flag_is_refused(monkeypatch):
    monkeypatch.setenv("KNEELOG_PRODUCTION", "ture")
    assert refusal(environment.flag, "KNEELOG_PRODUCTION") == (
        "KneeLog did not start: KNEELOG_PRODUCTION is 'ture'; write 1 or 0."
    )


def test_safe_production_starts():
    environment.refuse_unsafe_production(debug=False, hosts=["knee.example.org"], key=STRONG)


@pytest.mark.parametrize(
    ("unsafe", "reason"),
    [
        ({"debug": True}, "KNEELOG_DEBUG and KNEELOG_PRODUCTION exclude each other. Unset KNEELOG_DEBUG."),
        (
            {"hosts": []},
            "set KNEELOG_HOSTS to the name people type into the browser, such as knee.example.org.",
        ),
        ({"hosts": ["*"]}, "KNEELOG_HOSTS may not hold *. Name each host."),
        ({"key": "short"}, "KNEELOG_SECRET_KEY is too short. Use 50 random characters or more, or unset it."),
        (
            {"key": "a" * 60},
            "KNEELOG_SECRET_KEY is too short. Use 50 random characters or more, or unset it.",
        ),
    ],
)
def test_unsafe_production_is_refused(unsafe, reason):
    safe = {"debug": False, "hosts": ["knee.example.org"], "key": STRONG}
    assert (
        refusal(environment.refuse_unsafe_production, **safe | unsafe) == f"KneeLog did not start: {reason}"
    )


def test_sqlite_is_the_default(tmp_path):
    assert environment.database(tmp_path) == {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": tmp_path / "kneelog.sqlite3",
        "OPTIONS": environment.SQLITE_OPTIONS,
        "CONN_MAX_AGE": None,
    }


def test_postgresql_by_url(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://knee:secret@db:5433/log?sslmode=require")
    config = environment.database(tmp_path)
    assert {key: config[key] for key in ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT")} == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "log",
        "USER": "knee",
        "PASSWORD": "secret",
        "HOST": "db",
        "PORT": 5433,
    }
    assert config["OPTIONS"] == {**environment.POSTGRESQL_OPTIONS, "sslmode": "require"}
    # A pool and persistent connections exclude each other.
    assert config["CONN_MAX_AGE"] == 0


@pytest.mark.parametrize("url", ["mysql://a/b", "nonsense"])
def test_other_databases_are_refused(tmp_path, monkeypatch, url):
    monkeypatch.setenv("DATABASE_URL", url)
    assert refusal(environment.database, tmp_path).startswith("KneeLog did not start: DATABASE_URL ")


@pytest.mark.data
@pytest.mark.django_db
def test_database_is_tuned():
    if connection.vendor == "postgresql":
        assert connection.settings_dict["OPTIONS"]["pool"]["max_size"] == 16
        return
    with connection.cursor() as cursor:
        pragmas = {
            name: cursor.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("journal_mode", "synchronous", "busy_timeout", "mmap_size")
        }
    assert pragmas == {"journal_mode": "wal", "synchronous": 1, "busy_timeout": 20_000, "mmap_size": 0}
    assert connection.transaction_mode == "IMMEDIATE"
