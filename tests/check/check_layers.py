# SPDX-License-Identifier: GPL-3.0-or-later
"""A layer includes only its own headers and those of layers below it, and only its own outside
libraries. The compiler cannot hold this wall: Debian puts sqlite3.h, archive.h and others into the
default include path. The picture of the house is in docs/architecture.md."""
import re

from tree import ROOT, Report, read, tracked

SIBLINGS = ["store", "capture", "inspect", "net", "keyring", "share", "report"]
BELOW = {
    "base": [],
    "seal": ["base"],
    "sql": ["base"],
    "model": ["base"],
    "rules": ["model", "base"],
    "formats": ["model", "seal", "base"],
    "ports": ["formats", "model", "base"],
    **{s: ["ports", "formats", "rules", "model", "seal", "base"] for s in SIBLINGS},
    "reader": ["formats", "model", "base"],
    "practice-issuer": ["formats", "rules", "model", "seal", "sql", "base"],
}
BELOW["store"] = BELOW["store"] + ["sql"]
BELOW["workspace"] = SIBLINGS + ["ports", "formats", "rules", "model", "seal", "base"]
BELOW["ctl"] = ["workspace", "formats", "rules", "model", "base"]
BELOW["gui"] = ["workspace", "report", "rules", "model", "base"]

GLIB = r"(glib|gio|gobject|gmodule)"
SYSTEM = (r"(assert|ctype|errno|fcntl|float|inttypes|langinfo|limits|locale|malloc|math|poll|pwd|sched|signal|stdarg|stdbool|"
          r"stddef|stdint|stdio|stdlib|string|strings|time|unistd|"
          r"(sys|linux|arpa|netinet|net|bits|asm)/.*)\.h")
OUTSIDE = {
    "seal": [r"gnutls/", r"sodium"],
    "sql": [r"sqlite3\.h"],
    "formats": [r"json-glib/"],
    "capture": [r"gst/"],
    "net": [r"libsoup/"],
    "keyring": [r"libsecret/"],
    "report": [r"cairo", r"pango/"],
    "gui": [r"gtk/", r"adwaita\.h", r"gdk/", r"graphene", r"cairo", r"pango/"],
    "reader": [r"gst/", r"poppler", r"gdk-pixbuf/", r"gexiv2/", r"seccomp\.h", r"archive", r"libxml/",
               r"cairo", r"qpdf/"],
    "practice-issuer": [r"libsoup/", r"json-glib/"],
}
# Types of outside libraries that a public header of these layers must not name.
HIDDEN = re.compile(r"\b(Gtk|Adw|Gdk|Gst|Soup|sqlite3|Json[A-Z]|Secret[A-Z]|Poppler)\w*")
HIDING = set(SIBLINGS) | {"workspace", "sql", "ports"}


def layer_of(path):
    return path.parts[1] if len(path.parts) > 2 else None


def main():
    report = Report()
    sources = tracked("src/*/*.c", "src/*/*.h", "src/*/*/*.c", "src/*/*/*.h")
    owner = {p.name: layer_of(p) for p in sources if p.suffix == ".h"}
    seen_names = {}
    for path in sources:
        if path.suffix == ".h":
            if path.name in seen_names:
                report.complain(path, f"has the name of {seen_names[path.name]}")
            seen_names[path.name] = path
        layer = layer_of(path)
        if layer not in BELOW:
            report.complain(path, f"the house has no layer {layer}")
            continue
        for number, line in enumerate(read(path).splitlines(), 1):
            match = re.match(r'\s*#\s*include\s+(["<])([^">]+)[">]', line)
            if not match:
                continue
            quote, name = match.groups()
            place = f"{path}:{number}"
            if "../" in name:
                report.complain(place, "reaches over a wall with ../")
            elif quote == '"':
                theirs = owner.get(name.split("/")[-1])
                if name == "config.h" or theirs == layer:
                    continue
                if theirs is None:
                    if not name.endswith("-resources.h"):
                        report.complain(place, f"{name} is nowhere in src")
                elif theirs not in BELOW[layer]:
                    report.complain(place, f"{layer} may not use {theirs} ({name})")
            elif not (re.match(GLIB, name) or re.fullmatch(SYSTEM, name)):
                if not any(re.match(p, name) for p in OUTSIDE.get(layer, [])):
                    report.complain(place, f"{layer} may not use the outside library of <{name}>")
        if path.suffix == ".h" and layer in HIDING and "private" not in path.name:
            for number, line in enumerate(read(path).splitlines(), 1):
                code = re.sub(r"/\*.*?\*/|^\s*\*.*|^\s*/\*.*|\"[^\"]*\"", "", line)
                if HIDDEN.search(code):
                    report.complain(f"{path}:{number}", "names a type of an outside library")
    report.finish(len(sources))


if __name__ == "__main__":
    main()
