#!/usr/bin/env python3
"""Scores what was read from a form of any agency: its items, where they stand and what their columns say.

    scripts/score_forms.py TRUTH.json REPORT.json [--show N]

A truth says `document`, `items` and what must not be one (fixtures/README.md). Items are held together in document order by
their titles. Each score is from 0 to 1; text is compared as in score.py.

  items     F1 of the items found
  numbers   share of the items with their number, or without one where none is printed
  titles    mean likeness of the titles
  place     strategy and tactic of each item: the title counts 0.6, number and label 0.2 each; a level that is not there must be absent
  cells     mean likeness of all cells, each under its key; a cell that is missing counts 0
  budgets   F1 of purpose, fiscal year, quarter, status and amount; where none is stated nothing is compared
  schedule  F1 of each item's stretches of time, those that touch joined
  targets   F1 of comparator, value and unit
  document  mean over title, agency, fiscal year and plan years, those that either side has
  traps     how many rows of levels and sums, or tables of something else, came out as items: a count, and no score
"""
import argparse
import re
from datetime import date, timedelta

from rapidfuzz.distance import Levenshtein

from score import load, pair, plain, printed, ratio, unit

PARTS = ("items", "numbers", "titles", "place", "cells", "budgets", "schedule", "targets", "document")
# Columns that name an item; one may stand for the other.
NAMES = ("project", "measure")
# Below this likeness of titles two items are not the same …
SAME_ITEM = 0.6
# … and from this one on an item is a row that is none.
SAME_ROW = 0.8
BULLET = re.compile(r"[•\-–·▪●]+")
BEGINNING = re.compile(r"[•\-–·▪●]+|[\d.]+[.)]?")
TICKS = dict.fromkeys(map(ord, "✔√🗸☑ü/✓"), "✓")
NUMERALS = {word: str(i) for i, word in enumerate("หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด เก้า สิบ".split(), 1)}
# What the parts of a level's place count.
TITLE_SHARE, NUMBER_SHARE, LABEL_SHARE = 0.6, 0.2, 0.2


# ---------------------------------------------------------------------------------------------------- text


def compared(text):
    """A text as it is compared; any tick is like any other."""
    text = plain(text)
    return text.translate(TICKS) if len(text) == 1 else text


def likeness(one, other):
    """Likeness of two texts, 1 where they are the same."""
    return Levenshtein.normalized_similarity(compared(one), compared(other))


def numeral(number):
    """A number without what stands around it; a word for one is one."""
    number = compared(number).strip(".() ")
    return NUMERALS.get(number, number) or None


def begins(one, other):
    """Whether one of two texts begins with the other."""
    return bool(one and other) and (one.startswith(other) or other.startswith(one))


# ---------------------------------------------------------------------------------------------------- a report's items


def found_items(report):
    """Every item with its strategy and tactic, children as items of their own."""
    for section in report.get("sections") or []:
        for strategy in section.get("strategies") or []:
            for tactic in strategy.get("tactics") or []:
                yield from below(tactic.get("projects"), level(strategy), level(tactic))
        yield from below(section.get("measures"), None, None)
        yield from below(section.get("items"), None, None)


def below(items, strategy, tactic):
    """Items and their children."""
    for item in items or []:
        yield strategy, tactic, item
        yield from below(item.get("children"), strategy, tactic)


def level(entry):
    """A strategy or a tactic as label, number and title; `None` where it says nothing."""
    says = [entry.get("label"), entry.get("number"), printed(entry.get("title")) or None]
    return says if any(says) else None


def title_likeness(item, title):
    """How like an item of the truth a title is: to its title, or to all that its cell says."""
    title = BULLET.sub("", compared(title), count=1)
    cell = next((item["cells"][name] for name in NAMES if name in item["cells"]), item["title"])
    return max(likeness(item["title"], title), likeness(BEGINNING.sub("", compared(cell), count=1), title))


def same_item(item, title):
    """Likeness for pairing; 0 where the two are not the same item."""
    value = title_likeness(item, title)
    return value if value >= SAME_ITEM else 0.0


# ---------------------------------------------------------------------------------------------------- one item


def place(want, got):
    """How well one level is met."""
    if want is None or got is None:
        return float(want is got)
    whole = [(entry[0] or "") + (entry[2] or "") for entry in (want, got)]
    title = max(likeness(a, b) for a in (want[2], whole[0]) for b in (got[2], whole[1]))
    number = numeral(want[1]) == numeral(got[1])
    labels = compared(want[0]), compared(got[0])
    label = labels[0] == labels[1] or begins(*labels) or (not labels[0] and compared(want[2]).startswith(labels[1]))
    return TITLE_SHARE * title + NUMBER_SHARE * number + LABEL_SHARE * label


def cell_likeness(item, key, text, cells):
    """Likeness of a cell of the truth to the one under its key, or under one that is right as well."""
    keys = [key, *(item.get("alt") or {}).get(key, []), *(NAMES if key in NAMES else ())]
    return max((likeness(text, printed(cells[one])) for one in keys if one in cells), default=0.0)


def budgets(item):
    """What an item's columns of money state."""
    return [entry for entry in item.get("budgets") or [] if entry["status"] != "not_stated"]


def same_budget(want, got):
    """Whether two budgets are the same; the year and the quarter count where the truth says them."""
    amounts = [None if entry.get("amount_thb") is None else round(float(entry["amount_thb"]), 2) for entry in (want, got)]
    alike = all(want[key] == got.get(key) for key in ("purpose", "status")) and amounts[0] == amounts[1]
    return alike and all(want[key] in (None, got.get(key)) for key in ("fiscal_year_be", "quarter"))


def stretches(item):
    """An item's stretches of time, those that touch joined."""
    joined = []
    for start, end in sorted((span["start"], span["end"]) for span in item.get("schedule") or []):
        if joined and date.fromisoformat(start) <= date.fromisoformat(joined[-1][1]) + timedelta(days=1):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def targets(item):
    """An item's targets: the truth has them beside its cells, a report at its indicators."""
    if "targets" in item:
        return item["targets"]
    return [target for indicator in item.get("indicators") or [] for target in indicator.get("targets") or []]


def same_target(want, got):
    """Whether two targets are the same; a unit may be said shorter."""
    units = unit(want["unit"]), unit(got.get("unit"))
    same_unit = units[0] == units[1] or begins(*units)
    return same_unit and want["comparator"] == got["comparator"] and abs(want["value"] - got["value"]) < 1e-6


def equal(want, got):
    """Whether two values are the same."""
    return want == got


# What is counted of each item: how it is listed, and when two are the same.
COUNTED = {"budgets": (budgets, same_budget), "schedule": (stretches, equal), "targets": (targets, same_target)}
# The keys of theirs that are compared.
COMPARED = ("purpose", "fiscal_year_be", "quarter", "status", "amount_thb", "comparator", "value", "unit")


def matches(want, got, same):
    """How many of `want` have a partner of their own in `got`."""
    left, count = list(got), 0
    for entry in want:
        partner = next((i for i, other in enumerate(left) if same(entry, other)), None)
        if partner is not None:
            left.pop(partner)
            count += 1
    return count


# ---------------------------------------------------------------------------------------------------- the document


def document(truth, report):
    """The mean over what the document says of itself."""
    head, parts = truth["document"], []
    lines = head.get("title_lines") or [head["title"]]
    titles = ["".join(lines[:count]) for count in range(1, len(lines) + 1)] + [head["title"]]
    titles += [title for text in titles for title in (text + head["agency"], head["agency"] + text)]
    title, agency = printed(report.get("title")), (report.get("agency") or {}).get("name")
    parts.append(max(likeness(text, title) for text in titles) if title else 0.0)
    parts.append(likeness(head["agency"], agency) if agency else 0.0)
    years = head["fiscal_year_be"], (report.get("fiscal_year") or {}).get("be")
    plans = [[(entry or {}).get(key) for key in ("first_be", "last_be")] for entry in (head["plan_years"], report.get("plan_years"))]
    parts += [float(want == got) for want, got in (years, plans) if want not in (None, [None, None]) or got not in (None, [None, None])]
    return sum(parts) / len(parts)


def is_trap(truth, item):
    """Whether an item is a row that must be none: by its title, or by a text of the truth's in one of its cells."""
    texts, cells = not_items(truth)
    title = compared(printed(item.get("title")))
    own = {title} | {compared(printed(cell)) for cell in (item.get("cells") or {}).values()}
    named = any(text in own or title.startswith(text) or likeness(text, title) >= SAME_ROW for text in filter(None, map(compared, texts)))
    return named or title in map(compared, cells)


def not_items(truth):
    """The texts and the sums that must not become items."""
    if isinstance(truth.get("not_items"), dict):
        return truth["not_items"]["texts"], truth["not_items"]["cells"]
    return truth.get("not_item_texts") or [], truth.get("not_item_cells") or []


# ---------------------------------------------------------------------------------------------------- all of it


def score(truth, report):
    """Every score of a report by name, `None` where there is nothing to score; and `traps`."""
    want, got = truth["items"], list(found_items(report))
    paired = dict(pair(want, [printed(entry[2].get("title")) for entry in got], same_item))
    single = {part: [] for part in ("numbers", "titles", "place", "cells")}
    sums = {part: [0, 0, 0] for part in COUNTED}  # same, wanted, given
    for i, item in enumerate(want):
        strategy, tactic, other = got[paired[i]] if i in paired else (None, None, {})
        for part, value in item_scores(item, strategy, tactic, other, i in paired):
            single[part].append(value)
        count(sums, item, other)
    extra = [entry[2] for k, entry in enumerate(got) if k not in paired.values()]
    for item in extra:
        count(sums, {"budgets": [], "schedule": [], "targets": []}, item)
    means = {part: sum(values) / len(values) for part, values in single.items() if values}
    counted = {part: ratio(*values) if values[1] + values[2] else None for part, values in sums.items()}
    return {
        "items": ratio(len(paired), len(want), len(got)),
        **means,
        **counted,
        "document": document(truth, report),
        "traps": sum(is_trap(truth, item) for item in extra),
    }


def item_scores(item, strategy, tactic, other, is_found):
    """The parts of one item that have a value each; 0 where it was not found."""
    yield "numbers", float(is_found and numeral(item["number"]) == numeral(other.get("number")))
    yield "titles", title_likeness(item, printed(other["title"])) if is_found else 0.0
    yield "place", (place(item["strategy"], strategy) + place(item["tactic"], tactic)) / 2 if is_found else 0.0
    for key, text in item["cells"].items():
        yield "cells", cell_likeness(item, key, text, other.get("cells") or {}) if is_found else 0.0


def count(sums, item, other):
    """Adds what one item has of each kind, and how much of it is the same, in place."""
    for part, (listed, same) in COUNTED.items():
        wanted, given = listed(item), listed(other)
        values = matches(wanted, given, same), len(wanted), len(given)
        sums[part][:] = [a + b for a, b in zip(sums[part], values)]


def differences(truth, report):
    """What differs, as lines of text."""
    got = list(found_items(report))
    paired = dict(pair(truth["items"], [printed(entry[2].get("title")) for entry in got], same_item))
    for i, item in enumerate(truth["items"]):
        if i not in paired:
            yield f"missing: {item['title']}"
            continue
        strategy, tactic, other = got[paired[i]]
        cells = other.get("cells") or {}
        levels = [("strategy", item["strategy"], strategy), ("tactic", item["tactic"], tactic)]
        yield from (f"{item['title']}: {name} {want} | {have}" for name, want, have in levels if place(want, have) < 1)
        for key, text in item["cells"].items():
            if cell_likeness(item, key, text, cells) < 1:
                yield f"{item['title']}: {key} {text!r} | {printed(cells.get(key))!r}"
        for part, (listed, same) in COUNTED.items():
            if matches(listed(item), listed(other), same) < max(len(listed(item)), len(listed(other))):
                yield f"{item['title']}: {part} {short(listed(item))} | {short(listed(other))}"
    yield from (f"extra: {printed(entry[2].get('title'))}" for k, entry in enumerate(got) if k not in paired.values())


def short(entries):
    """Entries without what is not compared."""
    return [{key: value for key, value in entry.items() if key in COMPARED} if isinstance(entry, dict) else entry for entry in entries]


def main():
    """The command line."""
    parser = argparse.ArgumentParser(prog="scripts/score_forms.py")
    parser.add_argument("truth")
    parser.add_argument("report")
    parser.add_argument("--show", type=int, default=0, metavar="N")
    options = parser.parse_args()
    truth, report = load(options.truth), load(options.report)
    for name, value in score(truth, report).items():
        print(f"{name:10s}" + ("-" if value is None else f"{value:.4f}" if name in PARTS else str(value)))
    for line, _ in zip(differences(truth, report), range(options.show)):
        print(line)


if __name__ == "__main__":
    main()
