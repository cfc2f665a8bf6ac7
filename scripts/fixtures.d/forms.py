"""Forms of any agency: what fixtures/source/forms holds, laid out as cells. Every renderer and the truth take it from here.

A source is TOML. At its head stand `producer`, `why`, the page (`font`, `size`, `bold`, `landscape`, `margin`, `head`,
`head_right`, `foot`) and what the document says of itself (`title` line by line, `agency`, `fiscal_year_be` or `plan_years`). Then blocks:

    centre, bold, body, right, small = "…"    a paragraph; with `strategy` or `tactic` = { label } it opens that level
    space = 12                                points; page_break = true
    columns = [[key, heading, width, align, label]], rows = […]
                                              a table. A heading's levels stand between bars. A key that is a month or a
                                              range of months is a column that is marked; `label` is the word of a level
    fields = [[label, value, role]]           one project told by labels: on dotted lines, or (Typst) in a ruled table

and of a table `rules`, `repeat`, `heading`, `mark`, `baht` (what one of its units of money is worth) and `items = false`
for a table that names no projects. A row is one of

    ["๑", "^", "…"]                           cells; "^" goes on with the cell above. All marked columns are one string,
                                              "..##", # where there is a mark. Braces as in markup.py
    { strategy = "…", label = "…" }           a level's own row; `first_cell`, or `cells` for what else it prints
    { total = "…", span = 3, cells = { … } }  a row of sums; `at` is the column of its label
    { plain = ["(๑)", …] }                    a row that is nothing of the kind
"""
import re
import tomllib
from dataclasses import dataclass, field

from markup import one_date, printed

NAMES = ("project", "measure")
LEVELS = ("strategy", "tactic")
STYLES = ("centre", "bold", "body", "right", "small")
TIME = re.compile(r"\d{4}-\d{2}")
SAME = "^"


@dataclass
class Column:
    """A column; `time` is the start and end of what its marks stand for."""

    key: str
    heading: list
    width: float
    align: str = "left"
    label: str | None = None
    time: tuple | None = None


@dataclass
class Spot:
    """A cell on the page. `run` columns have the mark that begins here; `marked` is true in each of them."""

    column: int
    text: str
    align: str
    bold: bool = False
    rows: int = 1
    columns: int = 1
    run: int = 0
    marked: bool = False


@dataclass
class Line:
    """A row as ruled: its kind (heading, level, total, plain, item) and its spots."""

    kind: str
    spots: list = field(default_factory=list)


class Table:
    """A table of a source; `bold` says whether its heading and its rows of levels and sums are."""

    def __init__(self, block, bold):
        self.bold = bold
        self.columns = [column(*entry) for entry in block["columns"]]
        self.rows = block["rows"]
        self.rules = block.get("rules", "full")
        self.repeat = block.get("repeat", True)
        self.has_heading = block.get("heading", True)
        self.mark = block.get("mark")
        self.baht = block.get("baht", 1)
        self.holds_items = block.get("items", True)

    @property
    def naming(self):
        """The place of the column that names projects."""
        return next((i for i, entry in enumerate(self.columns) if entry.key in NAMES), 0)

    def place(self, key):
        """The place of a column."""
        return next(i for i, entry in enumerate(self.columns) if entry.key == key)

    def texts(self, row):
        """A row's cells, one a column: a marked column's is "#" or nothing."""
        cells, out = list(row), []
        for i, entry in enumerate(self.columns):
            if entry.time is None:
                out.append(cells.pop(0))
            elif i == 0 or self.columns[i - 1].time is None:
                marks = cells.pop(0)
                out += [SAME if marks == SAME else mark.strip(".") for mark in marks.ljust(self.times())]
        if cells or len(out) != len(self.columns):
            raise ValueError(f"{len(self.columns)} columns, but the row is {row}")
        return out

    def times(self):
        """How many columns are marked."""
        return sum(entry.time is not None for entry in self.columns)


def column(key, heading, width, align="left", label=None):
    """A column of a source."""
    time = None
    if TIME.match(key):
        span = one_date(key)
        time = (span["start"], span["end"])
    return Column(key, heading.split("|"), width, align, label, time)


def load(path):
    """A source as its head and its blocks; a block is a dictionary or a `Table`."""
    with open(path, "rb") as file:
        head = tomllib.load(file)
    bold = head.get("bold", True)
    blocks = [Table(block, bold) if "columns" in block else block for block in head.pop("block")]
    return head, blocks


def paragraph(block):
    """The style and text of a paragraph."""
    return next((style, block[style]) for style in STYLES if style in block)


def is_bold(head, style):
    """Whether a paragraph of this style is bold."""
    return style in ("centre", "bold") and head.get("bold", True)


def margins(head):
    """Of a page: above and below, left and right; in points."""
    margin = head.get("margin", 40)
    return (margin, margin) if isinstance(margin, (int, float)) else tuple(margin)


# ---------------------------------------------------------------------------------------------------- cells


def heading(table):
    """The rows of the heading: what columns say alike at a level is one cell, a heading of fewer levels reaches down."""
    depth = max(len(entry.heading) for entry in table.columns)
    lines = [Line("heading") for _ in range(depth)]
    for level in range(depth):
        before = None
        for i, entry in enumerate(table.columns):
            if level >= len(entry.heading):
                before = None
                continue
            last = level == len(entry.heading) - 1
            path = entry.heading[: level + 1]
            if not last and before == path:
                lines[level].spots[-1].columns += 1
                continue
            before = None if last else path
            rows = depth - level if last else 1
            lines[level].spots.append(Spot(i, entry.heading[level], "centre", bold=table.bold, rows=rows))
    return lines


def body(table):
    """The rows below the heading."""
    lines, above = [], [None] * len(table.columns)
    for row in table.rows:
        line = line_of(table, row, above)
        lines.append(line)
        if line.kind != "item":
            above = [None] * len(table.columns)
    return lines


def line_of(table, row, above):
    """One row; `above` holds the cells that "^" goes on with."""
    if isinstance(row, list):
        return item_line(table, table.texts(row), above)
    if "plain" in row:
        return Line("plain", [Spot(i, text, "centre") for i, text in enumerate(row["plain"])])
    if "total" in row:
        return total_line(table, row)
    return level_line(table, row)


def item_line(table, texts, above):
    """A row of cells."""
    line = Line("item")
    for i, (entry, text) in enumerate(zip(table.columns, texts)):
        if text == SAME:
            above[i].rows += 1
            continue
        spot = Spot(i, printed(text), entry.align)
        if entry.time is not None:
            spot = Spot(i, "", "centre", marked=bool(text), run=run_at(table, texts, i))
        above[i] = spot
        line.spots.append(spot)
    return line


def run_at(table, texts, i):
    """How many marked columns follow each other from here on; 0 where the mark begins earlier."""
    marked = [entry.time is not None and text == "#" for entry, text in zip(table.columns, texts)]
    if not marked[i] or (i > 0 and marked[i - 1]):
        return 0
    return next((k for k in range(i, len(marked)) if not marked[k]), len(marked)) - i


def total_line(table, row):
    """A row of sums: its label over `span` columns."""
    at = table.place(row["at"]) if "at" in row else 0
    after = at + row.get("span", 1)
    line = Line("total", [blank(table, i) for i in range(at)])
    line.spots.append(Spot(at, row["total"], "centre", bold=table.bold, columns=after - at))
    line.spots += [filled(table, i, row["cells"]) for i in range(after, len(table.columns))]
    return line


def level_line(table, row):
    """A row that opens a level: across the table, in its first cell, or with cells of its own."""
    text, width = level_text(row), len(table.columns)
    if row.get("first_cell"):
        return Line("level", [Spot(0, text, "left", bold=table.bold)] + [blank(table, i) for i in range(1, width)])
    if "cells" in row:
        cells = {**row["cells"], table.columns[table.naming].key: text}
        return Line("level", [filled(table, i, cells) for i in range(width)])
    return Line("level", [Spot(0, text, "left", bold=table.bold, columns=width)])


def level_text(row):
    """What a level's row prints."""
    return row[next(level for level in LEVELS if level in row)]


def blank(table, i):
    """An empty cell."""
    return Spot(i, "", table.columns[i].align)


def filled(table, i, cells):
    """A cell of a row that says its cells by their column."""
    return Spot(i, cells.get(table.columns[i].key, ""), table.columns[i].align, bold=table.bold)
