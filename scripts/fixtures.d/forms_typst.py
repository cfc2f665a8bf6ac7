"""A form through Typst."""
import os
import re

import typst

from forms import Table, body, heading, is_bold, margins, paragraph
from markup import printed
from render_typst import STROKES, literal

HEAD = """
#set document(date: none)
#set page(paper: "a4", flipped: {flipped}, margin: (y: {vertical}pt, x: {horizontal}pt),
  header: align(center, text(size: 9pt, {head})), footer: context align(center, text(size: 9pt, {foot})))
#set text(font: "{font}", size: {size}pt, lang: "th")
#set par(leading: 0.55em, spacing: 0.6em)
"""
# The text of a page's number, and of the number of pages.
COUNTERS = {"page": "counter(page).display()", "pages": "str(counter(page).final().at(0))"}
ALIGN = {"left": "left", "centre": "center", "right": "right"}


def render(head, blocks, path, work):
    """Writes the PDF; `work` keeps the source."""
    source = os.path.join(work, os.path.basename(path).replace(".pdf", ".typ"))
    with open(source, "w", encoding="utf8") as file:
        file.write(text(head, blocks))
    typst.compile(source, output=path, pdf_tags=False)


def text(head, blocks):
    """The Typst source of a form."""
    vertical, horizontal = margins(head)
    pieces = re.split(r"\{(pages?)\}", head.get("foot", ""))
    foot = " + ".join(COUNTERS[piece] if i % 2 else literal(piece) for i, piece in enumerate(pieces))
    flipped = "true" if head.get("landscape", True) else "false"
    top = HEAD.format(flipped=flipped, vertical=vertical, horizontal=horizontal, head=literal(head.get("head", "")), foot=foot,
                      font=head["font"], size=head["size"])
    return top + "\n".join(block_text(head, block) for block in blocks)


def lines(value):
    """A text with its line ends."""
    return "[" + "#linebreak()".join("#" + literal(line) for line in value.split("\n")) + "]"


def block_text(head, block):
    """One block."""
    if isinstance(block, Table):
        return table(block)
    if "fields" in block:
        return fields(block["fields"])
    if "space" in block:
        return f"#v({block['space']}pt)"
    if "page_break" in block:
        return "#pagebreak()"
    style, value = paragraph(block)
    inner = f"#strong{lines(value)}" if is_bold(head, style) else "#" + lines(value)
    inner = f"#text(size: 0.85em)[{inner}]" if style == "small" else inner
    return f"#align({ALIGN.get(style, 'left')})[{inner}]\n"


def fields(entries):
    """Labels and values as a ruled table."""
    cells = ", ".join(f"strong{lines(label)}, {lines(printed(value))}" for label, value, _ in entries)
    return f"#table(columns: (130pt, 370pt), stroke: 0.5pt, inset: 3pt, {cells})"


def table(block):
    """A table whose rows may break over pages."""
    widths = ", ".join(f"{entry.width}pt" for entry in block.columns)
    head = ",\n".join(cell(block, spot, line) for line in heading(block) for spot in line.spots)
    rows = ",\n".join(cell(block, spot, line) for line in body(block) for spot in line.spots)
    head = f"table.header(repeat: {'true' if block.repeat else 'false'},\n{head}),\n" if block.has_heading else ""
    return f"#table(columns: ({widths},), stroke: {STROKES[block.rules]}, inset: 3pt,\n{head}{rows})"


def cell(block, spot, line):
    """One cell; a mark is a filled cell, a drawn arrow or a letter."""
    align, inner, fill = ALIGN[spot.align], lines(spot.text), ""
    if spot.marked and block.mark == "fill":
        fill = ", fill: luma(160)"
    elif spot.run and block.mark == "arrow":
        align, inner = "left", arrow(sum(entry.width for entry in block.columns[spot.column : spot.column + spot.run]))
    elif spot.marked and block.mark != "arrow":
        inner = lines(block.mark)
    inner = f"[#strong{inner}]" if spot.bold else inner
    height = "horizon" if line.kind == "heading" else "top"
    return f"table.cell(x: {spot.column}, rowspan: {spot.rows}, colspan: {spot.columns}, align: {align} + {height}{fill}){inner}"


def arrow(width):
    """A double arrow across cells."""
    width -= 6
    heads = [(0, "(0pt, 2.5pt), (5pt, 0pt), (5pt, 5pt)"), (width - 5, "(5pt, 2.5pt), (0pt, 0pt), (0pt, 5pt)")]
    drawn = f"#place(dy: 3pt, line(length: {width}pt, stroke: 1.2pt))"
    drawn += "".join(f"#place(dx: {left}pt, dy: 0.5pt, polygon(fill: black, {points}))" for left, points in heads)
    return f"[#box(width: 1pt, height: 8pt)[{drawn}]]"
