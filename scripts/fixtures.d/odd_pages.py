"""Pages that no office program writes: turned, clipped, in forms, invisible text over a picture, tables side by side."""
import os
import subprocess

from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.utils import ImageReader

from model import Para
from render_canvas import MARGIN, Pen, new_canvas

SIZE = 12.0
SCAN_DPI = 150


def tables_of(document):
    """The tables among the blocks."""
    return [block for block in document.blocks if not isinstance(block, Para)]


def title(pen, document):
    """The first paragraph, at the top of the page."""
    pen.text(MARGIN, MARGIN, document.blocks[0].text, bold=True)


def two_tables(document, path, _work):
    """Two tables side by side, a third with other columns below them."""
    canvas = new_canvas(path, A4)
    pen = Pen(canvas, SIZE, A4[1], document.font)
    title(pen, document)
    left, right, below = tables_of(document)
    half = (A4[0] - 3 * MARGIN) / 2
    first = pen.table(MARGIN, MARGIN + 30, half, left)
    second = pen.table(2 * MARGIN + half, MARGIN + 30, half, right)
    pen.table(MARGIN, max(first, second) + 40, A4[0] - 2 * MARGIN, below)
    canvas.save()


def turned(document, path, _work):
    """Page 1: a portrait page that /Rotate 90 turns to landscape. Page 2: portrait, no /Rotate, the table drawn sideways."""
    first, second = tables_of(document)
    canvas = new_canvas(path, landscape(A4))  # ReportLab swaps the sides of a page that it marks as turned
    canvas.setPageRotation(90)
    sideways(canvas, document, first, 90)
    canvas.showPage()
    canvas.setPageSize(A4)
    canvas.setPageRotation(0)
    sideways(canvas, document, second, 90)
    canvas.showPage()
    canvas.save()


def sideways(canvas, document, table, degrees):
    """A landscape table turned counter-clockwise onto a portrait page."""
    width, height = landscape(A4)
    canvas.saveState()
    canvas.translate(A4[0], 0)
    canvas.rotate(degrees)
    Pen(canvas, SIZE, height, document.font).table(MARGIN, MARGIN, width - 2 * MARGIN, table)
    canvas.restoreState()


def ocr_layer(document, path, work):
    """A picture of the page, and over it the text in render mode 3, as a scanner's software leaves it."""
    plain = os.path.join(work, "ocr-layer-plain.pdf")
    draw_simple(new_canvas(plain, A4), document, picture=None)
    stem = plain.removesuffix(".pdf")
    command = ["pdftoppm", "-r", str(SCAN_DPI), "-mono", "-singlefile", plain, stem]
    subprocess.run(command, check=True)
    draw_simple(new_canvas(path, A4), document, picture=ImageReader(stem + ".pbm"))


def draw_simple(canvas, document, picture):
    """A title and a table; with a picture they are written invisibly over it, without rulings."""
    pen = Pen(canvas, SIZE, A4[1], document.font)
    table = tables_of(document)[0]
    if picture:
        canvas.drawImage(picture, 0, 0, *A4)
        canvas._code.append("3 Tr")
        table.rules = "none"
    title(pen, document)
    pen.table(MARGIN, MARGIN + 30, A4[0] - 2 * MARGIN, table)
    canvas.save()


def forms_and_clips(document, path, _work):
    """The table in a form XObject drawn at an offset; below it the table again and other words, all of it clipped away."""
    canvas = new_canvas(path, A4)
    pen = Pen(canvas, SIZE, A4[1], document.font)
    title(pen, document)
    table = tables_of(document)[0]
    canvas.beginForm("table", 0, 0, *A4)
    pen.table(MARGIN, MARGIN, A4[0] - 2 * MARGIN, table)
    canvas.endForm()
    canvas.saveState()
    canvas.translate(0, -30)
    canvas.doForm("table")
    canvas.restoreState()
    clipped(canvas, pen, table)
    canvas.save()


def clipped(canvas, pen, table):
    """Marks outside a clip: there in the file, not on the page."""
    canvas.saveState()
    window = canvas.beginPath()
    window.rect(MARGIN, 60, 60, 10)
    canvas.clipPath(window, stroke=0)
    canvas.saveState()
    canvas.translate(0, -330)
    canvas.doForm("table")
    canvas.restoreState()
    pen.text(MARGIN, 500, "ข้อความนี้ถูกตัดออก ต้องไม่ปรากฏ")
    canvas.restoreState()
