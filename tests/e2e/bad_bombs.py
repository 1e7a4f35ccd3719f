# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that are well formed and hostile: small on the disk, endless in the memory or in time."""
import io
import struct
import wave
import zipfile
import zlib

from bad_bench import DONE, INPUT, MIB, case, hold

LAUGHS = ('<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 12}">' for n in range(11)) + "]>")
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:body></w:document>'


def png(width, height, rows):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + chunk(b"IDAT", rows) + chunk(b"IEND", b""))


def zeros(count):
    packer, out = zlib.compressobj(9), []
    for _ in range(count // MIB):
        out.append(packer.compress(b"\0" * MIB))
    return b"".join(out) + packer.flush()


def office(bench, replaced, more=()):
    made = io.BytesIO()
    with zipfile.ZipFile(bench.samples / "plan.docx") as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for member in source.infolist():
            out.writestr(member, replaced.get(member.filename, source.read(member)))
        for name, content in more:
            out.writestr(name, content)
    return made.getvalue()


def pdf(pages=1, kids="[3 0 R]", extra=b""):
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids {kids} /Count {pages} >>".encode(),
               b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] /Contents 4 0 R >>",
               b"<< /Length 0 >>\nstream\n\nendstream"] + ([extra] if extra else [])
    out, offsets = b"%PDF-1.5\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + b"".join(b"%010d 00000 n \n" % o for o in offsets)
    return out + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)


def long_wave():
    """A header that promises hours, and a second."""
    made = io.BytesIO()
    with wave.open(made, "wb") as sound:
        sound.setparams((1, 2, 8000, 0, "NONE", ""))
        sound.writeframes(b"\0\0" * 8000)
    data = bytearray(made.getvalue())
    data[40:44] = struct.pack("<I", 0xfffffff0)
    data[4:8] = struct.pack("<I", 0xffffffff)
    return bytes(data)


def bombs(bench):
    yield "wide.png", png(60000, 60000, zeros(8 * MIB))
    yield "tall.png", png(1, 2**31 - 1, zeros(MIB))
    yield "full.png", png(20000, 20000, zeros(20000 * 60001 + MIB))
    yield "none.png", png(0, 0, zeros(MIB))
    yield "tail.png", png(10, 10, zlib.compress(b"\0" * 310)) + b"x" * MIB
    yield "laughs.docx", office(bench, {"word/document.xml": LAUGHS + WORD.format("&l;")})
    yield "outside.docx", office(bench, {"word/document.xml": OUTSIDE + WORD.format("&x;")})
    yield "deep.docx", office(bench, {"word/document.xml": "<a>" * 500_000 + "</a>" * 500_000})
    yield "climbing.docx", office(bench, {}, [("../../../../tmp/vouch-climbed", b"x"), ("/tmp/vouch-climbed", b"x")])
    yield "many.docx", office(bench, {}, [(f"word/x{n}", b"") for n in range(60_000)])
    yield "wrapped.docx", office(bench, {}, [("word/media/inner.zip", zeros(64 * MIB))])
    yield "loop.pdf", pdf(kids="[2 0 R 2 0 R 2 0 R]", pages=1_000_000)
    yield "pages.pdf", pdf(pages=2_000_000_000, kids="[" + "3 0 R " * 30_000 + "]")
    yield "deep.pdf", pdf(extra=b"[" * 500_000)
    yield "script.pdf", pdf(extra=b"<< /Type /Action /S /JavaScript /JS (app.alert(1)) >>")
    yield "long.wav", long_wave()
    data = bytearray((bench.samples / "lesson.mp4").read_bytes())
    place = data.find(b"mvhd")
    data[place + 12:place + 24] = b"\0\0\0\x01\xff\xff\xff\xff\xff\xff\xff\xff"
    yield "years.mp4", bytes(data)
    data = bytearray((bench.samples / "lesson.mp4").read_bytes())
    place = data.find(b"stsz")
    data[place + 12:place + 16] = b"\xff\xff\xff\xff"
    yield "samples.mp4", bytes(data)
    yield "boxes.mp4", (bench.samples / "lesson.mp4").read_bytes()[:32] + b"\0\0\0\x08free" * 400_000
    yield "nested.mp4", b"\0\0\0\x18ftypisom\0\0\0\0isommp42" + b"".join(
        struct.pack(">I", (100_000 - n) * 8) + b"moov" for n in range(100_000))


@case
def files_that_are_bombs(bench):
    bench.fresh()
    portfolio = bench.begin(media=["document", "image", "audio", "video", "data"])
    for name, content in bombs(bench):
        before = bench.objects()
        path = bench.write(name, content)
        done = bench.do("attach", portfolio, "files", path, seconds=25)
        hold(done.code in (DONE, INPUT), f"it is taken or refused: {done}")
        hold(done.peak_kib < 1536 * 1024, f"it does not fill the memory: {done}")
        if done.code == INPUT:
            hold(bench.objects() == before and name in done.err, f"nothing of it remains: {done}")
        else:
            out = bench.good("--json", "portfolio", "show", portfolio)
            hold("root:" not in out and "haha" not in out, f"it did what it wanted: {done}")
    bench.sound()
