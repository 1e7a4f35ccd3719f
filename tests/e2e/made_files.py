# SPDX-License-Identifier: GPL-3.0-or-later
"""Files of an exact length, size, page count or content, made on the spot."""
import pathlib
import struct
import subprocess
import wave
import zipfile
import zlib

RATE = 8000


def wav(path, milliseconds):
    """A silent sound file that runs exactly so long."""
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(bytes(2 * RATE * milliseconds // 1000))
    return path


def silent_video(path, seconds=2, size="320x240"):
    """Pictures without any sound."""
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", f"testsrc=size={size}:rate=10", "-t",
                    str(seconds), "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-an", str(path)],
                   check=True)
    return path


def png(path, width, height):
    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
    rows = (b"\0" + bytes(3 * width)) * height
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
                     + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
    return path


def jpeg(path, width, height, *tags):
    """A photo; `tags` are what exiftool is to write into it."""
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", f"testsrc=size={width}x{height}", "-frames:v",
                    "1", str(path)], check=True)
    if tags:
        subprocess.run(["exiftool", "-q", "-overwrite_original", *tags, str(path)], check=True)
    return path


def table(path, size):
    """A table of exactly `size` bytes."""
    row = b"S1,4,7\n"
    path.write_bytes((row * (size // len(row) + 1))[:size - 1] + b"\n")
    return path


def pdf(path, pages, link=None, lines=(), author=None):
    """A document of so many pages; its first page holds `lines`, and perhaps a link."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(pages))
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
               "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>"]
    for n in range(pages):
        text = " ".join(f"({line}) Tj T*" for line in (lines if n == 0 and lines else [f"Page {n + 1}"]))
        content = f"BT /F1 12 Tf 72 720 Td 24 TL {text} ET"
        notes = (f"/Annots [<< /Type /Annot /Subtype /Link /Rect [72 700 300 715] /A << /S /URI /URI ({link}) >> >>]"
                 if link and n == 0 else "")
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> "
                       f"/Contents {5 + 2 * n} 0 R {notes} >>")
        objects.append(f"<< /Length {len(content)} >>\nstream\n{content}\nendstream")
    info = ""
    if author:
        objects.append(f"<< /Author ({author}) >>")
        info = f"/Info {len(objects)} 0 R"
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table_at = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {info} >>\nstartxref\n{table_at}\n%%EOF\n".encode()
    path.write_bytes(out)
    return path


def docx(path, paragraphs, link=None):
    """A word processor's document with these paragraphs, and perhaps a link after them."""
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    body = "".join(f'<w:p><w:r><w:t xml:space="preserve">{p}</w:t></w:r></w:p>' for p in paragraphs)
    if link:
        body += '<w:p><w:hyperlink r:id="rId1"><w:r><w:t>there</w:t></w:r></w:hyperlink></w:p>'
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("[Content_Types].xml", f'{head}<Types xmlns="{package}/content-types"><Default Extension="rels" '
                     f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName='
                     f'"/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.'
                     f'document.main+xml"/></Types>')
        out.writestr("_rels/.rels", f'{head}<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" '
                     f'Type="{relations}/officeDocument" Target="word/document.xml"/></Relationships>')
        out.writestr("word/document.xml", f'{head}<w:document xmlns:w="{word}" xmlns:r="{relations}"><w:body>{body}'
                     f'</w:body></w:document>')
        if link:
            out.writestr("word/_rels/document.xml.rels", f'{head}<Relationships xmlns="{package}/relationships">'
                         f'<Relationship Id="rId1" Type="{relations}/hyperlink" Target="{link}" '
                         f'TargetMode="External"/></Relationships>')
    return path


def text(path, content):
    pathlib.Path(path).write_text(content, encoding="utf-8")
    return path
