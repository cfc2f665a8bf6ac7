"""A bulk report for speed: the first year's report again and again with other figures, until it has so many pages.

    bulk.py ROOT PAGES OUT.pdf
"""
import dataclasses
import os
import random
import re
import sys

from reportlab.lib.pagesizes import A4, landscape

from model import Break, Cell, Document, Table, load, yearly
from render_canvas import Flow, new_canvas

DIGIT = re.compile("[\u0e51-\u0e59]")
SIZE = 10.0


def varied(blocks, chance):
    """The blocks with other digits in the tables' cells, so that no two pages are the same."""
    def other(text):
        return DIGIT.sub(lambda _: chr(0x0E51 + chance.randrange(9)), text)

    for block in blocks:
        if isinstance(block, Table):
            rows = [[Cell(list(map(other, cell.paras))) for cell in row] for row in block.rows]
            block = dataclasses.replace(block, rows=rows)
        yield block


def main(root, pages, path):
    """Adds reports to one document until it has at least `pages` pages."""
    source = load(os.path.join(root, "fixtures", "source", "report-2567.toml"))
    flow = Flow(Document([], size=SIZE, font="Garuda"), new_canvas(path, landscape(A4)), landscape(A4))
    chance = random.Random(2567)
    while flow.number <= pages:
        for block in varied(yearly(source), chance):
            flow.block(block)
        flow.block(Break())
    flow.canvas.save()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), sys.argv[3])
