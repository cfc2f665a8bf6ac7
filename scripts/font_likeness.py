"""Writes what the characters of open Thai fonts look like: data/font-likeness.bin.

    font_likeness.py FONTS DATA

The table is entries of 77 bytes, in order of their characters: the character (16 bits, little endian); the lowest and
the highest point of the drawing and its width, each in 32nds of the height of a consonant of its font (two signed bytes,
one unsigned); and 12 rows of 12 cells from the foot to the head, how much of each is ink in 15ths (two cells a byte, the
left one in the upper half). Before it is laid out in cells a drawing is set upright: sheared so that what stands higher
stands neither more to the right nor to the left. Then its box is stretched to the square: so a drawing that is narrowed,
slanted or moved looks as before. No outline can be got back from it.
"""

import statistics
import struct
import sys
from pathlib import Path

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

import font_shapes

#: Rows and columns.
CELLS = 12
#: Lines that ink is looked for on, in a row.
SCANS = 4
#: Straight pieces of a curve.
PIECES = 8
#: Parts of a consonant's height that heights are counted in.
PARTS = 32
#: Drawings of one character that differ less than this (in 15ths, a cell) are one.
SAME = 0.7
#: Consonants without an ascender or a descender.
PLAIN = "กคดตถทนบมยรลวสอ"
#: Characters whose drawings are moved up and down: where they stand says nothing.
MARKS = "\u0E31\u0E34\u0E35\u0E36\u0E37\u0E38\u0E39\u0E3A\u0E47\u0E48\u0E49\u0E4A\u0E4B\u0E4C\u0E4D\u0E4E"
#: What is told from each other: Thai, figures, and signs that stand beside figures.
WANTED = [*map(chr, range(0xE01, 0xE3B)), *map(chr, range(0xE3F, 0xE5A)), *"0123456789.,-/()%:+"]


class Flat(BasePen):
    """Collects the contours of a path as polygons."""

    def __init__(self, glyphs):
        super().__init__(glyphs)
        self.contours = []

    def _moveTo(self, p):
        self.contours.append([p])

    def _lineTo(self, p):
        self.contours[-1].append(p)

    def _qCurveToOne(self, c, p):
        a = self.contours[-1][-1]
        for n in range(1, PIECES + 1):
            t = n / PIECES
            self.contours[-1].append(tuple(
                (1 - t) ** 2 * a[i] + 2 * t * (1 - t) * c[i] + t * t * p[i] for i in (0, 1)))

    def _curveToOne(self, c, d, p):
        a = self.contours[-1][-1]
        for n in range(1, PIECES + 1):
            t = n / PIECES
            self.contours[-1].append(tuple(
                (1 - t) ** 3 * a[i] + 3 * t * (1 - t) ** 2 * c[i] + 3 * t * t * (1 - t) * d[i] + t ** 3 * p[i]
                for i in (0, 1)))


def spans(edges, y):
    """Where ink lies on a line: from where to where."""
    crossings = sorted(
        (a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1]), 1 if b[1] > a[1] else -1)
        for a, b in edges if (a[1] <= y) != (b[1] <= y))
    winding, start, out = 0, 0.0, []
    for x, turn in crossings:
        if winding == 0:
            start = x
        winding += turn
        if winding == 0 and x > start:
            out.append((start, x))
    return out


def look(contours):
    """The cells of a drawing, None where it has no height or no width."""
    edges = [(c[i], c[(i + 1) % len(c)]) for c in contours for i in range(len(c))]
    ys = [p[1] for c in contours for p in c]
    low, high = min(ys), max(ys)
    if high <= low:
        return None
    lines = CELLS * SCANS
    ink = [(y, spans(edges, y)) for y in (low + (n + 0.5) * (high - low) / lines for n in range(lines))]
    mass = sum(b - a for _, row in ink for a, b in row)
    if mass <= 0:
        return None
    mx = sum((b * b - a * a) / 2 for _, row in ink for a, b in row) / mass
    my = sum(y * (b - a) for y, row in ink for a, b in row) / mass
    xy = sum((y - my) * ((b * b - a * a) / 2 - mx * (b - a)) for y, row in ink for a, b in row)
    yy = sum((y - my) ** 2 * (b - a) for y, row in ink for a, b in row)
    slant = xy / yy
    xs = [p[0] - slant * p[1] for c in contours for p in c]
    left, width = min(xs), max(xs) - min(xs)
    if width <= 0:
        return None
    cells = [[0.0] * CELLS for _ in range(CELLS)]
    for n, (y, row) in enumerate(ink):
        for a, b in row:
            a, b = ((x - slant * y - left) / width * CELLS for x in (a, b))
            for column in range(CELLS):
                cells[n // SCANS][column] += max(0.0, min(b, column + 1) - max(a, column))
    return [min(15, round(15 * c / SCANS)) for row in cells for c in row]


def drawing(glyphs, name):
    pen = Flat(glyphs)
    glyphs[name].draw(pen)
    return [c for c in pen.contours if len(c) > 2]


def entries(path):
    font = TTFont(path)
    glyphs = font.getGlyphSet()
    cmap = font.getBestCmap()
    tops = [max(p[1] for c in drawing(glyphs, cmap[ord(k)]) for p in c) for k in PLAIN if ord(k) in cmap]
    height = statistics.median_low(sorted(round(t) for t in tops)) / PARTS
    looks = {glyph: look(d) for glyph in font_shapes.characters(font) if (d := drawing(glyphs, glyph))}
    plain = [(ord(m), looks[cmap[ord(m)]]) for m in MARKS if looks.get(cmap.get(ord(m)))]
    for glyph, (c, sure) in sorted(font_shapes.characters(font).items()):
        # What a substitution makes of a letter may be another: only where its name says so, too, it is a form of it.
        if chr(c) not in WANTED or sure == 1 and not glyph.startswith(f"uni{c:04X}"):
            continue
        cells = looks.get(glyph)
        if cells is None or chr(c) in MARKS and cmap.get(c) != glyph and is_slip(c, cells, plain):
            continue
        xs, ys = zip(*(p for contour in drawing(glyphs, glyph) for p in contour))
        within = lambda v, low, high: max(low, min(high, round(v / height)))  # noqa: E731
        yield c, within(min(ys), -128, 127), within(max(ys), -128, 127), within(max(xs) - min(xs), 0, 255), cells


def differ(a, b):
    """How much the cells of two drawings differ, a cell."""
    return sum(abs(x - y) for x, y in zip(a, b)) / len(a)


def is_slip(c, cells, plain):
    """Whether a variant of a mark looks like another mark of its font: the font's tables err."""
    nearest = min(plain, key=lambda p: differ(cells, p[1]), default=None)
    return nearest is not None and nearest[0] != c and differ(cells, nearest[1]) < SAME


def main(fonts, data):
    kept = {}
    for _, path in font_shapes.faces(fonts):
        # A drawing is set upright first: a slanted one is no other.
        if "Oblique" in path.name:
            continue
        for c, low, high, width, cells in entries(path):
            for other in kept.setdefault(c, []):
                moved = abs(low - other["low"]) + abs(high - other["high"])
                if differ(cells, other["cells"]) < SAME and (chr(c) in MARKS or moved < 4):
                    break
            else:
                kept[c].append({"low": low, "high": high, "width": width, "cells": cells})
    out = bytearray()
    for c in sorted(kept):
        for d in kept[c]:
            pairs = zip(d["cells"][::2], d["cells"][1::2])
            out += struct.pack("<HbbB", c, d["low"], d["high"], d["width"]) + bytes(a << 4 | b for a, b in pairs)
    (data / "font-likeness.bin").write_bytes(out)
    print(f"{len(out) // 77} drawings of {len(kept)} characters", file=sys.stderr)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
