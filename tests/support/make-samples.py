#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes the files that tests look into: make-samples.py FOLDER [STAMP]

Everything is made on the spot from nothing: speech by espeak-ng, pictures from a formula, documents
written byte by byte. Every file that may carry a name or a place does; CANARIES lists what was
planted, and none of it may be found in a copy that was cleaned.

  lesson.wav .m4a .opus .ogg .mp3 .flac   one teacher, five sentences, pauses of 3.5 s between them
  lesson.mp4      that sound, 640×360 picture to be shown turned (360×640), place, maker; key frame
                  every second      lesson.mov the same, not turned      lesson.webm  VP8 and Opus
  lesson.mkv      H.264 and Opus     sparse.mp4  only one key frame
  photo.jpg       4032×3024 stored, to be shown 3024×4032; place, artist, serial number, thumbnail
  drawing.png     800×600, text chunks
  work.pdf        two pages, two links, author in Info, XMP, a note, a picture's EXIF, a first revision
  plan.docx plan.odt   text, a link, a photo with a place, a comment and a tracked change
  photo.heic photo.webp   the photo, upright      scan.pdf  a page that is only a picture
  lesson.3gp lesson.ogv   of other makers         uneven.mp4  frames of uneven length, index at the end
  table.csv table.xlsx table.ods notes.txt
  broken/         empty.mp4 noise.mp4 renamed.jpg (a PDF) old.doc, and cut.* : half of a whole file
"""

import math
import pathlib
import struct
import subprocess
import sys
import wave
import zipfile
import zlib

NAME = "Zebulon Quandry"
SCHOOL = "Quandry Hill School"
PLACE = "+46.5197+006.6323/"
SERIAL = "SN-CANARY-4711"
CANARIES = ["Zebulon", "Quandry", "SN-CANARY", "46.5197", "6.6323", "CANARY"]

SENTENCES = [
    "What do you think will happen when we add water to the glass?",
    "Take some time, and then tell your neighbour what you think.",
    "That is an interesting idea. Who would like to add something?",
    "How could we find out whether that is true?",
    "Thank you. Let us write down what we have seen today.",
]
PAUSE_SECONDS = 3.5


def run(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def ffmpeg(*arguments):
    run("ffmpeg", "-v", "error", "-y", "-fflags", "+bitexact", *map(str, arguments))


def make_speech(folder):
    frames, rate = b"", 22050
    for number, sentence in enumerate(SENTENCES):
        part = folder / f"part{number}.wav"
        run("espeak-ng", "-v", "en-gb+m3", "-w", part, sentence)
        with wave.open(str(part)) as sound:
            rate = sound.getframerate()
            frames += sound.readframes(sound.getnframes())
        part.unlink()
        # A room is never wholly silent; a hum far below the voice stands for it.
        hum = [round(12 * math.sin(i * 0.03) + 5 * math.sin(i * 1.7)) for i in range(rate // 2)]
        frames += struct.pack(f"<{len(hum)}h", *hum) * round(PAUSE_SECONDS * 2)
    plain = folder / "plain.wav"
    with wave.open(str(plain), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        sound.writeframes(frames)
    return plain


def make_recordings(folder):
    plain = make_speech(folder)
    tags = ["-metadata", f"artist={NAME}", "-metadata", f"title=Lesson of {NAME}",
            "-metadata", f"comment=at {SCHOOL}", "-metadata", "date=2026-03-14"]
    ffmpeg("-i", plain, *tags, folder / "lesson.wav")
    ffmpeg("-i", plain, "-c:a", "aac", "-b:a", "96k", *tags,
           "-metadata", f"location={PLACE}", folder / "lesson.m4a")
    ffmpeg("-i", plain, "-c:a", "libopus", "-b:a", "32k", *tags, folder / "lesson.opus")
    ffmpeg("-i", plain, "-c:a", "libvorbis", *tags, folder / "lesson.ogg")
    ffmpeg("-i", plain, "-c:a", "libmp3lame", "-b:a", "64k", *tags, folder / "lesson.mp3")
    ffmpeg("-i", plain, "-c:a", "flac", *tags, folder / "lesson.flac")

    picture = ["-f", "lavfi", "-i", "testsrc=size=640x360:rate=25"]
    x264 = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-threads", "1"]
    upright = folder / "upright.mp4"
    ffmpeg(*picture, "-i", plain, "-shortest", *x264, "-g", "25", "-bf", "2", "-c:a", "aac", upright)
    where = ["-metadata", f"location={PLACE}", "-metadata", f"make=CANARY Phone",
             "-metadata", "creation_time=2026-03-14T09:30:00Z"]
    ffmpeg("-i", upright, "-c", "copy", "-metadata:s:v:0", "rotate=90", *tags, *where,
           folder / "lesson.mp4")
    ffmpeg("-i", upright, "-c", "copy", *tags, *where, folder / "lesson.mov")
    ffmpeg("-i", upright, "-c:v", "copy", "-c:a", "libopus", "-b:a", "32k", *tags,
           folder / "lesson.mkv")
    ffmpeg(*picture, "-i", plain, "-shortest", "-c:v", "libvpx", "-deadline", "realtime",
           "-cpu-used", "8", "-g", "50", "-b:v", "500k", "-c:a", "libopus", "-b:a", "32k", *tags,
           folder / "lesson.webm")
    ffmpeg(*picture, "-i", plain, "-shortest", *x264, "-g", "100000", "-sc_threshold", "0",
           "-c:a", "aac", *tags, folder / "sparse.mp4")
    ffmpeg("-i", upright, "-t", "4", "-s", "352x288", "-c:v", "h263", "-c:a", "aac", "-ar", "16000",
           folder / "lesson.3gp")
    ffmpeg("-i", upright, "-t", "4", "-c:v", "libtheora", "-c:a", "libvorbis", folder / "lesson.ogv")
    ffmpeg("-i", upright, "-t", "6", "-vf", "select='not(mod(n,7))+not(mod(n,5))'", "-vsync", "vfr",
           *x264, "-an", folder / "uneven.mp4")
    plain.unlink()
    upright.unlink()


def png(width, height, chunks=(), shade=None):
    def chunk(kind, content):
        return (struct.pack(">I", len(content)) + kind + content
                + struct.pack(">I", zlib.crc32(kind + content)))
    shade = shade or (lambda x, y: (x * 255 // width, y * 255 // height, (x ^ y) & 255))
    row = [bytes(v for x in range(width) for v in shade(x, y)) for y in range(0, height, 8)]
    rows = b"".join(b"\0" + row[y // 8] for y in range(height))
    return (b"\x89PNG\r\n\x1a\n"
            + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
            + b"".join(chunk(*pair) for pair in chunks)
            + chunk(b"IDAT", zlib.compress(rows, 1)) + chunk(b"IEND", b""))


def tag_photo(path):
    run("exiftool", "-q", "-overwrite_original", "-Orientation#=6", "-GPSLatitude=46.5197",
        "-GPSLatitudeRef=N", "-GPSLongitude=6.6323", "-GPSLongitudeRef=E", f"-Artist={NAME}",
        "-Make=CANARY", "-Model=CANARY Phone", f"-SerialNumber={SERIAL}", f"-XMP:Creator={NAME}",
        f"-IPTC:By-line={NAME}", f"-Comment=by {NAME}",
        "-DateTimeOriginal=2026:03:14 09:30:00", path)


def make_pictures(folder):
    (folder / "small.png").write_bytes(png(160, 120))
    ffmpeg("-i", folder / "small.png", "-q:v", "5", folder / "thumb.jpg")
    ffmpeg("-f", "lavfi", "-i", "testsrc=size=4032x3024", "-frames:v", "1", "-q:v", "4",
           folder / "photo.jpg")
    tag_photo(folder / "photo.jpg")
    run("exiftool", "-q", "-overwrite_original", f"-ThumbnailImage<={folder / 'thumb.jpg'}",
        folder / "photo.jpg")
    tag_photo(folder / "thumb.jpg")
    (folder / "drawing.png").write_bytes(png(800, 600, [
        (b"tEXt", b"Author\0" + NAME.encode()),
        (b"iTXt", b"Comment\0\0\0\0\0" + f"drawn at {SCHOOL}".encode()),
        (b"zTXt", b"Description\0\0" + zlib.compress(f"CANARY of {NAME}".encode())),
    ]))
    run("convert", folder / "photo.jpg", "-strip", "-resize", "800x600", folder / "photo.heic")
    run("convert", folder / "photo.jpg", "-strip", "-resize", "800x600", folder / "photo.webp")
    (folder / "small.png").unlink()
    return (folder / "thumb.jpg").read_bytes()


def make_pdf(folder, photo):
    lines = ["Reading log of the week", "The plan is at https://plan.example.org/unit3."] + [
        f"On day {day} the class read aloud and asked each other what the story was about."
        for day in range(1, 11)]
    objects = [b"<< /Type /Catalog /Pages 2 0 R /Metadata 12 0 R >>",
               b"<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>"]
    resources = b"<< /Font << /F1 5 0 R >> /XObject << /Im1 8 0 R >> >>"
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources %s /Contents %s %s >>"
    objects.append(page % (resources, b"6 0 R", b"/Annots [9 0 R 10 0 R]"))
    objects.append(page % (resources, b"7 0 R", b"/PieceInfo << /X << /Private (%s) >> >>"
                           % NAME.encode()))
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>")

    def stream(dictionary, content):
        return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (dictionary, len(content), content)
    text = "BT /F1 12 Tf 72 720 Td 24 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    objects.append(stream(b"", text.encode() + b" q 160 0 0 120 72 200 cm /Im1 Do Q"))
    objects.append(stream(b"", b"BT /F1 12 Tf 72 720 Td (The second page.) Tj ET"))
    objects.append(stream(b"/Type /XObject /Subtype /Image /Width 160 /Height 120 "
                          b"/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode", photo))
    objects.append(b"<< /Type /Annot /Subtype /Link /Rect [72 700 300 715] /Border [0 0 0] "
                   b"/A << /S /URI /URI (https://link.example.org/page) >> >>")
    objects.append(b"<< /Type /Annot /Subtype /Text /Rect [400 700 420 720] /T (%s) "
                   b"/Contents (Well read.) /M (D:20260314093000Z) >>" % NAME.encode())
    objects.append(b"<< /Author (%s) /Title (Log of %s) /Creator (Writer) "
                   b"/Company (%s) >>" % (NAME.encode(), NAME.encode(), SCHOOL.encode()))
    xmp = (f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
           f'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
           f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li>{NAME}'
           f'</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>').encode()
    objects.append(stream(b"/Type /Metadata /Subtype /XML", xmp))
    out, offsets = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 11 0 R >>\n" % (len(objects) + 1)
    out += b"startxref\n%d\n%%%%EOF\n" % table
    # A second revision replaces the second page's text; the first one stays in the file.
    old, changed = table, len(out)
    out += b"7 0 obj\n%s\nendobj\n" % stream(b"", b"BT /F1 12 Tf 72 720 Td (Page two.) Tj ET")
    table = len(out)
    out += b"xref\n7 1\n%010d 00000 n \n" % changed
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 11 0 R /Prev %d >>\n" % (len(objects) + 1, old)
    out += b"startxref\n%d\n%%%%EOF\n" % table
    (folder / "work.pdf").write_bytes(out)


def make_scan(folder, photo):
    def stream(dictionary, content):
        return b"<< %s /Length %d >>\nstream\n%s\nendstream" % (dictionary, len(content), content)
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
               b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
               b"/Resources << /XObject << /Im1 5 0 R >> >> >>",
               stream(b"", b"q 595 0 0 842 0 0 cm /Im1 Do Q"),
               stream(b"/Type /XObject /Subtype /Image /Width 160 /Height 120 "
                      b"/ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode", photo)]
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    (folder / "scan.pdf").write_bytes(out)


def make_tables(folder):
    rows = [["student", "pre", "post"], ["S1", "4", "7"], ["S2", "5", "9"]]
    (folder / "table.csv").write_text("".join(",".join(row) + "\n" for row in rows))
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    words = sorted({cell for row in rows for cell in row if not cell.isdigit()})
    cells = "".join(
        f'<row r="{y}">' + "".join(
            f'<c r="{"ABC"[x]}{y}"><v>{cell}</v></c>' if cell.isdigit() else
            f'<c r="{"ABC"[x]}{y}" t="s"><v>{words.index(cell)}</v></c>'
            for x, cell in enumerate(row)) + "</row>" for y, row in enumerate(rows, 1))
    write_zip(folder / "table.xlsx", [
        ("[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
         'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'),
        ("xl/workbook.xml", f'<workbook xmlns="{main}"/>'),
        ("xl/sharedStrings.xml", f'<sst xmlns="{main}">' + "".join(
            f"<si><t>{word}</t></si>" for word in words) + "</sst>"),
        ("xl/worksheets/sheet1.xml",
         f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>')])
    space = " ".join(f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{p}:1.0"'
                     for p in ("office", "table", "text"))
    body = "".join("<table:table-row>" + "".join(
        f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        + "</table:table-row>" for row in rows)
    write_zip(folder / "table.ods", [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", f'<office:document-content {space}><office:body><office:spreadsheet>'
         f'<table:table table:name="A">{body}</table:table></office:spreadsheet></office:body>'
         '</office:document-content>')])


def write_zip(path, members):
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members:
            info = zipfile.ZipInfo(name, (2026, 3, 14, 9, 30, 0))
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)


def make_docx(folder, photo):
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    r = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    part = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    who = f'w:author="{NAME}" w:date="2026-03-14T09:30:00Z"'
    body = (f'<w:p w:rsidR="00CA4A5B"><w:r><w:rPr><w:rFonts w:ascii="Georgia"/><w:sz w:val="24"/>'
            f'</w:rPr><w:t>The lesson plan for wait time.</w:t></w:r></w:p>'
            f'<w:p><w:hyperlink r:id="rId5"><w:r><w:t>Template</w:t></w:r></w:hyperlink></w:p>'
            f'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> HYPERLINK '
            f'"https://field.example.org/" </w:instrText></w:r><w:r><w:t>Field</w:t></w:r></w:p>'
            f'<w:p><w:ins w:id="1" {who}><w:r><w:t>Added words.</w:t></w:r></w:ins>'
            f'<w:del w:id="2" {who}><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>'
            f'<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>Commented.</w:t></w:r>'
            f'<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>')
    types = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in [
        ("word/document.xml", part + ".document.main+xml"),
        ("word/comments.xml", part + ".comments+xml"),
        ("word/settings.xml", part + ".settings+xml"),
        ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        ("docProps/app.xml",
         "application/vnd.openxmlformats-officedocument.extended-properties+xml")])

    def relations(*entries):
        return (head + f'<Relationships xmlns="{package}/relationships">' + "".join(
            f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"{more}/>'
            for n, kind, target, more in entries) + "</Relationships>")
    write_zip(folder / "plan.docx", [
        ("[Content_Types].xml", head + f'<Types xmlns="{package}/content-types">'
         '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
         'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
         f'<Default Extension="jpg" ContentType="image/jpeg"/>{types}</Types>'),
        ("_rels/.rels", relations(
            (1, office + "/officeDocument", "word/document.xml", ""),
            (2, package + "/relationships/metadata/core-properties", "docProps/core.xml", ""),
            (3, office + "/extended-properties", "docProps/app.xml", ""),
            (4, package + "/relationships/metadata/thumbnail", "docProps/thumbnail.jpg", ""))),
        ("word/document.xml", head + f"<w:document {w} {r}><w:body>{body}</w:body></w:document>"),
        ("word/comments.xml", head + f'<w:comments {w}><w:comment w:id="0" {who} '
         f'w:initials="ZQ"><w:p><w:r><w:t>Nice.</w:t></w:r></w:p></w:comment></w:comments>'),
        ("word/settings.xml", head + f'<w:settings {w} {r}><w:attachedTemplate r:id="rId1"/>'
         '<w:rsids><w:rsidRoot w:val="00CA4A5B"/></w:rsids></w:settings>'),
        ("word/_rels/settings.xml.rels", relations(
            (1, office + "/attachedTemplate", f"file:///C:/Users/{NAME.replace(' ', '')}/x.dotx",
             ' TargetMode="External"'))),
        ("word/_rels/document.xml.rels", relations(
            (2, office + "/comments", "comments.xml", ""),
            (3, office + "/settings", "settings.xml", ""),
            (4, office + "/image", "media/image1.jpg", ""),
            (5, office + "/hyperlink", "https://plan.example.org/", ' TargetMode="External"'))),
        ("word/media/image1.jpg", photo),
        ("docProps/core.xml", head + f'<cp:coreProperties xmlns:cp="{package}/metadata/'
         'core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
         f'<dc:creator>{NAME}</dc:creator><dc:title>Plan of {NAME}</dc:title>'
         f'<cp:lastModifiedBy>{NAME}</cp:lastModifiedBy></cp:coreProperties>'),
        ("docProps/app.xml", head + '<Properties xmlns="http://schemas.openxmlformats.org/'
         f'officeDocument/2006/extended-properties"><Company>{SCHOOL}</Company></Properties>'),
        ("docProps/thumbnail.jpg", photo),
    ])


def make_odt(folder, photo):
    space = " ".join(f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for p, n in [
        ("office", "office"), ("text", "text"), ("meta", "meta"), ("draw", "drawing"),
        ("style", "style"), ("manifest", "manifest"), ("config", "config")])
    space += (' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink='
              '"http://www.w3.org/1999/xlink"')
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    who = f"<dc:creator>{NAME}</dc:creator><dc:date>2026-03-14T09:30:00</dc:date>"
    content = (f'<office:document-content {space} office:version="1.3"><office:body><office:text>'
               f'<text:tracked-changes><text:changed-region text:id="c1"><text:insertion>'
               f'<office:change-info>{who}</office:change-info></text:insertion>'
               f'</text:changed-region></text:tracked-changes>'
               f'<text:p>The lesson plan for wait time.</text:p><text:p><text:a xlink:href='
               f'"https://plan.example.org/">Template</text:a></text:p>'
               f'<text:p>Commented.<office:annotation>{who}<text:p>Nice.</text:p>'
               f'</office:annotation></text:p><text:p><text:initial-creator>{NAME}'
               f'</text:initial-creator></text:p><text:p><draw:frame><draw:image xlink:href='
               f'"Pictures/a.jpg"/></draw:frame></text:p></office:text></office:body>'
               f'</office:document-content>')
    files = [("/", "application/vnd.oasis.opendocument.text"), ("content.xml", "text/xml"),
             ("meta.xml", "text/xml"), ("settings.xml", "text/xml"),
             ("Pictures/a.jpg", "image/jpeg"), ("Thumbnails/thumbnail.png", "image/png")]
    write_zip(folder / "plan.odt", [
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("content.xml", head + content),
        ("meta.xml", head + f'<office:document-meta {space}><office:meta><meta:initial-creator>'
         f'{NAME}</meta:initial-creator><dc:creator>{NAME}</dc:creator><dc:title>Plan of {NAME}'
         f'</dc:title><meta:user-defined meta:name="School">{SCHOOL}</meta:user-defined>'
         '</office:meta></office:document-meta>'),
        ("settings.xml", head + f'<office:document-settings {space}><office:settings>'
         f'<config:config-item config:name="PrinterName">{NAME}</config:config-item>'
         '</office:settings></office:document-settings>'),
        ("Pictures/a.jpg", photo),
        ("Thumbnails/thumbnail.png", png(16, 16)),
        ("META-INF/manifest.xml", head + f'<manifest:manifest {space}>' + "".join(
            f'<manifest:file-entry manifest:full-path="{n}" manifest:media-type="{t}"/>'
            for n, t in files) + "</manifest:manifest>"),
    ])


def make_broken(folder):
    broken = folder / "broken"
    broken.mkdir(exist_ok=True)
    (broken / "empty.mp4").write_bytes(b"")
    (broken / "noise.mp4").write_bytes(zlib.compress(bytes(range(256)) * 400)[2:] * 20)
    (broken / "renamed.jpg").write_bytes((folder / "work.pdf").read_bytes())
    (broken / "old.doc").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4096))
    for name in ("lesson.mp4", "lesson.m4a", "lesson.webm", "lesson.wav", "lesson.mp3",
                 "lesson.opus", "lesson.flac", "photo.jpg", "drawing.png", "work.pdf",
                 "plan.docx", "plan.odt"):
        whole = (folder / name).read_bytes()
        (broken / ("cut." + name.split(".")[1])).write_bytes(whole[: len(whole) * 6 // 10])
    flipped = bytearray((folder / "plan.docx").read_bytes())
    flipped[flipped.index(b"word/document.xml") + 120] ^= 0xFF
    (broken / "flipped.docx").write_bytes(flipped)


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    make_recordings(folder)
    photo = make_pictures(folder)
    make_pdf(folder, photo)
    make_docx(folder, photo)
    make_odt(folder, photo)
    (folder / "thumb.jpg").unlink()
    make_scan(folder, photo)
    make_tables(folder)
    (folder / "notes.txt").write_text("Three words here. See www.notes.example.org.\n")
    make_broken(folder)
    (folder / "CANARIES").write_text("\n".join(CANARIES) + "\n")
    if len(sys.argv) > 2:
        pathlib.Path(sys.argv[2]).touch()


if __name__ == "__main__":
    main()
