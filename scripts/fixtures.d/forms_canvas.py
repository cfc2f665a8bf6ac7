"""A form through ReportLab and through fpdf2. Neither knows where a Thai line may end: lines are wrapped here, and not shaped."""
import os

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont as Face
from fpdf import FPDF, FontFace
from fpdf.enums import TableBordersLayout, VAlign
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.enums import TA_CENTER, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import CondPageBreak, PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table as Grid

from forms import Table, body, heading, is_bold, margins, paragraph
from render_canvas import FONT_FOLDER, wrap

ALIGN = {"left": "LEFT", "centre": "CENTER", "right": "RIGHT"}
PARAGRAPH_ALIGN = {"centre": TA_CENTER, "right": TA_RIGHT}
PADDING = 3.0
LEADING = 1.35  # of the type size
# Wrapped lines stay this much short of a cell's width: fpdf2 would wrap a line that just fits once more.
SLACK = 1.0


def faces_of(name, work):
    """The regular and the bold face of a font as ReportLab knows them, and their files: without hints and without what shapes."""
    files = []
    for face in (name, name + "-Bold"):
        file = os.path.join(work, face + ".ttf")
        if not os.path.exists(file):
            options = Options(hinting=False, layout_features=[], notdef_outline=True, recalc_timestamp=False)
            slim, subsetter = Face(f"{FONT_FOLDER}/{face}.ttf"), Subsetter(options)
            subsetter.populate(unicodes=slim.getBestCmap())
            subsetter.subset(slim)
            slim.save(file)
        if "slim" + face not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont("slim" + face, file))
        files.append(file)
    return ("slim" + name, f"slim{name}-Bold"), files


def page_size(head):
    """Width and height in points."""
    return landscape(A4) if head.get("landscape", True) else A4


def footed(head, number):
    """The foot of a page."""
    return head.get("foot", "").replace("{page}", str(number))


def wrapped(table, spot, faces, size):
    """A cell's text with a line end wherever its column ends."""
    width = sum(entry.width for entry in table.columns[spot.column : spot.column + spot.columns]) - 2 * PADDING - SLACK
    lines = [line for text in spot.text.split("\n") for line in wrap(text, faces[spot.bold], size, width)]
    return "\n".join(lines)


def wrapped_paragraph(text, face, size, width):
    """The lines of a paragraph outside tables."""
    return [line for part in text.split("\n") for line in wrap(part, face, size, width - SLACK)]


def all_lines(table):
    """The heading's rows and those below."""
    return (heading(table) if table.has_heading else []) + body(table)


# ---------------------------------------------------------------------------------------------------- ReportLab


def reportlab(head, blocks, path, work):
    """Writes the PDF by ReportLab's platypus."""
    faces, _ = faces_of(head["font"], work)
    size, (vertical, horizontal) = page_size(head), margins(head)
    document = SimpleDocTemplate(path, pagesize=size, invariant=1, leftMargin=horizontal, rightMargin=horizontal, topMargin=vertical,
                                 bottomMargin=vertical)
    room = size[0] - 2 * horizontal - 12  # a frame has a padding of 6 points on both sides

    def foot(canvas, _document):
        canvas.setFont(faces[0], 9)
        canvas.drawCentredString(size[0] / 2, vertical / 2, footed(head, canvas.getPageNumber()))
        canvas.drawCentredString(size[0] / 2, size[1] - vertical / 2, head.get("head", ""))

    story = [flowable for block in blocks for flowable in flowables(head, block, faces, room)]
    document.build(story, onFirstPage=foot, onLaterPages=foot)


def flowables(head, block, faces, room):
    """A block as platypus has it."""
    if isinstance(block, Table):
        return [grid(head, block, faces)]
    if "space" in block:
        return [Spacer(1, block["space"])]
    if "page_break" in block:
        return [PageBreak()]
    style, text = paragraph(block)
    face = faces[is_bold(head, style)]
    look = ParagraphStyle(style, fontName=face, fontSize=head["size"], leading=head["size"] * LEADING,
                          alignment=PARAGRAPH_ALIGN.get(style, TA_LEFT))
    return [CondPageBreak(40), Paragraph("<br/>".join(wrapped_paragraph(text, face, head["size"], room)), look)]


def grid(head, table, faces):
    """A table, its spans as platypus counts them."""
    size, lines = head["size"], all_lines(table)
    cells = [[""] * len(table.columns) for _ in lines]
    style = [("FONT", (0, 0), (-1, -1), faces[0], size, size * LEADING), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    style += [(f"{side}PADDING", (0, 0), (-1, -1), PADDING) for side in ("LEFT", "RIGHT", "TOP", "BOTTOM")]
    style += [("GRID", (0, 0), (-1, -1), 0.5, "black")] if table.rules == "full" else [("LINEBELOW", (0, 0), (-1, -1), 0.5, "black")]
    for y, line in enumerate(lines):
        for spot in line.spots:
            corner, end = (spot.column, y), (spot.column + spot.columns - 1, y + spot.rows - 1)
            cells[y][spot.column] = wrapped(table, spot, faces, size)
            style += [("SPAN", corner, end), ("ALIGN", corner, end, ALIGN[spot.align]), ("FONTNAME", corner, end, faces[spot.bold])]
    repeat = len(heading(table)) if table.has_heading and table.repeat else 0
    return Grid(cells, colWidths=[entry.width for entry in table.columns], style=style, repeatRows=repeat, hAlign="LEFT",
                spaceBefore=3, spaceAfter=6)


# ---------------------------------------------------------------------------------------------------- fpdf2


class Pages(FPDF):
    """Pages with a head and a foot."""

    head = {}

    def header(self):
        """The running head."""
        self.set_font("form", size=9)
        self.cell(0, 10, self.head.get("head", ""), align="C", new_x="LMARGIN", new_y="NEXT")

    def footer(self):
        """The page number."""
        self.set_y(-20)
        self.set_font("form", size=9)
        self.cell(0, 10, footed(self.head, self.page_no()), align="C")


def fpdf2(head, blocks, path, work):
    """Writes the PDF by fpdf2."""
    faces, files = faces_of(head["font"], work)
    vertical, horizontal = margins(head)
    pdf = Pages(orientation="landscape" if head.get("landscape", True) else "portrait", unit="pt", format="A4")
    pdf.head = head
    for style, file in zip(("", "B"), files):
        pdf.add_font("form", style, file)
    pdf.set_margins(horizontal, vertical)
    pdf.set_auto_page_break(True, vertical)
    pdf.c_margin = PADDING
    pdf.add_page()
    for block in blocks:
        put(pdf, head, block, faces)
    pdf.output(path)


def put(pdf, head, block, faces):
    """A block at the pen."""
    size = head["size"]
    if isinstance(block, Table):
        put_table(pdf, head, block, faces)
    elif "space" in block:
        pdf.ln(block["space"])
    elif "page_break" in block:
        pdf.add_page()
    else:
        style, text = paragraph(block)
        bold = is_bold(head, style)
        pdf.set_font("form", "B" if bold else "", size)
        lines = wrapped_paragraph(text, faces[bold], size, pdf.epw - 2 * PADDING)
        pdf.multi_cell(0, size * LEADING, "\n".join(lines), align=ALIGN.get(style, "LEFT")[0], new_x="LMARGIN", new_y="NEXT")


def put_table(pdf, head, table, faces):
    """A table."""
    size = head["size"]
    widths = [entry.width for entry in table.columns]
    borders = TableBordersLayout.ALL if table.rules == "full" else TableBordersLayout.HORIZONTAL_LINES
    pdf.set_font("form", "", size)
    rows = len(heading(table)) if table.has_heading else 0
    heavy = FontFace(emphasis="BOLD" if table.bold else "")
    with pdf.table(col_widths=widths, width=sum(widths), align="LEFT", line_height=size * LEADING, padding=PADDING, borders_layout=borders,
                   num_heading_rows=rows, repeat_headings=int(table.repeat), headings_style=heavy, v_align=VAlign.T) as grid:
        for line in all_lines(table):
            row = grid.row()
            for spot in line.spots:
                row.cell(wrapped(table, spot, faces, size), align=ALIGN[spot.align], colspan=spot.columns, rowspan=spot.rows,
                         style=heavy if spot.bold else None)
    pdf.ln(6)
