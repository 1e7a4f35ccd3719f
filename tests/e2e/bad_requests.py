# SPDX-License-Identifier: GPL-3.0-or-later
"""Clients that are not ours, at the real issuer: limits before the body, nobody else's things, one seal."""
import base64
import concurrent.futures
import hashlib
import http.client
import json
import os
import pathlib
import socket

from bad_bench import MIB, case, digest, hold
from bad_issuer import desk_rows, exactly_one, open_desk, submit
from impostor import Key

TUS = {"Tus-Resumable": "1.0.0"}
PATCH = {**TUS, "Content-Type": "application/offset+octet-stream"}


class Client:
    """A token and a way to ask."""

    def __init__(self, bench, name):
        self.bench, self.token = bench, bench.do("token", "--data", bench.desk, name, program=bench.issuer).id
        self.made = 0

    def ask(self, method, path, body=None, **headers):
        connection = http.client.HTTPConnection(*self.bench.impostor.behind, timeout=20)
        sent = {"Authorization": f"Bearer {self.token}", **{k.replace("_", "-"): v for k, v in headers.items()}}
        connection.request(method, path, body, sent)
        answer = connection.getresponse()
        read = answer.status, answer.headers, answer.read()
        connection.close()
        return read

    def post(self, path, content):
        self.made += 1
        return self.ask("POST", path, json.dumps(content), Content_Type="application/json",
                        Idempotency_Key=f"key-{hashlib.sha256(self.token.encode()).hexdigest()[:8]}-{self.made:04d}")

    def open(self):
        definition = json.loads(self.bench.definition_file.read_text(encoding="utf-8"))
        subject = Key(self.bench.folder, os.urandom(32)).did
        return self.post("/v1/submissions", {
            "definition": {"id": definition["id"], "version": definition["version"],
                           "sha256": digest(self.bench.definition_file)},
            "attempt": 1, "previous": None, "subject": subject})

    def create(self, submission, length, salt=b""):
        metadata = {"submission": submission, "slot": "files", "sha256": hashlib.sha256(b"x" + salt).hexdigest(),
                    "filetype": "image/png"}
        coded = ",".join(f"{k} {base64.b64encode(v.encode()).decode()}" for k, v in metadata.items())
        return self.ask("POST", "/v1/uploads", b"", Upload_Length=str(length), Upload_Metadata=coded, **TUS)

    def head_only(self, method, path, length, **headers):
        """Sends the headers of a large body, waits for what is said to them, and keeps the line."""
        line = socket.create_connection(self.bench.impostor.behind, timeout=20)
        sent = {"Host": "127.0.0.1", "Authorization": f"Bearer {self.token}", "Content-Length": str(length),
                **{k.replace("_", "-"): v for k, v in headers.items()}}
        text = f"{method} {path} HTTP/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in sent.items()) + "\r\n"
        line.sendall(text.encode())
        return line


def status_of(line):
    first = line.recv(4096).split(b"\r\n", 1)[0].split()
    return int(first[1]) if len(first) > 1 else 0


def memory_mib(process):
    text = pathlib.Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8")
    return int(next(l for l in text.splitlines() if l.startswith("VmHWM")).split()[1]) // 1024


@case
def limits_before_the_body(bench):
    open_desk(bench, "--max-file", "100000")
    client = Client(bench, "limits")
    status, headers, _ = client.open()
    hold(status == 201, f"a submission is opened: {status}")
    place = headers["Location"]
    submission = place.rsplit("/", 1)[-1]
    status, _, body = client.create(submission, 100001)
    hold(status == 413 and b"too-large" in body, f"a file above the limit: {status} {body}")
    for length in ["-1", "1e3", "", "99999999999999999999999", "0x10"]:
        hold(client.create(submission, length)[0] in (400, 413), f"a length of {length}")
    status, headers, _ = client.create(submission, 1000)
    hold(status == 201, f"an upload is created: {status}")
    upload = headers["Location"]
    json_type = {"Content-Type": "application/json", "Idempotency-Key": "key-large-1"}
    for method, path, length, more in [
            ("PUT", place + "/manifest", 100 * MIB, {"Content-Type": "application/vnd.vouch.manifest+json",
                                                     "Vouch-Signature": "a..b"}),
            ("POST", "/v1/submissions", 100 * MIB, json_type), ("POST", place + "/seal", 100 * MIB, json_type),
            ("PATCH", upload, 1001, {**PATCH, "Upload-Offset": "0"})]:
        with client.head_only(method, path, length, Expect="100-continue", **more) as line:
            status = status_of(line)
        hold(status == 413, f"{method} {path} of {length} bytes is refused before its body: {status}")
    for text in ["[" * 100_000, '{"a":' * 1000 + "1" + "}" * 1000, "", "null", "{", "\0", "é".encode("latin-1"),
                 '{"manifestSha256":"x","manifestSha256":"y"}', '{"n":1e400}']:
        for method, path in [("POST", "/v1/submissions"), ("POST", place + "/seal"), ("PUT", place + "/manifest")]:
            status, headers, body = client.ask(
                method, path, text, Content_Type="application/json" if method == "POST" else
                "application/vnd.vouch.manifest+json", Idempotency_Key="key-bad-1234", Vouch_Signature="a..b")
            hold(400 <= status < 500 and headers["Content-Type"].startswith("application/problem+json"),
                 f"{method} {path} {text[:20]!r}: {status} {body[:200]}")
    hold(memory_mib(bench.server) < 100, f"the issuer's memory: {memory_mib(bench.server)} MiB")


@case
def too_many_at_once(bench):
    open_desk(bench)
    client = Client(bench, "many")
    submission = client.open()[1]["Location"].rsplit("/", 1)[-1]
    uploads = [client.create(submission, MIB, bytes([n])) for n in range(5)]
    hold(all(status == 201 for status, _, _ in uploads), f"five uploads: {[u[0] for u in uploads]}")
    lines = []
    for _, headers, _ in uploads[:4]:
        lines.append(client.head_only("PATCH", headers["Location"], MIB, **PATCH, Upload_Offset="0"))
        lines[-1].sendall(b"x" * 1000)
    status = 0
    for _ in range(40):
        status, headers, _ = client.ask("PATCH", uploads[4][1]["Location"], b"x" * 1000, **PATCH, Upload_Offset="0")
        if status == 429:
            break
    hold(status == 429 and headers["Retry-After"], f"a fifth at once has to wait: {status}")
    status, _, _ = client.ask("PATCH", uploads[0][1]["Location"], b"x", **PATCH, Upload_Offset="0")
    hold(status in (423, 429), f"a second writer of one upload: {status}")
    for line in lines:
        line.close()
    made = [client.open()[0] for _ in range(40)]
    hold(429 in made and set(made) <= {201, 429} and made.count(201) < 32, f"open submissions have a limit: {made}")
    made = [client.create(submission, 10, bytes([n, n]))[0] for n in range(70)]
    hold(429 in made and set(made) <= {201, 429}, f"open uploads have a limit: {set(made)}")


@case
def what_belongs_to_another(bench):
    open_desk(bench)
    bench.complete(bench.portfolio, bench.picture("work.png"))
    bench.good(*submit(bench))
    first = Client(bench, "first")
    second = Client(bench, "second")
    sealed = desk_rows(bench, "SELECT id FROM submissions")[0][0]
    sha = desk_rows(bench, "SELECT sha256 FROM files")[0][0]
    mine = first.open()[1]["Location"]
    upload = first.create(mine.rsplit("/", 1)[-1], 1000)[1]["Location"]
    before = desk_rows(bench, "SELECT id, state, revision FROM submissions ORDER BY id")
    for client, place in [(second, mine), (second, f"/v1/submissions/{sealed}"), (second, "/v1/submissions/no-such")]:
        for method, path, more in [
                ("GET", place, {}), ("DELETE", place, {}), ("GET", place + "/decision", {}),
                ("GET", place + "/credential", {}),
                ("PUT", place + "/manifest", {"Content-Type": "application/vnd.vouch.manifest+json",
                                              "Vouch-Signature": "a..b"}),
                ("POST", place + "/seal", {"Content-Type": "application/json", "Idempotency-Key": "key-steal-1"}),
                ("HEAD", upload, TUS), ("DELETE", upload, TUS), ("PATCH", upload, {**PATCH, "Upload-Offset": "0"}),
                ("HEAD", f"/v1/files/{sha}", {})]:
            status, _, body = client.ask(method, path, b"{}" if method in ("PUT", "POST", "PATCH") else None, **more)
            hold(status == 404, f"{method} {path} of another: {status} {body[:200]}")
    for path in ["/v1/uploads/../../issuer.key", "/v1/definitions/..%2f..%2fissuer.key", "/v1/files/%2e%2e%2fissuer.key",
                 "/v1/uploads/%00", "/issuer.key", "/v1/submissions/' OR 1=1 --".replace(" ", "%20"), "//etc/passwd"]:
        status, _, body = second.ask("GET", path)
        hold(status in (400, 404, 405), f"{path}: {status} {body[:100]}")
    for token in ["", "x", "Bearer", second.token[:-1]]:
        stranger = Client.__new__(Client)
        stranger.bench, stranger.token, stranger.made = bench, token, 0
        status, headers, body = stranger.ask("GET", f"/v1/submissions/{sealed}")
        hold(status == 401 and "WWW-Authenticate" in headers, f"token {token!r}: {status}")
    hold(desk_rows(bench, "SELECT id, state, revision FROM submissions ORDER BY id") == before, "nothing was changed")


@case
def two_seals(bench):
    open_desk(bench)
    bench.complete(bench.portfolio, bench.picture("work.png"))
    bodies = []
    def keep(method, path, status, headers, body):
        if path.endswith("/seal"):
            bodies.append(body)
        return status, headers, body
    bench.impostor.after = keep
    bench.good(*submit(bench))
    token = bench.token.read_text(encoding="utf-8").strip()
    client = Client(bench, "unused")
    client.token = token
    sealed, manifest = desk_rows(bench, "SELECT id, manifest_digest FROM submissions")[0]
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        again = list(pool.map(lambda _: client.post(f"/v1/submissions/{sealed}/seal", {"manifestSha256": manifest}),
                              range(8)))
    hold(all(status in (200, 409) for status, _, _ in again), f"sealed again: {[a[0] for a in again]}")
    receipts = {json.loads(body)["receipt"] for status, _, body in again if status == 200}
    hold(receipts == {json.loads(bodies[0])["receipt"]}, "there is one receipt")
    status, _, _ = client.post(f"/v1/submissions/{sealed}/seal", {"manifestSha256": "0" * 64})
    hold(status == 409, f"another manifest: {status}")
    exactly_one(bench)


@case
def bytes_that_are_no_request(bench):
    open_desk(bench)
    bad = [b"\0" * 5000, b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"A" * 200_000, b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 50_000,
           b"POST /v1/submissions HTTP/1.1\r\nContent-Length: -5\r\n\r\n",
           b"POST /v1/submissions HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
           b"POST /v1/uploads HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n",
           b"\x16\x03\x01\x02\x00\x01\x00", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", os.urandom(10_000)]
    for data in bad:
        with socket.create_connection(bench.impostor.behind, timeout=5) as line:
            try:
                line.sendall(data)
                line.settimeout(0.3)
                line.recv(4096)
            except OSError:
                pass
    idle = [socket.create_connection(bench.impostor.behind, timeout=5) for _ in range(100)]
    bench.good("issuer", "sync", "Desk")
    for line in idle:
        line.close()
    hold(bench.server.poll() is None and memory_mib(bench.server) < 100, "the issuer goes on")
