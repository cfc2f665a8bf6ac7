#!/usr/bin/env python3
"""Scores one report, the JSON that `raingan extract` prints, against the truth of a fixture.

    scripts/score.py TRUTH.json REPORT.json [--show N]

Each score is from 0 to 1. Text is compared without white space, with sara am composed and Thai digits as Arabic ones.

  columns  mean over the five columns of 1 - edit distance / length, each column's whole text in document order
  rows     share of the truth's cells that came out exactly, rows paired in order
  outline  F1 of title, agency, fiscal year, sections, strategies, tactics, goals, indicators, declared counts
  item     F1 of projects and measures found; title: their titles and numbers
  date percent target budget   F1 of their facts, each project or measure against its own

A truth of kind `tables` has `columns` and `rows` only, over all its cells. Needs rapidfuzz, else the standard library.
"""
import argparse
import json
import re
import sys
import unicodedata
from collections import Counter

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

PLAN_ROLES = ("project", "objective", "indicator", "result", "budget")
MEASURE_ROLES = ("measure", "steps", "indicator", "result", "outcome")
# Which budget speaks for an item of several rows.
BUDGET_RANK = {"amount": 3, "other_source": 2, "not_allocated": 1, "none": 1, "not_stated": 0}
# Below this likeness of titles (0 … 1) two items are not the same.
SAME_ITEM = 0.6
BLANK = re.compile("[\\s\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff\x00-\x1f\x7f]+")
SPLIT_AM = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32|([\u0e48-\u0e4b])\u0e4d\u0e32")
THAI_DIGITS = {0x0E50 + digit: str(digit) for digit in range(10)}


# ---------------------------------------------------------------------------------------------------- text


def plain(text):
    """A text as it is compared."""
    text = BLANK.sub("", unicodedata.normalize("NFC", text or ""))
    text = SPLIT_AM.sub(lambda m: (m[1] or m[2] or "") + "\u0e33", text)
    return text.translate(THAI_DIGITS)


def printed(value):
    """What a Text of the report prints; strings and null pass."""
    return value.get("raw", "") if isinstance(value, dict) else value or ""


def accuracy(want, got):
    """1 - edit distance / length, not below 0."""
    want, got = plain(want), plain(got)
    if not want:
        return 1.0 if not got else 0.0
    return max(0.0, 1 - Levenshtein.distance(want, got) / len(want))


def f1(want, got):
    """F1 of two multisets; two empty ones agree."""
    total = sum(want.values()) + sum(got.values())
    return 2 * sum((want & got).values()) / total if total else 1.0


def pair(want, got, likeness):
    """Pairs (i, k), both rising, whose likenesses have the highest sum."""
    table = [[likeness(a, b) for b in got] for a in want]
    best = [[0.0] * (len(got) + 1) for _ in range(len(want) + 1)]
    for i in reversed(range(len(want))):
        for k in reversed(range(len(got))):
            best[i][k] = max(best[i + 1][k], best[i][k + 1], best[i + 1][k + 1] + table[i][k])
    i = k = 0
    while i < len(want) and k < len(got):
        if table[i][k] > 0 and best[i][k] == best[i + 1][k + 1] + table[i][k]:
            yield i, k
            i, k = i + 1, k + 1
        elif best[i][k] == best[i + 1][k]:
            i += 1
        else:
            k += 1


# ---------------------------------------------------------------------------------------------------- a report's parts


def tree(item):
    """An item and all below it, in document order."""
    yield item
    for child in item.get("children") or []:
        yield from tree(child)


def tops(report):
    """Every project and measure, with the roles of its columns."""
    for section in report.get("sections") or []:
        for strategy in section.get("strategies") or []:
            for tactic in strategy.get("tactics") or []:
                yield from ((PLAN_ROLES, project) for project in tactic.get("projects") or [])
        yield from ((MEASURE_ROLES, measure) for measure in section.get("measures") or [])


def item_rows(report):
    """The logical rows of all items, five cells each."""
    for roles, top in tops(report):
        for item in tree(top):
            cells = item.get("cells") or {}
            row = [printed(cells.get(role)) for role in roles]
            if any(printed(value).strip() for value in cells.values()):
                yield row


def other_rows(report):
    """The rows of tables of another form, and of items with all their cells, wherever they ended up."""
    for section in report.get("sections") or []:
        for table in section.get("tables") or []:
            yield from ([printed(cell) for cell in row] for row in table.get("rows") or [])
    for _, top in tops(report):
        for item in tree(top):
            row = [printed(value) for value in (item.get("cells") or {}).values()]
            if any(cell.strip() for cell in row):
                yield row


# ---------------------------------------------------------------------------------------------------- rows and columns


def row_likeness(want, got):
    """Likeness of two rows' whole text."""
    return fuzz.ratio("".join(map(plain, want)), "".join(map(plain, got))) / 100


def exact_cells(want, got):
    """Exact cells and all cells of the truth that are not empty, with the pairs of rows that were held together."""
    pairs = list(pair(want, got, row_likeness))
    total = sum(bool(plain(cell)) for row in want for cell in row)
    same = sum(plain(a) == plain(b) for i, k in pairs for a, b in zip(want[i], got[k]) if plain(a))
    return same, total, pairs


def columns_score(want, got):
    """Mean accuracy of the columns' whole texts."""
    width = len(want[0]) if want else 0
    texts = [["".join(row[c] if c < len(row) else "" for row in rows) for c in range(width)] for rows in (want, got)]
    return sum(accuracy(a, b) for a, b in zip(*texts)) / width if width else 1.0


def loose_cells(want, got):
    """Share of the truth's cells found in the paired row in whatever column: for tables whose columns have no role."""
    same = total = 0
    paired = dict(pair(want, got, row_likeness))
    for i, row in enumerate(want):
        cells = Counter(plain(cell) for cell in row if plain(cell))
        there = Counter(plain(cell) for cell in got[paired[i]]) if i in paired else Counter()
        same, total = same + sum((cells & there).values()), total + sum(cells.values())
    return same / total if total else 1.0


# ---------------------------------------------------------------------------------------------------- outline


def outline_of_truth(truth):
    """The outline's entries as the truth has them."""
    head = truth["logical"]["document"]
    year = (head["fiscal_year_be"], head["fiscal_year_start"], head["fiscal_year_end"])
    return outline_entries(head["title"], head["agency"], year, truth["logical"]["sections"])


def outline_of_report(report, truth):
    """The outline's entries as a report has them; a title may be given whole or by its first line."""
    head = truth["logical"]["document"]
    title = printed(report.get("title"))
    if plain(title) == plain("".join(head.get("title_lines") or [])):
        title = head["title"]
    year = report.get("fiscal_year") or {}
    agency = (report.get("agency") or {}).get("name")
    return outline_entries(title, agency, (year.get("be"), year.get("start"), year.get("end")), report.get("sections") or [])


def outline_entries(title, agency, year, sections):
    """A multiset of the entries; both sides write sections alike."""
    entries = Counter([("title", plain(title)), ("agency", plain(agency)), ("year", *year)])
    for section in sections:
        entries["section", section["kind"] if section["kind"] != "action_plan" else "plan"] += 1
        for strategy in section.get("strategies") or []:
            number = plain(str(strategy.get("number")))
            entries["strategy", number, plain(printed(strategy.get("title")))] += 1
            for tactic in strategy.get("tactics") or []:
                entries.update(tactic_entries(number, tactic))
    return entries


def tactic_entries(strategy, tactic):
    """The entries of one tactic."""
    number = plain(str(tactic.get("number")))
    yield "tactic", number, plain(printed(tactic.get("title")))
    for label in ("goals", "indicators"):
        for text in tactic.get(label) or []:
            yield label, plain(printed(text))
    declared = tactic.get("declared_project_count", tactic.get("declared_projects"))
    if declared is not None:
        yield "declared", strategy, number, int(declared)


# ---------------------------------------------------------------------------------------------------- facts


def unit(text):
    """A unit as it is compared: percent by any name, ต่อปี as /ปี."""
    return "percent" if text in ("percent", "%", "ร้อยละ") else plain(text).replace("ต่อปี", "/ปี")


def target_key(target):
    """What makes two targets the same."""
    return target["comparator"], float(target["value"]), unit(target.get("unit"))


def date_key(date):
    """What makes two dates the same."""
    return date["start"], date["end"], date["precision"]


def facts_of_report(report):
    """Each project's and measure's facts, those of all below it gathered."""
    return [gathered(roles, top) for roles, top in tops(report)]


def gathered(roles, top):
    """The facts of one project or measure."""
    found = {"kind": "project" if roles is PLAN_ROLES else "measure", "number": top.get("number"), "title": printed(top.get("title"))}
    found.update(dates=[], percentages=[], indicators=[], budget={"status": "not_stated", "amount_thb": None})
    for item in tree(top):
        facts = item.get("facts") or {}
        found["dates"] += facts.get("dates") or []
        found["percentages"] += facts.get("percentages") or []
        found["indicators"] += item.get("indicators") or []
        add_budget(found["budget"], item.get("budget"))
    return found


def add_budget(total, budget):
    """The budget of highest rank speaks; amounts are summed."""
    if not budget:
        return
    if BUDGET_RANK[budget["status"]] >= BUDGET_RANK[total["status"]]:
        total["status"] = budget["status"].replace("not_allocated", "none")
    if budget.get("amount_thb") is not None:
        total["amount_thb"] = (total["amount_thb"] or 0) + budget["amount_thb"]


def item_likeness(want, got):
    """Likeness of two items, 0 where they are not the same."""
    likeness = fuzz.ratio(plain(want["title"]), plain(got["title"])) / 100 + (0.2 if want["kind"] == got["kind"] else 0)
    return likeness if likeness > SAME_ITEM else 0.0


def fact_keys(item):
    """The facts of an item as multisets; optional dates are no part of them."""
    budget = item.get("budget") or {}
    return {
        "date": Counter(date_key(date) for date in item["dates"] if not date.get("optional")),
        "percent": Counter(round(float(entry["value"]), 4) for entry in item["percentages"]),
        "target": Counter(target_key(target) for entry in item["indicators"] for target in entry.get("targets") or []),
        "budget": Counter([(budget.get("status"), budget.get("amount_thb"))]),
    }


def allowed(truth_item, keys):
    """An item's facts with other right readings put for those of the truth, and optional ones taken out."""
    wanted = fact_keys(truth_item)["date"]
    for date in truth_item["dates"]:
        for reading in [date] * bool(date.get("optional")) + date.get("alt", []):
            if keys["date"][date_key(reading)] > wanted[date_key(reading)]:
                keys["date"][date_key(reading)] -= 1
                if not date.get("optional") and keys["date"][date_key(date)] < wanted[date_key(date)]:
                    keys["date"][date_key(date)] += 1
                break
    status, amount = next(iter(keys["budget"]))
    if amount is None and status in (truth_item["budget"].get("alt_status") or []):
        keys["budget"] = fact_keys(truth_item)["budget"]
    return keys


def facts_scores(want, got):
    """F1 of items, titles and each kind of fact."""
    paired = dict(pair(want, got, item_likeness))
    sums = {kind: [0, 0, 0] for kind in ("title", "date", "percent", "target", "budget")}  # same, wanted, given
    for i, item in enumerate(want):
        other = got[paired[i]] if i in paired else None
        keys = allowed(item, fact_keys(other)) if other else {}
        named = other and plain(item["title"]) == plain(other["title"]) and plain(item["number"]) == plain(str(other["number"] or ""))
        add(sums["title"], bool(named), 1, bool(named))  # a wrong title is a missing one, not also an extra one
        for kind, wanted in fact_keys(item).items():
            given = keys.get(kind, Counter())
            add(sums[kind], sum((wanted & given).values()), sum(wanted.values()), sum(given.values()))
    scores = {kind: ratio(same, wanted, given) for kind, (same, wanted, given) in sums.items()}
    return {"item": ratio(len(paired), len(want), len(got)), **scores}


def add(sums, *values):
    """Adds values to sums in place."""
    sums[:] = [a + b for a, b in zip(sums, values)]


def ratio(same, wanted, given):
    """F1 from counts."""
    return 2 * same / (wanted + given) if wanted + given else 1.0


# ---------------------------------------------------------------------------------------------------- all of it


def score(truth, report):
    """Every score of a report, by name."""
    if truth.get("kind") == "tables":
        want = [row for table in truth["tables"] for row in table["rows"]]
        got = list(other_rows(report))
        if not want:
            return {"columns": None, "rows": 0.0 if got else 1.0}
        return {"columns": columns_score(want, got) if same_width(want) else None, "rows": loose_cells(want, got)}
    want = [row["cells"] for row in truth["logical_rows"] if row["kind"] != "span"]
    got = list(item_rows(report))
    same, total, _ = exact_cells(want, got)
    outline = f1(outline_of_truth(truth), outline_of_report(report, truth))
    scores = {"columns": columns_score(want, got), "rows": same / total, "outline": outline}
    return {**scores, **facts_scores(truth["facts"]["items"], facts_of_report(report))}


def same_width(rows):
    """Whether all rows have the same number of cells."""
    return len({len(row) for row in rows}) == 1


def differences(truth, report):
    """The cells and outline entries that differ, as lines of text."""
    want = [row["cells"] for row in truth.get("logical_rows", []) if row["kind"] != "span"]
    got = list(item_rows(report))
    for i, k in exact_cells(want, got)[2]:
        for column, (a, b) in enumerate(zip(want[i], got[k])):
            if plain(a) != plain(b):
                yield f"row {i + 1}, column {column + 1}\n    truth {plain(a)}\n    got   {plain(b)}"
    if "logical" in truth:
        want, got = outline_of_truth(truth), outline_of_report(report, truth)
        yield from (f"outline, missing: {entry}" for entry in want - got)
        yield from (f"outline, extra: {entry}" for entry in got - want)


def load(path):
    """A JSON file."""
    with open(path, encoding="utf8") as file:
        return json.load(file)


def main():
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("truth")
    parser.add_argument("report")
    parser.add_argument("--show", type=int, default=0, metavar="N", help="print the first N differences")
    options = parser.parse_args()
    truth, report = load(options.truth), load(options.report)
    print("  ".join(f"{name} {value:.4f}" for name, value in score(truth, report).items() if value is not None))
    for _, line in zip(range(options.show), differences(truth, report)):
        print(" ", line)


if __name__ == "__main__":
    sys.exit(main())
