"""What a perfect reading of a fixture looks like, made from its truth: to test the scorers before and beside the program.

    perfect.py TRUTH.json > REPORT.json
"""
import json
import sys

PLAN_ROLES = ["project", "objective", "indicator", "result", "budget"]
MEASURE_ROLES = ["measure", "steps", "indicator", "result", "outcome"]


def text(raw):
    """A Text without regions."""
    return None if raw is None else {"raw": raw, "text": raw, "regions": [], "confidence": None}


def report(truth):
    """A whole report."""
    if truth["kind"] == "tables":
        return {"sections": [{"kind": "other", "title": None, "tables": [table(entry) for entry in truth["tables"]]}]}
    head = truth["logical"]["document"]
    facts = {item["ref"]: item for item in truth["facts"]["items"]}
    return {
        "title": text(head["title"]),
        "agency": {"name": head["agency"], "abbreviations": head["agency_abbr_as_printed"]},
        "fiscal_year": {key: head["fiscal_year_" + key] for key in ("be", "start", "end")},
        "sections": [section(entry, facts) for entry in truth["logical"]["sections"]],
    }


def form(truth):
    """A report of a form of any agency."""
    head, strategies = truth["document"], []
    for one in truth["items"]:
        if not strategies or strategies[-1]["of"] != one["strategy"]:
            strategies.append({"of": one["strategy"], **level(one["strategy"]), "tactics": []})
        tactics = strategies[-1]["tactics"]
        if not tactics or tactics[-1]["of"] != one["tactic"]:
            tactics.append({"of": one["tactic"], **level(one["tactic"]), "projects": []})
        cells = {key: text(cell) for key, cell in one["cells"].items()}
        tactics[-1]["projects"].append({**one, "title": text(one["title"]), "cells": cells})
    return {
        "title": text(head["title"]),
        "agency": {"name": head["agency"]},
        "fiscal_year": {"be": head["fiscal_year_be"]},
        "plan_years": head["plan_years"],
        "sections": [{"kind": "action_plan", "strategies": strategies}],
    }


def level(entry):
    """A strategy or a tactic of a form."""
    label, number, title = entry or (None, None, None)
    return {"label": label, "number": number, "title": text(title)}


def table(entry):
    """A table of another form."""
    return {"headings": list(map(text, entry["headings"])), "rows": [list(map(text, row)) for row in entry["rows"]]}


def section(entry, facts):
    """The plan or the measures."""
    if entry["kind"] == "measures":
        return {"kind": "measures", "title": text(entry["title"]), "measures": [item(top, MEASURE_ROLES, facts) for top in entry["measures"]]}
    return {"kind": "action_plan", "title": text(entry["title"]), "strategies": [strategy(s, facts) for s in entry["strategies"]]}


def strategy(entry, facts):
    """One strategy."""
    return {"number": entry["number"], "title": text(entry["title"]), "tactics": [tactic(t, facts) for t in entry["tactics"]]}


def tactic(entry, facts):
    """One tactic."""
    return {
        **{key: entry[key] for key in ("number", "declared_project_count")},
        "title": text(entry["title"]),
        "goals": list(map(text, entry["goals"])),
        "indicators": list(map(text, entry["indicators"])),
        "projects": [item(top, PLAN_ROLES, facts) for top in entry["projects"]],
    }


def item(top, roles, facts):
    """A project or measure with everything below it."""
    nodes = {entry["ref"]: node(entry) for entry in [top, *top["children"]]}
    for child in top["children"]:
        nodes[child["parent"]]["children"].append(nodes[child["ref"]])
    owners = {child["rid"]: child["ref"] for child in reversed(top["children"])}
    owners[top["rows"][0]["rid"]] = top["ref"]
    for row in top["rows"]:
        fill(nodes[owners[row["rid"]]], row, roles, facts[top["ref"]])
    return nodes[top["ref"]]


def node(entry):
    """An item without cells."""
    return {"id": entry["ref"], "kind": entry["kind"], "number": entry["number"], "title": text(entry["title"]), "cells": {}, "children": [], "budget": None}


def fill(target, row, roles, facts):
    """Puts a logical row and its facts into the item that owns it."""
    target["cells"] = dict(zip(roles, map(text, row["cells"])))
    of_row = {key: [fact for fact in facts[key] if fact["rid"] == row["rid"]] for key in ("dates", "percentages", "indicators", "budgets")}
    target["facts"] = {"dates": of_row["dates"], "percentages": of_row["percentages"]}
    target["indicators"] = of_row["indicators"]
    target["budget"] = next(iter(of_row["budgets"]), None)


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf8") as file:
        json.dump(report(json.load(file)), sys.stdout, ensure_ascii=False)
