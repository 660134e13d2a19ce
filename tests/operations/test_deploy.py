"""What deploy/ names is there: commands and their options, files, variables, and the rights it gives away."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess

import pytest
import yaml
from django.core.management import get_commands, load_command_class

import kneelog.settings
from tests.architecture.source import REPOSITORY
from tests.operations.units import UNITS, root_with_units, service
from training.management.commands.work import LONGEST_STOP

DEPLOY = REPOSITORY / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
OURS = {name: one for name, one in COMPOSE["services"].items() if one["image"] == "kneelog"}
LASTING = {name: one for name, one in COMPOSE["services"].items() if name != "prepare"}
VARIABLE = re.compile(r"KNEELOG_[A-Z_]+")
# Read by the proxy alone.
OF_CADDY = {"KNEELOG_WEB"}


def is_command(words):
    """Whether manage.py takes these words; it ends the test where it does not."""
    name, *options = words
    load_command_class(get_commands()[name], name).create_parser("manage.py", name).parse_args(options)
    return True


def instructions():
    """The Dockerfile as (instruction, the rest), continued lines joined."""
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    lines = re.sub(r"^#.*\n", "", text, flags=re.MULTILINE).replace("\\\n", " ").splitlines()
    return [tuple(line.split(maxsplit=1)) for line in lines if line.strip()]


def last(instruction):
    return [rest for name, rest in instructions() if name == instruction][-1]


def taken(path):
    """Whether .dockerignore lets the path into the image."""
    lines = (REPOSITORY / ".dockerignore").read_text(encoding="utf-8").splitlines()
    let_in = [line[1:] for line in lines if line.startswith("!")]
    return any(path == entry or path.startswith(f"{entry}/") for entry in let_in)


def test_every_variable_is_one_that_the_settings_tell_of():
    files = [path.read_text(encoding="utf-8") for path in DEPLOY.rglob("*") if path.is_file()]
    named = {name for text in files for name in VARIABLE.findall(text)}
    assert named >= {"KNEELOG_PRODUCTION", "KNEELOG_HOSTS", "KNEELOG_BEHIND_PROXY"}
    assert named - set(VARIABLE.findall(kneelog.settings.__doc__)) == OF_CADDY


def test_the_image_is_of_named_versions_and_runs_as_nobody_special():
    stages = [rest.split()[0] for name, rest in instructions() if name == "FROM"]
    own = {rest.split()[-1] for name, rest in instructions() if name == "FROM" and " AS " in rest}
    assert all(re.fullmatch(r"[a-z]+:\d*[a-z0-9.-]*\w", image) or image in own for image in stages)
    assert not any(image.endswith("latest") for image in stages)
    user, group = last("USER").split(":")
    assert (user, group) != ("0", "0")
    assert f"--uid {user}" in " ".join(rest for name, rest in instructions() if name == "RUN")
    entry = json.loads(last("ENTRYPOINT"))
    assert entry == ["python", f"{last('WORKDIR')}/manage.py"]
    assert is_command(json.loads(last("CMD")))
    assert last("EXPOSE") == "8000"


def test_the_image_takes_what_it_copies_and_no_log():
    copied = [rest.split()[:-1] for name, rest in instructions() if name == "COPY" and "--from" not in rest]
    files = [path for paths in copied for path in paths if path != "."]
    assert files
    assert all((REPOSITORY / path).is_file() and taken(path) for path in files)
    assert all(taken(path) for path in ("manage.py", "kneelog/settings.py", "training/rules/__init__.py"))
    assert not any(taken(path) for path in ("data/kneelog.sqlite3", "deploy/.env", ".git/config", "tests/a"))
    assert (DEPLOY / "image" / "ready").stat().st_mode & 0o111


def test_the_image_has_what_a_pdf_takes():
    installed = " ".join(rest for name, rest in instructions() if name == "RUN").split()
    in_ci = re.findall(r"[a-z0-9.+-]+", (REPOSITORY / ".ci" / "run").read_text(encoding="utf-8"))
    libraries = {"libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-liberation"}
    assert libraries <= set(installed) & set(in_ci)


@pytest.mark.parametrize("name", OURS)
def test_a_container_of_ours_can_change_its_data_alone(name):
    one = OURS[name]
    assert is_command(shlex.split(one["command"]))
    assert one["volumes"] == ["data:/var/lib/kneelog"]
    assert (one["read_only"], one["cap_drop"], one["tmpfs"]) == (True, ["ALL"], ["/tmp"])
    assert one["security_opt"] == ["no-new-privileges:true"]
    assert one["environment"]["KNEELOG_PRODUCTION"] == "1"
    assert "inside" in one["networks"]


def test_compose_reaches_the_database_from_inside_alone_and_the_proxy_from_outside():
    services = COMPOSE["services"]
    assert [name for name, one in services.items() if "ports" in one] == ["proxy"]
    assert services["database"]["networks"] == ["inside"]
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    assert services["proxy"]["environment"]["KNEELOG_WEB"] == f"web:{last('EXPOSE')}"
    assert {one["restart"] for one in LASTING.values()} == {"unless-stopped"}
    assert int(services["worker"]["stop_grace_period"].removesuffix("s")) > LONGEST_STOP
    used = {volume.partition(":")[0] for one in services.values() for volume in one["volumes"]}
    assert {name for name in used if not name.startswith(".")} == set(COMPOSE["volumes"])
    client = re.search(r"postgresql-client-(\d+)", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"))
    assert services["database"]["image"].startswith(f"postgres:{client[1]}-")


@pytest.mark.parametrize("name", [path.name for path in UNITS if path.suffix == ".service"])
def test_a_service_runs_a_command_of_ours_as_nobody_special(name):
    one = service(name)
    program, *words = one["ExecStart"].split()
    if program != f"{one['WorkingDirectory']}/run":
        assert (program, words.pop(0)) == (f"{one['WorkingDirectory']}/.venv/bin/python", "manage.py")
        assert one["ReadOnlyPaths"] == one["WorkingDirectory"]
    assert is_command([word.replace("%i", "8000") for word in words])
    assert (one["User"], one["NoNewPrivileges"], one["UMask"]) == ("kneelog", "true", "0077")
    assert one["ProtectSystem"] == "strict"


def test_a_timer_starts_a_service_that_there_is():
    timers = [path.stem for path in UNITS if path.suffix == ".timer"]
    assert timers == ["kneelog-backup"]
    assert {f"{name}.service" for name in timers} < {path.name for path in UNITS}


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_finds_nothing_wrong(tmp_path):
    root_with_units(tmp_path)
    names = [path.name.replace("@.", "@8000.") for path in UNITS]
    words = ["systemd-analyze", "verify", "--man=no", "--recursive-errors=yes", f"--root={tmp_path}", *names]
    found = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (found.returncode, found.stderr) == (0, "")
