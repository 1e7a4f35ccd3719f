#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Upload of 500 MB over loopback to the practice issuer, by Vouch and by curl -T (one PATCH, no checksums), in turn;
and the most memory of both programs.
bench-upload.py UPLOAD_SCENARIO VOUCH_ISSUER DEFINITION"""
import base64
import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

scenario, issuer, definition = sys.argv[1:4]
SIZE, ROUNDS, SLOT = 500_000_000, 3, "recording"
# The example key of the did:key specification: nobody signs with it here, nothing of curl's is sealed.
SOMEBODY = "did:key:z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK"


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def ask(url, token, headers, body=b""):
    request = urllib.request.Request(url, body, {"Authorization": "Bearer " + token, **headers}, method="POST")
    return urllib.request.urlopen(request)


def most_memory(pid):
    for line in open(f"/proc/{pid}/status", encoding="utf-8"):
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


def upload_by_curl(url, token, path, digest, what):
    body = {"definition": what, "attempt": 1, "previous": None, "subject": SOMEBODY}
    opened = json.load(ask(url + "/v1/submissions", token,
                           {"Content-Type": "application/json", "Idempotency-Key": "bench-" + token[:20].replace("_", "-")},
                           json.dumps(body).encode()))
    pairs = {"submission": opened["id"], "slot": SLOT, "sha256": digest, "filetype": "audio/wav"}
    metadata = ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in pairs.items())
    place = ask(url + "/v1/uploads", token, {"Tus-Resumable": "1.0.0", "Upload-Length": str(SIZE),
                                             "Upload-Metadata": metadata}).headers["Location"]
    begun = time.monotonic()
    code = run("curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "-X", "PATCH", "-T", path,
               "-H", "Authorization: Bearer " + token, "-H", "Tus-Resumable: 1.0.0", "-H", "Upload-Offset: 0",
               "-H", "Content-Type: application/offset+octet-stream", urllib.parse.urljoin(url, place))
    assert code == "204", code
    return time.monotonic() - begun


def upload_by_vouch(url, token, path, digest, what, state):
    os.mkdir(state)
    with open(state + "/digest", "w", encoding="utf-8") as known:
        known.write(digest)
    out = run(scenario, url, token, state, path, what["id"], what["version"], what["sha256"], SLOT)
    said = dict(line.split() for line in out.splitlines())
    return int(said["upload"]) / 1e6, int(said["memory"]) / 1024


def main():
    with tempfile.TemporaryDirectory() as home:
        data, path = home + "/issuer", home + "/file"
        os.mkdir(data)
        block = os.urandom(1_000_000)
        digest = hashlib.sha256()
        with open(path, "wb") as file:
            for _ in range(SIZE // len(block)):
                file.write(block)
                digest.update(block)
        digest = digest.hexdigest()
        run(issuer, "definition", "add", "--data", data, definition)
        bytes_of = open(definition, "rb").read()
        parsed = json.loads(bytes_of)
        what = {"id": parsed["id"], "version": parsed["version"], "sha256": hashlib.sha256(bytes_of).hexdigest()}
        tokens = [run(issuer, "token", "--data", data, f"earner-{i}") for i in range(2 * ROUNDS)]
        server = subprocess.Popen([issuer, "--listen", "127.0.0.1:0", "--data", data], stdout=subprocess.PIPE, text=True)
        try:
            url = server.stdout.readline().strip()
            ours, theirs, memory = [], [], 0.0
            for i in range(ROUNDS):
                theirs.append(upload_by_curl(url, tokens[2 * i], path, digest, what))
                seconds, used = upload_by_vouch(url, tokens[2 * i + 1], path, digest, what, f"{home}/state-{i}")
                ours.append(seconds)
                memory = max(memory, used)
            vouch, curl = statistics.median(ours), statistics.median(theirs)
            print(f"upload of 500 MB: Vouch {vouch:.2f} s, curl -T {curl:.2f} s; speed {curl / vouch:.2f} of curl (bar 0.80)")
            print(f"most memory: Vouch {memory:.0f} MiB, issuer {most_memory(server.pid):.0f} MiB")
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
