"""Makes reports of invented agencies with known answers to the ready queries, always the same ones.

Forty agencies over five years: reports of twelve and of six months, plans, drafts, later issues, scans with misread letters; names
with spaces, short words and ministries; names that two provinces have; projects copied from the year before; totals that are another
sum than their parts. `make(folder)` writes the reports and the register of agencies, and gives the answers.
"""

import hashlib
import json
import random

SEED = 20
YEARS = range(2564, 2569)
MINISTRIES = ["กระทรวงแสงสว่าง", "กระทรวงลำน้ำ", "กระทรวงทุ่งหญ้า", "กระทรวงภูเขา"]
WORDS = ["หิ่งห้อย", "ประภาคาร", "ลำพู", "โคมลอย", "สะพานไม้", "ทางเรือ", "นกกระเต็น", "บัวหลวง", "ตะเกียง", "คลองใหญ่", "ชายเลน", "ดอนทราย"]
PLACES = ["หนองบัว", "บ้านใหม่", "ทุ่งทอง", "ดอนแก้ว", "โพธิ์งาม"]
PROVINCES = ["สมมุติบุรี", "ตัวอย่างนคร"]
PROJECTS = ["โครงการอบรมคุณธรรมและจริยธรรม", "โครงการตรวจสอบการใช้ทรัพย์สิน", "โครงการเปิดเผยข้อมูลต่อสาธารณะ"]
PERSONS = ["คน", "ราย", "นาย"]
# The queries whose answers are known.
ANSWERED = [
    "spent-by-ministry", "who-did-not-report", "copied-from-last-year", "persons-trained", "targets-missed-by-kind", "figures-in-doubt",
    "totals-contradicted", "projects-over-the-years",
]


def text(raw):
    return {"raw": raw, "text": raw, "regions": [], "confidence": None}


def agencies():
    """Who there is: code, name, kind, ministry, province."""
    made = []
    for i, word in enumerate(WORDS):
        made.append((f"A{i:02}", f"กรม{word}", "department", MINISTRIES[i % 4], None))
    for i, word in enumerate(WORDS):
        made.append((f"B{i:02}", f"โรงพยาบาล{word}", "hospital", "กระทรวงยาสมุนไพร", PROVINCES[i % 2]))
    for i, word in enumerate(WORDS[:6]):
        made.append((f"C{i:02}", f"มหาวิทยาลัย{word}", "university", None, None))
    for i, place in enumerate(PLACES):
        for j, province in enumerate(PROVINCES):
            made.append((f"D{i}{j}", f"องค์การบริหารส่วนตำบล{place}", "subdistrict_administration", None, province))
    return made


def spelt(agency, dice):
    """The name as one of its reports spells it, and the place beside it."""
    _, name, _, ministry, province = agency
    place = {"subdistrict": None, "district": None, "province": province} if province else None
    way = dice.randrange(4)
    if name.startswith("องค์การบริหารส่วนตำบล") and way in (1, 2):
        name = "อบต. " + name.removeprefix("องค์การบริหารส่วนตำบล") if way == 1 else "อบต." + name.removeprefix("องค์การบริหารส่วนตำบล")
    elif name.startswith("กรม") and way == 1:
        name = "กรม " + name.removeprefix("กรม")
    elif ministry and way == 2:
        name = f"{name} {ministry}"
    elif name.startswith("โรงพยาบาล") and way == 3:
        name = "รพ." + name.removeprefix("โรงพยาบาล")
    return name, place


def misread(name):
    """A name as a recogniser reads it that takes one letter for another."""
    return name.replace("ย", "ข", 1) if "ย" in name else name.replace("ด", "ต", 1)


def money(column, purpose, amount):
    return {
        "column": column, "purpose": purpose, "fiscal_year_be": None, "quarter": None, "raw": f"{amount:,}", "status": "amount",
        "amount_thb": amount, "source": None, "regions": [],
    }


def item(path, kind, title, planned, used=None, unit=None, target=None, result=None, told="", children=()):
    cells = {"result": text(told)} if told else {}
    columns = [money("budget", "planned", planned)] if planned is not None else []
    columns += [money("budget_used", "used", used)] if used is not None else []
    quantities = [{"raw": f"{result} {unit}", "value": result, "unit": unit, "regions": []}] if result is not None else []
    indicators = []
    if target is not None:
        aim = {"raw": f"ไม่น้อยกว่า {target} {unit}", "comparator": "ge", "value": target, "unit": unit, "regions": []}
        indicators = [{"name": text(f"จำนวนผู้เข้าอบรม ไม่น้อยกว่า {target} {unit}"), "target_text": None, "targets": [aim]}]
    budget = {key: value for key, value in money("budget", "planned", planned).items() if key in ("raw", "status", "amount_thb", "source", "regions")}
    return {
        "id": path, "kind": kind, "number": path[-1], "title": text(title), "cells": cells, "objectives": [], "indicators": indicators,
        "facts": {"dates": [], "percentages": [], "quantities": quantities, "money": []}, "outcome_facts": None,
        "budget": budget if planned is not None else None, "budgets": columns, "children": list(children),
    }


def report(name, place, kind, year, items, title, months=None, source="embedded", status=None, day=None, findings=()):
    file = f"{name}-{kind}-{year}-{months}-{source}-{status}-{day}".replace(" ", "_")
    page = {
        "number": 1, "width": 595.3, "height": 841.9, "rotation": 0, "text_source": source, "glyphs": 1, "unmapped_glyphs": 0,
        "hidden_glyphs": 0, "images": 0, "text_layer": None,
    }
    period = {"raw": f"รอบ {months} เดือน", "months": months, "start": None, "end": None, "regions": []} if months else None
    tactic = {"number": None, "title": None, "goals": [], "indicators": [], "declared_project_count": None, "projects": items}
    plan = {"kind": "action_plan", "title": None, "columns": [], "strategies": [{"number": None, "title": None, "tactics": [tactic]}], "notes": []}
    unclaimed = [{"raw": day, "text": day, "regions": [], "confidence": None, "reason": "paragraph"}] if day else []
    return {
        "schema_version": "1.0", "generator": {"name": "raingan", "version": "0.1.0"},
        "source": {
            "file_name": file + ".pdf", "sha256": hashlib.sha256(json.dumps([file, items], ensure_ascii=False).encode()).hexdigest(), "bytes": 1,
            "media_type": "application/pdf", "page_count": 1, "pages": [page],
        },
        "title": text(title), "agency": {"name": name, "abbreviations": [], "kind": None, "place": place},
        "fiscal_year": {"be": year, "start": f"{year - 544}-10-01", "end": f"{year - 543}-09-30"}, "plan_years": None, "period": period,
        "document": {"kind": kind, "oit_item": None, "part": None, "status": status}, "sections": [plan], "unclaimed": unclaimed,
        "findings": list(findings),
    }


def year_of(agency, number, year, dice, before):
    """What an agency did in a year: its projects, each with what is true of it."""
    projects = []
    for n, title in enumerate(PROJECTS):
        path = f"s~1/t~1/p{n + 1}"
        unit, target = PERSONS[dice.randrange(3)], 10 * dice.randrange(2, 9)
        result = target + dice.randrange(-6, 12) if n == 0 else None
        planned = 100 * dice.randrange(50, 900)
        told = f"อบรม {result} {unit} ปี {year}" if n == 0 else f"ดำเนินการแล้ว {dice.randrange(1000, 9999)} รายการ"
        copied = before and n == 1 and dice.random() < 0.15
        if copied:
            planned, told = before[n]["planned"], before[n]["told"]
        parts = None
        if n == 2 and dice.random() < 0.3:
            half = planned // 2
            parts = (half, planned - half)
            if dice.random() < 0.3:
                parts = (half, planned - half + 700)
        projects.append({
            "path": path, "title": title, "unit": unit, "target": target if n == 0 else None, "result": result, "planned": planned,
            "used": planned - 50 * dice.randrange(0, 9), "told": told, "copied": bool(copied), "parts": parts,
        })
    return projects


def items(projects, plan=False, half=False, wrong=0, misreading=False):
    made = []
    for n, project in enumerate(projects):
        planned = project["planned"] + (wrong if n == 0 else 0)
        children = []
        if project["parts"]:
            children = [item(f"{project['path']}/a{m + 1}", "activity", f"กิจกรรม {m + 1} ของโครงการ", part) for m, part in enumerate(project["parts"])]
        used = None if plan else project["used"] // 2 if half else project["used"]
        title = misread(project["title"]) if misreading else project["title"]
        told, result = ("", None) if plan else (project["told"], project["result"])
        made.append(item(project["path"], "project", title, planned, used, project["unit"], project["target"], result, told, children))
    return made


def documents(agency, year, projects, how, dice):
    """The documents of an agency and a year; `how` is what there is of results: 12, 6 or None months."""
    made = []
    titles = {"plan": f"แผนปฏิบัติการป้องกันการทุจริต {year}", "result": f"รายงานผลการดำเนินการป้องกันการทุจริต {year}"}

    def add(kind, its, **more):
        name, place = spelt(agency, dice)
        if more.get("source") == "ocr":
            name, place = misread(agency[1]), place
        made.append(report(name, place, kind, year, its, titles[kind], **more))

    if how == "plan" or how in (6, 12) and dice.random() < 0.5:
        add("plan", items(projects, plan=True))
    if how == 6 or how == 12 and dice.random() < 0.4:
        add("result", items(projects, half=True), months=6)
    if how != 12:
        return made
    doubt = [{
        "code": "budget-unread", "severity": "warning", "message_th": "อ่านไม่ได้", "message_en": "cannot be understood", "page": 1,
        "item": projects[0]["path"], "evidence": [],
    }] if dice.random() < 0.1 else []
    later = dice.random() < 0.2
    day = "ข้อมูล ณ วันที่ ๓๐ ตุลาคม ๒๕๖๘" if later else None
    add("result", items(projects), months=12, day=day, findings=doubt)
    made[-1]["is_true"], made[-1]["in_doubt"] = True, bool(doubt)
    if later:
        add("result", items(projects, wrong=1300), months=12, day="ข้อมูล ณ วันที่ ๑ ตุลาคม ๒๕๖๘")
    if dice.random() < 0.2:
        add("result", items(projects, wrong=900), months=12, status="draft")
    if dice.random() < 0.2:
        add("result", items(projects, wrong=70000, misreading=True), months=12, source="ocr")
    return made


def make(folder):
    """Writes the corpus and gives the answers: for each query its columns that are known, and their rows."""
    dice = random.Random(SEED)
    truth, written = [], []
    everyone = agencies()
    for number, agency in enumerate(everyone):
        before = None
        for year in YEARS:
            how = dice.choices([12, 6, "plan", None], [80, 8, 6, 6])[0]
            projects = year_of(agency, number, year, dice, before)
            its = documents(agency, year, projects, how, dice)
            truth.append((agency, year, how, projects, its))
            before = projects if how == 12 else None
            written.extend(its)
    dice.shuffle(written)
    answers = known(truth)
    for n, made in enumerate(written):
        made.pop("is_true", None), made.pop("in_doubt", None)
        (folder / f"{n:04}.json").write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    rows = [",".join([code, name, kind, ministry or "", province or ""]) for code, name, kind, ministry, province in everyone]
    (folder / "register.csv").write_text("code,name,kind,ministry,province\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return answers


def known(truth):
    spent, absent, copied, persons, missed, contradicted, doubt, lasting = {}, [], [], {}, {}, [], [], {}
    for (_, name, kind, ministry, province), year, how, projects, its in truth:
        if how != 12:
            instead = {6: "result", "plan": "plan", None: None}[how]
            absent.append((name, province, year, instead, 6 if how == 6 else None))
        if how is None:
            continue
        used = None if how == "plan" else sum(p["used"] if how == 12 else p["used"] // 2 for p in projects)
        planned = sum(p["planned"] for p in projects)
        if ministry:
            sums = spent.setdefault((ministry, year), [0, 0, None])
            sums[0] += 1
            sums[1] += planned
            sums[2] = sums[2] if used is None else (sums[2] or 0) + used
        for p in projects:
            lasting.setdefault((name, province, p["title"]), []).append((year, p["planned"]))
            if p["copied"] and how in (6, 12):
                copied.append((name, province, year, p["title"], p["planned"], p["told"]))
            if p["parts"] and sum(p["parts"]) != p["planned"]:
                contradicted.append((name, province, year, "budget-parts-differ", p["path"]))
            if p["result"] is not None:
                sums = missed.setdefault((kind, year), [0, 0, 0])
                sums[2 if how == "plan" else 0 if p["result"] >= p["target"] else 1] += 1
                if how != "plan":
                    sums = persons.setdefault(year, [0, 0])
                    sums[0] += p["result"]
                    sums[1] += 1
        doubt.extend(("budget-unread", made["source"]["file_name"]) for made in its if made.get("in_doubt"))
    years = [(name, title, year, amount, amount - told[n - 1][1] if n else None)
             for (name, _, title), told in lasting.items() if len(told) > 1 for n, (year, amount) in enumerate(told)]
    return {
        "spent-by-ministry": (["ministry", "fiscal_year_be", "agencies", "planned_thb", "used_thb"], [(*key, *sums) for key, sums in spent.items()]),
        "who-did-not-report": (["agency", "province", "fiscal_year_be", "instead", "months"], absent),
        "copied-from-last-year": (["agency", "province", "fiscal_year_be", "title", "planned_thb", "result"], copied),
        "persons-trained": (["fiscal_year_be", "persons", "indicators"], [(year, *sums) for year, sums in persons.items()]),
        "targets-missed-by-kind": (["agency_kind", "fiscal_year_be", "met", "missed", "undecided"], [(*key, *sums) for key, sums in missed.items()]),
        "figures-in-doubt": (["code", "file_name"], doubt),
        "totals-contradicted": (["agency", "province", "fiscal_year_be", "code", "item_path"], contradicted),
        "projects-over-the-years": (["agency", "title", "fiscal_year_be", "planned_thb", "change_thb"], years),
    }
