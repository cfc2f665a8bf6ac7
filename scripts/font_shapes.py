"""Writes which character a drawn shape stands for in open Thai fonts: data/font-shapes.bin, and what it was made of.

    font_shapes.py FONTS DATA

The table is sorted 8-byte little-endian numbers: the upper 48 bits are the start of the SHA-256 of a shape, the lower 16
the character. A shape is the set of the points of its path in font units: end points of its segments and their control
points, each once, in order, moved so that the leftmost stands at 0. A point is three little-endian 32-bit numbers: twice
its x, twice its y, and 1 where it is on the curve, else 0. So it does not matter where a contour starts, in which order
contours stand, whether a glyph is composed of others, and how far from the origin it is drawn.
"""

import hashlib
import struct
import sys
from pathlib import Path

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

TLWG = Path("/usr/share/fonts/truetype/tlwg")
#: Positional variants of Thai letters in the Private Use Area (F700 on) and what they are variants of.
LEGACY = dict(zip(range(0xF700, 0xF71B), [
    0xE10, 0xE34, 0xE35, 0xE36, 0xE37, 0xE48, 0xE49, 0xE4A, 0xE4B, 0xE4C, 0xE48, 0xE49, 0xE4A, 0xE4B, 0xE4C, 0xE0D,
    0xE31, 0xE4D, 0xE47, 0xE48, 0xE49, 0xE4A, 0xE4B, 0xE4C, 0xE38, 0xE39, 0xE3A]))
#: How many substitutions in a row lead to a variant.
ROUNDS = 4
LICENCES = {
    "tlwg": "GPL 2 or later with font exception",
    "odoo-addon-l10n-th-base-utils-19.0.2.0.0": "DIP/SIPA font licence (free use and distribution); TH Sarabun New: GPL 2",
    "odoo-addon-l10n-th-fonts-18.0.1.0.0.2": "SIL OFL 1.1",
    "sarabun-0.4.1": "SIL OFL 1.1",
    "noto-sans-thai-0.4.2": "SIL OFL 1.1",
    "prompt-0.4.1": "SIL OFL 1.1",
    "kanit-0.4.1": "SIL OFL 1.1",
}


class Points(BasePen):
    """Collects the points of a path."""

    def __init__(self, glyphs):
        super().__init__(glyphs)
        self.points = set()

    def add(self, point, on):
        self.points.add((round(point[0] * 2), round(point[1] * 2), on))

    def _moveTo(self, p):
        self.add(p, 1)

    def _lineTo(self, p):
        self.add(p, 1)

    def _qCurveToOne(self, c, p):
        self.add(c, 0)
        self.add(p, 1)

    def _curveToOne(self, c, d, p):
        self.add(c, 0)
        self.add(d, 0)
        self.add(p, 1)


def shape(glyphs, name):
    pen = Points(glyphs)
    glyphs[name].draw(pen)
    if not pen.points:
        return None
    left = min(x for x, _, _ in pen.points)
    points = sorted((x - left, y, on) for x, y, on in pen.points)
    digest = hashlib.sha256(b"".join(struct.pack("<iii", *p) for p in points)).digest()
    return int.from_bytes(digest[:6], "big")


def wanted(c):
    """Thai, and what stands between Thai words in a report."""
    ranges = [(0x21, 0x7E), (0xA1, 0xFF), (0xE01, 0xE5B), (0x2010, 0x2044), (0x20AC, 0x20AC), (0x2122, 0x2122),
              (0x2190, 0x2193), (0x2212, 0x2265), (0x25A0, 0x25FF), (0x2610, 0x2612), (0x2713, 0x2714)]
    return any(a <= c <= b for a, b in ranges)


def substitutions(font):
    """Pairs of a glyph and what a substitution of one glyph by one makes of it."""
    if "GSUB" not in font:
        return
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            table = getattr(table, "ExtSubTable", table)
            if table.LookupType == 1:
                yield from table.mapping.items()
            elif table.LookupType == 3:
                for before, after in table.alternates.items():
                    yield from ((before, a) for a in after)


def characters(font):
    """The character of each glyph and how sure it is: 0 by the cmap, 1 by substitution, 2 by the glyph's name."""
    found = {}
    for c, glyph in sorted(font.getBestCmap().items()):
        # The plain code point before its variants.
        c = LEGACY.get(c, c)
        if wanted(c) and (glyph not in found or found[glyph][0] > c):
            found[glyph] = (c, 0)
    pairs = sorted(substitutions(font))
    for _ in range(ROUNDS):
        for before, after in pairs:
            if before in found and after not in found:
                found[after] = (found[before][0], 1)
    for glyph in font.getGlyphOrder():
        base = glyph.split(".")[0]
        if glyph not in found and base.startswith("uni0E") and len(base) == 7:
            found[glyph] = (int(base[3:], 16), 2)
    return found


def shapes(path):
    font = TTFont(path)
    glyphs = font.getGlyphSet()
    best = {}
    for glyph, (c, sure) in characters(font).items():
        key = shape(glyphs, glyph)
        if key is None:
            continue
        best.setdefault(key, {}).setdefault(sure, set()).add(c)
    # Within a font the surest says it.
    return {key: tiers[min(tiers)] for key, tiers in best.items()}, font


def settled(found):
    """The character of a shape that fonts or code points share, or None where it may be several."""
    thai = {c for c in found if 0xE01 <= c <= 0xE5B}
    ascii_ = {c for c in found if c < 0x7F}
    for some in (thai, ascii_, found):
        if some:
            return some.pop() if len(some) == 1 else None


def faces(fonts):
    yield from (("tlwg", p) for p in sorted(TLWG.glob("*.ttf")))
    thai = "odoo-addon-l10n-th-base-utils-19.0.2.0.0"
    # Charm of AU, Charmonman and Srisakdi come with a notice of ownership in place of a licence.
    for p in sorted((fonts / thai).rglob("TH*.ttf")):
        if not any(name in p.name for name in ("Charm", "Srisakdi")):
            yield thai, p
    newer = "odoo-addon-l10n-th-fonts-18.0.1.0.0.2"
    yield from ((newer, p) for p in sorted((fonts / newer).rglob("THSarabun.ttf")))
    for family in ("sarabun-0.4.1", "noto-sans-thai-0.4.2", "prompt-0.4.1", "kanit-0.4.1"):
        weights = [p for p in (fonts / family).rglob("*.ttf") if "_400" in p.name or "_700" in p.name]
        yield from ((family, p) for p in sorted(weights, key=lambda p: p.name))


def main(fonts, data):
    table, rows = {}, []
    for source, path in faces(fonts):
        found, font = shapes(path)
        for key, chars in found.items():
            table.setdefault(key, set()).update(chars)
        names = font["name"]
        version = (names.getDebugName(5) or "").strip().split("\n")[0]
        rows.append((source, names.getDebugName(4) or path.stem, version, len(found)))
    settled_table = {key: settled(chars) for key, chars in table.items()}
    numbers = sorted(key << 16 | c for key, c in settled_table.items() if c)
    data.mkdir(exist_ok=True)
    (data / "font-shapes.bin").write_bytes(b"".join(struct.pack("<Q", n) for n in numbers))
    lines = ["# What data/font-shapes.bin was made of", "",
             "Hashes of drawn shapes and their characters; no outline can be got back from them. Made by",
             "`scripts/font-shapes`; the format is described in `scripts/font_shapes.py`.", "",
             f"{len(numbers)} shapes; {len(table) - len(numbers)} that stand for several characters are left out.", "",
             "| source | font | version | shapes | licence |", "| --- | --- | --- | ---: | --- |"]
    for source, name, version, count in rows:
        shown = "Debian fonts-thai-tlwg-ttf" if source == "tlwg" else source
        lines.append(f"| {shown} | {name} | {version} | {count} | {LICENCES[source]} |")
    (data / "font-shapes.md").write_text("\n".join(lines) + "\n")
    print(f"{len(numbers)} shapes of {len(rows)} fonts", file=sys.stderr)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
