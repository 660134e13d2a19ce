import stat

import pytest

from kneelog import environment

STRONG = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"


def refusal(function, *args, **kwargs):
    with pytest.raises(SystemExit) as stop:
        function(*args, **kwargs)
    return str(stop.value)


@pytest.fixture(autouse=True)
def nothing_given(monkeypatch):
    for name in ("KNEELOG_WEBHOOKS_TO", "KNEELOG_SECRET_KEY", "KNEELOG_MAIL", "KNEELOG_MAIL_FROM"):
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


@pytest.mark.parametrize(
    ("text", "value"), [("", "open"), (" Closed ", "closed"), ("invitation", "invitation")]
)
def test_one_of(monkeypatch, text, value):
    monkeypatch.setenv("KNEELOG_SIGN_UP", text)
    assert environment.one_of("KNEELOG_SIGN_UP", ["open", "invitation", "closed"], "open") == value


def test_a_choice_that_is_none_is_refused(monkeypatch):
    monkeypatch.setenv("KNEELOG_SECOND_FACTOR", "everybody")
    assert refusal(
        environment.one_of, "KNEELOG_SECOND_FACTOR", ["nobody", "admins", "coaches"], "nobody"
    ) == ("KneeLog did not start: KNEELOG_SECOND_FACTOR is 'everybody'; write nobody, admins or coaches.")


def test_a_number(monkeypatch):
    assert environment.count("KNEELOG_API_BURST", 120) == 120
    monkeypatch.setenv("KNEELOG_API_BURST", " 30 ")
    assert environment.count("KNEELOG_API_BURST", 120) == 30


@pytest.mark.parametrize("text", ["0", "-1", "1.5", "x", "²"])
def test_what_is_no_number_above_nothing_is_refused(monkeypatch, text):
    monkeypatch.setenv("KNEELOG_API_BURST", text)
    assert refusal(environment.count, "KNEELOG_API_BURST", 120, low=1) == (
        f"KneeLog did not start: KNEELOG_API_BURST is {text!r}; write a number, such as 120."
    )


@pytest.mark.parametrize(
    ("url", "host", "port", "tls"),
    [
        ("smtp://knee:p%40ss@mail.example.org", "mail.example.org", 587, True),
        ("smtps://knee:p%40ss@mail.example.org", "mail.example.org", 465, False),
        ("smtp://knee:p%40ss@mail.example.org:2525", "mail.example.org", 2525, True),
    ],
)
def test_a_mail_server_is_always_spoken_to_in_cipher(monkeypatch, url, host, port, tls):
    monkeypatch.setenv("KNEELOG_MAIL", url)
    assert environment.mail(["knee.example.org"], production=True) == {
        "DEFAULT_FROM_EMAIL": "kneelog@knee.example.org",
        "KNEELOG_SENDS_MAIL": True,
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": host,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": "knee",
        "EMAIL_HOST_PASSWORD": "p@ss",
        "EMAIL_USE_SSL": not tls,
        "EMAIL_USE_TLS": tls,
        "EMAIL_TIMEOUT": 10,
    }


@pytest.mark.parametrize(("production", "backend"), [(True, "dummy"), (False, "console")])
def test_without_one_nothing_is_printed_in_production(monkeypatch, production, backend):
    monkeypatch.setenv("KNEELOG_MAIL_FROM", "us@example.org")
    assert environment.mail([], production=production) == {
        "DEFAULT_FROM_EMAIL": "us@example.org",
        "KNEELOG_SENDS_MAIL": not production,
        "EMAIL_BACKEND": f"django.core.mail.backends.{backend}.EmailBackend",
    }


@pytest.mark.parametrize(
    "url",
    [
        *("mail", "mail.example.org:587", "https://mail.example.org", "smtp://", "smtp://u:hidden@"),
        *("smtp://u:hidden@mail.example.org:port", "smtp://u:hidden@mail.example.org:99999", "smtp://[x"),
    ],
)
def test_a_mail_server_that_is_none_is_refused_and_its_password_not_printed(monkeypatch, url):
    monkeypatch.setenv("KNEELOG_MAIL", url)
    assert refusal(environment.mail, ["knee.example.org"], production=True) == (
        "KneeLog did not start: KNEELOG_MAIL is not understood. "
        "Example: smtp://user:password@mail.example.org:587"
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


@pytest.mark.parametrize(
    ("given", "allowed"),
    [
        ("", (True, [])),
        ("public", (True, [])),
        ("nowhere", (False, [])),
        ("192.168.1.20", (False, ["192.168.1.20/32"])),
        ("public, 192.168.1.0/24, fd00::/8", (True, ["192.168.1.0/24", "fd00::/8"])),
    ],
)
def test_where_webhooks_may_go(monkeypatch, given, allowed):
    monkeypatch.setenv("KNEELOG_WEBHOOKS_TO", given)
    networks = environment.webhooks_to()
    assert (networks.public, [str(network) for network in networks.named]) == allowed


@pytest.mark.parametrize("given", ["everywhere", "home.example", "192.168.1.20/24", "public, nowhere"])
def test_a_word_that_is_no_network_is_refused(monkeypatch, given):
    monkeypatch.setenv("KNEELOG_WEBHOOKS_TO", given)
    assert "KNEELOG_WEBHOOKS_TO is not understood" in refusal(environment.webhooks_to)


@pytest.mark.parametrize(
    ("given", "production", "address"),
    [
        ("", True, "https://knee.example.org"),
        ("", False, "http://knee.example.org:8000"),
        ("https://knee.example.org:8443/", True, "https://knee.example.org:8443"),
    ],
)
def test_links_in_mails_begin_with_the_address(monkeypatch, given, production, address):
    monkeypatch.setenv("KNEELOG_ADDRESS", given)
    assert environment.address(["knee.example.org"], production=production) == address


@pytest.mark.parametrize("given", ["knee.example.org", "ftp://knee.example.org", "https://", "http://[x"])
def test_an_address_that_is_none_is_refused(monkeypatch, given):
    monkeypatch.setenv("KNEELOG_ADDRESS", given)
    assert refusal(environment.address, ["knee.example.org"], production=True) == (
        "KneeLog did not start: KNEELOG_ADDRESS is not understood. Example: https://knee.example.org"
    )
