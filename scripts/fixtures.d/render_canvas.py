"""A document through ReportLab's canvas: every glyph and line placed by us, no shaping, words cut anywhere.

The same drawing serves the odd pages (turned, clipped, in forms, invisible), which no office program writes.
"""
import re
from functools import lru_cache

from reportlab.lib.pagesizes import A4, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from model import Break, Para

FONT_FOLDER = "/usr/share/fonts/truetype/tlwg"
MARGIN = 45.0
PADDING = 4.0
LINE_HEIGHT = 1.5  # of the type size
# A Thai letter with the marks on it and sara a, aa or am after it; a leading vowel stays with its letter.
CLUSTER = re.compile("[\u0e40-\u0e44]?[^\u0e30-\u0e3a\u0e47-\u0e4e][\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]*[\u0e30\u0e32\u0e33\u0e45]?[\u0e2f\u0e46]?")
ATOM = re.compile(r"[A-Za-z0-9.,/%()\u0e50-\u0e59-]+|\s+")


def fonts(name):
    """Registers a family; gives the names of its regular and bold faces."""
    for face in (name, name + "-Bold"):
        if face not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(face, f"{FONT_FOLDER}/{face}.ttf"))
    return name, name + "-Bold"


def atoms(text):
    """What a line may not cut: clusters, Latin words, numbers."""
    at = 0
    while at < len(text):
        found = ATOM.match(text, at) or CLUSTER.match(text, at)
        end = found.end() if found else at + 1
        yield text[at:end]
        at = end


def wrap(text, font, size, width):
    """The lines of a paragraph; a space at a line's end is not drawn."""
    lines, line, used = [], "", 0.0
    for atom in atoms(text):
        own = advance(atom, font) * size
        if line and not atom.isspace() and used + own > width:
            lines.append(line.rstrip())
            line, used = "", 0.0
        if line or not atom.isspace():
            line, used = line + atom, used + own
    return lines + [line.rstrip()]


@lru_cache(maxsize=None)
def advance(atom, font):
    """The width of an atom at one point; without shaping widths simply add up."""
    return pdfmetrics.stringWidth(atom, font, 1)


def cell_lines(cell, font, size, width):
    """All lines of a cell."""
    return [line for para in cell.paras for line in wrap(para, font, size, width - 2 * PADDING)]


class Pen:
    """A canvas with a type size, y counted downwards from the top of the page."""

    def __init__(self, canvas, size, height, font):
        self.canvas, self.size, self.height = canvas, size, height
        self.regular, self.bold = fonts(font)
        self.leading = size * LINE_HEIGHT

    def line(self, x0, y0, x1, y1):
        """A ruling."""
        self.canvas.setLineWidth(0.5)
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def text(self, x, y, text, bold=False, size=None):
        """A line of text whose line box begins at `y`."""
        self.canvas.setFont(self.bold if bold else self.regular, size or self.size)
        self.canvas.drawString(x, self.height - y - self.leading * 0.72, text)

    def piece(self, x, y, widths, columns, rules, top=True, bottom=True, bold=False):
        """One piece of a row: `columns` holds each column's lines. Gives its height."""
        height = max([len(lines) for lines in columns] + [1]) * self.leading + 2 * PADDING
        left = x
        for width, lines in zip(widths, columns):
            for k, line in enumerate(lines):
                self.text(left + PADDING, y + PADDING + k * self.leading, line, bold)
            left += width
        self.rules(x, y, widths, height, rules, top, bottom)
        return height

    def rules(self, x, y, widths, height, rules, top, bottom):
        """The rulings around a piece of a row."""
        right = x + sum(widths)
        if rules != "none":
            for wanted, at in ((top, y), (bottom, y + height)):
                if wanted:
                    self.line(x, at, right, at)
        if rules == "full":
            for k in range(len(widths) + 1):
                self.line(x + sum(widths[:k]), y, x + sum(widths[:k]), y + height)

    def table(self, x, y, width, table):
        """A whole table that fits where it stands. Gives the y below it."""
        widths = [width * share / sum(table.widths) for share in table.widths]
        for cells, bold in [(row, True) for row in table.header] + [(row, False) for row in table.rows]:
            font = self.bold if bold else self.regular
            columns = [cell_lines(cell, font, self.size, w) for cell, w in zip(cells, widths)]
            y += self.piece(x, y, widths, columns, table.rules, bold=bold)
        return y


def new_canvas(path, size):
    """A canvas without the time and chance ReportLab puts into a file."""
    return Canvas(path, pagesize=size, invariant=1, pageCompression=1)


def render(document, path, _work):
    """Writes the PDF."""
    size = landscape(A4) if document.landscape else A4
    Flow(document, new_canvas(path, size), size).save()


class Flow:
    """A document flowing over pages; a row that does not fit is cut between two lines."""

    def __init__(self, document, canvas, size):
        self.document, self.canvas = document, canvas
        self.width, self.height = size
        self.pen = Pen(canvas, document.size, self.height, document.font)
        self.y, self.number = MARGIN, 1
        for block in document.blocks:
            self.block(block)

    def save(self):
        """Ends the last page and the file."""
        self.end_page()
        self.canvas.save()

    def end_page(self):
        """The page number, then the page."""
        if self.document.page_numbers:
            self.pen.text(self.width / 2 - 8, self.height - MARGIN * 0.8, f"- {self.number} -")
        self.canvas.showPage()
        self.y, self.number = MARGIN, self.number + 1

    def room(self):
        """How many lines still fit."""
        return int((self.height - MARGIN - self.y - 2 * PADDING) // self.pen.leading)

    def block(self, block):
        """One block."""
        if isinstance(block, Break):
            self.end_page()
        elif isinstance(block, Para):
            self.paragraph(block)
        else:
            self.table(block)

    def paragraph(self, block):
        """A paragraph outside any table."""
        size = self.pen.size * (1.5 if block.style == "cover" else 1)
        bold = block.style != "body"
        font = self.pen.bold if bold else self.pen.regular
        for line in wrap(block.text, font, size, self.width - 2 * MARGIN):
            if self.room() < 1:
                self.end_page()
            x = MARGIN
            if block.style in ("cover", "centre"):
                x = (self.width - pdfmetrics.stringWidth(line, font, size)) / 2
            self.pen.text(x, self.y, line, bold, size)
            self.y += size * LINE_HEIGHT

    def table(self, table):
        """A table, its header again on each page if it repeats."""
        self.y += PADDING
        self.widths = [(self.width - 2 * MARGIN) * share / sum(table.widths) for share in table.widths]
        self.header(table)
        for cells in table.rows:
            self.row(table, cells)
        self.y += PADDING

    def header(self, table):
        """The header rows."""
        for cells in table.header:
            self.y += self.pen.piece(MARGIN, self.y, self.widths, self.columns(cells, self.pen.bold), table.rules, bold=True)

    def columns(self, cells, font):
        """Each column's lines."""
        return [cell_lines(cell, font, self.pen.size, width) for cell, width in zip(cells, self.widths)]

    def row(self, table, cells):
        """A row, in as many pieces as it needs pages."""
        columns, top = self.columns(cells, self.pen.regular), True
        while True:
            room = self.room()
            rest = [lines[room:] for lines in columns]
            last = not any(rest)
            if room >= 1:
                piece = [lines[:room] for lines in columns]
                self.y += self.pen.piece(MARGIN, self.y, self.widths, piece, table.rules, top, last)
                if last:
                    return
                columns, top = rest, False
            self.end_page()
            if table.repeat_header:
                self.header(table)
                top = True
