"""Holds the numbers of text layers as raingan reads them against those that pdftotext -layout says; see scripts/numbers."""

import argparse
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

#: Thai digits are the same numbers.
TO_ASCII = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
#: A number with its groups and its point, as it is printed.
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
#: Seconds for one document.
PATIENCE = 300


def numbers(text):
    return Counter(NUMBER.findall(text.translate(TO_ASCII)))


def of_raingan(program, pdf):
    """The numbers of each page, None where the document is not read."""
    command = [program, "extract", "--quiet", "--ocr", "never", "--stage", "text", pdf]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
    if done.returncode == 2:
        return None
    parts = re.split(r"^== page (\d+)$", done.stdout, flags=re.MULTILINE)
    return {int(page): numbers(text) for page, text in zip(parts[1::2], parts[2::2])}


def of_poppler(pdf):
    command = ["pdftotext", "-layout", "-enc", "UTF-8", pdf, "-"]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=PATIENCE)
    return None if done.returncode else {n: numbers(text) for n, text in enumerate(done.stdout.split("\f"), 1)}


def documents(paths):
    for path in paths:
        yield from sorted(path.rglob("*.pdf")) if path.is_dir() else [path]


def listed(counter):
    return " ".join(f"{n}×{count}" if count > 1 else n for n, count in sorted(counter.items())) or "–"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program")
    parser.add_argument("--release", required=True)
    parser.add_argument("--default", type=Path, required=True)
    parser.add_argument("paths", nargs="*", type=Path)
    args = parser.parse_args()
    files = all_numbers = differ = unread = 0
    for pdf in documents(args.paths or [args.default]):
        ours, theirs = of_raingan(args.program or args.release, pdf), of_poppler(pdf)
        if ours is None or theirs is None:
            unread += 1
            print(f"{pdf}: not read by {'raingan' if ours is None else 'pdftotext'}")
            continue
        files += 1
        for page, found in sorted(ours.items()):
            expected = theirs.get(page, Counter())
            all_numbers += sum(expected.values())
            if found != expected:
                differ += 1
                print(f"{pdf}: page {page}: only raingan: {listed(found - expected)}; only pdftotext: {listed(expected - found)}")
    print(f"{files} documents, {all_numbers} numbers, {differ} pages differ, {unread} documents not read", file=sys.stderr)
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main())
