# SPDX-License-Identifier: GPL-3.0-or-later
"""Kills of either side while a portfolio is being sent: afterwards there is exactly one submission, whole."""
import os
import shutil
import signal
import time

from bad_bench import DONE, ENVIRONMENT, MIB, case, digest, hold
from bad_issuer import desk_rows, exactly_one, open_desk, sent_states, submit

KILLS = 21


def ready_with(bench, *files):
    open_desk(bench)
    bench.complete(bench.portfolio, *files)
    bench.impostor.forget()


def kill(child):
    """Strikes a program that may have ended already."""
    try:
        os.kill(child.pid, signal.SIGKILL)
    except ProcessLookupError:
        pass


def submit_and_be_killed(bench):
    bench.child = bench.start(*submit(bench))
    done = bench.finish(bench.child, 60)
    hold(done.code in (-signal.SIGKILL, DONE), f"it is killed or done: {done}")
    return done.code == -signal.SIGKILL


def arrived_whole(bench, *files):
    """The issuer holds the bytes that were attached (a PNG without metadata is sent as it is)."""
    held = {digest(f) for f in (bench.desk / "files").rglob("*") if f.is_file()}
    named = {sha for sha, in desk_rows(bench, "SELECT sha256 FROM evidence")}
    hold(held == named, f"the files that are named are there: {held} {named}")
    hold(len(held) == len(files) and not [f for f in (bench.desk / "uploads").rglob("*") if f.is_file()],
         "and nothing else")


@case
def kills_of_the_sender_within_a_file(bench):
    work = bench.picture("work.png", 3600, 2700, noise=True)
    size = work.stat().st_size
    ready_with(bench, work)
    kills = [0]

    def strike(method, _path, sent):
        if method == "PATCH" and sent >= MIB and kills[0] < KILLS:
            kills[0] += 1
            kill(bench.child)
    bench.impostor.on_piece = strike
    for _ in range(3 * KILLS):
        if not submit_and_be_killed(bench):
            break
        if bench.impostor.body_bytes > 3 * size:
            break
    hold(kills[0] >= 20, f"at least 20 kills within a piece: {kills[0]}")
    bench.impostor.honest()
    bench.good(*submit(bench))
    ratio = bench.impostor.body_bytes / size
    hold(ratio < 1.25, f"hardly a byte goes twice: {ratio:.3f}")
    created = [p for m, p, _ in bench.impostor.seen if m == "POST" and p.endswith("/uploads")]
    hold(len(created) == 1, f"one upload was created: {created}")
    arrived_whole(bench, work)
    exactly_one(bench)


@case
def kills_of_the_sender_within_the_seal(bench):
    work = bench.picture("work.png")
    ready_with(bench, work)
    kills = [0]

    def before(method, path):
        if method == "POST" and path.endswith("/seal") and kills[0] < KILLS and kills[0] % 2 == 0:
            kills[0] += 1
            kill(bench.child)
            return b""
        return None

    def after(method, path, status, headers, body):
        if method == "POST" and path.endswith("/seal") and kills[0] < KILLS:
            kills[0] += 1
            kill(bench.child)
            return None
        return status, headers, body
    bench.impostor.before, bench.impostor.after = before, after
    while kills[0] < KILLS:
        hold(submit_and_be_killed(bench), "it was killed")
        hold(sent_states(bench) == ["uploading"], f"it does not say that it is sent: {sent_states(bench)}")
    bench.good(*submit(bench))
    arrived_whole(bench, work)
    exactly_one(bench)


def restart(bench, env=None):
    """The issuer's machine comes up again; None if it dies of it."""
    bench.server.stdout.close()
    bench.server.wait()
    before, bench.env = bench.env, env or bench.env
    try:
        bench.impostor.stand_before(bench.start_server(*bench.server_words))
        return True
    except Exception:  # pylint: disable=broad-except
        if bench.server.wait(10) != -signal.SIGKILL:
            raise
        return False
    finally:
        bench.env = before


@case
def kills_of_the_issuer_within_a_file(bench):
    work = bench.picture("work.png", 3600, 2700, noise=True)
    size = work.stat().st_size
    ready_with(bench, work)
    kills = [0]

    def strike(method, _path, sent):
        if method == "PATCH" and sent >= MIB and kills[0] < 8:
            kills[0] += 1
            time.sleep(0.1)  # for what has arrived to reach the issuer's disk
            bench.server.kill()
            restart(bench)
            raise ConnectionError("the issuer was killed")
    bench.impostor.on_piece = strike
    done = bench.do(*submit(bench))
    if done.code != DONE:
        hold(done.code == ENVIRONMENT, f"it gives up for now: {done}")
        bench.good(*submit(bench))
    hold(kills[0] >= 8, f"the issuer was killed {kills[0]} times")
    ratio = bench.impostor.body_bytes / size
    hold(ratio < 2, f"what was on the issuer's disk is not sent again: {ratio:.3f}")
    arrived_whole(bench, work)
    exactly_one(bench)


def die_with_the_issuer(bench):
    """Submits until the issuer dies, and then dies too, as in a power cut."""
    child = bench.start(*submit(bench))
    while child.poll() is None and bench.server.poll() is None:
        time.sleep(0.01)
    died = bench.server.poll() is not None
    if died and child.poll() is None:
        kill(child)
    out, err = child.communicate()
    bench.children.remove(child)
    hold(died or child.returncode == DONE, f"without a death it is done: {child.returncode} {out} {err}")
    return died


@case
def kills_of_both_within_the_seal(bench):
    """The issuer dies at each call to its disk while it seals, and the sender with it."""
    work = bench.picture("work.png")
    ready_with(bench, work)

    def before(method, path):
        if method == "POST" and path.endswith("/seal"):
            kill(bench.child)
            return b""
        return None
    bench.impostor.before = before
    hold(submit_and_be_killed(bench), "all was sent, nothing sealed")
    bench.impostor.honest()
    bench.stop_server_hard()
    for folder in (bench.library, bench.desk):
        shutil.copytree(folder, f"{folder}.then")
    fault = {"LD_PRELOAD": str(bench.build / "tests/support/vouch-fault.so"), "VOUCH_FAULT_FOLDER": str(bench.desk),
             "VOUCH_FAULT_DO": "kill", "VOUCH_FAULT_LOG": str(bench.folder / "calls")}
    restart(bench, {**bench.env, **fault, "VOUCH_FAULT_AT": "0"})
    first = (bench.folder / "calls").read_text(encoding="utf-8").count("\n")
    bench.good(*submit(bench))
    last = (bench.folder / "calls").read_text(encoding="utf-8").count("\n")
    hold(last - first >= 8, f"the seal speaks to the disk: {first} to {last}")
    kills = 0
    for step in range(2 * KILLS):
        at = first + 1 + step % (last - first)
        if kills >= KILLS:
            break
        bench.stop_server_hard()
        for folder in (bench.library, bench.desk):
            shutil.rmtree(folder)
            shutil.copytree(f"{folder}.then", folder)
        if restart(bench, {**bench.env, **fault, "VOUCH_FAULT_AT": str(at)}):
            kills += die_with_the_issuer(bench)
        else:
            kills += 1
        bench.stop_server_hard()
        hold(restart(bench), f"after a death at call {at} it starts again")
        states = desk_rows(bench, "SELECT state FROM submissions")
        hold(states in ([("uploading",)], [("sealed",)]), f"half of a seal is not seen: {states}")
        bench.good(*submit(bench))
        arrived_whole(bench, work)
        exactly_one(bench)
    hold(kills >= 20, f"at least 20 deaths within the seal: {kills}")
