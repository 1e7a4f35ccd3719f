# SPDX-License-Identifier: GPL-3.0-or-later
"""Issuers that lie, cheat or say nothing: nothing is sent to them, believed of them or kept of them."""
import copy
import json
import os
import re
import socket
import sqlite3
import threading
import time

from bad_bench import DONE, ENVIRONMENT, INPUT, ISSUER, MIB, NOT_READY, USAGE, case, digest, hold
from impostor import Impostor, Key, b64, hs256, jws_parts, rs256

JSON = [("Content-Type", "application/json")]
HTML = (200, [("Content-Type", "text/html")], b"<!doctype html><html><body>Please sign in</body></html>")


def open_desk(bench, *options):
    """The real issuer with an impostor before it, and a library that knows it."""
    bench.fresh()
    bench.portfolio = bench.begin()
    done = bench.do("definition", "add", "--data", bench.desk, bench.definition_file, program=bench.issuer)
    hold(done.code == DONE, str(done))
    bench.token = bench.write("token", bench.do("token", "--data", bench.desk, "zora", program=bench.issuer).id)
    bench.impostor = Impostor(bench.start_server(*options))
    bench.good("issuer", "add", "Desk", bench.impostor.url, "--token-file", bench.token)
    bench.good("identity", "show")


def submit(bench, *more):
    return ["submit", bench.portfolio, "--issuer", "Desk", "--attest", "own", *more]


def desk_rows(bench, query):
    database = sqlite3.connect(f"file:{bench.desk}/issuer.db?mode=ro", uri=True)
    try:
        return database.execute(query).fetchall()
    finally:
        database.close()


def sent_states(bench):
    return [s["state"] for s in json.loads(bench.good("--json", "submission", "list"))["submissions"]]


def exactly_one(bench):
    rows = desk_rows(bench, "SELECT state FROM submissions")
    hold(rows == [("sealed",)], f"the issuer has exactly one submission: {rows}")
    hold(len(sent_states(bench)) == 1, f"and so has the library: {sent_states(bench)}")
    bench.sound()


@case
def an_issuer_that_does_not_answer(bench):
    """Refused connections end soon; silence has a time limit, and who comes back is heard."""
    open_desk(bench)
    bench.complete(bench.portfolio, bench.picture("work.png"))
    other = bench.folder / "other"
    bench.good("--library", other, "library", "init")
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    refused = bench.start("--library", other, "issuer", "add", "Nobody", f"http://127.0.0.1:{port}")
    gate = threading.Event()
    bench.impostor.forget()
    bench.impostor.instead("well-known", gate)
    child = bench.start(*submit(bench))
    began = time.monotonic()
    while not bench.impostor.seen:
        hold(time.monotonic() - began < 20, "it asks the issuer")
        time.sleep(0.05)
    hold(bench.do("portfolio", "show", bench.portfolio, seconds=4).code == DONE, "reading goes on meanwhile")
    hold(bench.do("person", "add", "S-1", seconds=9).code == DONE, "the library is lent while the issuer is silent")
    while len(bench.impostor.seen) < 2:
        hold(time.monotonic() - began < 50, "silence has a time limit, and then it asks again")
        time.sleep(0.1)
    bench.impostor.honest()
    gate.set()
    done = bench.finish(child)
    hold(done.code == DONE, f"who comes back is heard: {done}")
    done = bench.finish(refused, 90)
    hold(done.code == ENVIRONMENT and "127.0.0.1" in done.err, f"a refused connection is told: {done}")
    exactly_one(bench)


def bad_discoveries(bench, elsewhere):
    """Answers in the place of the discovery document."""
    true = json.loads(bench.discovery)
    def but(**members):
        return 200, JSON, json.dumps({**true, **members}).encode()
    other = Key(bench.folder, b"o" * 32)
    jwk = {"kty": "OKP", "crv": "Ed25519", "x": b64(other.public)}
    return [
        HTML, (200, JSON, HTML[2]), (200, JSON, b""), (204, [], b""), (200, JSON, b"null"), (200, JSON, b"[]"),
        (200, JSON, b"{"), (200, JSON, b"[" * 200_000), (200, JSON, os.urandom(5000)), (200, [], bench.discovery),
        (200, JSON, bench.discovery[:-1] + b',"protocol":"vouch-issuer"}'), (200, JSON, bench.discovery[:300]),
        (404, JSON, b"{}"), (403, [], b"no"), (401, [], b""), (451, [], b""),
        (302, [("Location", elsewhere.url + "/.well-known/vouch-issuer")], b""),
        (301, [("Location", "http://192.0.2.1/.well-known/vouch-issuer")], b""),
        (307, [("Location", "file:///etc/passwd")], b""), (302, [], b""),
        but(protocol="other"), but(protocolVersion="2.0"), but(protocolVersion=None), but(auth={"type": "password"}),
        but(endpoints={**true["endpoints"], "uploads": elsewhere.url + "/v1/uploads"}),
        but(endpoints={**true["endpoints"], "submissions": "//192.0.2.1/v1"}), but(endpoints={}),
        but(issuer={**true["issuer"], "publicKey": jwk}), but(issuer={**true["issuer"], "id": "did:web:example.org"}),
        but(issuer={**true["issuer"], "id": "did:key:zzzz"}), but(issuer={}), but(limits={"maxFileBytes": -1}),
    ]


@case
def answers_that_are_none(bench):
    open_desk(bench)
    elsewhere = Impostor()
    answers = {}
    bench.impostor.after = lambda m, path, s, h, body: (answers.update({path: body}), (s, h, body))[1]
    bench.good("issuer", "add", "Desk", bench.impostor.url)
    bench.discovery = answers["/.well-known/vouch-issuer"]
    bench.impostor.honest()
    for answer in bad_discoveries(bench, elsewhere):
        bench.impostor.instead("well-known", answer)
        done = bench.do("issuer", "add", "Other", bench.impostor.url, "--token-file", bench.token, seconds=15)
        hold(done.code in (INPUT, ENVIRONMENT, ISSUER) and done.err.strip() and not done.out, f"{answer}: {done}")
        hold(bench.rows("SELECT name FROM issuer") == [("Desk",)], "only the true one is kept")
        hold(not any(c < " " and c != "\n" for c in done.err), f"plain words: {ascii(done.err)}")
    for part, words in [("definitions", ["issuer", "sync", "Desk"])]:
        for answer in [HTML, (200, JSON, b""), (200, JSON, b"[]"), (200, JSON, b'{"definitions": 1}'),
                       (200, JSON, b'{"definitions": [{"id": "x", "version": "1", "sha256": "../../x", "bytes": 3, '
                        b'"name": "x", "status": "published", "href": "' + elsewhere.url.encode() + b'/x"}]}')]:
            bench.impostor.instead(part, answer)
            done = bench.nothing_changes(lambda: bench.do(*words, seconds=15))
            hold(done.code in (INPUT, ENVIRONMENT, ISSUER) and done.err.strip(), f"{part} {answer}: {done}")
    bench.sound()
    hold(elsewhere.connections == 0, "nobody else was asked")
    hold(not any(path.startswith("/.well") and token for _, path, token in bench.impostor.seen),
         "the token is not shown before the key was looked at")
    elsewhere.stop()
    bench.impostor.honest()
    second = bench.write("second.json", bench.definition("second"))
    bench.do("definition", "add", "--data", bench.desk, second, program=bench.issuer)
    bench.impostor.replace("/v1/definitions/", lambda body: body.replace(b"For a test", b"For a jest"))
    done = bench.nothing_changes(lambda: bench.do("issuer", "sync", "Desk"))
    hold(done.code in (ENVIRONMENT, ISSUER), f"a definition that is not the one that was named: {done}")
    bench.impostor.honest()
    bench.good("issuer", "sync", "Desk")


@case
def an_answer_of_100_megabytes(bench):
    open_desk(bench)
    def huge(part):
        bench.impostor.before = lambda method, path: endless(path, part)
    def endless(path, part):
        return (200, JSON, b'{"protocol": "' + b"a" * (100 * MIB) + b'"}') if part in path else None
    huge("well-known")
    done = bench.nothing_changes(lambda: bench.do("issuer", "add", "Other", bench.impostor.url, seconds=15))
    hold(done.code in (INPUT, ENVIRONMENT, ISSUER) and done.seconds < 10, f"it is refused: {done}")
    hold(done.peak_kib < 300 * 1024, f"it does not fill the memory: {done}")


@case
def addresses_that_are_not_safe(bench):
    bench.fresh()
    token = bench.write("token", "secret-token")
    try:
        addresses = {a[4][0] for a in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)}
    except socket.gaierror:
        addresses = set()
    addresses = [a for a in addresses if not a.startswith("127.")]
    listener = Impostor(address=addresses[0]) if addresses else None
    urls = [listener.url] if listener else []
    urls += ["http://192.0.2.1/", "http://localhost.example.org/", "http://127.0.0.1.example.org/",
             "http://127.0.0.1@192.0.2.1/", "http://user:pass@127.0.0.1:9/", "http://0.0.0.0:9/", "http://[::]:9/",
             "http://[::ffff:192.0.2.1]/", "http://2130706433/", "http://0177.0.0.1/", "ftp://127.0.0.1/",
             "file:///etc/passwd", "javascript:alert(1)", "127.0.0.1:9", "", "http://", "http:///x", "https://",
             "http://127.0.0.1:99999/", "http://127.0.0.1:-1/", "http://exa mple/", "http://127.0.0.1\n.example/",
             "data:application/json,{}"]
    for url in urls:
        bench.refuse_clean(INPUT, "issuer", "add", "Bad", url, "--token-file", token, seconds=5)
    if listener:
        hold(listener.connections == 0, "nobody was asked")
        listener.stop()
    for text in ["two words", "line\nbreak", "ü", "", "\0", "a" * 70000]:
        bench.refuse_clean(INPUT, "issuer", "add", "Bad", "http://127.0.0.1:9", "--token-file",
                           bench.write("bad-token", text), seconds=5)


@case
def listening_where_it_is_not_safe(bench):
    for address, code in [("0.0.0.0:0", INPUT), ("[::]:0", INPUT), ("192.0.2.1:0", INPUT), ("256.1.1.1:0", INPUT),
                          ("127.0.0.1:99999", INPUT), ("127.0.0.1:-1", INPUT), ("127.0.0.1", INPUT), ("", INPUT),
                          (":0", INPUT), ("example.org:0", INPUT), ("127.0.0.1:1:2", INPUT)]:
        bench.refuse(code, "--listen", address, "--data", bench.desk, program=bench.issuer, seconds=5)
    bench.refuse(USAGE, "--listen", "0.0.0.0:0", "--data", bench.desk, "--tls-cert", "x", program=bench.issuer)
    rubbish = bench.write("rubbish.pem", "-----BEGIN CERTIFICATE-----\nnone\n-----END CERTIFICATE-----\n")
    done = bench.do("--listen", "0.0.0.0:0", "--data", bench.desk, "--tls-cert", rubbish, "--tls-key", rubbish,
                    program=bench.issuer, seconds=5)
    hold(done.code in (INPUT, ENVIRONMENT) and not done.out and done.err.strip(), str(done))
    bench.start_server()
    done = bench.do("--listen", "127.0.0.1:0", "--data", bench.desk, program=bench.issuer, seconds=15)
    hold(done.code == ENVIRONMENT and not done.out, f"two servers on one folder: {done}")
    for size in ["-1", "0", "many"]:
        done = bench.do("--listen", "127.0.0.1:0", "--data", bench.folder / f"d{size}", "--max-file", size,
                        program=bench.issuer, seconds=5)
        hold(done.code == USAGE and not done.out, f"--max-file {size}: {done}")


@case
def tokens_that_are_not_valid(bench):
    open_desk(bench)
    bench.complete(bench.portfolio, bench.picture("work.png"))
    good = bench.token.read_text(encoding="utf-8")
    for text in ["wrong-token", good[:-1], good + "x", good.swapcase()]:
        bench.good("issuer", "add", "Desk", bench.impostor.url, "--token-file", bench.write("wrong", text))
        bench.refuse(ISSUER, *submit(bench), says="token", seconds=20)
    bench.refuse(ISSUER, *submit(bench), says="token", seconds=20)
    hold(not desk_rows(bench, "SELECT * FROM submissions"), "the issuer has nothing")
    bench.good("issuer", "add", "Desk", bench.impostor.url, "--token-file", bench.token)
    cut = []
    def revoke(method, path, status, headers, body):
        if method == "POST" and path.endswith("/uploads") and not cut:
            database = sqlite3.connect(bench.desk / "issuer.db")
            database.execute("DELETE FROM tokens")
            database.commit()
            database.close()
            cut.append(path)
        return status, headers, body
    bench.impostor.after = revoke
    bench.refuse(ISSUER, *submit(bench), says="token", seconds=20)
    hold(cut and sent_states(bench) == ["uploading"], f"midway, all is kept: {sent_states(bench)}")
    token = bench.do("token", "--data", bench.desk, "zora", program=bench.issuer).id
    bench.good("issuer", "add", "Desk", bench.impostor.url, "--token-file", bench.write("new", token))
    bench.good(*submit(bench))
    hold(good not in json.dumps([bench.good("--json", "issuer", "list")]), "a token is never shown")
    for path in bench.library.rglob("*"):
        hold(not path.is_file() or token.encode() not in path.read_bytes(), f"no token in {path}")
    exactly_one(bench)


@case
def another_key_at_the_same_address(bench):
    open_desk(bench)
    bench.complete(bench.portfolio, bench.picture("work.png"))
    bench.stop_server()
    first, bench.desk = bench.desk, bench.folder / "usurper"
    bench.do("definition", "add", "--data", bench.desk, bench.definition_file, program=bench.issuer)
    bench.impostor.stand_before(bench.start_server())
    for words in [submit(bench), ["issuer", "sync", "Desk"],
                  ["issuer", "add", "Desk", bench.impostor.url, "--token-file", bench.token]]:
        bench.impostor.forget()
        done = bench.do(*words)
        hold(done.code in (INPUT, ISSUER) and "key" in done.err and not done.out, f"the other key is told: {done}")
        hold(not any(token for _, path, token in bench.impostor.seen), f"no token was sent: {bench.impostor.seen}")
        hold(not any(method != "GET" for method, _, _ in bench.impostor.seen), f"nothing was sent: {bench.impostor.seen}")
    bench.stop_server()
    bench.desk = first
    bench.impostor.stand_before(bench.start_server())
    bench.good(*submit(bench))
    exactly_one(bench)


def forged_receipts(bench, body):
    """Receipts that are not this issuer's for this manifest."""
    answer = json.loads(body)
    _, payload = jws_parts(answer["receipt"])
    true, other = Key(bench.folder, (bench.desk / "issuer.key").read_bytes()), Key(bench.folder, b"e" * 32)
    typ = {"typ": "vouch-receipt+jwt"}
    def signed(key, **changes):
        return {**answer, **{k: v for k, v in changes.items() if k in answer},
                "receipt": key.jws({**payload, **changes}, **typ)}
    zero = "0" * 64
    yield {**answer, "receipt": other.jws(payload, **typ)}
    yield {**answer, "receipt": other.jws({**payload, "iss": other.did}, **typ)}
    yield {**answer, "receipt": other.jws(payload, kid=true.kid, **typ)}
    yield signed(true, manifestSha256=zero)
    yield signed(true, sub=other.did)
    yield signed(true, files=[])
    yield signed(true, files=[{**f, "bytes": f["bytes"] + 1} for f in payload["files"]])
    yield signed(true, files=[{**f, "sha256": zero} for f in payload["files"]])
    yield signed(true, iss=other.did)
    yield {**answer, "receipt": answer["receipt"][:-4] + "AAAA"}
    yield {**answer, "receipt": f"{b64(b'{}')}.{answer['receipt'].split('.')[1]}."}
    yield {k: v for k, v in answer.items() if k != "receipt"}
    yield {}


@case
def receipts_that_are_forged(bench):
    open_desk(bench)
    bench.complete(bench.portfolio, bench.picture("work.png"))
    kept = []
    bench.impostor.replace("/seal", lambda body: (kept.append(body), b"{}")[1])
    done = bench.do(*submit(bench))
    hold(done.code in (ENVIRONMENT, ISSUER) and kept, f"no receipt: {done}")
    for forged in forged_receipts(bench, kept[0]):
        bench.impostor.replace("/seal", lambda body, forged=forged: json.dumps(forged).encode())
        done = bench.do(*submit(bench))
        hold(done.code in (ENVIRONMENT, ISSUER) and done.err.strip() and not done.out, f"{str(forged)[:300]}: {done}")
        hold(sent_states(bench) == ["uploading"], f"it does not count as submitted: {sent_states(bench)}")
    bench.impostor.honest()
    bench.good(*submit(bench))
    hold(sent_states(bench) in (["sealed"], ["submitted"]), f"then it does: {sent_states(bench)}")
    exactly_one(bench)


def forged_badges(bench, jws):
    """Name and text of badges that are not to be believed."""
    header, payload = jws_parts(jws)
    true, other = Key(bench.folder, (bench.desk / "issuer.key").read_bytes()), Key(bench.folder, b"f" * 32)

    def changed(**changes):
        made = copy.deepcopy(payload)
        for path, value in changes.items():
            place = made
            *steps, last = path.split("__")
            for step in steps:
                place = place[step]
            if value is None:
                place.pop(last, None)
            else:
                place[last] = value
        return made

    def plain(**more):
        return {**{k: v for k, v in header.items() if k != "kid"}, **more}

    jwk = {"kty": "OKP", "crv": "Ed25519", "x": b64(other.public)}
    selfmade = changed(iss=other.did, issuer__id=other.did)
    past, future = "2001-01-01T00:00:00Z", "2099-01-01T00:00:00Z"
    head, body, signature = jws.split(".")
    yield "self-signed", other.jws(selfmade)
    yield "self-signed with its key", other.jws(selfmade, jwk=jwk)
    yield "in the issuer's name", other.jws(payload)
    yield "with the issuer's kid", other.jws(payload, kid=true.kid)
    yield "with an embedded key", other.jws(payload, jwk=jwk)
    yield "with a certificate", other.jws(payload, x5c=["MIIB"])
    yield "another achievement", true.jws(changed(credentialSubject__achievement__id="https://example.org/other"))
    yield "another subject", true.jws(changed(sub=other.did, credentialSubject__id=other.did))
    yield "a subject that differs", true.jws(changed(sub=other.did))
    yield "expired", true.jws(changed(exp=978307200, validUntil=past, nbf=946684800, validFrom="2000-01-01T00:00:00Z"))
    yield "not yet valid", true.jws(changed(nbf=4070908800, validFrom=future))
    yield "another file", true.jws(changed(evidence=[{"id": "urn:x", "type": ["Evidence"], "name": "x",
                                                      "digestMultibase": "zQmWvQxTqbG2Z9HPJgG57jjwR154cKhbtJenbyYTWkjgF3e"}]))
    yield "alg none", f"{b64(json.dumps(plain(alg='none')).encode())}.{body}."
    yield "alg None", f"{b64(json.dumps(plain(alg='None')).encode())}.{body}.{signature}"
    yield "HS256 with the public key", hs256(plain(alg="HS256"), payload, true.public)
    yield "HS256 with the did", hs256(plain(alg="HS256", kid=true.kid), payload, true.did.encode())
    yield "RS256", rs256(plain(alg="RS256"), payload, bench.folder)
    yield "RS256 with the Ed25519 signature", f"{b64(json.dumps(plain(alg='RS256', kid=true.kid)).encode())}.{body}.{signature}"
    yield "tampered", f"{head}.{b64(json.dumps(changed(name='Another')).encode())}.{signature}"
    yield "critical", true.jws(payload, crit=["b64"], b64=False)
    yield "no signature", f"{head}.{body}."
    yield "cut", jws[:-10]
    yield "longer", jws + "A"
    yield "two", f"{jws}.{signature}"
    yield "nothing", ""
    yield "HTML", HTML[2].decode()
    yield "JSON", json.dumps(payload)
    yield "nested", true.jws(b"[" * 100_000)
    yield "duplicate", true.jws(json.dumps(payload)[:-1].encode() + b',"iss":"' + true.did.encode() + b'"}')


@case
def badges_that_are_forged(bench):
    open_desk(bench)
    bench.complete(bench.portfolio, bench.picture("work.png"))
    bench.good(*submit(bench))
    submission = desk_rows(bench, "SELECT id FROM submissions")[0][0]
    bench.refuse(NOT_READY, "decision", "fetch", bench.portfolio)
    done = bench.do("decide", "--data", bench.desk, submission, "--level", "asking=yes", program=bench.issuer)
    hold(done.code == DONE and done.id == "earned", f"it is earned: {done}")
    true = desk_rows(bench, "SELECT credential FROM submissions")[0][0]
    for name, jws in forged_badges(bench, true):
        bench.impostor.replace("/credential", lambda body, jws=jws: jws.encode())
        done = bench.do("decision", "fetch", bench.portfolio)
        hold(done.code in (INPUT, ISSUER) and done.err.strip(), f"{name} is not accepted: {done}")
        hold(json.loads(bench.good("--json", "credential", "list"))["credentials"] == [], f"{name} is not kept")
        if name in ("another achievement", "another subject", "another file"):
            continue  # a file alone has no submission to be held against
        done = bench.do("credential", "verify", bench.write("badge.jwt", jws))
        hold(done.code in (NOT_READY, INPUT), f"{name} is not believed: {done}")
    bench.impostor.honest()
    done = bench.do("decision", "fetch", bench.portfolio)
    hold(done.code == DONE, f"the true badge is accepted: {done}")
    hold(len(json.loads(bench.good("--json", "credential", "list"))["credentials"]) == 1, "and kept")
    bench.good("credential", "verify", bench.write("true.jwt", true))
    bench.sound()


def decide(bench, level):
    submission = desk_rows(bench, "SELECT id FROM submissions ORDER BY attempt DESC")[0][0]
    done = bench.do("decide", "--data", bench.desk, submission, "--level", f"asking={level}", program=bench.issuer)
    hold(done.code == DONE, str(done))
    bench.do("decision", "fetch", bench.portfolio)


@case
def submitting_too_early(bench):
    """Whatever is open is told without a word to the issuer."""
    open_desk(bench)
    words = ["submit", bench.portfolio, "--issuer", "Desk"]
    bench.impostor.forget()
    bench.refuse_clean(NOT_READY, *words, "--attest", "own", says="open")
    bench.complete(bench.portfolio, bench.picture("work.png"))
    item = bench.rows("SELECT id FROM item WHERE artifact IS NOT NULL")[0][0]
    bench.refuse_clean(NOT_READY, *words, says="own")
    bench.refuse_clean(INPUT, *words, "--attest", "own", "--attest", "other", says="other")
    bench.refuse_clean(INPUT, "submit", bench.portfolio, "--issuer", "Nobody", "--attest", "own")
    bench.refuse_clean(USAGE, "submit", bench.portfolio)
    bench.good("remove", item)
    bench.refuse_clean(NOT_READY, *words, "--attest", "own", says="open")
    bench.good("restore", item)
    hold(bench.impostor.connections == 0, f"the issuer heard nothing: {bench.impostor.seen}")
    bench.good(*words, "--attest", "own")
    bench.impostor.forget()
    exactly_one(bench)


def flip(bench, path, at):
    """One bit is not any more what it was."""
    object_of = bench.library / "objects" / digest(path)[:2] / digest(path)
    data = bytearray(object_of.read_bytes())
    data[at] ^= 1
    object_of.chmod(0o600)
    object_of.write_bytes(data)


@case
def a_damaged_file_is_not_sent(bench):
    """Nobody looked since a bit flipped; it is noticed before anything is sent, and mended by attaching again."""
    open_desk(bench)
    table = bench.write("table.csv", "\n".join(f"student {n},{n * 7 % 50}" for n in range(500)))
    files = [bench.picture("picture.png"), table]
    bench.complete(bench.portfolio, *files)
    for file, at in [(files[0], 60), (table, 4001), (files[0], 20)]:
        flip(bench, file, at)
        bench.impostor.forget()
        bench.refuse(NOT_READY, *submit(bench), says=["Nothing was sent", file.stem], seconds=20)
        hold(all(path == "/.well-known/vouch-issuer" and not token for _, path, token in bench.impostor.seen),
         f"it was asked who it is, without the token, and heard nothing else: {bench.impostor.seen}")
        bench.good("respond", bench.portfolio, "why", "--text", "Something else meanwhile.")
        whole = bench.good("attach", bench.portfolio, "files", file)
        bench.good("appear", whole, "--nobody")
        bench.good("remove", whole)
        hold(bench.do("portfolio", "check", bench.portfolio).code == DONE, "attaching it again heals")
    bench.good(*submit(bench))
    exactly_one(bench)


def policy_desk(bench, **policy):
    open_desk(bench)
    definition = bench.definition("strict", submissionPolicy=policy)
    path = bench.write("strict.json", definition)
    bench.good("definition", "import", path)
    bench.do("definition", "add", "--data", bench.desk, path, program=bench.issuer)
    bench.portfolio = bench.good("portfolio", "new", definition["id"])
    bench.complete(bench.portfolio, bench.picture("work.png"))


def refuse_unheard(bench, says, *more):
    bench.impostor.forget()
    bench.refuse_clean(NOT_READY, *submit(bench, *more), says=says)
    hold(bench.impostor.connections == 0, f"the issuer heard nothing: {bench.impostor.seen}")


@case
def policies_that_say_no(bench):
    policy_desk(bench, maxAttempts=2, changeNoteRequired=True)
    bench.good(*submit(bench))
    decide(bench, "no")
    refuse_unheard(bench, "note")
    refuse_unheard(bench, "note", "--note", " \n ")
    bench.good(*submit(bench, "--note", "Another picture."))
    decide(bench, "no")
    refuse_unheard(bench, "attempts", "--note", "Once more.")
    hold(len(desk_rows(bench, "SELECT id FROM submissions")) == 2, "two attempts were sent")


@case
def a_coach_who_is_required(bench):
    policy_desk(bench, coachRequiredAfter=1)
    bench.good(*submit(bench))
    decide(bench, "no")
    refuse_unheard(bench, "coach")


@case
def windows_that_are_shut(bench):
    policy_desk(bench, windows=[{"opens": "2001-01-01", "closes": "2001-02-01"},
                                {"opens": "2098-01-01", "closes": "2099-01-01"}])
    refuse_unheard(bench, "opens on 1 January 2098")
    hold(not desk_rows(bench, "SELECT id FROM submissions"), "nothing was sent")


@case
def an_earned_one_again(bench):
    open_desk(bench)
    bench.complete(bench.portfolio, bench.picture("work.png"))
    first = bench.good(*submit(bench))
    hold(bench.good(*submit(bench)) == first, "asked again, it names the one that was sent")
    decide(bench, "yes")
    bench.impostor.forget()
    done = bench.do(*submit(bench))
    hold(done.code != DONE and re.search("earned", done.err), f"it is earned already: {done}")
    exactly_one(bench)


@case
def four_submits_at_once(bench):
    open_desk(bench)
    bench.complete(bench.portfolio, bench.picture("work.png", 1200, 900, noise=True))
    bench.impostor.on_piece = lambda method, path, sent: time.sleep(0.02)
    ended = [bench.finish(child) for child in [bench.start(*submit(bench)) for _ in range(4)]]
    hold(any(d.code == DONE for d in ended), f"one is done; the others wait or find it sent: {[str(d) for d in ended]}")
    hold(len({d.id for d in ended if d.code == DONE}) == 1, f"and all name the same one: {[str(d) for d in ended]}")
    exactly_one(bench)
