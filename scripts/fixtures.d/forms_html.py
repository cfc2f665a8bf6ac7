"""A form through WeasyPrint: written as HTML, set with Pango."""
import html
import io
import re

from fontTools.ttLib import TTFont
from weasyprint import HTML
from weasyprint.pdf import fonts

from forms import Table, body, heading, is_bold, margins, paragraph
from markup import printed

RULES = {
    "full": "td { border: 0.6pt solid }",
    "horizontal": "td { border-top: 0.6pt solid; border-bottom: 0.6pt solid }",
    "none": ".heading td { background: #ddd }",
}
STYLE = """
@page {{ size: A4 {orientation}; margin: {margin}; @top-center {{ content: {head}; {margin_font} }}
         @top-right {{ content: {head_right}; {margin_font} }} @bottom-center {{ content: {foot}; {margin_font} }} }}
body {{ font-family: "{font}"; font-size: {size}pt; line-height: 1.35; margin: 0; orphans: 1; widows: 1 }}
p {{ margin: 2pt 0 }} .centre {{ text-align: center }}
.right {{ text-align: right }} .small {{ font-size: 85% }} .mark {{ position: absolute; left: 0; top: 0 }}
table {{ border-collapse: collapse; table-layout: fixed; margin: 3pt 0 6pt }}
td {{ padding: 1.5pt 3pt; vertical-align: top }} .heading td {{ vertical-align: middle }}
.value {{ text-decoration: underline dotted 0.6pt }} .more {{ margin-left: 24pt }}
{rules}
"""
# A cluster that a font has as one glyph, by its name: uni0E4D0E48.
JOINED = re.compile(r"uni((?:0E[0-9A-F]{2}){2,})")


def render(head, blocks, path, _work):
    """Writes the PDF."""
    name_glyphs_one_by_one()
    HTML(string=page(head, blocks)).write_pdf(path)


def name_glyphs_one_by_one():
    """WeasyPrint lets a glyph of a cluster stand for the whole cluster; here each stands for its own letter, as in other programs."""
    if getattr(fonts.Font, "named_one_by_one", False):
        return
    fonts.Font.named_one_by_one = True
    clean = fonts.Font.clean

    def named(font, to_unicode, hinting):
        face = TTFont(io.BytesIO(font.file_content), fontNumber=0, lazy=True)
        order, letters = face.getGlyphOrder(), {glyph: chr(code) for code, glyph in sorted(face.getBestCmap().items(), reverse=True)}
        for glyph in list(to_unicode):
            name = order[glyph]
            joined = JOINED.match(name)
            letter = "".join(chr(int(code, 16)) for code in re.findall("0E..", joined[1])) if joined else letters.get(name.split(".")[0])
            font.to_unicode[glyph] = letter or to_unicode[glyph]
        return clean(font, to_unicode, hinting)

    fonts.Font.clean = named


def page(head, blocks):
    """The HTML of a form."""
    margin = " ".join(f"{points}pt" for points in margins(head))
    rules = next((block.rules for block in blocks if isinstance(block, Table)), "full")
    style = STYLE.format(
        orientation="landscape" if head.get("landscape", True) else "portrait", margin=margin, font=head["font"], size=head["size"],
        margin_font=f'font: 9pt "{head["font"]}"', head=content(head.get("head", "")), head_right=content(head.get("head_right", "")),
        foot=content(head.get("foot", "")), rules=RULES[rules])
    return f'<html lang="th"><style>{style}</style><body>' + "".join(block_html(head, block) for block in blocks)


def content(text):
    """A text of a page's margin for CSS, its {page} and {pages} as counters."""
    pieces = re.split(r"\{(pages?)\}", text)
    return " ".join(f"counter({piece})" if i % 2 else f'"{piece}"' for i, piece in enumerate(pieces))


def lines(text):
    """A text with its line ends."""
    return html.escape(text).replace("\n", "<br>")


def block_html(head, block):
    """One block."""
    if isinstance(block, Table):
        return table(block)
    if "fields" in block:
        return "".join(field(label, printed(value)) for label, value, _ in block["fields"])
    if "space" in block:
        return f'<div style="height: {block["space"]}pt"></div>'
    if "page_break" in block:
        return '<div style="break-before: page"></div>'
    style, text = paragraph(block)
    inner = f"<b>{lines(text)}</b>" if is_bold(head, style) else lines(text)
    return f'<p class="{style}">{inner}</p>'


def field(label, value):
    """A label and its value on dotted lines."""
    first, *more = value.split("\n")
    rest = "".join(f'<p class="more"><span class="value">{html.escape(line)}</span></p>' for line in more)
    return f'<p><b>{html.escape(label)}</b> <span class="value">{html.escape(first)}</span></p>{rest}'


def table(block):
    """A table."""
    widths = "".join(f'<col style="width: {entry.width}pt">' for entry in block.columns)
    head = "".join(row(block, line) for line in heading(block)) if block.has_heading else ""
    rows = "".join(row(block, line) for line in body(block))
    head = f"<thead>{head}</thead><tbody>" if block.repeat else f"<tbody>{head}"
    total = sum(entry.width for entry in block.columns)
    return f'<table style="width: {total}pt"><colgroup>{widths}</colgroup>{head}{rows}</tbody></table>'


def row(block, line):
    """One row."""
    return f'<tr class="{line.kind}">' + "".join(cell(block, spot) for spot in line.spots) + "</tr>"


def cell(block, spot):
    """One cell; a mark is a filled cell, a drawn arrow or a letter."""
    style = f"text-align: {'center' if spot.align == 'centre' else spot.align}"
    inner = f"<b>{lines(spot.text)}</b>" if spot.bold else lines(spot.text)
    if spot.marked and block.mark == "fill":
        style += "; background: #9ab"
    elif spot.run and block.mark == "arrow":
        inner = arrow(sum(entry.width for entry in block.columns[spot.column : spot.column + spot.run]))
    elif spot.marked and block.mark != "arrow":
        inner = block.mark
    return f'<td rowspan="{spot.rows}" colspan="{spot.columns}" style="{style}">{inner}</td>'


def arrow(width):
    """A double arrow across cells."""
    width -= 6
    path = f"M0 5 H{width} M0 5 l5 -3 v6 z M{width} 5 l-5 -3 v6 z"
    drawn = f'<svg class="mark" width="{width}pt" height="10pt" viewBox="0 0 {width} 10"><path d="{path}" stroke="black"/></svg>'
    return f'<div style="position: relative; height: 10pt">{drawn}</div>'
