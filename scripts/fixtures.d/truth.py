"""The truth of a fixture, made from its source and from nothing that raingan prints."""
from markup import budget, date, first, number, of_kind, parse, printed, target
from model import MEASURE_ROLES, PLAN_ROLES, rows_of

# Which budget speaks for an item of several rows: an amount before a fund, a fund before "none used".
BUDGET_RANK = {"amount": 3, "other_source": 2, "not_allocated": 1, "none": 1, "not_stated": 0}


def fiscal_year(be):
    """1 October to 30 September, named by the year it ends."""
    end = be - 543
    return {"fiscal_year_be": be, "fiscal_year_start": f"{end - 1}-10-01", "fiscal_year_end": f"{end}-09-30"}


def report(name, source):
    """The whole truth of a report."""
    rows, sections, items = [], [], []
    sections.append(plan(source, rows, items))
    headers = [[printed(text) for text in plan_headings(source)]]
    if "measures" in source:
        sections.append(measures(source["measures"], rows, items))
        headers.append(source["measures"]["headings"])
    return {
        "doc": name,
        "kind": "report",
        "headers": headers,
        "logical": {"document": document(source["document"]), "sections": sections},
        "facts": {"items": items},
        "columns_text": ["\n".join(row["cells"][k] for row in rows if row["cells"][k]) for k in range(5)],
        "logical_rows": rows,
    }


def plan_headings(source):
    """The headings of the five columns; an ordinal column is none of them."""
    return source["plan"]["headings"][-5:]


def document(head):
    """Title, agency and year."""
    return {
        "title": head["cover"][0],
        "title_lines": head["cover"],
        "agency": head["agency"],
        "agency_abbr_as_printed": head["abbreviations"],
        **fiscal_year(head["fiscal_year_be"]),
        "period": head.get("period"),
    }


def plan(source, rows, items):
    """The plan's outline; its rows and facts are put into `rows` and `items`."""
    strategies = []
    for strategy in source["strategy"]:
        tactics = [tactic_outline(strategy, tactic, rows, items) for tactic in strategy["tactic"]]
        strategies.append({"number": strategy.get("number"), "title": titled(strategy), "tactics": tactics})
    head = source.get("plan", {})
    return {"kind": "plan", "title": "\n".join(head.get("title", [])), "notes": head.get("notes", []), "strategies": strategies}


def titled(heading):
    """The title inside a printed heading, or `None` where there is no heading."""
    return first(heading["printed"], "title") if "printed" in heading else None


def tactic_outline(strategy, tactic, rows, items):
    """One tactic with its projects."""
    prefix = "/".join((path("s", strategy.get("number")), path("t", tactic.get("number"))))
    return {
        "number": tactic.get("number"),
        "title": titled(tactic),
        "goals": [first(line, "text") for line in tactic.get("goals", [])],
        "indicators": [first(line, "text") for line in tactic.get("indicators", [])],
        "declared_project_count": tactic.get("declared_count"),
        "projects": tops(tactic["row"], PLAN_ROLES, "project", prefix + "/", rows, items),
    }


def measures(section, rows, items):
    """The measures' outline; its rows and facts are put into `rows` and `items`."""
    return {
        "kind": "measures",
        "title": "\n".join(section["title"]),
        "period": section["period"],
        "notes": section["notes"],
        "measures": tops(section["row"], MEASURE_ROLES, "measure", "", rows, items),
    }


def path(letter, value):
    """A step of an item's id; where no number is printed, its position."""
    return f"{letter}{value}" if value else f"{letter}~1"


def tops(source_rows, roles, kind, prefix, rows, items):
    """The projects or measures of a group of rows, each with its children and all its rows."""
    found = []
    for row in source_rows:
        marks = of_kind(row[roles[0]], "h")
        if marks and marks[0].arg.split()[0] == kind:
            found.append(new_item(marks[0], kind, prefix, items))
            marks = marks[1:]
        entry = add_row(row, roles, rows)
        found[-1]["rows"].append({"rid": entry["rid"], "cells": entry["cells"]})
        for mark in marks:
            found[-1]["children"].append(child(mark, found[-1], entry["rid"]))
        add_facts(row, roles, entry["rid"], items[-1])
    return found


def new_item(mark, kind, prefix, items):
    """A project or measure without rows yet, and its empty facts."""
    value = mark.arg.split()[1]
    ident = prefix + ("p" if kind == "project" else "m") + value
    head = {"ref": ident, "kind": kind, "number": value, "title": mark.raw}
    empty = {"raw": None, "status": "not_stated", "amount_thb": None, "source": None}
    facts = {"budget": empty, "budgets": [], "indicators": [], "dates": [], "percentages": [], "outcome_percentages": []}
    items.append({**head, **facts, "money_in_results": []})
    return {**head, "rows": [], "children": []}


def child(mark, item, rid):
    """An activity or sub-activity; a sub-activity belongs to the activity before it."""
    kind, value = mark.arg.split()
    activities = [entry for entry in item["children"] if entry["kind"] == "activity"]
    parent = activities[-1]["ref"] if kind == "sub_activity" and activities else item["ref"]
    ref = f"{parent}/{'a' if kind == 'activity' else 'u'}{value}"
    return {"ref": ref, "kind": kind, "number": value, "title": mark.raw, "parent": parent, "rid": rid}


def add_row(row, roles, rows):
    """The logical row a source row prints."""
    entry = {"rid": f"r{len(rows) + 1:02}", "kind": "row", "cells": [printed(row.get(role, "")) for role in roles]}
    rows.append(entry)
    return entry


def add_facts(row, roles, rid, facts):
    """A row's facts, added to those of its project or measure."""
    result = row["result"]
    facts["dates"] += [{"rid": rid, **date(mark)} for mark in of_kind(result, "d")]
    facts["percentages"] += [percentage(mark, rid) for mark in of_kind(result, "p")]
    facts["outcome_percentages"] += [percentage(mark, rid) for mark in of_kind(row.get("outcome", ""), "p")]
    facts["money_in_results"] += [{"rid": rid, "raw": m.raw, "amount_thb": number(m.arg)} for m in of_kind(result, "m")]
    facts["indicators"] += indicators(row["indicator"], rid)
    if "budget" in roles:
        add_budget({"rid": rid, **budget(row["budget"])}, facts)


def percentage(mark, rid):
    """A percentage mark as a fact."""
    return {"rid": rid, "raw": mark.raw, "value": number(mark.arg)}


def indicators(cell, rid):
    """The indicators of a cell: each name with the target text and targets that follow it."""
    found = []
    for mark in parse(cell)[1]:
        if mark.kind == "n":
            found.append({"rid": rid, "name": mark.raw, "target_text": None, "targets": []})
        elif mark.kind in "gt" and not found:
            found.append({"rid": rid, "name": None, "target_text": None, "targets": []})
        if mark.kind == "g":
            found[-1]["target_text"] = mark.raw
        elif mark.kind == "t":
            found[-1]["targets"].append(target(mark))
    return found


def add_budget(entry, facts):
    """A row's budget; an item's is that of highest rank, its amounts summed."""
    facts["budgets"].append(entry)
    total = facts["budget"]
    if BUDGET_RANK[entry["status"]] >= BUDGET_RANK[total["status"]]:
        total["status"] = "none" if entry["status"] == "not_allocated" else entry["status"]
    if entry["amount_thb"] is not None:
        total["amount_thb"] = (total["amount_thb"] or 0) + entry["amount_thb"]
    total["raw"] = "\n".join(budget["raw"] for budget in facts["budgets"] if budget["raw"]) or None
    total["source"] = "; ".join(budget["source"] for budget in facts["budgets"] if budget["source"]) or None


def tables(name, entry):
    """The truth of a small document: its tables, each with flat headings and rows."""
    return {"doc": name, "kind": "tables", "tables": [table_truth(table) for table in entry.get("table", [])]}


def table_truth(table):
    """Headings and rows; a cell that spans is written once, where it begins, the rest is empty."""
    width = len(table["widths"])
    grid, busy = [], {}
    for r, row in enumerate(table["rows"]):
        cells, column = [""] * width, 0
        for value in row:
            while (r, column) in busy:
                column += 1
            text, columns, rows = (value, 1, 1) if isinstance(value, str) else value
            cells[column] = text
            busy.update({(r + i, column + k): True for i in range(rows) for k in range(columns)})
            column += columns
        grid.append(cells)
    return {"headings": table["headings"], "rows": grid}
