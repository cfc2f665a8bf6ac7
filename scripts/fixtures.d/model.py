"""A document as every renderer takes it: paragraphs, page breaks and tables; and how a report's source becomes one."""
import tomllib
from dataclasses import dataclass, field

from markup import printed

PLAN_ROLES = ["project", "objective", "indicator", "result", "budget"]
MEASURE_ROLES = ["measure", "steps", "indicator", "result", "outcome"]
PLAN_WIDTHS = [19, 18, 18, 29, 16]
MEASURE_WIDTHS = [17, 21, 20, 26, 16]


@dataclass
class Para:
    """One paragraph; `style` is body, bold, centre or cover."""

    text: str
    style: str = "body"


@dataclass
class Break:
    """What follows begins a new page."""


@dataclass
class Cell:
    """A cell's paragraphs and how many columns and rows it spans."""

    paras: list
    columns: int = 1
    rows: int = 1


@dataclass
class Table:
    """`widths` are shares; `rules` is full, horizontal or none. A row may hold fewer cells where cells span."""

    widths: list
    header: list
    rows: list
    rules: str = "full"
    repeat_header: bool = True


@dataclass
class Document:
    """What a renderer gets. `landscape` is of A4; `size` is the type size in points."""

    blocks: list
    landscape: bool = True
    size: float = 11.0
    page_numbers: bool = True
    font: str = "Laksaman"
    title: str = field(default="")


def load(path):
    """A source file, as TOML."""
    with open(path, "rb") as file:
        return tomllib.load(file)


def cell(text):
    """A cell of one column, a paragraph a line."""
    return Cell([line for line in text.split("\n") if line])


def heading_row(texts):
    """A header row of simple cells."""
    return [cell(text) for text in texts]


def rows_of(source):
    """Every row of a plan, in order, with the strategy and tactic it stands under."""
    for strategy in source.get("strategy", []):
        for tactic in strategy["tactic"]:
            for row in tactic["row"]:
                yield strategy, tactic, row


def item_row(row, roles, number_column):
    """A source row as cells; with `number_column` its ordinal stands in a cell of its own."""
    cells = [cell(printed(row.get(role, ""))) for role in roles]
    return [cell(row["number"])] + cells if number_column else cells


def plan_table(source, tactic, rules):
    """The five-column table of one tactic."""
    rows = [item_row(row, PLAN_ROLES, False) for row in tactic["row"]]
    return Table(PLAN_WIDTHS, [heading_row(source["plan"]["headings"])], rows, rules)


def titles(lines, style="centre"):
    """Title lines as paragraphs."""
    return [Para(printed(line), style) for line in lines]


def outline(strategy, tactic):
    """The paragraphs above one tactic's table."""
    yield Para(printed(strategy["printed"]), "bold")
    yield Para(printed(tactic["printed"]), "bold")
    for line in tactic["goals"] + tactic["indicators"] + [tactic["declared"]]:
        yield Para(printed(line))


def yearly(source, rules="full"):
    """The blocks of a yearly report: cover, one page and table a tactic, notes, measures."""
    document = source["document"]
    blocks = titles(document["cover"], "cover") + [Break()] + titles(source["plan"]["title"])
    blocks.append(Para(document["period"], "centre"))
    first = True
    for strategy in source["strategy"]:
        for tactic in strategy["tactic"]:
            blocks += [] if first else [Break()]
            blocks += [*outline(strategy, tactic), plan_table(source, tactic, rules)]
            first = False
    blocks += [Para(note) for note in source["plan"]["notes"]] + [Break()]
    return blocks + measures(source["measures"], rules)


def measures(section, rules):
    """Title and table of the measures."""
    rows = [item_row(row, MEASURE_ROLES, False) for row in section["row"]]
    table = Table(MEASURE_WIDTHS, [heading_row(section["headings"])], rows, rules)
    return titles(section["title"]) + [Para(section["period"], "centre"), table]


def list_report(source, rules="full"):
    """A report without strategies: an ordinal column, the header on the first page only."""
    rows = [item_row(row, PLAN_ROLES, True) for _, _, row in rows_of(source)]
    table = Table([6, *PLAN_WIDTHS], [heading_row(source["plan"]["headings"])], rows, rules, repeat_header=False)
    return titles(source["document"]["cover"]) + [table]


def section_row_report(source, rules="full"):
    """A report of one table, in which rows across all columns name the strategies and tactics."""
    rows = []
    for strategy in source["strategy"]:
        rows.append([Cell([printed(strategy["printed"])], columns=5)])
        for tactic in strategy["tactic"]:
            rows.append([Cell([printed(tactic["printed"])], columns=5)])
            rows += [item_row(row, PLAN_ROLES, False) for row in tactic["row"]]
    table = Table(PLAN_WIDTHS, [heading_row(source["plan"]["headings"])], rows, rules)
    return titles(source["document"]["cover"]) + [table]


def small(entry):
    """A small document of one or more tables and paragraphs (fixtures/source/small.toml)."""
    blocks = [Para(text, style) for text, style in entry.get("paras", [])]
    for table in entry.get("table", []):
        blocks += [Para(text) for text in table.get("above", [])] + [small_table(table)]
    return blocks + [Para(text) for text in entry.get("below", [])]


def spanning(value):
    """A cell of small.toml: a text, or [text, columns, rows]."""
    if isinstance(value, str):
        return cell(value)
    text, columns, rows = value
    return Cell(text.split("\n"), columns, rows)


def small_table(table):
    """A table of small.toml; `header` overrides the plain `headings` where cells span."""
    header = [[spanning(value) for value in row] for row in table.get("header", [table["headings"]])]
    rows = [[spanning(value) for value in row] for row in table["rows"]]
    return Table(table["widths"], header, rows, table.get("rules", "full"))
