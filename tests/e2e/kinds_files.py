# SPDX-License-Identifier: GPL-3.0-or-later
"""Kinds about one file or text by itself."""
import made_files as make
from sheet import Sheet, constraint, evidence, prompt


def file_format(bench):
    s = Sheet(bench, evidence("sound", constraint("fileFormat", extensions=["wav", "mp3"]), media=["audio"]),
              evidence("sheet", constraint("fileFormat", extensions=["txt", "csv"]), media=["image", "data"]),
              evidence("mixed", constraint("fileFormat", extensions=["pdf"], appliesToMedia=["document"])))
    s.expect("sound/fileFormat", "notApplicable")
    one = s.made("sound", "LESSON.WAV", make.wav, 1000)
    s.expect("sound/fileFormat", "met", items=[one])
    two = s.sample("sound", "lesson.flac")
    s.expect("sound/fileFormat", "notMet", "lesson.flac", "WAV", "MP3", items=[two])
    s.p.ctl("remove", two)
    s.expect("sound/fileFormat", "met", items=[one])
    bare = s.made("sound", "lesson", make.wav, 1000)
    s.expect("sound/fileFormat", "notMet", items=[bare])
    renamed = s.made("sheet", "picture.png", make.png, 10, 10)
    s.expect("sheet/fileFormat", "notMet", items=[renamed])
    s.p.ctl("remove", renamed)
    s.made("sheet", "table.csv", make.table, 70)
    s.expect("sheet/fileFormat", "met")
    disguised = bench.file("photo.txt")
    disguised.write_bytes(make.png(bench.file("photo.png"), 10, 10).read_bytes())
    s.attach("sheet", disguised)
    s.expect("sheet/fileFormat", "notMet", "photo.txt")
    s.made("mixed", "photo.png", make.png, 10, 10)
    s.expect("mixed/fileFormat", "notApplicable")
    paper = s.made("mixed", "paper.docx", make.docx, ["Words."])
    s.expect("mixed/fileFormat", "notMet", "paper.docx", "PDF", items=[paper])


def file_size(bench):
    s = Sheet(bench, evidence("one", constraint("fileSize", minBytes=700, maxBytes=1000), media=["data"]),
              evidence("all", constraint("fileSize", maxBytes=1000, scope="total"), media=["data"]),
              evidence("advice", constraint("fileSize", "advised", maxBytes=1000), media=["data"]))
    for size, result, says in [(699, "notMet", "699"), (700, "met", ""), (1000, "met", ""), (1001, "notMet", "bytes)")]:
        item = s.made("one", "table.csv", make.table, size)
        s.expect("one/fileSize", result, says, items=[item])
        s.p.ctl("remove", item)
    a = s.made("all", "a.csv", make.table, 400)
    b = s.made("all", "b.csv", make.table, 600)
    s.expect("all/fileSize", "met", items=[a, b])
    s.made("all", "c.csv", make.table, 7)
    s.expect("all/fileSize", "notMet", "bytes)", "1000")
    s.made("advice", "d.csv", make.table, 5000)
    s.expect("advice/fileSize", "notMet", "5.0", advised=True)
    s.expect_state("advice", "complete", 1)


def size_as_sent(bench):
    """What is taken out before sending does not count."""
    photo = make.jpeg(bench.file("photo.jpg"), 64, 48, "-GPSLatitude=46.5", "-GPSLatitudeRef=N",
                      "-Artist=" + "Zebulon Quandry " * 900)
    bare = make.jpeg(bench.file("bare.jpg"), 64, 48).stat().st_size
    limit = bare + 2000
    assert photo.stat().st_size > limit + 8000
    s = Sheet(bench, evidence("photo", constraint("fileSize", maxBytes=limit), media=["image"]))
    s.attach("photo", photo)
    s.expect("photo/fileSize", "met")


def links(bench):
    s = Sheet(bench, evidence("paper", constraint("links", allowed=False), media=["document"]),
              evidence("open", constraint("links", allowed=True), media=["document"]),
              evidence("photo", constraint("links", allowed=False), media=["image"]),
              prompt("answer", constraint("links", allowed=False)))
    plain = [s.made("paper", "plain.pdf", make.pdf, 1), s.made("paper", "plain.docx", make.docx, ["Words."])]
    s.expect("paper/links", "met", items=plain)
    for name, maker, arguments in [("linked.pdf", make.pdf, [1]), ("linked.docx", make.docx, [["Words."]])]:
        linked = s.made("paper", name, maker, *arguments, link="https://there.example.org/x")
        s.expect("paper/links", "notMet", name, "there.example.org", items=[linked])
        s.p.ctl("remove", linked)
    linked = s.sample("paper", "plan.odt")
    s.expect("paper/links", "notMet", "plan.odt", items=[linked])
    s.made("open", "linked.pdf", make.pdf, 1, link="https://there.example.org/x")
    s.expect("open/links", "met")
    s.made("photo", "photo.png", make.png, 10, 10)
    s.expect("photo/links", "notApplicable")
    s.respond("answer", "See https://there.example.org/x for more.")
    s.expect("answer/links", "notMet")
    s.respond("answer", "See the plan for more.")
    s.expect("answer/links", "met")


def duration(bench):
    s = Sheet(bench, evidence("one", constraint("duration", minSeconds=1.5, maxSeconds=2), media=["audio"]),
              evidence("all", constraint("duration", minSeconds=3, maxSeconds=4, scope="total"), media=["audio"]))
    for length, result, says in [(1499, "notMet", "1.499"), (1500, "met", ""), (1501, "met", ""), (1999, "met", ""),
                                 (2000, "met", ""), (2001, "notMet", "2.001"), (62000, "notMet", "1:02")]:
        item = s.made("one", "sound.wav", make.wav, length)
        s.expect("one/duration", result, says, items=[item])
        s.p.ctl("remove", item)
    item = s.made("one", "sound.wav", make.wav, 9000)
    s.expect("one/duration", "notMet", "0:09", "0:02", "7 seconds")
    for option, result in [("1-3", "met"), ("1-3.001", "notMet"), ("0:00:01.500-0:00:03", "met"), ("7.5-", "met"),
                           ("7.501-", "notMet"), ("-2", "met"), ("-1.499", "notMet"), ("0-9", "notMet")]:
        s.edit(item, "--range", option)
        s.expect("one/duration", result)
    first = s.made("all", "a.wav", make.wav, 1500)
    s.expect("all/duration", "notMet", "0:01", "0:03")
    second = s.made("all", "b.wav", make.wav, 1499)
    s.expect("all/duration", "notMet", "2.999")
    s.p.ctl("remove", second)
    s.made("all", "b.wav", make.wav, 1500)
    s.expect("all/duration", "met")
    s.made("all", "c.wav", make.wav, 1000)
    s.expect("all/duration", "met")
    s.edit(first, "--range", "0-1.499")
    s.expect("all/duration", "met")
    s.made("all", "d.wav", make.wav, 10)
    s.expect("all/duration", "notMet", "0:04")


def words(bench):
    s = Sheet(bench, prompt("answer", constraint("words", min=3, max=5)),
              prompt("both", constraint("words", min=6, max=8, scope="total"), least=2, most=2),
              prompt("advice", constraint("words", "advised", min=250, max=300)),
              evidence("paper", constraint("words", min=4, max=5), media=["document"]))
    for text, result, says in [("two words", "notMet", "2 words"), ("three words here", "met", ""),
                               ("a b c d e", "met", ""), ("a b c d e f", "notMet", "6 words"),
                               ("a\u00a0b\u2003c", "met", ""), ("a\u200bb c", "notMet", "2 words"),
                               ("a\u3000b\u2028c\u0085d\u1680e", "met", ""), ("  a\n\n\tb\r\nc  ", "met", ""),
                               ("e\u0301a b", "notMet", "2 words"), ("— – -", "met", ""), ("don't well-known it", "met", "")]:
        item = s.respond("answer", text)
        s.expect("answer/words", result, says, items=[item])
    one = s.respond("both", "one two three")
    s.expect("both/words", "notMet", "3 words", "6 words", "Add 3 words")
    two = s.respond("both", "four five")
    s.expect("both/words", "notMet", "5 words", "Add 1 word")
    s.respond("both", "four five six", "--answer", two)
    s.expect("both/words", "met", items=[one, two])
    s.respond("both", "four five six seven eight nine", "--answer", two)
    s.expect("both/words", "notMet", "9 words", "Take out 1 word")
    s.respond("advice", "Short.")
    s.expect("advice/words", "notMet", "1 word", "249", advised=True)
    s.expect_state("advice", "complete", 1)
    for name, maker, three, four in [
            ("paper.docx", make.docx, [["One two", "three"]], [["One two", "three four"]]),
            ("paper.pdf", make.pdf, [1, None, ["One two", "three"]], [1, None, ["One two", "three four"]])]:
        few = s.made("paper", name, maker, *three)
        s.expect("paper/words", "notMet", "3 words", items=[few])
        s.p.ctl("remove", few)
        enough = s.made("paper", name, maker, *four)
        s.expect("paper/words", "met", items=[enough])
        s.p.ctl("remove", enough)


def characters(bench):
    s = Sheet(bench, prompt("answer", constraint("characters", min=3, max=5)),
              prompt("both", constraint("characters", max=6, scope="total"), least=2, most=2),
              evidence("paper", constraint("characters", max=9), media=["document"]))
    for text, result, says in [("ab", "notMet", "2 characters"), ("abc", "met", ""), ("abcde", "met", ""),
                               ("abcdef", "notMet", "6 characters"), ("a b c", "met", ""), ("a  b c", "notMet", "6"),
                               ("  ab  ", "notMet", "2 characters"), ("\u2003abc\u00a0\n", "met", ""),
                               ("e\u0301x", "met", ""), ("é\u0301", "notMet", "2 characters"), ("😀😀", "notMet", "2"),
                               ("👩‍🏫", "met", ""), ("a\nb\nc", "met", ""), ("\ufeffabcde", "met", "")]:
        item = s.respond("answer", text)
        s.expect("answer/characters", result, says, items=[item])
    s.respond("both", "abc")
    s.expect("both/characters", "met")
    two = s.respond("both", "def")
    s.expect("both/characters", "met")
    s.respond("both", "defg", "--answer", two)
    s.expect("both/characters", "notMet", "7 characters", "1 character")
    s.made("paper", "paper.docx", make.docx, ["Nine char"])
    s.expect("paper/characters", "met")
    ten = s.made("paper", "more.docx", make.docx, ["Ten chars."])
    s.expect("paper/characters", "notMet", "10 characters", items=[ten])


def pages(bench):
    s = Sheet(bench, evidence("paper", constraint("pages", min=2, max=3), media=["document"]),
              evidence("all", constraint("pages", max=4, scope="total"), media=["document"]),
              evidence("word", constraint("pages", max=4), media=["document"]),
              prompt("answer", constraint("pages", max=1)),
              prompt("dense", constraint("pages", max=1),
                     constraint("pageFormat", fontFamily="Arial", minFontPoints=11, lineSpacing=1, marginInches=1)),
              prompt("asked", constraint("pages", max=1, countsPrompts=True), text="Why?\n" * 15),
              prompt("unasked", constraint("pages", max=1), text="Why?\n" * 15))
    for count, result, says in [(1, "notMet", "1 page"), (2, "met", ""), (3, "met", ""), (4, "notMet", "4 pages")]:
        item = s.made("paper", "paper.pdf", make.pdf, count)
        s.expect("paper/pages", result, says, items=[item])
        s.p.ctl("remove", item)
    s.made("all", "a.pdf", make.pdf, 1)
    s.made("all", "b.pdf", make.pdf, 3)
    s.expect("all/pages", "met")
    s.made("all", "c.pdf", make.pdf, 1)
    s.expect("all/pages", "notMet", "5 pages", "4 pages", "1 page")
    word = s.made("word", "plan.docx", make.docx, ["Words."])
    s.expect("word/pages", "needsConfirmation", "plan.docx", items=[word])
    plain = s.made("word", "plan.txt", make.text, "Words.")
    s.p.ctl("remove", word)
    s.expect("word/pages", "met", items=[plain])
    s.respond("answer", "\n".join(["Line."] * 20))
    s.expect("answer/pages", "met")
    s.respond("answer", "\n".join(["Line."] * 30))
    s.expect("answer/pages", "notMet", "2 pages", "1 page")
    s.respond("dense", "\n".join(["Line."] * 30))
    s.expect("dense/pages", "met")
    s.expect("dense/pageFormat", "met")
    s.respond("dense", "\n".join(["Line."] * 70))
    s.expect("dense/pages", "notMet", "2 pages")
    for name, result in [("asked", "notMet"), ("unasked", "met")]:
        s.respond(name, "\n".join(["Line."] * 18))
        s.expect(f"{name}/pages", result)


def page_format(bench):
    s = Sheet(bench, evidence("paper", constraint("pageFormat", fontFamily="Arial", minFontPoints=11, lineSpacing=1.5,
                                                  marginInches=1), media=["document"], most=1),
              prompt("answer", constraint("pageFormat", fontFamily="Arial")))
    s.respond("answer", "Words.")
    s.expect("answer/pageFormat", "met")
    item = [s.made("paper", "paper.docx", make.docx, ["Words."])]

    def exchange():
        s.p.ctl("remove", item[0])
        item[0] = s.made("paper", "paper.docx", make.docx, ["Other words."])
    s.expect_confirmation("paper/pageFormat", exchange, "Arial", "11", "1.5", "paper.docx")


def audio(bench):
    s = Sheet(bench, evidence("sound", constraint("audio", required=True, minSpeechSeconds=5, minLevelDb=-60)),
              evidence("long", constraint("audio", required=True, minSpeechSeconds=100), media=["audio"]),
              evidence("loud", constraint("audio", required=True, minSpeechSeconds=1, minLevelDb=-1), media=["audio"]),
              evidence("film", constraint("audio", required=True), media=["video"]),
              evidence("mute", constraint("audio", required=False), media=["video"]))
    speech = s.sample("sound", "lesson.wav")
    s.expect("sound/audio", "met", items=[speech])
    silence = s.made("sound", "silence.wav", make.wav, 9000)
    s.expect("sound/audio", "notMet", "silence.wav", "0:05", items=[silence])
    s.p.ctl("remove", silence)
    s.edit(speech, "--range", "0-4")
    s.expect("sound/audio", "notMet", "lesson.wav", "0:05")
    s.sample("long", "lesson.wav")
    s.expect("long/audio", "notMet", "1:40")
    s.sample("loud", "lesson.wav")
    s.expect("loud/audio", "notMet", "-1")
    for name, result in [("film", "notMet"), ("mute", "met")]:
        s.made(name, "film.mp4", make.silent_video)
        s.expect(f"{name}/audio", result)
    heard = Sheet(bench, evidence("film", constraint("audio", required=True, minSpeechSeconds=5), media=["video"]))
    heard.sample("film", "lesson.mp4")
    heard.expect("film/audio", "met")


def picture(bench):
    s = Sheet(bench, evidence("photo", constraint("picture", minWidth=300, minHeight=200), media=["image", "video"]),
              evidence("phone", constraint("picture", minWidth=3024, minHeight=4032), media=["image"]),
              evidence("sound", constraint("picture", minWidth=10), media=["audio"]))
    for width, height, result in [(300, 200, "met"), (299, 200, "notMet"), (300, 199, "notMet"), (400, 300, "met")]:
        item = s.made("photo", "photo.png", make.png, width, height)
        s.expect("photo/picture", result, *([width, height, 300, 200] if result == "notMet" else []), items=[item])
        s.p.ctl("remove", item)
    s.made("photo", "film.mp4", make.silent_video, size="320x240")
    s.expect("photo/picture", "met")
    small = s.made("photo", "film.mp4", make.silent_video, size="160x120")
    s.expect("photo/picture", "notMet", "160", "120", items=[small])
    s.sample("phone", "photo.jpg")
    s.expect("phone/picture", "met")
    s.sample("sound", "lesson.wav")
    s.expect("sound/picture", "notApplicable")


CASES = [file_format, file_size, size_as_sent, links, duration, words, characters, pages, page_format, audio, picture]
