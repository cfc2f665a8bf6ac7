"""The counting that scripts/ocr-calibration does. See there for the options."""
import argparse
import os
import sys
from collections import defaultdict

from rapidfuzz.distance import Levenshtein

from accuracy import extracted, fixture_cases, shared_cases, truth_rows
from score import MEASURE_ROLES, PLAN_ROLES, load, pair, plain, printed, row_likeness, tops, tree

# Upper ends of the ranges of confidence that are told apart; a value is as sure as its least sure character.
RANGES = [0.5, 0.7, 0.9, 0.95, 0.98, 0.99, 0.995, 1.01]
# A value below this is flagged: `DOUBTFUL` in src/ocr/recogniser.
FLAGGED = 0.98
# Cells less alike than this are not the same cell: one of them is in the wrong place, which is no question of reading.
SAME_CELL = 0.5
# So many characters more than the other has are another cell's, not letters that were lost.
NEIGHBOUR = 5


def read_rows(report):
    """The rows of all items and of other tables, each cell with its confidence."""
    for section in report.get("sections") or []:
        for table in section.get("tables") or []:
            yield from ([text or {} for text in row] for row in table.get("rows") or [])
    for roles, top in tops(report):
        for item in tree(top):
            cells = item.get("cells") or {}
            others = [role for role in cells if role not in PLAN_ROLES + MEASURE_ROLES]
            row = [cells.get(role) or {} for role in [*roles, *others]]
            if any(printed(cell).strip() for cell in row):
                yield row


def has_rows(truth):
    """Whether a truth tells rows cell by cell; those of forms tell items."""
    return truth.get("kind") == "tables" or "logical_rows" in truth or "pages" in truth


def cells_of(case, report):
    """Pairs of a truth's cell and the value that was read for it."""
    want = [[cell or "" for cell in row] for row in truth_rows(load(case.truth))]
    got = list(read_rows(report))
    pairs = pair(want, [[printed(cell) for cell in row] for row in got], row_likeness)
    for i, k in pairs:
        for c, cell in enumerate(want[i]):
            if not plain(cell):
                continue
            if case.kind == "report" and c < len(got[k]):
                yield cell, got[k][c]
            elif case.kind != "report":
                likeness = lambda value: Levenshtein.normalized_similarity(plain(cell), plain(printed(value)))
                best = max(got[k], key=likeness, default={})
                if likeness(best) >= SAME_CELL and not joined(plain(cell), plain(printed(best))):
                    yield cell, best


def joined(want, got):
    """Whether one is the other with a neighbouring cell's text: a question of what belongs together, not of reading."""
    short, long = sorted((want, got), key=len)
    return len(long) - len(short) >= NEIGHBOUR and short in long


class Count:
    """Values, their characters, and how many of those are wrong."""

    def __init__(self):
        self.values = self.wrong_values = self.characters = self.errors = 0

    def add(self, want, got):
        errors = Levenshtein.distance(want, got)
        self.values += 1
        self.wrong_values += errors > 0
        self.characters += len(want)
        self.errors += errors

    def cells(self):
        share = 100 * self.errors / self.characters if self.characters else 0.0
        return [str(self.values), str(self.wrong_values), str(self.characters), str(self.errors), f"{share:.3f} %"]


def main():
    """Prints the tables by confidence and by file."""
    parser = argparse.ArgumentParser(prog="scripts/ocr-calibration")
    parser.add_argument("root")
    parser.add_argument("--release", required=True)
    parser.add_argument("--beside", required=True)
    parser.add_argument("--program")
    parser.add_argument("--only", default="")
    parser.add_argument("--show", action="store_true", help="print every value that is wrong and not flagged")
    options = parser.parse_args()
    program = options.program or os.path.join(options.release, "raingan")
    cases = list(fixture_cases(options.root))
    if os.path.isdir(os.path.join(options.beside, "corpus")):
        cases += shared_cases(options.beside)
    else:
        print("SKIPPED the files beside the project (../shared): only the project's own scan is counted\n", file=sys.stderr)
    by_range, by_file = defaultdict(Count), {}
    for case in cases:
        if options.only not in case.name or not has_rows(load(case.truth)):
            continue
        report, trouble = extracted(program, case)
        if report is None:
            print(f"WARNING: {case.name}: {trouble}", file=sys.stderr)
            continue
        for cell, value in cells_of(case, report):
            sure = value.get("confidence")
            if sure is None:
                continue
            want, got = plain(cell), plain(printed(value))
            flagged = sure < FLAGGED
            by_range[next(end for end in RANGES if sure < end)].add(want, got)
            by_file.setdefault(case.name, (Count(), Count()))[flagged].add(want, got)
            if options.show and not flagged and want != got:
                print(f"{case.name} {sure}\n  {want}\n  {got}")
    columns = "values | wrong | characters | wrong | share |\n| --- | ---: | ---: | ---: | ---: | ---: |"
    print(f"| least sure character below | {columns}")
    for end in RANGES:
        name = "above" if end > 1 else f"{end:g}{'' if end > FLAGGED else ' (flagged)'}"
        print(f"| {name} | {' | '.join(by_range[end].cells())} |")
    print(f"\n| file, values not flagged | {columns}")
    for name, (sure, _) in by_file.items():
        print(f"| {name} | {' | '.join(sure.cells())} |")
    print(f"\n| file, flagged values | {columns}")
    for name, (_, doubtful) in by_file.items():
        print(f"| {name} | {' | '.join(doubtful.cells())} |")


if __name__ == "__main__":
    sys.exit(main())
