"""The truth of a form, made from its source and from nothing that raingan prints.

    document   title, title_lines, agency, fiscal_year_be, plan_years
    items      number, title, strategy and tactic as [label, number, title], cells, budgets, schedule, targets
    not_items  what levels, totals and tables that name no projects print: texts, and cells of sums
"""
import json
import re

from forms import LEVELS, NAMES, SAME, Table, level_text, paragraph
from markup import number, of_kind, one_date, printed

DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
# A number before a title: "1.", "๑.๑ ", "3) ", "(4) ".
NUMBERED = re.compile(r"\(?([0-9๐-๙]+(?:\.[0-9๐-๙]+)*)[.)]?\s+(.+)", re.S)
BULLET = re.compile(r"^[-–•]\s*")
AMOUNT = re.compile(r"\(?-?[\d,]*\d(?:\.\d+)?\)?")
PURPOSES = {"budget": "planned", "budget_used": "used", "budget_left": "left"}
# Of a table that names no projects: first cells that are longer than this must not become titles.
SHORT_TEXT = 8


def truth(head, blocks):
    """The truth of one form."""
    found = Found()
    for block in blocks:
        if isinstance(block, Table):
            found.table(block)
        elif "fields" in block:
            found.items.append(form_item(block["fields"]))
        else:
            found.paragraph(block)
    years = head.get("plan_years")
    return {
        "document": {
            "title": "\n".join(head["title"]),
            "title_lines": head["title"],
            "agency": head["agency"],
            "fiscal_year_be": head.get("fiscal_year_be"),
            "plan_years": {"first_be": years[0], "last_be": years[1]} if years else None,
        },
        "items": found.items,
        "not_items": {"texts": found.texts, "cells": found.cells},
    }


def lines(value):
    """A truth as JSON with an item on each line."""
    document, rest = (json.dumps(value[key], ensure_ascii=False) for key in ("document", "not_items"))
    items = ",\n".join(json.dumps(item, ensure_ascii=False) for item in value["items"])
    return f'{{\n"document": {document},\n"items": [\n{items}\n],\n"not_items": {rest}\n}}\n'


class Found:
    """What was found so far, and the levels that are open."""

    def __init__(self):
        self.items, self.texts, self.cells = [], [], []
        self.levels = {"strategy": None, "tactic": None}

    def paragraph(self, block):
        """A heading outside tables."""
        for level in LEVELS:
            if level in block:
                self.open(level, paragraph(block)[1], block[level].get("label"))

    def open(self, level, text, label):
        """A level begins; a strategy ends the tactic before it."""
        if level == "strategy":
            self.levels["tactic"] = None
        self.levels[level] = parts(text, label)

    def table(self, table):
        """The items of a table, and what must not be one."""
        if not table.holds_items:
            self.texts += [row[0] for row in table.rows if len(row[0]) > SHORT_TEXT]
            return
        above, records = None, []
        for row in table.rows:
            if isinstance(row, list):
                texts = table.texts(row)
                if texts[table.naming] == SAME:
                    records[-1].append(texts)
                else:
                    records.append([texts if above is None else [a if b == SAME else b for a, b in zip(above, texts)]])
                    self.open_columns(table, texts)
                    self.items.append(None)
                above = records[-1][0]
                self.items[-1] = item(table, records[-1], dict(self.levels))
            elif "plain" not in row:
                self.other_row(row)
                above = None

    def open_columns(self, table, texts):
        """Levels that stand in columns of their own."""
        for entry, text in zip(table.columns, texts):
            if entry.key in LEVELS and text != SAME:
                self.open(entry.key, text, entry.label)

    def other_row(self, row):
        """A row of a level or of sums."""
        self.cells += [text for text in row.get("cells", {}).values() if text not in ("", "-")]
        if "total" in row:
            self.texts.append(row["total"])
            return
        text = level_text(row)
        self.texts.append(text)
        self.open(next(level for level in LEVELS if level in row), text, row.get("label"))


def parts(text, label):
    """A level's text as its label, number and title."""
    rest = text.replace("\n", " ")
    if label and rest.startswith(label):
        rest = rest[len(label) :].removeprefix("ที่").strip()
    numbered = NUMBERED.fullmatch(rest)
    return [label, plain_number(numbered[1]), numbered[2]] if numbered else [label, None, rest]


def plain_number(text):
    """A number in Arabic digits, without brackets and points around it."""
    return re.sub(r"[^\d.]", "", text.translate(DIGITS)).strip(".") or None


def item(table, record, levels):
    """One item: its first row, and the rows whose name goes on with it."""
    cells, marks = {}, []
    for i, entry in enumerate(table.columns):
        own = [texts[i] for texts in record if texts[i] not in (SAME, "")]
        if entry.time is None and entry.key not in LEVELS and own:
            cells[entry.key] = "\n".join(map(printed, own))
            marks += own
    value = told(cells, marks, table.baht)
    times = [entry.time for entry, text in zip(table.columns, record[0]) if entry.time and text]
    return {**value, **levels, "schedule": value["schedule"] + [{"start": start, "end": end} for start, end in times]}


def form_item(fields):
    """The item of a form of labels."""
    values = [(role, value) for _, value, role in fields if role and value]
    cells = {role: printed(value) for role, value in values}
    return {**told(cells, [value for _, value in values], 1), "strategy": None, "tactic": None}


def told(cells, marks, baht):
    """What an item's cells say."""
    own_number, title = named(cells)
    dates = [one_date(mark.arg) for text in marks for mark in of_kind(text, "d")]
    return {
        "number": own_number,
        "title": title,
        "cells": cells,
        "budgets": [budget for key, text in cells.items() for budget in budgets(key, text, baht)],
        "schedule": [{"start": date["start"], "end": date["end"]} for date in dates],
        "targets": [target(mark.arg) for text in marks for mark in of_kind(text, "t")],
    }


def named(cells):
    """The number and title of an item."""
    title = next(cells[name] for name in NAMES if name in cells)
    numbered = NUMBERED.fullmatch(title)
    if "number" in cells:
        return plain_number(cells["number"]), BULLET.sub("", title)
    if numbered:
        return plain_number(numbered[1]), numbered[2]
    return None, BULLET.sub("", title)


def target(argument):
    """A target of a mark."""
    comparator, value, unit = argument.split(" ", 2)
    return {"comparator": comparator, "value": number(value), "unit": unit}


def budgets(key, text, baht):
    """What a column of money says of an item."""
    role, _, time = re.fullmatch(r"([a-z_]+?)(_(\d.*))?", key).groups()
    if role not in PURPOSES or text in ("-", ""):
        return
    year = re.match(r"25\d\d", time or "")
    quarter = re.search(r"q(\d)", time or "")
    status, amount = money(text, baht)
    yield {
        "purpose": PURPOSES[role],
        "fiscal_year_be": int(year[0]) if year else None,
        "quarter": int(quarter[1]) if quarter else None,
        "status": status,
        "amount_thb": amount,
    }


def money(text, baht):
    """The status and the amount of a cell; brackets and a minus are below zero."""
    if "ไม่ใช้งบ" in text:
        return "none", None
    if "ไม่ได้รับ" in text:
        return "not_allocated", None
    amount = AMOUNT.search(text.translate(DIGITS))[0]
    value = number(re.sub(r"[^\d.]", "", amount)) * baht
    value = round(-value if amount[0] in "(-" else value, 2)
    return "amount", value
