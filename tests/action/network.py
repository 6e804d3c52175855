"""What stands between a runner and GitHub in a company: a proxy, and an authority of its own."""

from __future__ import annotations

import contextlib
import datetime
import http.client
import http.server
import ipaddress
import shutil
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from tests.github_server import GitHubServer

CHUNK = 1 << 16
HOP_BY_HOP = {"connection", "keep-alive", "proxy-connection", "proxy-authorization", "transfer-encoding"}


@contextlib.contextmanager
def proxy(server: GitHubServer) -> Iterator[tuple[str, list[str]]]:
    """A proxy that brings whatever is asked of any host to ``server``: its address, and the URLs asked for."""
    asked: list[str] = []
    there = urlsplit(server.server_url)

    class Handler(http.server.BaseHTTPRequestHandler):
        """Passes one request on."""

        def pass_on(self) -> None:
            """Ask the server, and answer with what it says."""
            asked.append(self.path)
            parts = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP_BY_HOP}
            connection = http.client.HTTPConnection(str(there.hostname), there.port, timeout=20)
            target = parts.path + (f"?{parts.query}" if parts.query else "")
            connection.request(self.command, target, body, headers)
            answer = connection.getresponse()
            data = answer.read()
            connection.close()
            self.send_response(answer.status)
            for name, value in answer.getheaders():
                if name.lower() not in HOP_BY_HOP | {"content-length"}:
                    self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def __getattr__(self, name: str) -> Callable[[], None]:
            """Any method is passed on."""
            if name.startswith("do_"):
                return self.pass_on
            raise AttributeError(name)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    listener = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=listener.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.server_address[1]}", asked
    finally:
        listener.shutdown()
        listener.server_close()
        thread.join()


def authority(folder: Path, name: str) -> tuple[Path, Path]:
    """Make an authority and a certificate of its for this machine: the authority's file; chain and key in the other."""
    day, now = datetime.timedelta(days=1), datetime.datetime.now(datetime.UTC)
    key, own = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    root, subject = (x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)]) for text in (name, "127.0.0.1"))
    start = x509.CertificateBuilder(root, not_valid_before=now - day, not_valid_after=now + day)
    made = (
        start.subject_name(root)
        .public_key(key.public_key())
        .serial_number(1)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    here = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    leaf = (
        start.subject_name(subject)
        .public_key(own.public_key())
        .serial_number(2)
        .add_extension(here, critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    secret = own.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    public, chain = folder / f"{name}.pem", folder / f"{name}-chain.pem"
    public.write_bytes(made.public_bytes(pem))
    chain.write_bytes(leaf.public_bytes(pem) + made.public_bytes(pem) + secret)
    return public, chain


@contextlib.contextmanager
def https(server: GitHubServer, chain: Path) -> Iterator[str]:
    """The same server behind TLS, with a chain and key of one's own: its address."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain)
    there = urlsplit(server.server_url)
    listener = socket.create_server(("127.0.0.1", 0))

    def serve(client: socket.socket) -> None:
        with (
            contextlib.suppress(OSError),
            context.wrap_socket(client, server_side=True) as outer,
            socket.create_connection((str(there.hostname), there.port)) as inner,
        ):
            back = threading.Thread(target=_pipe, args=(inner, outer), daemon=True)
            back.start()
            _pipe(outer, inner)
            back.join()

    def accept() -> None:
        with contextlib.suppress(OSError):
            while True:
                client, _ = listener.accept()
                threading.Thread(target=serve, args=(client,), daemon=True).start()

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield f"https://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        listener.close()


def _pipe(source: socket.socket, sink: socket.socket) -> None:
    """Carry bytes until one side ends, and tell the other."""
    with contextlib.suppress(OSError):
        while chunk := source.recv(CHUNK):
            sink.sendall(chunk)
    with contextlib.suppress(OSError):
        sink.shutdown(socket.SHUT_WR)


def watched_git(folder: Path) -> Path:
    """A folder with a git that notes which file of authorities it is given, in ``authorities`` there."""
    folder.mkdir()
    real = shutil.which("git")
    (folder / "git").write_text(
        f'#!/bin/sh\necho "$GIT_SSL_CAINFO" >> {folder}/authorities\nexec {real} "$@"\n', encoding="utf-8"
    )
    (folder / "git").chmod(0o755)
    return folder
