"""KneeLog on a phone: what installs it, what a device keeps, and the forms of the time without a network."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from typing import Any

from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _

from training.forms.offline import OfflineCheckInForm, OfflineRunForm

# Files of static/img by what they are for: docs/make_icons.py draws them. Pixels, and what a system may do.
ICONS = {
    "icon-192.png": (192, "any"),
    "icon-512.png": (512, "any"),
    "icon-maskable-512.png": (512, "maskable"),
}
PAPER = "#f6f4ee"
SHAREABLE = [
    *(".fit", ".gpx", ".tcx", "application/vnd.ant.fit", "application/gpx+xml"),
    *("application/vnd.garmin.tcx+xml", "application/xml", "text/xml", "application/octet-stream"),
]
# What the pages of the time without a network are made of.
ASSETS = [
    *(f"css/{name}.css" for name in ("tokens", "base", "layout", "history", "components")),
    *(f"js/{name}.js" for name in ("menu", "once", "log", "queue", "phone", "waiting", "keep")),
    *(f"img/{name}.svg" for name in ("icons", "mark")),
]
WORKER = ("js/queue.js", "js/worker.js")
FORMS = {"log": OfflineRunForm, "knee": OfflineCheckInForm}


def manifest() -> dict[str, Any]:
    """The web app manifest."""
    return {
        "id": "/",
        "name": "KneeLog",
        "short_name": "KneeLog",
        "description": _("A running log that watches your knees."),
        "lang": "en",
        "start_url": reverse("today"),
        "scope": "/",
        "display": "standalone",
        "theme_color": PAPER,
        "background_color": PAPER,
        "icons": [
            {"src": static(f"img/{name}"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
            for name, (size, purpose) in ICONS.items()
        ],
        "shortcuts": [_shortcut(_("Log a run"), "log-run"), _shortcut(_("Knee"), "knee")],
        "share_target": {
            "action": reverse("import-shared"),
            "method": "POST",
            "enctype": "multipart/form-data",
            "params": {"files": [{"name": "files", "accept": SHAREABLE}]},
        },
    }


def _shortcut(name: str, page: str) -> dict[str, Any]:
    icon = {"src": static("img/icon-192.png"), "sizes": "192x192", "type": "image/png"}
    return {"name": name, "url": reverse(page), "icons": [icon]}


def shell(page: str) -> str:
    """The page a device shows without a network: the same for everybody, so that it may be kept there."""
    form = FORMS[page]() if page in FORMS else None
    return render_to_string(f"offline/{page or 'anywhere'}.html", {"form": form, "page": page})


@cache
def service_worker() -> str:
    """The script of the service worker; another one as soon as anything it keeps is another."""
    anywhere, log, knee = (reverse(name) for name in ("offline", "offline-log", "offline-knee"))
    told = {
        "assets": [static(path) for path in ASSETS],
        "shells": {reverse("log-run"): log, log: log, reverse("knee"): knee, knee: knee},
        "anywhere": anywhere,
        "share": {"path": reverse("import-shared"), "page": reverse("imports")},
    }
    scripts = [static(path) for path in WORKER]
    kept = json.dumps([told, scripts, *(shell(page) for page in ("", *FORMS))])
    told["version"] = f"kneelog-{hashlib.sha256(kept.encode()).hexdigest()[:16]}"
    return f"self.PHONE = {json.dumps(told)};\nimportScripts({json.dumps(scripts)[1:-1]});\n"
