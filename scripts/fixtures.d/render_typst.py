"""A document through Typst."""
import os

import typst

from model import Break, Para

STROKES = {"full": "0.5pt", "horizontal": "(x, y) => (top: 0.5pt, bottom: 0.5pt)", "none": "none"}
HEAD = """
#set document(date: none)
#set page(paper: "a4", flipped: {flipped}, margin: 16mm{numbering})
#set text(font: "{font}", size: {size}pt, lang: "th")
#set par(leading: 0.75em, spacing: 0.75em)
"""


def render(document, path, work):
    """Writes the PDF; `work` keeps the source."""
    source = os.path.join(work, os.path.basename(path).replace(".pdf", ".typ"))
    with open(source, "w", encoding="utf8") as file:
        file.write(text(document))
    typst.compile(source, output=path)


def text(document):
    """The Typst source of a document."""
    numbering = ', numbering: "1"' if document.page_numbers else ""
    flipped = "true" if document.landscape else "false"
    head = HEAD.format(flipped=flipped, numbering=numbering, font=document.font, size=document.size)
    return head + "\n".join(block(entry, document.size) for entry in document.blocks)


def literal(value):
    """A string literal."""
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def block(entry, size):
    """One block."""
    if isinstance(entry, Break):
        return "#pagebreak()"
    if isinstance(entry, Para):
        return paragraph(entry, size)
    return table(entry)


def paragraph(entry, size):
    """A paragraph outside any table."""
    weight = "regular" if entry.style == "body" else "bold"
    height = size * 1.5 if entry.style == "cover" else size
    inner = f'text(weight: "{weight}", size: {height}pt, {literal(entry.text)})'
    return f"#align(center, {inner})" if entry.style in ("cover", "centre") else f"#par({inner})"


def table(entry):
    """A table whose rows may break over pages."""
    columns = ", ".join(f"{width}fr" for width in entry.widths)
    head = ", ".join(cell(c, "bold") for row in entry.header for c in row)
    rows = ",\n  ".join(cell(c, "regular") for row in entry.rows for c in row)
    repeat = "true" if entry.repeat_header else "false"
    return (f"#table(columns: ({columns}), stroke: {STROKES[entry.rules]}, inset: 4pt,\n"
            f"  table.header(repeat: {repeat}, {head}),\n  {rows})")


def cell(entry, weight):
    """One cell; `breakable`, so that a long row is cut by the page's end."""
    inner = " ".join(f"#par(text(weight: \"{weight}\", {literal(text)}))" for text in entry.paras)
    return f"table.cell(colspan: {entry.columns}, rowspan: {entry.rows}, breakable: true)[{inner}]"
