"""Holds the planted changes between the two years against both truths.

Each edit's texts must stand where it says; every item must be in a pair; and where two paired items differ in a field
that edits account for, an edit must say so.
"""
import json
import os

from model import MEASURE_ROLES, PLAN_ROLES, load

ACCOUNTED = ("title", "number", "objective", "indicator", "steps", "budget")


def check(source_folder, truth_folder):
    """Stops with the list of all that does not hold."""
    with open(os.path.join(source_folder, "edits-2567-2568.json"), encoding="utf8") as file:
        edits = json.load(file)
    old, new = (items(truth_folder, edits[side]) for side in ("from", "to"))
    old_outline, new_outline = (json.dumps(load(os.path.join(source_folder, edits[side] + ".toml")), ensure_ascii=False) for side in ("from", "to"))
    troubles = [trouble for edit in edits["edits"] for trouble in untrue(edit, old, new, old_outline, new_outline)]
    troubles += unpaired(edits["pairs"], old, new) + unlisted(edits, old, new)
    if troubles:
        raise SystemExit("edits-2567-2568.json:\n  " + "\n  ".join(troubles))


def items(truth_folder, name):
    """Every item of a truth by its id: title, number and the cells of its own rows."""
    with open(os.path.join(truth_folder, name + ".json"), encoding="utf8") as file:
        sections = json.load(file)["logical"]["sections"]
    found = {}
    for section in sections:
        for strategy in section.get("strategies", []):
            for tactic in strategy["tactics"]:
                add_items(found, tactic["projects"], PLAN_ROLES)
        add_items(found, section.get("measures", []), MEASURE_ROLES)
    return found


def add_items(found, tops, roles):
    """The items of a list of projects or measures; a row belongs to the first heading in it."""
    for top in tops:
        for item in [top, *top["children"]]:
            found[item["ref"]] = {"title": item["title"], "number": item["number"], "place": item["ref"].rpartition("/")[0]}
        owners = {child["rid"]: child["ref"] for child in reversed(top["children"])}
        owners[top["rows"][0]["rid"]] = top["ref"]
        for row in top["rows"]:
            found[owners.get(row["rid"], top["ref"])].update(zip(roles[1:], row["cells"][1:]))


def untrue(edit, old, new, old_outline, new_outline):
    """What an edit claims and the sources do not say."""
    field = "title" if edit["field"] == "item" else edit["field"]
    for side, known, outline in (("old", old, old_outline), ("new", new, new_outline)):
        ident, text = edit["from" if side == "old" else "to"], edit[side]
        if text is None:
            continue
        printed = outline if field == "outline" else known.get(ident, {}).get(field, "")
        if text not in printed:
            yield f"{edit['kind']} {ident} {field}: {text!r} is not in the {side} report"


def unpaired(pairs, old, new):
    """Items that no pair names."""
    return [f"no pair names {ident}" for known, k in ((old, 0), (new, 1)) for ident in sorted(set(known) - {pair[k] for pair in pairs})]


def unlisted(edits, old, new):
    """Differences of paired items that no edit names."""
    listed = {(edit["from"], edit["to"], edit["field"]) for edit in edits["edits"]}
    return [
        f"no edit names {a} -> {b}, {field}"
        for a, b in edits["pairs"] if a and b
        for field in ACCOUNTED
        if old[a].get(field) != new[b].get(field) and (a, b, field) not in listed
    ]
