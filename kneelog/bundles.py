"""Where the static files that are not ours come from, and how all of them are stored."""

from collections.abc import Iterator
from functools import cached_property
from hashlib import sha256
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import django
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
    STAMP = "collected.txt"

    def url(self, name: str | None, force: bool = False) -> str:
        """Looked up once: a page names its icons a hundred times."""
        if force or settings.DEBUG:
            return super().url(name, force)
        if name not in self.addresses:
            self.addresses[name] = super().url(name)
        return self.addresses[name]

    @cached_property
    def addresses(self) -> dict[str | None, str]:
        return {}

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Once for the same files: naming and packing them takes seconds of every start."""
        stamp = self._stamp(paths)
        if dry_run or stamp != self._kept_stamp():
            yield from super().post_process(paths, dry_run, **options)
        if not dry_run:
            Path(self.path(self.STAMP)).write_text(stamp, encoding="ascii")

    def _stamp(self, paths: dict[str, Any]) -> str:
        """Tells these files, and what packs them, from all others."""
        found = sha256(f"{django.__version__} {version('whitenoise')}".encode())
        for name, (storage, path) in sorted(paths.items()):
            with storage.open(path) as file:
                found.update(f"{name}\0{sha256(file.read()).hexdigest()}\n".encode())
        return found.hexdigest()

    def _kept_stamp(self) -> str:
        """That of what lies here whole; else nothing."""
        names, _ = self.load_manifest()
        try:
            stamp = Path(self.path(self.STAMP)).read_text(encoding="ascii")
        except OSError:
            return ""
        return stamp if names and all(map(self.exists, names.values())) else ""
