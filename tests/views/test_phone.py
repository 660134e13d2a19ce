"""What a phone is given: the manifest, the service worker, the forms of nobody, a key for its account."""

from __future__ import annotations

import hashlib
import json
import re
import struct
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import resolve, reverse

from docs.make_icons import ICONS as DRAWN
from tests.factories import make_runner, make_shoe
from training.pages import phone

STATIC = Path(settings.BASE_DIR) / "static"
OFFLINE = [reverse(name) for name in ("offline", "offline-log", "offline-knee")]
ADDRESS = re.compile(r"/static/([\w./-]+)")


def test_manifest(client):
    answer = client.get("/manifest.webmanifest")
    told = answer.json()
    assert answer["Content-Type"] == "application/manifest+json"
    assert {name: told[name] for name in ("name", "start_url", "scope", "display")} == {
        "name": "KneeLog",
        "start_url": "/",
        "scope": "/",
        "display": "standalone",
    }
    assert [(icon["sizes"], icon["purpose"]) for icon in told["icons"]] == [
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    ]
    assert [(s["name"], resolve(s["url"]).url_name) for s in told["shortcuts"]] == [
        ("Log a run", "log-run"),
        ("Knee", "knee"),
    ]
    target = told["share_target"]
    assert (resolve(target["action"]).url_name, target["method"]) == ("import-shared", "POST")
    assert {".fit", ".gpx"} < set(target["params"]["files"][0]["accept"])


@pytest.mark.parametrize("name", [*DRAWN])
def test_an_icon_is_drawn_from_the_mark_of_today(name):
    content = (STATIC / "img" / name).read_bytes()
    assert struct.unpack(">II", content[16:24]) == (DRAWN[name][0],) * 2
    assert hashlib.sha256((STATIC / "img/mark.svg").read_bytes()).hexdigest().encode() in content


def test_the_manifest_names_icons_of_their_size():
    named = {name: size for name, (size, _) in phone.ICONS.items()}
    assert named == {name: pixels for name, (pixels, *_) in DRAWN.items() if name in named}


def told_to_worker(client) -> dict:
    script = client.get("/sw.js").content.decode()
    return json.loads(script.partition(" = ")[2].partition(";\n")[0])


def test_the_service_worker_is_of_the_whole_site_and_never_old(client):
    answer = client.get("/sw.js")
    assert answer["Content-Type"].startswith("text/javascript")
    assert answer["Cache-Control"] == "no-cache"
    assert re.fullmatch(r"kneelog-[0-9a-f]{16}", told_to_worker(client)["version"])


def test_another_form_is_another_version(client, monkeypatch):
    before = told_to_worker(client)["version"]
    phone.service_worker.cache_clear()
    assert told_to_worker(client)["version"] == before
    monkeypatch.setattr(phone, "shell", lambda page: "other")
    phone.service_worker.cache_clear()
    assert told_to_worker(client)["version"] != before
    phone.service_worker.cache_clear()


def test_a_device_keeps_all_that_its_pages_are_made_of(client):
    pages = "".join(client.get(path).content.decode() for path in OFFLINE)
    scripts = [(STATIC / path).read_text() for path in phone.ASSETS if path.endswith(".js")]
    imported = {f"js/{name}" for text in scripts for name in re.findall(r'^import .*"\./(.+)"', text, re.M)}
    icons = {"img/icon-180.png"}  # the system asks for it, when it installs
    assert (set(ADDRESS.findall(pages)) | imported) - icons == set(phone.ASSETS)


@pytest.mark.django_db
@pytest.mark.parametrize("path", [*OFFLINE, "/sw.js", "/manifest.webmanifest"])
def test_what_a_device_keeps_is_the_same_for_everybody(path, django_assert_num_queries):
    runner, client = make_runner("canary"), Client()
    make_shoe(runner, "Canary Shoe")
    client.force_login(runner)
    # The session and whose it is: which every request asks.
    with django_assert_num_queries(2):
        mine = client.get(path).content
    assert mine == Client().get(path).content == client.get(path).content
    assert re.findall(rb"csrf|canary|Canary", mine) == []


@pytest.mark.django_db
def test_the_key_of_an_account_is_its_own_and_stays(client):
    anna, ben = make_runner("anna"), make_runner("ben")
    client.force_login(anna)
    told = client.get(reverse("offline-account")).json()
    assert told["account"] == str(anna.device_key)
    assert len({anna.device_key, ben.device_key, anna.pk, ben.pk}) == 4
    assert client.get(reverse("offline-account")).json()["account"] == told["account"]


@pytest.mark.django_db
def test_a_shared_file_without_the_worker_is_not_read_and_that_is_said():
    runner, client = make_runner(), Client(enforce_csrf_checks=True)
    client.force_login(runner)
    with (STATIC / "img/mark.svg").open("rb") as file:
        answer = client.post(reverse("import-shared"), {"files": file})
    assert (answer.status_code, answer["Location"]) == (302, "/import/?shared=lost")
    assert runner.import_batches.count() == 0
    assert "The shared file did not arrive" in client.get(answer["Location"]).content.decode()
    assert "The shared file" not in client.get(reverse("imports")).content.decode()
