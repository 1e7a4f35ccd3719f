#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""check-copy.py FILE CANARIES: looks for planted strings in every form a file can carry them.

Searches the raw bytes (UTF-8 and UTF-16), what exiftool reports, every member of a zip file, and every
packed stream of a PDF or a PNG. A zip file has to be a sound office document as well: well-formed XML,
and no reference to a member that is not there. Prints what is wrong; exit code 1 then.
"""

import io
import pathlib
import posixpath
import re
import subprocess
import sys
import xml.dom.minidom
import zipfile
import zlib


def unpacked(data):
    for match in re.finditer(rb"stream\r?\n", data):
        try:
            yield zlib.decompressobj().decompress(data[match.end():])
        except zlib.error:
            pass
    if data.startswith(b"\x89PNG"):
        at = 8
        while at + 12 <= len(data):
            length = int.from_bytes(data[at:at + 4], "big")
            content = data[at + 8:at + 8 + length]
            if data[at + 4:at + 8] in (b"zTXt", b"iTXt"):
                for start in range(len(content)):
                    try:
                        yield zlib.decompress(content[start:])
                    except zlib.error:
                        pass
            at += 12 + length


def find(data, canaries, where):
    for text in canaries:
        for form in (text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be")):
            if form in data:
                yield f"{where}: {text}"


def check_references(archive, names):
    for name in names:
        if not name.endswith(".rels"):
            continue
        base = posixpath.dirname(posixpath.dirname(name))
        for node in xml.dom.minidom.parseString(archive.read(name)).getElementsByTagName(
                "Relationship"):
            target = node.getAttribute("Target")
            if node.getAttribute("TargetMode") == "External":
                continue
            path = posixpath.normpath(
                target[1:] if target.startswith("/") else posixpath.join(base, target))
            if path not in names:
                yield f"{name} refers to {target}, which is not there"
    for listing, tag, attribute in (("[Content_Types].xml", "Override", "PartName"),
                                    ("META-INF/manifest.xml", "manifest:file-entry",
                                     "manifest:full-path")):
        if listing not in names:
            continue
        for node in xml.dom.minidom.parseString(archive.read(listing)).getElementsByTagName(tag):
            path = node.getAttribute(attribute).lstrip("/")
            if path and not path.endswith("/") and path not in names:
                yield f"{listing} lists {path}, which is not there"


def check_zip(data, canaries):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        if archive.testzip():
            yield "a member is damaged"
        if "mimetype" in names and (names[0] != "mimetype" or archive.infolist()[0].compress_type
                                    or archive.infolist()[0].extra):
            yield "mimetype is not first and plain"
        for info in archive.infolist():
            content = archive.read(info)
            if info.date_time[0] != 1980:
                yield f"{info.filename} is dated"
            yield from find(content, canaries, info.filename)
            if info.filename.endswith((".xml", ".rels")):
                xml.dom.minidom.parseString(content)
        yield from check_references(archive, names)


def main():
    path = pathlib.Path(sys.argv[1])
    canaries = pathlib.Path(sys.argv[2]).read_text().split()
    data = path.read_bytes()
    problems = list(find(data, canaries, "bytes"))
    for content in unpacked(data):
        problems += find(content, canaries, "packed")
    if data.startswith(b"PK"):
        problems += check_zip(data, canaries)
    told = subprocess.run(["exiftool", "-a", "-u", "-G1", "-c", "%.4f", path], check=False,
                          capture_output=True).stdout
    for line in told.splitlines():
        if not line.startswith(b"[System]") and not line.startswith(b"[ExifTool]"):
            problems += find(line, canaries, "exiftool")
    print("\n".join(problems))
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
