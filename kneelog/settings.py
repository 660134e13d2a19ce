"""Django settings. Everything that differs between two installations comes from the environment:

KNEELOG_DATA_DIR      where the database, the secret key and the collected static files live (./data)
DATABASE_URL          postgresql://… instead of SQLite in the data folder
DATABASE_REPLICA_URL  postgresql://… a streaming replica of it, for reading (docs/databases.md)
KNEELOG_PRODUCTION    1: HTTPS only; refuses to start where that would be unsafe
KNEELOG_HOSTS         names people type into the browser, comma separated
KNEELOG_SECRET_KEY    instead of the key kept in the data folder
KNEELOG_BEHIND_PROXY  1: trust X-Forwarded-Proto, X-Request-ID and the last address of X-Forwarded-For, which
                      the one proxy must then always set
KNEELOG_SIGN_UP       open: anybody may make an account; invitation: who holds the link of one; closed
                      (open, in production invitation)
KNEELOG_SECOND_FACTOR who must log in with a second factor: nobody, admins, or coaches (and admins)
                      (nobody, in production admins)
KNEELOG_MAIL          smtp://user:password@host:587 (TLS by STARTTLS) or smtps://…:465; without it, mails
                      are printed where KneeLog runs, and in production none are sent
KNEELOG_MAIL_FROM     the sender's address (kneelog@ and the first of KNEELOG_HOSTS)
KNEELOG_BACKUPS       how many nightly backups stay in the data folder, made by the worker (0: it makes none)
KNEELOG_API_BURST     how many requests of the API one token may send at once (120)
KNEELOG_API_PER_HOUR  and how many an hour after that (1200)
KNEELOG_LOGS          text, or json: one JSON object a line, and a line for each request and job (text)
KNEELOG_METRICS_TOKEN who sends it as a bearer reads /metrics; without it there is no such page
KNEELOG_ADDRESS       what the links in mails begin with, such as https://knee.example.org, where it is not
                      https:// and the first of KNEELOG_HOSTS (out of production: not where `up` serves)
KNEELOG_OPERATOR      how to reach whoever runs it, for the privacy page
KNEELOG_WEBHOOKS_TO   where webhooks may go: nowhere, or public and networks such as 192.168.1.20/32, comma
                      separated (public: by HTTPS to addresses that everybody reaches)
KNEELOG_STATIC_DIR    where the static files were collected beforehand, as in an image; else at each start
KNEELOG_DEBUG         1: Django's debug pages, for developing only
"""

import os
from pathlib import Path

from kneelog import environment
from kneelog.account_settings import *  # noqa: F403
from kneelog.databases import given

BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = environment.data_folder(BASE_DIR)

PRODUCTION = environment.flag("KNEELOG_PRODUCTION")
DEBUG = environment.flag("KNEELOG_DEBUG")
ALLOWED_HOSTS = environment.words("KNEELOG_HOSTS")
SECRET_KEY = environment.secret_key(DATA_DIR)

if PRODUCTION:
    environment.refuse_unsafe_production(debug=DEBUG, hosts=ALLOWED_HOSTS, key=SECRET_KEY)
else:
    ALLOWED_HOSTS = [*ALLOWED_HOSTS, "localhost", "127.0.0.1", "[::1]"]

INSTALLED_APPS = [
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "crispy_forms",
    "django_tasks",
    "django_tasks_db",
    "training",
]

MIDDLEWARE = [
    # Around all others: what each answer took, and the id it carries.
    "kneelog.tracing.traced",
    "kneelog.metrics.measured",
    # Above the others, so that static files and error pages carry the headers too.
    "kneelog.csp.ContentSecurityPolicyMiddleware",
    "kneelog.middleware.permissions_policy",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Below WhiteNoise: static files are the one thing that may be cached.
    "kneelog.middleware.no_store",
    "kneelog.middleware.only_utf8",
    "kneelog.middleware.GZip",
    "kneelog.middleware.asked_by_anybody",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "kneelog.sessions.renew",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "kneelog.gates.gates",
    # Innermost: it must know who asks.
    "kneelog.databases.routing.reads",
]

ROOT_URLCONF = "kneelog.urls"
WSGI_APPLICATION = "kneelog.wsgi.application"
ASGI_APPLICATION = "kneelog.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "kneelog.context.doors",
            ],
            "builtins": ["training.templatetags.icons"],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = ("kneelog",)
CRISPY_TEMPLATE_PACK = "kneelog"
CRISPY_FAIL_SILENTLY = False

CACHES = {
    # Failed log-ins are counted here, for all processes, under more names than anybody can make it forget.
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kneelog_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    # In this process's memory, never on a disk: what lists of athletes say (docs/adr/0008).
    "summaries": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "summaries",
        "TIMEOUT": 36 * 60 * 60,
        "OPTIONS": {"MAX_ENTRIES": 4_000},
    },
    # In this process's memory: how much of a token's rate it has drawn (training.tokens.rate).
    "shares": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "shares",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
}
DATABASES = given.databases(DATA_DIR)
DATABASE_ROUTERS = ["kneelog.databases.routing.Router"]
KNEELOG_BACKUPS = environment.count("KNEELOG_BACKUPS")
KNEELOG_API_BURST = environment.count("KNEELOG_API_BURST", 120, low=1)
KNEELOG_API_PER_HOUR = environment.count("KNEELOG_API_PER_HOUR", 1_200, low=1)
KNEELOG_METRICS_TOKEN = environment.secret("KNEELOG_METRICS_TOKEN")
KNEELOG_ADDRESS = environment.address(ALLOWED_HOSTS, production=PRODUCTION)
KNEELOG_OPERATOR = os.environ.get("KNEELOG_OPERATOR", "")
KNEELOG_WEBHOOKS_TO = environment.webhooks_to()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Jobs wait in the database; `manage.py work` does them.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "training.User"
MESSAGE_TAGS = {26: "success"}  # a run was saved (training.pages.log_run)
MESSAGE_STORAGE = "kneelog.messages.Messages"

LANGUAGE_CODE = "en"
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = False  # while there is one language: looking up each word takes a tenth of a page's time
USE_TZ = True
# Each page shows the runner's own zone; this one is for what has no runner.
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_IS_COLLECTED = bool(os.environ.get("KNEELOG_STATIC_DIR"))
STATIC_ROOT = Path(os.environ.get("KNEELOG_STATIC_DIR") or DATA_DIR / "static")
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "kneelog.bundles.PlotlyFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "kneelog.bundles.HashedStaticFiles"},
}
WHITENOISE_ALLOW_ALL_ORIGINS = False

# The name, and the form of the values, that Django 6 reads.
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'", "data:", "blob:"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "worker-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# Names of our own: other programs on 127.0.0.1 see and set the same cookies.
SESSION_COOKIE_NAME = "kneelog-session"
CSRF_COOKIE_NAME = "kneelog-csrf"
SESSION_COOKIE_HTTPONLY = True
# On a device somebody calls their own: this long after the last day of use (kneelog.sessions).
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 90 * 24 * 60 * 60
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"

vars().update(environment.mail(ALLOWED_HOSTS, production=PRODUCTION))

if PRODUCTION:
    SECURE_SSL_REDIRECT = True
    # Asked by a supervisor on the same computer, past the proxy.
    SECURE_REDIRECT_EXEMPT = ["^healthz$", "^readyz$", "^metrics$"]
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-kneelog-session"
    CSRF_COOKIE_SECURE = True
    CSRF_COOKIE_NAME = "__Host-kneelog-csrf"
KNEELOG_BEHIND_PROXY = environment.flag("KNEELOG_BEHIND_PROXY")
if KNEELOG_BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGS = environment.one_of("KNEELOG_LOGS", ["text", "json"], "text")
TALKATIVE = ["django.request", "waitress", "django_tasks", "django_tasks_db", "psycopg.pool"]
LOGGING_CONFIG = "kneelog.logs.configure"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "discreet": {"()": "kneelog.logs.DiscreetFormatter"},
        "json": {"()": "kneelog.logs.JsonFormatter"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "discreet" if LOGS == "text" else LOGS}
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "kneelog": {"level": "WARNING" if LOGS == "text" else "INFO"},
        # Django's own handlers would print the path and the exception's words.
        "django": {"handlers": [], "level": "WARNING"},
        "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
        **{name: {"level": "ERROR"} for name in TALKATIVE},
        # Both quote what they draw.
        **{name: {"level": "CRITICAL"} for name in ("weasyprint", "fontTools")},
    },
}
