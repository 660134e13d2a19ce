"""Where the static files that are not ours come from, and how all of them are stored."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

SERVED_AS = "plotly.min.js"


def plotly_bundle() -> Path:
    """The smallest Plotly.js here: npm's basic bundle (0.4 MB packed), else the wheel's full one (1.5 MB)."""
    basic = settings.BASE_DIR / "node_modules/plotly.js-basic-dist-min/plotly-basic.min.js"
    if basic.is_file():
        return basic
    # Found without importing plotly, which takes half a second.
    package = find_spec("plotly")
    assert package is not None
    assert package.origin is not None
    return Path(package.origin).parent / "package_data/plotly.min.js"


class OneBundle(FileSystemStorage):
    """A storage of one file, whatever the file is called on disk."""

    prefix = "plotly"

    def path(self, name: str) -> str:
        return str(plotly_bundle())


class PlotlyFinder(BaseFinder):
    """Serves `plotly_bundle()` as plotly/plotly.min.js."""

    def check(self, **kwargs: Any) -> list[Any]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> str | list[str]:
        if path != f"{OneBundle.prefix}/{SERVED_AS}":
            return []
        found = str(plotly_bundle())
        return [found] if find_all else found

    def list(self, ignore_patterns: list[str] | None) -> Iterator[tuple[str, OneBundle]]:
        yield SERVED_AS, OneBundle()


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Names by content, compressed once; the imports inside our ES modules get the hashed names too."""

    support_js_module_import_aggregation = True
