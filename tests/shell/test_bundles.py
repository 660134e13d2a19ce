import gzip
import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders, storage
from django.core.management import call_command
from django.template import engines

from kneelog.bundles import plotly_bundle

BASIC = "node_modules/plotly.js-basic-dist-min/plotly-basic.min.js"


def test_small_bundle_is_preferred(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    path = tmp_path / BASIC
    path.parent.mkdir(parents=True)
    path.write_text("basic")
    assert plotly_bundle() == path
    assert finders.find("plotly/plotly.min.js") == str(path)


def test_without_npm_the_wheel_s_bundle_is_served(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    assert plotly_bundle().name == "plotly.min.js"
    assert plotly_bundle().stat().st_size > 1_000_000


def test_only_that_one_file_is_found():
    assert finders.find("plotly/other.js") is None
    assert finders.find("plotly/plotly.min.js", find_all=True) == [str(plotly_bundle())]


def test_npm_s_bundle_is_of_the_version_in_the_wheel(tmp_path, settings):
    pinned = json.loads((settings.BASE_DIR / "package.json").read_text())["dependencies"]
    settings.BASE_DIR = tmp_path
    with plotly_bundle().open(encoding="utf-8") as file:
        version = re.search(r"plotly\.js v([\d.]+)", file.read(200))
    assert pinned == {"plotly.js-basic-dist-min": version[1]}


@pytest.fixture
def collected(tmp_path, settings):
    """The static files as a server gets them, and the storage that names them."""
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "kneelog.bundles.HashedStaticFiles"}}
    call_command("collectstatic", interactive=False, verbosity=0)
    return storage.staticfiles_storage


def test_collected_files_are_named_by_content_and_compressed(collected, settings):
    name = collected.stored_name("plotly/plotly.min.js")
    assert re.fullmatch(r"plotly/plotly\.min\.[0-9a-f]{12}\.js", name)
    path = settings.STATIC_ROOT / name
    assert (
        gzip.decompress(Path(f"{path}.gz").read_bytes()) == path.read_bytes() == plotly_bundle().read_bytes()
    )


def test_an_icon_is_a_symbol_of_the_collected_drawings(collected, settings):
    drawings = collected.stored_name("img/icons.svg")
    assert re.fullmatch(r"img/icons\.[0-9a-f]{12}\.svg", drawings)
    shoe = engines["django"].from_string('{% icon "shoe" %}').render()
    assert f'<use href="/static/{drawings}#shoe"/>' in shoe


def test_modules_import_each_other_by_those_names(collected, settings):
    for path in (settings.BASE_DIR / "static/js").rglob("*.js"):
        name = path.relative_to(settings.BASE_DIR / "static").as_posix()
        text = (settings.STATIC_ROOT / collected.stored_name(name)).read_text()
        for imported in re.findall(r"""^import .*["'](\./[^"']+)["']""", text, re.MULTILINE):
            assert re.search(r"\.[0-9a-f]{12}\.js$", imported), f"{name} imports {imported}"


@pytest.fixture
def packed(tmp_path, settings):
    """The packed form of the one static file there is; and the folder in which that lies."""
    folder = tmp_path / "ours"
    folder.mkdir()
    (folder / "a.css").write_text("p { margin: 0 }" * 99)
    settings.STATICFILES_DIRS, settings.STATICFILES_FINDERS = [folder], settings.STATICFILES_FINDERS[:1]
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "kneelog.bundles.HashedStaticFiles"}}
    finders.get_finder.cache_clear()
    collect()
    yield next(settings.STATIC_ROOT.glob("a.*.css.gz")), folder
    finders.get_finder.cache_clear()


def collect():
    call_command("collectstatic", interactive=False, verbosity=0)


def test_they_are_packed_anew_only_where_one_of_them_changed(packed):
    path, folder = packed
    good = path.read_bytes()
    path.write_bytes(b"as it was")
    collect()
    assert path.read_bytes() == b"as it was"
    (folder / "b.css").write_text("p { margin: 1px }" * 99)
    collect()
    assert path.read_bytes() == good
    assert re.fullmatch(r"/static/b\.[0-9a-f]{12}\.css", storage.staticfiles_storage.url("b.css"))


def test_what_is_missing_is_made_again(packed):
    path, _ = packed
    path.with_suffix("").unlink()
    collect()
    assert path.with_suffix("").exists()
