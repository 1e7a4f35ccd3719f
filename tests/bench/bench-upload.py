#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Upload of 500 MB over loopback to the practice issuer, by Vouch and by curl -T, in turn, to one and the same server.

curl sends one PATCH and no checksum: it is the bare transfer, from the first byte to the answer that everything is on the
disk. Vouch does more in its time: it creates the upload, cuts it into pieces, sums up each, and has each judged and
confirmed by the server, so that a cut or a damaged byte costs one piece and not the whole file. To show what that costs,
curl is also timed with one checksum over everything, the summing up (openssl dgst) included.

On loopback the line is as quick as memory, so that summing up at both ends is what takes the time. With LINE (such as
1gbit) everything runs in a network of its own whose loopback is held to that rate.

Processor time is that of the client and of the server; memory is the most that each had.
bench-upload.py UPLOAD_SCENARIO VOUCH_ISSUER DEFINITION [ROUNDS [LINE]]"""
import base64
import hashlib
import json
import mmap
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request

scenario, issuer, definition = sys.argv[1:4]
ROUNDS = int(sys.argv[4]) if len(sys.argv) > 4 else 5
LINE = sys.argv[5] if len(sys.argv) > 5 else None
SIZE, SLOT = 500_000_000, "recording"
AIM = 0.8
VOUCH, CURL, CHECKED = "Vouch", "curl -T", "openssl dgst, then curl -T with its checksum"
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


def processor_of(pid):
    times = open(f"/proc/{pid}/stat", encoding="utf-8").read().rsplit(")", 1)[1].split()
    return (int(times[11]) + int(times[12])) / os.sysconf("SC_CLK_TCK")


def processor_of_children():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def begin_upload(url, token, digest, what):
    body = {"definition": what, "attempt": 1, "previous": None, "subject": SOMEBODY}
    opened = json.load(ask(url + "/v1/submissions", token,
                           {"Content-Type": "application/json", "Idempotency-Key": "bench-" + token[:20].replace("_", "-")},
                           json.dumps(body).encode()))
    pairs = {"submission": opened["id"], "slot": SLOT, "sha256": digest, "filetype": "audio/wav"}
    metadata = ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in pairs.items())
    place = ask(url + "/v1/uploads", token, {"Tus-Resumable": "1.0.0", "Upload-Length": str(SIZE),
                                             "Upload-Metadata": metadata}).headers["Location"]
    return urllib.parse.urljoin(url, place)


def upload_by_curl(url, token, path, digest, what, checked):
    place = begin_upload(url, token, digest, what)
    more = []
    begun = time.monotonic()
    if checked:
        found = run("openssl", "dgst", "-sha256", "-r", path).split()[0]
        more = ["-H", "Upload-Checksum: sha256 " + base64.b64encode(bytes.fromhex(found)).decode()]
    code = run("curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", "-X", "PATCH", "-T", path, *more,
               "-H", "Authorization: Bearer " + token, "-H", "Tus-Resumable: 1.0.0", "-H", "Upload-Offset: 0",
               "-H", "Content-Type: application/offset+octet-stream", place)
    assert code == "204", code
    return time.monotonic() - begun


def upload_by_vouch(url, token, path, digest, what, state):
    os.mkdir(state)
    with open(state + "/digest", "w", encoding="utf-8") as known:
        known.write(digest)
    out = run(scenario, url, token, state, path, what["id"], what["version"], what["sha256"], SLOT)
    said = dict(line.split() for line in out.splitlines())
    return int(said["upload"]) / 1e6, int(said["memory"]) / 1024


def make_file(path):
    block = os.urandom(1_000_000)
    digest = hashlib.sha256()
    with open(path, "wb") as file:
        for _ in range(SIZE // len(block)):
            file.write(block)
            digest.update(block)
    return digest.hexdigest()


def describe(path):
    with open(path, "rb") as file:
        content = file.read()
    parsed = json.loads(content)
    return {"id": parsed["id"], "version": parsed["version"], "sha256": hashlib.sha256(content).hexdigest()}


def empty_uploads(data):
    """What is sent is of no use any more; the disk gets it back, and what it still had to write is forgotten."""
    for folder, _, names in os.walk(data):
        for name in names:
            path = os.path.join(folder, name)
            if os.path.getsize(path) == SIZE:
                os.truncate(path, 0) if os.access(path, os.W_OK) else os.unlink(path)
    os.sync()


def warm_memory():
    """A virtual machine gives free memory back to its host, and fetching it again costs more than copying into it.
    So as much as the file needs is used once before each run, by whom matters not."""
    mmap.mmap(-1, SIZE + SIZE // 4, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | mmap.MAP_POPULATE).close()


def hold_to_line():
    """Starts this again in a network of its own, as its root user, where the system allows that."""
    rate = f"ip link set lo up && tc qdisc add dev lo root tbf rate {LINE} burst 512kb latency 50ms"
    if subprocess.run(["unshare", "-rn", "sh", "-c", rate], capture_output=True, check=False).returncode != 0:
        sys.exit(f"A line of {LINE} cannot be made here (it takes unshare, ip and tc): nothing was measured.")
    os.execvp("unshare", ["unshare", "-rn", "sh", "-c", rate + ' && exec "$@"', "sh", sys.executable, *sys.argv[:5]])


def main():
    if LINE is not None:
        hold_to_line()
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR", "/var/tmp")) as home:
        data, path = home + "/issuer", home + "/file"
        os.mkdir(data)
        digest = make_file(path)
        run(issuer, "definition", "add", "--data", data, definition)
        what = describe(definition)
        names = [CURL, VOUCH, CHECKED]
        tokens = iter([run(issuer, "token", "--data", data, f"earner-{i}") for i in range(len(names) * ROUNDS)])
        server = subprocess.Popen([issuer, "--listen", "127.0.0.1:0", "--data", data], stdout=subprocess.PIPE, text=True)
        times, clients, servers, memory = ({name: [] for name in names} for _ in range(4))
        try:
            url = server.stdout.readline().strip()
            for turn in range(ROUNDS):
                for name in names:
                    empty_uploads(data)
                    warm_memory()
                    before = processor_of(server.pid), processor_of_children()
                    if name == VOUCH:
                        seconds, used = upload_by_vouch(url, next(tokens), path, digest, what, f"{home}/state-{turn}")
                        memory[name].append(used)
                    else:
                        seconds = upload_by_curl(url, next(tokens), path, digest, what, name == CHECKED)
                    times[name].append(seconds)
                    servers[name].append(processor_of(server.pid) - before[0])
                    clients[name].append(processor_of_children() - before[1])
            medians = {name: statistics.median(values) for name, values in times.items()}
            for name in names:
                print(f"{name}: median {medians[name]:.2f} s ({min(times[name]):.2f}-{max(times[name]):.2f}), processor: "
                      f"client {statistics.median(clients[name]):.2f} s, server {statistics.median(servers[name]):.2f} s"
                      + (", the seal's reading included" if name == VOUCH else ""))
            print(f"speed of Vouch / speed of curl -T = {medians[CURL] / medians[VOUCH]:.2f} (aim {AIM}); "
                  f"against curl -T with its checksum {medians[CHECKED] / medians[VOUCH]:.2f}")
            print(f"most memory: Vouch {max(memory[VOUCH]):.0f} MiB, issuer {most_memory(server.pid):.0f} MiB")
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
