"""The braces in fixtures/source: what is printed, and by hand what it means.

    {d:2024-02-14|๑๔ กุมภาพันธ์ ๒๕๖๗}      a day; a/b is a range, 2024-02 a month, fy2567 a fiscal year of the BE,
                                            `A or B` a second reading that is right as well
    {p:94.79|ร้อยละ ๙๔.๗๙}                  a percentage
    {m:36800|๓๖,๘๐๐ บาท}                    money in running text
    {t:ge 90 ร้อยละ|ไม่น้อยกว่าร้อยละ ๙๐}   a target: comparator, value, unit as printed
    {b:amount 3240; งบ กทส.|3,240 (งบ กทส.)} a budget: status, amount, source
    {h:activity 3.1|กิจกรรม…}               the title of an item: kind and number
    {n|…} {g|…} {title|…} {text|…}          an indicator's name, its target text, a title, a text without its label

Marks nest. `parse` gives the printed text and the marks in reading order.
"""
import calendar
import re
from dataclasses import dataclass

OPEN = re.compile(r"\{([a-z]+)(?::([^|{}]*))?\|")


@dataclass
class Mark:
    """One pair of braces: its letter, its argument and the text it prints."""

    kind: str
    arg: str
    raw: str


def parse(source):
    """`(printed text, [Mark, …])` of a text with braces."""
    text, marks, stack, at = "", [], [], 0
    while at < len(source):
        opening = OPEN.match(source, at)
        if opening:
            mark = Mark(opening[1], (opening[2] or "").strip(), "")
            marks.append(mark)
            stack.append((mark, len(text)))
            at = opening.end()
        elif source[at] == "}" and stack:
            mark, start = stack.pop()
            mark.raw = text[start:]
            at += 1
        else:
            text += source[at]
            at += 1
    if stack:
        raise ValueError(f"unclosed {{{stack[-1][0].kind}: in {source!r}")
    return text, marks


def printed(source):
    """The text alone, as it stands on the page."""
    return parse(source)[0]


def of_kind(source, kind):
    """The marks of one letter."""
    return [mark for mark in parse(source)[1] if mark.kind == kind]


def first(source, kind):
    """The text of the first mark of a letter, or `None`."""
    return next((mark.raw for mark in of_kind(source, kind)), None)


def one_date(spec):
    """`2024-02-14`, `a/b`, `2024-02` or `fy2567` as start, end and precision."""
    if spec.startswith("fy"):
        end = int(spec[2:]) - 543
        return {"start": f"{end - 1}-10-01", "end": f"{end}-09-30", "precision": "fiscal_year"}
    first_half, _, last_half = spec.partition("/")
    last_half = last_half or first_half
    if first_half.count("-") == 2:
        return {"start": first_half, "end": last_half, "precision": "day"}
    year, month = map(int, last_half.split("-"))
    last_day = calendar.monthrange(year, month)[1]
    return {"start": f"{first_half}-01", "end": f"{last_half}-{last_day:02}", "precision": "month"}


def date(mark):
    """A date mark as a fact, its other readings in `alt`."""
    readings = [one_date(spec.strip()) for spec in mark.arg.split(" or ")]
    fact = {"raw": mark.raw, **readings[0]}
    if readings[1:]:
        fact["alt"] = readings[1:]
    return fact


def number(text):
    """A whole number stays whole, so that JSON shows 12 and not 12.0."""
    value = float(text)
    return int(value) if value.is_integer() else value


def target(mark):
    """A target mark as a fact."""
    comparator, value, unit = mark.arg.split(" ", 2)
    return {"raw": mark.raw, "comparator": comparator, "value": number(value), "unit": unit}


def budget(cell):
    """The budget of a cell; an empty one states nothing."""
    text, marks = parse(cell)
    argument = next((mark.arg for mark in marks if mark.kind == "b"), "not_stated")
    head, _, source = argument.partition(";")
    status, _, amount = head.strip().partition(" ")
    return {
        "raw": text,
        "status": status,
        "amount_thb": number(amount) if amount else None,
        "source": source.strip() or None,
    }
