"""One message over the network: to the address that was checked, whatever comes back."""

from __future__ import annotations

import ipaddress
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.webhooks.names import know_no_name
from tests.webhooks.receiver import HERE, Receiver, serving
from training.webhooks import posting
from training.webhooks.posting import Answer, post

BODY = b'{"type":"test"}'


def sent(url: str) -> Answer:
    return post(url, BODY, {"webhook-id": "1"})


def test_what_arrives(receiver):
    assert sent(receiver.url) == Answer(204)
    [(path, headers, body)] = receiver.got
    assert (path, body) == ("/hook?key=canary", BODY)
    assert headers == {
        "accept-encoding": "identity",
        "webhook-id": "1",
        "host": f"127.0.0.1:{receiver.server_port}",
        "user-agent": "KneeLog",
        "content-type": "application/json",
        "content-length": str(len(BODY)),
    }


@pytest.mark.parametrize("status", [200, 201, 299])
def test_a_yes(receiver, status):
    receiver.status = status
    assert sent(receiver.url).is_yes


@pytest.mark.parametrize("status", [400, 404, 410, 429, 500, 503])
def test_a_no(receiver, status):
    receiver.status = status
    assert (sent(receiver.url), sent(receiver.url).is_yes) == (Answer(status), False)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(receiver, status):
    receiver.status, receiver.more = status, (("Location", "/elsewhere"),)
    assert sent(receiver.url) == Answer(status)
    assert [path for path, _headers, _body in receiver.got] == ["/hook?key=canary"]


def test_without_the_operators_word_this_computer_is_not_asked(receiver, settings):
    settings.KNEELOG_WEBHOOKS_TO = type(HERE)(public=True)
    assert sent(receiver.url) == Answer(problem="forbidden")
    assert receiver.got == []


def test_a_name_that_leads_elsewhere_the_second_time_is_asked_once(receiver, monkeypatch):
    leads_to, ask = iter(["127.0.0.1", "10.0.0.1"]), socket.getaddrinfo

    def answer(host, port, *args, **more):
        return ask(next(leads_to) if host == "home.example" else host, port, *args, **more)

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    assert sent(receiver.url.replace("127.0.0.1", "home.example")) == Answer(204)
    assert receiver.got[0][1]["host"] == f"home.example:{receiver.server_port}"
    assert next(leads_to) == "10.0.0.1"


@pytest.mark.usefixtures("receiver")
def test_nobody_listens_and_nobody_is_called_so(monkeypatch):
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        assert sent(f"http://127.0.0.1:{closed.getsockname()[1]}/") == Answer(problem="unreachable")
    know_no_name(monkeypatch)
    assert sent("http://nobody.invalid/") == Answer(problem="unknown")


@pytest.mark.parametrize(("wrong", "answer"), [(2, Answer(204)), (3, Answer(problem="unreachable"))])
def test_of_many_addresses_the_first_few_are_tried(receiver, monkeypatch, wrong, answer):
    """Else whoever owns a name could keep a worker waiting for as long as they like."""
    nobody = [f"127.0.0.{n}" for n in range(2, 2 + wrong)]
    asked = socket.getaddrinfo

    def named(host, *args, **more):
        hosts = [*nobody, "127.0.0.1"] if host == "many.example" else [host]
        return [place for one in hosts for place in asked(one, *args, **more)]

    monkeypatch.setattr(socket, "getaddrinfo", named)
    assert sent(f"http://many.example:{receiver.server_port}/") == answer


@pytest.mark.usefixtures("receiver")
def test_a_name_server_that_does_not_answer_is_not_waited_for(monkeypatch):
    over = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: [] if over.wait() else None)
    monkeypatch.setattr(posting, "LONGEST_LOOK_UP_S", 0.01)
    assert sent("https://slow.example/") == Answer(problem="late")
    over.set()


@pytest.fixture
def line(settings):
    """Starts a receiver that says what it is told to, and reads nothing."""
    settings.KNEELOG_WEBHOOKS_TO = HERE
    over, threads = threading.Event(), []

    def start(say: Callable[[socket.socket], object]) -> str:
        server = socket.create_server(("127.0.0.1", 0))

        def answer() -> None:
            with server, server.accept()[0] as connection:
                # Whoever hears enough hangs up.
                with suppress(OSError):
                    say(connection)
                over.wait()

        threads.append(threading.Thread(target=answer))
        threads[-1].start()
        return f"http://127.0.0.1:{server.getsockname()[1]}/"

    yield start
    over.set()
    for thread in threads:
        thread.join()


def test_a_receiver_that_says_nothing_is_not_waited_for(line, monkeypatch):
    monkeypatch.setattr(posting, "LONGEST_S", 0.2)
    assert sent(line(lambda connection: None)) == Answer(problem="late")


def test_one_that_says_a_little_now_and_then_is_not_waited_for_either(line, monkeypatch):
    monkeypatch.setattr(posting, "LONGEST_S", 0.3)
    hung_up = threading.Event()

    def drip(connection: socket.socket) -> None:
        try:
            connection.sendall(b"HTTP/1.1 ")
            while not hung_up.wait(0.02):
                connection.sendall(b"x")
        except OSError:
            hung_up.set()

    assert sent(line(drip)) == Answer(problem="late")
    assert hung_up.wait(60)


@pytest.mark.parametrize(
    "words", [b"220 mail.example.org ESMTP\r\n", b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000]
)
def test_what_is_no_answer(line, words):
    assert sent(line(lambda connection: connection.sendall(words))) == Answer(problem="broken")


def test_of_a_long_answer_the_status_alone_is_read(line):
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"
    assert sent(line(lambda connection: connection.sendall(head))) == Answer(200)


def certificate(folder, name: str):
    """A certificate for this name and its key, in one file, that whoever trusts the file trusts."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "KneeLog tests")])
    names = x509.SubjectAlternativeName([x509.DNSName(name)])
    made = x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now - timedelta(days=2)).not_valid_after(now + timedelta(days=2))
    made = made.add_extension(names, critical=False)
    signed = made.sign(key, hashes.SHA256())
    path = folder / "both.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(signed.public_bytes(serialization.Encoding.PEM) + private)
    return path


@pytest.mark.parametrize(
    ("name", "trusted", "answer"),
    [
        ("localhost", True, Answer(204)),
        ("localhost", False, Answer(problem="untrusted")),
        ("elsewhere.example", True, Answer(problem="untrusted")),
    ],
)
def test_a_certificate_must_be_trusted_and_of_that_name(
    tmp_path, settings, monkeypatch, name, trusted, answer
):
    both = certificate(tmp_path, name)
    settings.KNEELOG_WEBHOOKS_TO = type(HERE)(named=(*HERE.named, ipaddress.ip_network("::1/128")))
    if trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(both))
    receiver = Receiver()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(both)
    receiver.socket = context.wrap_socket(receiver.socket, server_side=True)
    with serving(receiver):
        assert sent(f"https://localhost:{receiver.server_port}/") == answer
    assert len(receiver.got) == answer.is_yes


def test_a_receiver_without_tls_is_not_spoken_to(receiver):
    assert sent(receiver.url.replace("http:", "https:")) == Answer(problem="broken")
    assert receiver.got == []
