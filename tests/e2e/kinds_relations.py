# SPDX-License-Identifier: GPL-3.0-or-later
"""Kinds about several items at once: dates, attributes, citations, marks."""
import made_files as make
from sheet import Sheet, constraint, evidence, prompt


def dated(sheet, requirement, day, *attributes):
    options = [x for a in attributes for x in ("--attribute", a)]
    if day:
        options += ["--attribute", f"date={day}"]
    return sheet.made(requirement, "table.csv", make.table, 70, options=options)


def date_window(bench):
    s = Sheet(bench, evidence("work", constraint("dateWindow", notBefore="2026-09-01", notAfter="2026-10-31"),
                              media=["data"]),
              evidence("recent", constraint("dateWindow", maxAgeMonths=6), media=["data"]))
    item = dated(s, "work", None)
    s.expect("work/dateWindow", "needsInformation", items=[item])
    for day, result, says in [("2026-08-31", "notMet", "1"), ("2026-09-01", "met", ""), ("2026-10-31", "met", ""),
                              ("2026-11-01", "notMet", "31")]:
        s.edit(item, "--attribute", f"date={day}")
        s.expect("work/dateWindow", result, says, items=[item])
    dated(s, "recent", "2026-05-31")
    for day, result in [("2026-05-31", "met"), ("2026-11-30", "met"), ("2026-12-01", "notMet")]:
        s.expect("recent/dateWindow", result, date=day)


def elapsed(bench):
    s = Sheet(bench, evidence("first", media=["data"]),
              evidence("last", constraint("elapsed", **{"from": "first", "to": "last"}, minDays=14, maxDays=30),
                       media=["data"]))
    dated(s, "first", "2026-09-10")
    early = dated(s, "first", "2026-09-01")
    s.expect("last/elapsed", "notApplicable")
    late = dated(s, "last", None)
    s.expect("last/elapsed", "needsInformation", items=[late])
    for day, result, says in [("2026-09-14", "notMet", "13 days"), ("2026-09-15", "met", ""),
                              ("2026-10-01", "met", ""), ("2026-10-02", "notMet", "31 days")]:
        s.edit(late, "--attribute", f"date={day}")
        s.expect("last/elapsed", result, says)
    s.p.ctl("remove", early)
    s.expect("last/elapsed", "met")
    dated(s, "last", "2026-10-11")
    s.expect("last/elapsed", "notMet", "31 days", "30")


def sequence(bench):
    s = Sheet(bench, evidence("before", media=["data"]),
              evidence("middle", constraint("sequence", after=["before"], before=["later"]), media=["data"]),
              evidence("later", media=["data"]))
    middle = dated(s, "middle", None)
    dated(s, "before", "2026-09-01")
    last = dated(s, "before", "2026-09-10")
    s.expect("middle/sequence", "needsInformation", items=[middle])
    for day, result in [("2026-09-09", "notMet"), ("2026-09-10", "met"), ("2026-09-20", "met")]:
        s.edit(middle, "--attribute", f"date={day}")
        s.expect("middle/sequence", result)
    later = dated(s, "later", "2026-09-19")
    s.expect("middle/sequence", "notMet", "20", "19")
    s.edit(later, "--attribute", "date=2026-09-20")
    s.expect("middle/sequence", "met")
    s.edit(last, "--attribute", "date=")
    s.expect("middle/sequence", "needsInformation")


def distinct(bench):
    s = Sheet(bench, evidence("work", constraint("distinct", attribute="student"), media=["data"]),
              evidence("other", constraint("distinct", attribute="lesson", across=["other", "third"]), media=["data"]),
              evidence("third", media=["data"]),
              evidence("least", constraint("distinct", attribute="unit", minDistinct=2), media=["data"]))
    dated(s, "work", None, "student=A")
    s.expect("work/distinct", "met")
    b = dated(s, "work", None)
    s.expect("work/distinct", "needsInformation", items=[b])
    s.edit(b, "--attribute", "student=A")
    s.expect("work/distinct", "notMet", "A", items=[b])
    s.edit(b, "--attribute", "student=B")
    s.expect("work/distinct", "met")
    dated(s, "other", None, "lesson=L1")
    third = dated(s, "third", None, "lesson=L1")
    s.expect("other/distinct", "notMet", "L1")
    s.edit(third, "--attribute", "lesson=L2")
    s.expect("other/distinct", "met")
    dated(s, "least", None, "unit=U1")
    s.expect("least/distinct", "notMet", "1", "2")
    late = dated(s, "least", None)
    s.expect("least/distinct", "needsInformation")
    s.edit(late, "--attribute", "unit=U1")
    s.expect("least/distinct", "notMet", "1", "2")
    dated(s, "least", None, "unit=U2")
    s.expect("least/distinct", "met")


def same(bench):
    s = Sheet(bench, evidence("work", constraint("same", attribute="lesson"), media=["data"]),
              evidence("after", constraint("same", attribute="student", **{"with": ["work", "third"]}), media=["data"]),
              evidence("third", media=["data"]))
    a = dated(s, "work", None, "lesson=L1", "student=A")
    b = dated(s, "work", None)
    s.expect("work/same", "needsInformation", items=[b])
    s.edit(b, "--attribute", "lesson=L2", "--attribute", "student=B")
    s.expect("work/same", "notMet", "L1", "L2")
    s.edit(b, "--attribute", "lesson=L1")
    s.expect("work/same", "met", items=[a, b])
    dated(s, "third", None, "student=A")
    after = dated(s, "after", None, "student=A")
    s.expect("after/same", "met")
    s.edit(after, "--attribute", "student=B")
    s.expect("after/same", "notMet", "B", "Third", items=[after])
    s.edit(after, "--attribute", "student=")
    s.expect("after/same", "needsInformation", items=[after])


def spread(bench):
    s = Sheet(bench, evidence("work", constraint("spread", attribute="performanceLevel", values=["below", "above"]),
                              media=["data"]),
              evidence("twice", constraint("spread", attribute="grouping", values=["smallGroup"], minEach=2),
                       media=["data"]))
    dated(s, "work", None, "performanceLevel=below")
    s.expect("work/spread", "notMet", "above the expected level")
    b = dated(s, "work", None)
    s.expect("work/spread", "needsInformation")
    s.edit(b, "--attribute", "performanceLevel=at")
    s.expect("work/spread", "notMet", "above the expected level")
    s.edit(b, "--attribute", "performanceLevel=above")
    s.expect("work/spread", "met")
    dated(s, "twice", None, "grouping=smallGroup")
    s.expect("twice/spread", "notMet", "a small group", "2")
    dated(s, "twice", None, "grouping=smallGroup")
    s.expect("twice/spread", "met")


def pre_post(bench):
    s = Sheet(bench, evidence("work", constraint("prePost", pairBy="student", same=["measure", "standard"], minPairs=2,
                                                 minDaysBetween=20), media=["data"]))
    common = ["measure=M", "standard=S"]
    dated(s, "work", "2026-09-01", "student=A", "occasion=pre", *common)
    s.expect("work/prePost", "notMet", "0", "2")
    dated(s, "work", "2026-09-21", "student=A", "occasion=post", *common)
    s.expect("work/prePost", "notMet", "1", "2")
    dated(s, "work", "2026-09-02", "student=B", "occasion=pre", *common)
    late = dated(s, "work", "2026-09-21", "student=B", "occasion=post", *common)
    s.expect("work/prePost", "notMet", "1 of 2", "B", "20")
    s.edit(late, "--attribute", "date=2026-09-22")
    s.expect("work/prePost", "met")
    s.edit(late, "--attribute", "standard=T")
    s.expect("work/prePost", "notMet", "B")
    s.edit(late, "--attribute", "standard=")
    s.expect("work/prePost", "needsInformation", items=[late])
    s.edit(late, "--attribute", "standard=S", "--attribute", "occasion=during")
    s.expect("work/prePost", "notMet")
    s.edit(late, "--attribute", "occasion=post", "--attribute", "student=")
    s.expect("work/prePost", "needsInformation", items=[late])


def cites(bench):
    s = Sheet(bench, evidence("take", media=["audio"]), evidence("paper", media=["document"]),
              prompt("moments", constraint("cites", targets=["take", "paper"], form="moment", min=2)),
              prompt("pages", constraint("cites", targets=["paper", "take"], form="page", min=2)),
              prompt("items", constraint("cites", targets=["take", "paper"], form="item", min=2)),
              prompt("any", constraint("cites", targets=["take", "paper"], form="any", min=3)))
    for name in ("moments", "items"):
        s.respond(name, "Words.")
        s.expect(f"{name}/cites", "notApplicable")
    take = s.made("take", "take.wav", make.wav, 9000)
    paper = s.made("paper", "paper.pdf", make.pdf, 2)

    def answer(name, result, *cited, says=""):
        item = s.respond(name, "Words.", *[x for c in cited for x in ("--cite", c)])
        s.expect(f"{name}/cites", result, says, items=[item])
    answer("moments", "notMet", f"{take}@3", says="1 of the 2")
    answer("moments", "notMet", f"{take}@3", f"{take}@0:00:03.000", says="1 of the 2")
    answer("moments", "notMet", f"{take}@3", take)
    answer("moments", "met", f"{take}@3", f"{take}@3.001")
    s.edit(take, "--range", "3.001-8")
    s.expect("moments/cites", "notMet", "1 of the 2")
    s.edit(take, "--range", "0-9")
    answer("pages", "notMet", f"{paper}@p1", f"{take}@3")
    answer("pages", "met", f"{paper}@p1", f"{paper}@p2")
    answer("items", "notMet", take, f"{take}@3")
    answer("items", "met", f"{take}@3", paper)
    answer("any", "met", f"{take}@3", f"{take}@4", f"{paper}@p2")
    answer("any", "notMet", f"{take}@3", f"{take}@3", f"{paper}@p2", says="2 of the 3")
    answer("moments", "notMet", f"{paper}@3", f"{take}@9.5", f"{take}@1", says="1 of the 2")
    answer("pages", "notMet", f"{paper}@p1", f"{paper}@p3", f"{take}@p1", says="1 of the 2")
    s.p.ctl("remove", take)
    s.p.ctl("remove", paper)
    s.expect("moments/cites", "notApplicable")


def annotation(bench):
    s = Sheet(bench, evidence("take", constraint("annotation", forms=["moment"], minPerItem=1, minTotal=3), media=["audio"]),
              evidence("photo", constraint("annotation", forms=["region"], minTotal=1, namesCriterion=True),
                       media=["image"]),
              evidence("paper", constraint("annotation", forms=["text"], minPerItem=1), media=["document"]))
    a = s.made("take", "a.wav", make.wav, 9000)
    b = s.made("take", "b.wav", make.wav, 9000)
    annotate = s.p.ctl
    for at in ("1", "0:00:02", "3-4.5"):
        annotate("annotate", a, "--at", at, "Here.")
    s.expect("take/annotation", "notMet", "b.wav")
    annotate("annotate", b, "--at", "8", "There.")
    s.expect("take/annotation", "met")
    s.edit(b, "--range", "0-7")
    s.expect("take/annotation", "notMet", "b.wav")
    photo = s.made("photo", "photo.png", make.png, 20, 20)
    annotate("annotate", photo, "--region", "0.1,0.1,0.5,0.5", "A face.")
    s.expect("photo/annotation", "notMet", "0 of 1")
    annotate("annotate", photo, "--region", "0.1,0.1,0.5,0.5", "--criterion", "asking", "--label", "wait", "A hand.")
    s.expect("photo/annotation", "met")
    paper = s.made("paper", "paper.pdf", make.pdf, 2)
    s.expect("paper/annotation", "notMet", "0 of 1", items=[paper])
    annotate("annotate", paper, "--page", "2", "See.")
    s.expect("paper/annotation", "met")
    for wrong in (["--page", "3"], ["--page", "0"], ["--at", "1"]):
        annotate("annotate", paper, *wrong, "No.", expect=2 if wrong == ["--page", "0"] else 3)
    annotate("annotate", paper, "--quote", "Page 1", "Yes.")
    annotate("annotate", a, "--at", "9.5", "After the end.", expect=3)
    annotate("annotate", photo, "--region", "0.6,0.1,0.5,0.5", "Outside.", expect=3)
    annotate("annotate", photo, "--region", "0.6,0.1", "Outside.", expect=2)


def criterion_coverage(bench):
    s = Sheet(bench, evidence("take", constraint("criterionCoverage", criteria=["asking", "waiting"], minMoments=2),
                              media=["audio"]),
              evidence("work", constraint("criterionCoverage", criteria=["waiting"], minItems=2), media=["data"]))
    take = s.made("take", "a.wav", make.wav, 9000)
    for n, criterion in enumerate(["asking", "asking", "waiting"], 1):
        s.p.ctl("annotate", take, "--at", n, "--criterion", criterion, "Here.")
    s.expect("take/criterionCoverage", "notMet", "Waiting", "1 of 2")
    s.p.ctl("annotate", take, "--at", "5", "--criterion", "waiting", "Here.")
    s.expect("take/criterionCoverage", "met")
    s.made("work", "a.csv", make.table, 70, options=["--criterion", "waiting"])
    other = s.made("work", "b.csv", make.table, 77, options=["--criterion", "asking"])
    s.expect("work/criterionCoverage", "notMet", "1 of 2")
    s.edit(other, "--criterion", "asking", "--criterion", "waiting")
    s.expect("work/criterionCoverage", "met")


CASES = [date_window, elapsed, sequence, distinct, same, spread, pre_post, cites, annotation, criterion_coverage]
