# SPDX-License-Identifier: GPL-3.0-or-later
"""Kinds about who is in it, what only the earner can say, and what must not be told."""
import made_files as make
from sheet import Sheet, constraint, evidence, prompt


def continuity(bench):
    s = Sheet(bench, evidence("take", constraint("continuity", mode="unedited", trimEnds=True), media=["audio"]),
              evidence("whole", constraint("continuity", mode="unedited", trimEnds=False), media=["audio"]),
              evidence("little", constraint("continuity", mode="minimalEdits"), media=["audio"]),
              evidence("any", constraint("continuity", mode="any"), media=["audio"]),
              evidence("bare", constraint("continuity", mode="unedited", maskingAllowed=False), media=["audio"]))
    takes = {name: s.made(name, "take.wav", make.wav, 5000) for name in ("take", "whole", "little", "any", "bare")}
    s.expect_confirmation("take/continuity", lambda: s.edit(takes["take"], "--range", "1-4"), "take.wav")
    s.expect("whole/continuity", "needsConfirmation")
    s.edit(takes["whole"], "--range", "1-4")
    s.expect("whole/continuity", "notMet", "take.wav")
    s.expect("little/continuity", "needsConfirmation")
    s.expect("any/continuity", "met")
    s.p.ctl("person", "add", "M-1", expect=None)
    s.p.ctl("appear", takes["bare"], "M-1", "--masked", "M-1")
    s.expect("bare/continuity", "notMet")


def on_screen(bench):
    s = Sheet(bench, evidence("film", constraint("onScreen", subject="students", minPeople=4, minOccurrences=2)),
              evidence("me", constraint("onScreen", subject="earner")))
    sound = s.made("film", "sound.wav", make.wav, 1000)
    s.expect("film/onScreen", "notApplicable")
    film = s.made("film", "film.mp4", make.silent_video)
    s.expect("film/onScreen", "needsConfirmation", "film.mp4", "4", "2", items=[film])
    s.p.ctl("remove", sound)
    s.expect_confirmation("film/onScreen", lambda: s.edit(film, "--range", "0.5-1.5"))
    s.made("me", "me.png", make.png, 10, 10)
    s.expect("me/onScreen", "needsConfirmation")


def participants(bench):
    s = Sheet(bench, evidence("class", constraint("participants", grouping=["wholeClass", "smallGroup"]), media=["audio"]),
              evidence("count", constraint("participants", minStudents=4, maxStudents=9), media=["audio"], most=1))
    item = s.made("class", "a.wav", make.wav, 1000)
    s.expect("class/participants", "needsConfirmation", items=[item])
    s.edit(item, "--attribute", "grouping=oneToOne")
    s.expect("class/participants", "notMet", "a.wav")
    s.edit(item, "--attribute", "grouping=smallGroup")
    s.expect("class/participants", "met")
    count = [s.made("count", "b.wav", make.wav, 1000)]

    def exchange():
        s.p.ctl("remove", count[0])
        count[0] = s.made("count", "b.wav", make.wav, 2000)
    s.expect_confirmation("count/participants", exchange, "4", "9")


def transcript(bench):
    s = Sheet(bench, evidence("always", constraint("transcript", when="always", maxPages=2), media=["audio"]),
              evidence("unclear", constraint("transcript", when="inaudible"), media=["audio"]))
    item = s.made("always", "a.wav", make.wav, 1000)
    s.expect("always/transcript", "notMet", "a.wav", items=[item])
    paper = s.made("always", "a.pdf", make.pdf, 3, options=["--transcript-of", item])
    s.expect("always/transcript", "notMet", "3", "2")
    s.expect_state("always", "started", 1)
    s.p.ctl("remove", paper)
    s.expect("always/transcript", "notMet")
    s.made("always", "a.pdf", make.pdf, 2, options=["--transcript-of", item])
    s.expect("always/transcript", "met")
    s.expect_state("always", "complete", 1)
    unclear = s.made("unclear", "b.wav", make.wav, 4000)
    s.expect_confirmation("unclear/transcript", lambda: s.edit(unclear, "--range", "0-3"), "b.wav")
    s.edit(unclear, "--range", "0-2")
    s.expect("unclear/transcript", "needsConfirmation")
    s.made("unclear", "b.pdf", make.pdf, 1, options=["--transcript-of", unclear])
    s.expect("unclear/transcript", "met")


def template(bench):
    s = Sheet(bench, evidence("form", constraint("template", resource="the-form", allFieldsFilled=True), media=["document"],
                              most=1),
              resources=[{"id": "the-form", "title": "Planning form", "type": "template"}])
    s.expect("form/template", "notApplicable")
    item = [s.made("form", "form.docx", make.docx, ["Filled in."])]

    def exchange():
        s.p.ctl("remove", item[0])
        item[0] = s.made("form", "form.docx", make.docx, ["Filled in otherwise."])
    s.expect_confirmation("form/template", exchange, "Planning form", "form.docx")


def consent(bench):
    rule = dict(subjects=["student"], scopes=["voice", "image"], purpose="assessment", form="program",
                formResource="release", unconsented="exclude")
    s = Sheet(bench, evidence("take", constraint("consent", **rule), media=["audio"], most=1),
              evidence("masked", constraint("consent", **{**rule, "unconsented": "mask"}), media=["audio"], most=1),
              evidence("adults", constraint("consent", subjects=["student", "adult"], scopes=["work"],
                                            purpose="training", form="either"), media=["data"]),
              resources=[{"id": "release", "title": "Release form", "type": "template"}])
    ctl, day = s.p.ctl, "2026-11-20"

    def take(result, *says, date=day):
        s.expect("take/consent", result, *says, items=[item], date=date)
    s.expect("take/consent", "notApplicable")
    item = s.made("take", "take.wav", make.wav, 1000)
    take("needsInformation", "take.wav")
    ctl("appear", item, "--nobody")
    take("met")
    for key, role in [("C-1", "student"), ("C-2", "student"), ("C-9", "adult")]:
        ctl("person", "add", key, "--role", role)
    ctl("appear", item, "C-1", "C-9")
    take("notMet", "C-1", "voice", "image")
    voice = ctl("permission", "add", "C-1", "--scope", "voice", "--purpose", "assessment", "--form", "program")
    take("notMet", "C-1", "image")
    ctl("permission", "add", "C-1", "--scope", "image", "--purpose", "training", "--form", "program")
    take("notMet", "image")
    ctl("permission", "add", "C-1", "--scope", "image", "--purpose", "assessment", "--form", "district")
    take("notMet", "image")
    ctl("permission", "add", "C-1", "--scope", "image", "--purpose", "assessment", "--form", "release", "--until", day)
    take("met")
    take("notMet", "image", date="2026-11-21")
    ctl("permission", "withdraw", voice)
    take("notMet", "voice")
    ctl("permission", "add", "C-1", "--scope", "voice|image", "--purpose", "assessment", "--purpose", "publication",
        "--form", "program")
    take("met")
    ctl("appear", item, "C-1", "C-2")
    take("notMet", "C-2")
    masked = s.made("masked", "masked.wav", make.wav, 1000)
    ctl("appear", masked, "C-1", "C-2")
    s.expect("masked/consent", "notMet", "C-2", date=day)
    ctl("appear", masked, "C-1", "C-2", "--masked", "C-2")
    s.expect("masked/consent", "met", date=day)
    table = s.made("adults", "table.csv", make.table, 70)
    ctl("appear", table, "C-9")
    s.expect("adults/consent", "notMet", "C-9", "work", date=day)
    ctl("permission", "add", "C-9", "--scope", "work", "--purpose", "training", "--form", "district")
    s.expect("adults/consent", "met", date=day)


def deidentification(bench):
    rule = constraint("deidentification", studentNames="pseudonym", mask=["earnerName", "school"], fileNames=True,
                      metadata=True)
    s = Sheet(bench, evidence("paper", rule, media=["document"]), evidence("photo", rule, media=["image"], most=1),
              evidence("strict", constraint("deidentification", studentNames="none"), media=["document"]),
              prompt("answer", rule))
    ctl = s.p.ctl
    ctl("private", "school", "Pine Hollow")
    ctl("private", "earnerName", "Zora Quill")
    ctl("person", "add", "Kestrel")
    s.respond("answer", "At PINE hollow we read.")
    s.expect("answer/deidentification", "notMet", "PINE hollow")
    s.respond("answer", "We read under a hollow pine.")
    s.expect("answer/deidentification", "met")
    for text, found in [("Write to mother@home.example.org today.", "mother@home.example.org"),
                        ("Call (555) 010-4477 please.", "555"), ("It was Zora Quill who said it.", "Zora Quill")]:
        s.respond("answer", text)
        s.expect("answer/deidentification", "notMet", found)
    s.respond("answer", "Kestrel scored 555 of 1000 on 2026-11-20.")
    s.expect("answer/deidentification", "met")
    named = s.made("paper", "pine_hollow-plan.docx", make.docx, ["Words."])
    s.expect("paper/deidentification", "notMet", "pine_hollow", items=[named])
    ctl("remove", named)
    inside = s.made("paper", "plan.pdf", make.pdf, 1, lines=["Welcome to Pine Hollow"])
    s.expect("paper/deidentification", "notMet", "Pine Hollow", items=[inside])
    ctl("remove", inside)
    plain = s.made("paper", "plan.pdf", make.pdf, 1, author="Zora Quill")
    s.expect("paper/deidentification", "met", items=[plain])
    s.made("strict", "plan.docx", make.docx, ["What Kestrel wrote."])
    s.expect("strict/deidentification", "notMet", "Kestrel")
    photo = [s.made("photo", "photo.jpg", make.jpeg, 64, 48, "-GPSLatitude=46.5")]

    def exchange():
        ctl("remove", photo[0])
        photo[0] = s.made("photo", "other.jpg", make.jpeg, 48, 64)
    s.expect_confirmation("photo/deidentification", exchange, ".jpg")
    for mask in ("school", "earnerName"):
        ctl("private", mask)


def manual(bench):
    s = Sheet(bench, evidence("work", constraint("manual", text="The child chose the book."), media=["data"], most=1),
              evidence("other", constraint("x-district-stamp", note="The stamp is on page one.", seal={"deep": [1, 2]}),
                       media=["data"], most=1),
              prompt("answer", constraint("manual", "advised", text="You read it aloud.")))
    s.expect("work/manual", "notApplicable")
    items = {}
    for name, kind, says in [("work", "manual", "The child chose the book."),
                             ("other", "x-district-stamp", "The stamp is on page one.")]:
        items[name] = s.made(name, "a.csv", make.table, 70)

        def exchange():
            s.p.ctl("remove", items[name])
            items[name] = s.made(name, "a.csv", make.table, 77)
        s.expect_confirmation(f"{name}/{kind}", exchange, says)
    s.respond("answer", "One.")
    s.expect("answer/manual", "needsConfirmation", "You read it aloud.", advised=True)
    s.expect_ready()
    s.confirm("answer/manual")
    s.expect("answer/manual", "confirmed", advised=True)
    s.respond("answer", "Two.")
    s.expect("answer/manual", "needsConfirmation", advised=True)
    s.confirm("work/nothing", expect=3)


def originality(bench):
    rule = constraint("originality", uniqueToEarner=True, sharedAllowed=False)
    shared = constraint("originality", uniqueToEarner=True, sharedAllowed=True)
    first = Sheet(bench, evidence("work", media=["data"]))
    second = Sheet(bench, evidence("work", rule, media=["data"], most=1), evidence("team", shared, media=["data"]))
    file = make.table(bench.file("work.csv"), 210)
    item = [first.attach("work", file)]
    item = [second.attach("work", file)]
    second.attach("team", file)
    second.expect("work/originality", "needsConfirmation")
    submit_all(bench, first)
    second.expect("work/originality", "notMet", "work.csv", first.definition["name"], items=item)
    second.expect("team/originality", "needsConfirmation")
    second.p.ctl("remove", item[0])
    item[0] = second.made("work", "work.csv", make.table, 217)

    def exchange():
        second.p.ctl("remove", item[0])
        item[0] = second.made("work", "work.csv", make.table, 224)
    second.expect_confirmation("work/originality", exchange, "work.csv")


def submit_all(bench, sheet):
    """Sends a portfolio to the practice issuer."""
    p = bench.p
    p.desk_run("definition", "add", sheet.path)
    token = p.folder / "token"
    token.write_text(p.desk_run("token", "zora"), encoding="utf-8")
    url = p.start_server()
    p.ctl("issuer", "add", "Practice", url, "--token-file", token)
    p.ctl("issuer", "sync", "Practice")
    p.ctl("submit", sheet.id, "--issuer", "Practice")
    p.stop_server()


CASES = [continuity, on_screen, participants, transcript, template, consent, deidentification, manual, originality]
