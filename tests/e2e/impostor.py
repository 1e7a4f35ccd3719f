# SPDX-License-Identifier: GPL-3.0-or-later
"""A server between the real programs that lies, cuts, waits and counts; and badges signed by anybody."""
import base64
import hashlib
import hmac
import http.client
import http.server
import json
import pathlib
import subprocess
import threading

HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "date", "server"}
PIECE = 64 * 1024
SEED_AS_PKCS8 = bytes.fromhex("302e020100300506032b657004220420")
ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def setup(self):
        super().setup()
        with self.server.lock:
            self.server.connections += 1

    def log_message(self, *_):
        pass

    def pieces(self, length):
        sent = 0
        while sent < length:
            data = self.rfile.read1(min(PIECE, length - sent))
            if not data:
                raise ConnectionError("the client went away")
            sent += len(data)
            with self.server.lock:
                self.server.body_bytes += len(data)
            yield data
            self.server.on_piece(self.command, self.path, sent)

    def forward(self, length):
        server = http.client.HTTPConnection(*self.server.behind, timeout=60)
        try:
            server.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
            for name, value in self.headers.items():
                if name.lower() not in HOP | {"expect"}:
                    server.putheader(name, value)
            if "Content-Length" in self.headers:
                server.putheader("Content-Length", self.headers["Content-Length"])
            server.endheaders()
            for data in self.pieces(length):
                server.send(data)
            answer = server.getresponse()
            return answer.status, answer.getheaders(), answer.read()
        finally:
            server.close()

    def reply(self, status, headers, body):
        self.send_response(status)
        for name, value in headers:
            if name.lower() not in HOP:
                self.send_header(name, value)
        if status not in (204, 304):
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def take(self):
        server = self.server
        with server.lock:
            server.seen.append((self.command, self.path, "Authorization" in self.headers))
        instead = server.before(self.command, self.path)
        self.close_connection = True
        try:
            if isinstance(instead, bytes):
                self.wfile.write(instead)
            elif isinstance(instead, threading.Event):
                instead.wait(120)
            elif instead is not None:
                self.reply(*instead)
            else:
                length = int(self.headers.get("Content-Length", 0))
                status, headers, body = self.forward(length)
                changed = server.after(self.command, self.path, status, headers, body)
                if changed is not None:
                    self.reply(*changed)
        except (OSError, http.client.HTTPException):
            pass

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = take


class Impostor(http.server.ThreadingHTTPServer):
    """Hands everything on to the real issuer, unless it is told otherwise."""
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, behind_url=None, address="127.0.0.1"):
        super().__init__((address, 0), Handler)
        self.lock = threading.Lock()
        self.url = f"http://{address}:{self.server_address[1]}"
        self.behind = None
        self.connections = self.body_bytes = 0
        self.seen = []
        self.honest()
        if behind_url:
            self.stand_before(behind_url)
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def handle_error(self, *_):
        pass

    def stand_before(self, url):
        host, port = url.removeprefix("http://").split(":")
        self.behind = (host, int(port))

    def honest(self):
        self.before = lambda method, path: None
        self.after = lambda method, path, status, headers, body: (status, headers, body)
        self.on_piece = lambda method, path, sent: None

    def forget(self):
        with self.lock:
            self.connections, self.body_bytes, self.seen = 0, 0, []

    def instead(self, part, answer):
        """From now on whatever has `part` in its path is answered with that."""
        self.before = lambda method, path: answer if part in path else None

    def replace(self, part, change):
        """From now on successful answers to what has `part` in its path have another body."""
        def after(_method, path, status, headers, body):
            if part not in path or status != 200:
                return status, headers, body
            kept = [(n, v) for n, v in headers if n.lower() not in ("etag", "cache-control")]
            return status, kept, change(body)
        self.after = after

    def stop(self):
        self.shutdown()
        self.server_close()


# Keys and signatures

def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def unb64(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def base58(data):
    number, text = int.from_bytes(data, "big"), ""
    while number:
        number, rest = divmod(number, 58)
        text = ALPHABET[rest] + text
    return "1" * (len(data) - len(data.lstrip(b"\0"))) + text


class Key:
    """An Ed25519 key of a seed, used by openssl."""

    def __init__(self, folder, seed):
        self.path = pathlib.Path(folder) / f"key-{hashlib.sha256(seed).hexdigest()[:12]}.der"
        self.path.write_bytes(SEED_AS_PKCS8 + seed)
        public = subprocess.run(["openssl", "pkey", "-inform", "DER", "-in", self.path, "-pubout", "-outform", "DER"],
                                check=True, capture_output=True).stdout
        self.public = public[-32:]
        multibase = "z" + base58(b"\xed\x01" + self.public)
        self.did = "did:key:" + multibase
        self.kid = f"{self.did}#{multibase}"

    def sign(self, data):
        message = self.path.with_suffix(".message")
        message.write_bytes(data)
        return subprocess.run(["openssl", "pkeyutl", "-sign", "-rawin", "-inkey", self.path, "-keyform", "DER",
                               "-in", message], check=True, capture_output=True).stdout

    def jws(self, payload, **header):
        head = b64(json.dumps({"alg": "EdDSA", "kid": self.kid, "typ": "JWT", **header}).encode())
        body = b64(payload if isinstance(payload, bytes) else json.dumps(payload).encode())
        return f"{head}.{body}.{b64(self.sign(f'{head}.{body}'.encode()))}"


def jws_parts(jws):
    """Header and payload of a compact JWS, unread."""
    head, body, _ = jws.split(".")
    return json.loads(unb64(head)), json.loads(unb64(body))


def hs256(header, payload, secret):
    text = f"{b64(json.dumps(header).encode())}.{b64(json.dumps(payload).encode())}"
    return f"{text}.{b64(hmac.new(secret, text.encode(), hashlib.sha256).digest())}"


def rs256(header, payload, folder):
    key = pathlib.Path(folder) / "rsa.pem"
    subprocess.run(["openssl", "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", key],
                   check=True, capture_output=True)
    text = f"{b64(json.dumps(header).encode())}.{b64(json.dumps(payload).encode())}"
    (pathlib.Path(folder) / "rsa.message").write_bytes(text.encode())
    signature = subprocess.run(["openssl", "dgst", "-sha256", "-sign", key, pathlib.Path(folder) / "rsa.message"],
                               check=True, capture_output=True).stdout
    return f"{text}.{b64(signature)}"
