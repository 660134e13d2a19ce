"""What the settings read from outside: environment variables and the data folder.

An unusable value ends the start with one line that says what to do.
"""

import ipaddress
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn
from urllib.parse import unquote, urlsplit


def refuse(reason: str) -> NoReturn:
    raise SystemExit(f"KneeLog did not start: {reason}")


def flag(name: str, *, default: bool = False) -> bool:
    value = os.environ.get(name, "").strip().lower() or ("1" if default else "0")
    if value not in {"0", "1", "true", "false", "yes", "no"}:
        refuse(f"{name} is {value!r}; write 1 or 0.")
    return value in {"1", "true", "yes"}


def count(name: str, default: int = 0, *, low: int = 0) -> int:
    value = os.environ.get(name, "").strip() or str(default)
    if not (value.isascii() and value.isdigit() and int(value) >= low):
        refuse(f"{name} is {value!r}; write a number, such as {default or 14}.")
    return int(value)


def secret(name: str, least: int = 20) -> str:
    value = os.environ.get(name, "").strip()
    if value and len(value) < least:
        refuse(f"{name} is too short. Use {least} random characters or more, or unset it.")
    return value


def words(name: str) -> list[str]:
    return [word.strip() for word in os.environ.get(name, "").split(",") if word.strip()]


def one_of(name: str, choices: list[str], default: str) -> str:
    value = os.environ.get(name, "").strip().lower() or default
    if value not in choices:
        refuse(f"{name} is {value!r}; write {', '.join(choices[:-1])} or {choices[-1]}.")
    return value


@dataclass(frozen=True)
class Networks:
    """Where messages of ours may go: to public addresses, and into these networks."""

    public: bool = False
    named: tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...] = ()

    @property
    def any(self) -> bool:
        return self.public or bool(self.named)


def webhooks_to() -> Networks:
    """Where webhooks may go, from KNEELOG_WEBHOOKS_TO."""
    given = words("KNEELOG_WEBHOOKS_TO") or ["public"]
    if given == ["nowhere"]:
        return Networks()
    try:
        named = tuple(ipaddress.ip_network(word) for word in given if word != "public")
    except ValueError as problem:
        refuse(
            f"KNEELOG_WEBHOOKS_TO is not understood: {problem}. Write nowhere, or public and networks with"
            " a comma between them: public, 192.168.1.20/32"
        )
    return Networks("public" in given, named)


def mail(hosts: list[str], *, production: bool) -> dict[str, object]:
    """Django's mail settings, from KNEELOG_MAIL and KNEELOG_MAIL_FROM."""
    sender = os.environ.get("KNEELOG_MAIL_FROM") or f"kneelog@{hosts[0] if hosts else 'localhost'}"
    if given := os.environ.get("KNEELOG_MAIL", "").strip():
        return {"DEFAULT_FROM_EMAIL": sender, "KNEELOG_SENDS_MAIL": True, **_mail_server(given)}
    # What is printed in production is kept in logs, and a mail holds links that open accounts.
    backend = f"django.core.mail.backends.{'dummy' if production else 'console'}.EmailBackend"
    return {"DEFAULT_FROM_EMAIL": sender, "KNEELOG_SENDS_MAIL": not production, "EMAIL_BACKEND": backend}


def _mail_server(given: str) -> dict[str, object]:
    try:
        url = urlsplit(given)
        port = url.port or (465 if url.scheme == "smtps" else 587)
    except ValueError:
        _refuse_mail()
    if url.scheme not in {"smtp", "smtps"} or not url.hostname:
        _refuse_mail()
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": url.hostname,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(url.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
        "EMAIL_USE_SSL": url.scheme == "smtps",
        "EMAIL_USE_TLS": url.scheme == "smtp",
        "EMAIL_TIMEOUT": 10,
    }


def _refuse_mail() -> NoReturn:
    # Without what was given: a password may stand in it.
    refuse("KNEELOG_MAIL is not understood. Example: smtp://user:password@mail.example.org:587")


def address(hosts: list[str], *, production: bool) -> str:
    """What a link begins with where no request tells it, without a slash at its end."""
    given = os.environ.get("KNEELOG_ADDRESS", "").strip().rstrip("/")
    if not given:
        return f"https://{hosts[0]}" if production else f"http://{hosts[0]}:8000"
    try:
        url = urlsplit(given)
        fits = url.scheme in {"http", "https"} and url.hostname and not (url.query or url.fragment)
    except ValueError:
        fits = False
    return given if fits else refuse("KNEELOG_ADDRESS is not understood. Example: https://knee.example.org")


def data_folder(base: Path) -> Path:
    return Path(os.environ.get("KNEELOG_DATA_DIR") or base / "data").expanduser().absolute()


def make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not os.access(folder, os.W_OK | os.X_OK):
            raise PermissionError(13, "Permission denied")
    except OSError as problem:
        refuse(
            f"the data folder {folder} cannot be written ({problem.strerror}). "
            "Set KNEELOG_DATA_DIR to a folder that can."
        )


def secret_key(folder: Path) -> str:
    """The key from KNEELOG_SECRET_KEY, else the one kept in the data folder, made at the first start."""
    given = os.environ.get("KNEELOG_SECRET_KEY", "")
    if given:
        return given
    path = folder / "secret-key"
    try:
        return path.read_text(encoding="ascii").strip() or refuse(f"{path} is empty. Delete it.")
    except (FileNotFoundError, NotADirectoryError):
        return _new_secret_key(path)
    except (OSError, UnicodeDecodeError):
        refuse(f"the secret key in {path} cannot be read. Start KneeLog as the user who owns it.")


def _new_secret_key(path: Path) -> str:
    make_folder(path.parent)
    draft = path.with_name(f"secret-key.{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as file:
        file.write(secrets.token_urlsafe(64))
    try:
        # A link fails where the name is taken, so two first starts at once agree on one key.
        os.link(draft, path)
    except FileExistsError:
        pass
    except OSError:  # a file system without links
        draft.replace(path)
    draft.unlink(missing_ok=True)
    return path.read_text(encoding="ascii")


def refuse_unsafe_production(*, debug: bool, hosts: list[str], key: str) -> None:
    if debug:
        refuse("KNEELOG_DEBUG and KNEELOG_PRODUCTION exclude each other. Unset KNEELOG_DEBUG.")
    if not hosts:
        refuse("set KNEELOG_HOSTS to the name people type into the browser, such as knee.example.org.")
    if any("*" in host for host in hosts):
        refuse("KNEELOG_HOSTS may not hold *. Name each host.")
    if len(key) < 50 or len(set(key)) < 5:
        refuse("KNEELOG_SECRET_KEY is too short. Use 50 random characters or more, or unset it.")
