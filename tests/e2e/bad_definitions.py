# SPDX-License-Identifier: GPL-3.0-or-later
"""Definition files that are none: refused by the library and by the issuer, quickly and with the place."""
import json
import os

from bad_bench import ENVIRONMENT, INPUT, MIB, case, hold, without_privilege


def altered(bench, change):
    definition = bench.definition()
    change(definition)
    return json.dumps(definition)


def bad_texts(bench):
    """Name, content, and what the reason must name."""
    good = json.dumps(bench.definition())
    first = '"parts": [{"id": "part"'
    hold(first in good, "the place to spoil")
    part = lambda d: d["parts"][0]
    return [
        ("nested", "[" * 100_000, ["nested", "line 1"]),
        ("nested-objects", '{"a":' * 100_000 + "1" + "}" * 100_000, ["nested", "$.a"]),
        ("nested-inside", good[:-1] + ', "x": ' + "[" * 100_000 + "]" * 100_000 + "}", ["nested", "$.x"]),
        ("twice", good.replace(first, first + ', "id": "other"'), ["$.parts[0]", "id"]),
        ("same-id", altered(bench, lambda d: part(d)["evidence"][0].update(id="why")), ["$.parts[0]", "why"]),
        ("same-part", altered(bench, lambda d: d["parts"].append(dict(part(d), position=2))), ["$.parts[1]", "part"]),
        ("wrong-type", altered(bench, lambda d: d.update(parts="none")), ["$.parts"]),
        ("wrong-deep", altered(bench, lambda d: part(d)["evidence"][0].update(quantity={"min": "1"})),
         ["$.parts[0].evidence[0].quantity.min"]),
        ("wrong-word", altered(bench, lambda d: part(d)["evidence"][0].update(media=["smell"])),
         ["$.parts[0].evidence[0].media[0]", "smell"]),
        ("no-such-kind", altered(bench, lambda d: part(d)["prompts"][0].update(
            constraints=[{"kind": "colour", "severity": "required"}])), ["$.parts[0].prompts[0].constraints[0]", "colour"]),
        ("below", altered(bench, lambda d: part(d)["prompts"][0].update(responses={"min": 5, "max": 2})),
         ["$.parts[0].prompts[0].responses"]),
        ("negative", altered(bench, lambda d: part(d)["prompts"][0].update(responses={"min": -1, "max": 2})),
         ["$.parts[0].prompts[0].responses.min"]),
        ("huge", good.replace('"position": 1', '"position": 1e400', 1), ["$.parts[0].position"]),
        ("1e23", good.replace('"position": 1', '"position": 1e23', 1), ["$.parts[0].position"]),
        ("nan", good.replace('"position": 1', '"position": NaN', 1), ["$.parts[0].position"]),
        ("no-level", altered(bench, lambda d: d["passingRule"].update(level="perhaps")), ["$.passingRule", "perhaps"]),
        ("newer", altered(bench, lambda d: d.update(formatVersion="2.0")), ["$.formatVersion", "2.0"]),
        ("later", altered(bench, lambda d: d.update(formatVersion="99999999999999999999.0")), ["$.formatVersion"]),
        ("empty", "", ["empty"]),
        ("blank", "  \n\t ", []),
        ("zeros", b"\0" * 4096, []),
        ("html", "<!doctype html><html><body>Sign in</body></html>", ["line 1"]),
        ("latin", good.replace("Maker", "M\u00e4ker").encode("utf-8").decode("unicode_escape", "ignore").encode(
            "latin-1", "ignore"), []),
        ("not-utf-8", good.encode().replace(b"Maker", b"M\xe4ker"), ["UTF-8"]),
        ("lone-surrogate", good.replace("Maker", "M\\ud800ker"), ["$.creator.name"]),
        ("utf-16", good.encode("utf-16"), []),
        ("cut", good[:len(good) // 2], []),
        ("two", good + good, []),
        ("list", f"[{good}]", []),
        ("word", "null", []),
    ]


@case
def definitions_that_are_none(bench):
    bench.fresh()
    bench.good("definition", "import", bench.write("good.json", bench.definition("good")))
    texts = [t for t in bad_texts(bench) if t[0] != "latin"]
    paths = []
    for name, content, says in texts:
        path = bench.write(f"{name}.json", content)
        paths.append(path)
        bench.refuse(INPUT, "definition", "validate", path, says=[path, *says], seconds=5, peak_mib=160)
    bench.refuse_clean(INPUT, "definition", "import", paths[0], says=paths[0])
    for path in paths[::6]:
        good = bench.write("other.json", bench.definition("other"))
        bench.refuse_clean(INPUT, "definition", "import", good, path, says=path)
    bench.sound()


@case
def definitions_that_are_no_files(bench):
    bench.fresh()
    folder = bench.folder / "folder.json"
    folder.mkdir()
    fifo = bench.folder / "fifo.json"
    os.mkfifo(fifo)
    loop = bench.folder / "loop.json"
    loop.symlink_to(loop)
    gone = bench.folder / "gone.json"
    gone.symlink_to(bench.folder / "nowhere")
    for path in [folder, fifo, loop, gone, "/dev/zero", "/dev/null", bench.folder / "missing.json",
                 bench.folder / ("x" * 300), bench.folder / "good.json" / "below"]:
        bench.refuse(INPUT, "definition", "validate", path, seconds=5, peak_mib=160, says=str(path)[-40:])
        bench.refuse_clean(INPUT, "definition", "import", path, seconds=5, peak_mib=160)
    bench.refuse(INPUT, "definition", "validate", "", seconds=5)


@case
def a_definition_of_200_megabytes(bench):
    bench.fresh()
    path = bench.folder / "large.json"
    with open(path, "wb") as file:
        file.write(b'{"name": "')
        for _ in range(200):
            file.write(b"a" * MIB)
        file.write(b'"}')
    done = bench.refuse(INPUT, "definition", "validate", path, says=path, seconds=3, peak_mib=160)
    bench.refuse_clean(INPUT, "definition", "import", path, says=path, seconds=3, peak_mib=160)
    done = bench.do("definition", "add", "--data", bench.desk, path, program=bench.issuer, seconds=3)
    hold(done.code == INPUT and done.peak_kib < 160 * 1024, f"the issuer refuses it too: {done}")
    path.unlink()


@case
def a_definition_that_may_not_be_read(bench):
    path = bench.write("secret.json", bench.definition())
    path.chmod(0)
    bench.folder.chmod(0o755)
    done = bench.refuse(ENVIRONMENT, "definition", "validate", path, says=path, preexec=without_privilege)
    hold("ermission" in done.err, f"the reason is the permission: {done}")


@case
def definitions_at_the_issuer(bench):
    for name, content, says in bad_texts(bench)[::3]:
        path = bench.write(f"{name}.json", content)
        bench.refuse(INPUT, "definition", "add", "--data", bench.desk, path, program=bench.issuer,
                     says=[path, *says], seconds=5, peak_mib=160)
    good = bench.write("good.json", bench.definition())
    bench.do("definition", "add", "--data", bench.desk, good, program=bench.issuer)
    other = bench.write("same-version.json", bench.definition(description="Other words under the same version."))
    bench.refuse(INPUT, "definition", "add", "--data", bench.desk, other, program=bench.issuer, says=other)
