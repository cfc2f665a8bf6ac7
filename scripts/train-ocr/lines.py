"""Draws lines and cuts them as the program cuts them out of a page.

usage: lines.py --words words_th.txt --fonts FONT... --count N --seed S --out FOLDER [--plain]

Writes `FOLDER/NNNNN.tif`, a hundred lines a file, with the boxes that `tesseract … lstm.train` wants, and with --plain
`FOLDER/NNNNNN.pgm` with `.txt` beside it instead, for evaluation.
"""

import argparse
import functools
import io
import multiprocessing
import os
import random

import numpy as np
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFilter, ImageFont, features

import text

LINES_A_FILE = 100
# The window of src/ocr: so many heights of a letter above and below the baseline.
ABOVE, BELOW = 2.17, 0.62
# Lines drawn by lot until a face can draw one; the poorest have Thai letters and digits alone, two lines in five.
TRIES = 40


def drawn(rng, path, listed):
    """A line in the middle of two others, as gray values, and its text."""
    dpi = rng.choice([150, 200, 200, 300])
    size = rng.uniform(10, 16.5) * dpi / 72
    # The TH faces are small for their size and are set larger.
    size = round(size * (1.3 if os.path.basename(path).startswith("TH") else 1))
    # Some programs set marks where the font has them first, so that a tone mark lies in the vowel below it.
    layout = ImageFont.Layout.BASIC if rng.random() < 0.1 else ImageFont.Layout.RAQM
    font = ImageFont.truetype(path, size, layout_engine=layout)
    body = letter_height(font)
    # From lines that run into each other, as some typesetters have them, to those of forms.
    leading = body * rng.uniform(1.75, 3.6)
    said = sayable(rng, listed, path)
    width, height = round(font.getlength(said) + 6 * body), round(3 * leading + 5 * body)
    page = Image.new("L", (width, height), 255)
    draw = ImageDraw.Draw(page)
    left, baseline = 2 * body, leading + 3 * body
    ink = rng.choice([0, 0, 0, 20, 60, 90])
    for nth in (-1, 0, 1):
        neighbour = said if nth == 0 else sayable(rng, listed, path)[: len(said)]
        if nth == 0 or rng.random() < 0.8:
            draw.text((left, baseline + nth * leading), neighbour, font=font, fill=ink, anchor="ls")
    # What is far from the line is not worn: only the window and a margin of two letters around it are kept.
    above = round(baseline - (ABOVE + 2) * body)
    page = page.crop((0, above, width, round(baseline + (BELOW + 2) * body)))
    baseline -= above
    page = worn(rng, marked(rng, page, body))
    # Where the program takes the line to stand is never quite where it stands.
    top, bottom = rng.gauss(0, 0.05) * body, rng.gauss(0, 0.05) * body
    box = (
        round(left - rng.uniform(0.1, 0.6) * body),
        round(baseline - ABOVE * body + top),
        round(left + font.getlength(said) + rng.uniform(0.1, 0.6) * body),
        round(baseline + BELOW * body + bottom),
    )
    return page.crop(box), said


@functools.cache
def characters(path):
    """What a face can draw."""
    with TTFont(path, lazy=True) as font:
        return frozenset(font.getBestCmap())


def sayable(rng, listed, path):
    """A line that the face can draw whole: some Thai faces have no Latin letters, and boxes in their place teach nonsense."""
    for _ in range(TRIES):
        said = text.line(rng, listed)
        if all(ord(character) in characters(path) for character in said):
            return said
    return text.words(rng, listed)


def letter_height(font):
    _, top, _, bottom = font.getbbox("น", anchor="ls")
    return bottom - top


def marked(rng, page, body):
    """What others put on a page: the edge of a round stamp, the stroke of a pen, a ruling beside the text."""
    draw, (width, height) = ImageDraw.Draw(page), page.size
    stroke = max(1, round(body * rng.uniform(0.05, 0.2)))
    if rng.random() < 0.06:
        across, x, y = rng.uniform(4, 12) * body, rng.uniform(0, width), rng.uniform(0, height)
        draw.ellipse((x - across, y - across, x + across, y + across), outline=rng.randint(110, 215), width=stroke)
    if rng.random() < 0.04:
        x, y = rng.uniform(0, width), rng.uniform(0, height)
        draw.line((x, y, x + rng.gauss(0, 6) * body, y + rng.gauss(0, 3) * body), fill=rng.randint(60, 200), width=stroke)
    if rng.random() < 0.05:
        x = rng.choice([rng.uniform(0.8, 1.7) * body, width - rng.uniform(2, 4) * body])
        draw.line((x, 0, x, height), fill=rng.randint(0, 150), width=stroke)
    return page


def worn(rng, page):
    """What printing and scanning do: a slight turn, soft edges, grain, specks, faint paper, JPEG."""
    if rng.random() < 0.5:
        page = page.rotate(rng.gauss(0, 0.15), resample=Image.BICUBIC, fillcolor=255)
    if rng.random() < 0.6:
        page = page.filter(ImageFilter.GaussianBlur(rng.uniform(0.3, 1.1)))
    if rng.random() < 0.2:
        # Bolder, or fainter by half: thin strokes must not vanish.
        bold = rng.random() < 0.6
        other = page.filter(ImageFilter.MinFilter(3) if bold else ImageFilter.MaxFilter(3))
        page = Image.blend(page, other, rng.uniform(0.2, 1.0 if bold else 0.5))
    values = np.asarray(page, dtype=np.float32)
    grain = np.random.default_rng(rng.randrange(2**32))
    paper = rng.uniform(205, 255)
    values = values * paper / 255 + grain.normal(0, rng.uniform(0, 9), values.shape)
    if rng.random() < 0.3:
        specks = grain.random(values.shape) < rng.uniform(0, 0.002)
        values[specks] = grain.choice([30, 250], specks.sum())
    if rng.random() < 0.1:
        values[round(rng.uniform(0, values.shape[0] - 1))] = rng.uniform(60, 160)
    page = Image.fromarray(values.clip(0, 255).astype(np.uint8))
    if rng.random() < 0.25:
        threshold = rng.randint(115, 185)
        page = page.point(lambda value: 255 if value > threshold else 0)
    if rng.random() < 0.5:
        jpeg = io.BytesIO()
        page.save(jpeg, "JPEG", quality=rng.randint(15, 80))
        page = Image.open(jpeg).convert("L")
    return page


def boxes(lines):
    """Each picture is one line as a whole; a tab ends it."""
    out = []
    for page, (picture, said) in enumerate(lines):
        width, height = picture.size
        # The network writes sara am as its two halves.
        said = said.replace("\u0e33", "\u0e4d\u0e32")
        out.append(f"WordStr 0 0 {width} {height} {page} #{said}\n")
        out.append(f"\t {width} 0 {width + 1} {height} {page}\n")
    return "".join(out)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--words", required=True)
    parser.add_argument("--fonts", nargs="+", required=True)
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--plain", action="store_true")
    args = parser.parse_args()
    if not features.check("raqm"):
        raise SystemExit("Pillow cannot set Thai marks here: apt-get install libfribidi0 libraqm0")
    with open(args.words, encoding="utf-8") as file:
        # ๅ is not among the characters of the network.
        listed = [word for word in file.read().split() if 1 < len(word) < 12 and "ๅ" not in word]
    os.makedirs(args.out, exist_ok=True)
    firsts = range(0, args.count, LINES_A_FILE)
    # A seed for each file, so that the lines are the same on any number of cores.
    with multiprocessing.Pool() as pool:
        pool.starmap(write, [(args, listed, first) for first in firsts], chunksize=1)


def write(args, listed, first):
    """The lines from `first` on that go into one file, or with --plain into one file each."""
    rng = random.Random(f"{args.seed} {first}")
    count = min(LINES_A_FILE, args.count - first)
    lines = [drawn(rng, rng.choice(args.fonts), listed) for _ in range(count)]
    if args.plain:
        for number, (picture, said) in enumerate(lines, first):
            picture.save(f"{args.out}/{number:06}.pgm")
            with open(f"{args.out}/{number:06}.txt", "w", encoding="utf-8") as file:
                file.write(said)
        return
    name = f"{args.out}/{first // LINES_A_FILE:05}"
    head, *rest = [picture for picture, _ in lines]
    head.save(name + ".tif", save_all=True, append_images=rest, compression="tiff_lzw")
    with open(name + ".box", "w", encoding="utf-8") as file:
        file.write(boxes(lines))


if __name__ == "__main__":
    main()
