"""The tables that scripts/accuracy prints, and the floors it holds. See there for the options."""
import argparse
import glob
import json
import os
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass

import score_forms
from score import load, loose_cells, other_rows, plain, score

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "fixtures.d"))
from perfect import form as perfect_form
from perfect import report as perfect_report

SCORES = ["columns", "rows", "outline", "item", "title", "date", "percent", "target", "budget"]
# The columns of the table: the scores, and how much of the text raingan's cells and pdf-extract have.
SHOWN = [*SCORES, "text", "pdf-extract"]
# Every score that has a floor.
KNOWN = list(dict.fromkeys([*SCORES, *score_forms.PARTS]))
# The columns of the table of forms; traps are counted, and none is allowed.
FORMS_SHOWN = [*score_forms.PARTS, "traps"]
# The page with the tables, and what they stand between there.
PAGE = "docs/accuracy.md"
BEGIN = "<!-- {}: begin -->"
END = "<!-- {}: end -->"
# The folder of the forms, as the manifest has it.
FORMS = "forms/"
# A file that takes longer counts as not read.
SECONDS = 120
BASELINE_SECONDS = 30
# Floors are written down by this much, so that rounding never fails a run.
FLOOR_STEP = 0.0001


@dataclass
class Case:
    """One file with its truth; `kind` says how it is scored: report (also tables), cells or form."""

    name: str
    path: str
    truth: str
    password: str | None = None
    kind: str = "report"

    @property
    def table(self):
        """The table that it stands in."""
        return "forms" if self.kind == "form" else "accuracy"


def fixture_cases(root):
    """The project's own files."""
    folder = os.path.join(root, "fixtures")
    entries = [entry for entry in load(os.path.join(folder, "manifest.json"))["files"] if "truth" in entry]
    for entry in entries:
        if not entry["path"].startswith(FORMS):
            name = os.path.basename(entry["path"]).removesuffix(".pdf")
            yield Case(name, os.path.join(folder, entry["path"]), os.path.join(folder, entry["truth"]), entry["password"])
    yield Case("transcript-2567", f"{folder}/transcript/report-2567.txt", f"{folder}/truth/report-2567.json")
    for entry in entries:
        if entry["path"].startswith(FORMS):
            name = entry["path"].removesuffix(".pdf")
            yield Case(name, os.path.join(folder, entry["path"]), os.path.join(folder, entry["truth"]), kind="form")


def shared_cases(shared):
    """Further files, where they lie beside the project."""
    corpus, real = os.path.join(shared, "corpus"), os.path.join(shared, "real")
    for entry in load(os.path.join(corpus, "manifest.json"))["pdfs"]:
        truth = f"{corpus}/truth/{entry['doc']}.json"
        if os.path.exists(truth):
            yield Case(f"shared/{entry['doc']}/{entry['producer']}", os.path.join(corpus, entry["path"]), truth, entry["password"])
    for name in sorted(os.listdir(os.path.join(corpus, "transcript"))):
        stem = name.removesuffix(".txt")
        yield Case(f"shared/{stem}/transcript", f"{corpus}/transcript/{name}", f"{corpus}/truth/{stem}.json")
    for name in sorted(os.listdir(os.path.join(real, "truth"))):
        stem = name.removesuffix(".json")
        yield Case(f"shared/real/{stem}", f"{real}/{stem}.pdf", f"{real}/truth/{name}", kind="cells")
    for name in sorted(glob.glob("*.truth.json", root_dir=os.path.join(shared, "zoo"))):
        stem = name.removesuffix(".truth.json")
        yield Case(f"shared/zoo/{stem}", f"{shared}/zoo/{stem}.pdf", f"{shared}/zoo/{name}", kind="form")


# ---------------------------------------------------------------------------------------------------- running


def extracted(program, case):
    """The report the program prints, or `None` with what went wrong."""
    command = [program, "extract", case.path, "--timeout", f"{SECONDS}s"] + (["--password", case.password] if case.password else [])
    try:
        run = subprocess.run(command, capture_output=True, timeout=SECONDS)
        return json.loads(run.stdout), None
    except subprocess.TimeoutExpired:
        return None, f"no answer in {SECONDS} s"
    except json.JSONDecodeError:
        lines = run.stderr.decode(errors="replace").strip().splitlines()
        return None, lines[0] if lines else f"exit status {run.returncode}, no JSON"


def baseline_text(program, case):
    """What pdf-extract prints; empty where it is not built, fails, panics or hangs."""
    if not case.path.endswith(".pdf") or case.password:
        return ""
    try:
        return subprocess.run([program, case.path], capture_output=True, timeout=BASELINE_SECONDS).stdout.decode(errors="replace")
    except (OSError, subprocess.TimeoutExpired):
        return ""


# ---------------------------------------------------------------------------------------------------- scoring


def truth_rows(truth):
    """The rows of a truth of any kind."""
    if truth.get("kind") == "tables":
        return [row for table in truth["tables"] for row in table["rows"]]
    rows = truth.get("logical_rows") or [row["cells"] for page in truth["pages"] for row in page["rows"] if not row.get("header")]
    return [row["cells"] if isinstance(row, dict) else row for row in rows]


def scores_of(case, truth, report):
    """The scores of a report, as its kind of truth allows."""
    if case.kind == "cells":
        return {"rows": loose_cells([[cell or "" for cell in row] for row in truth_rows(truth)], list(other_rows(report)))}
    return score_forms.score(truth, report) if case.kind == "form" else score(truth, report)


def perfect(case, truth):
    """What a perfect reading gives."""
    return perfect_form(truth) if case.kind == "form" else perfect_report(truth)


def triples(text):
    """Runs of three characters, counted."""
    text = plain(text)
    return Counter(text[i : i + 3] for i in range(len(text) - 2))


def text_score(truth, text):
    """Share of the truth's character triples that a text has: whatever its order of cells, running heads no mistake."""
    want, got = triples("".join(cell or "" for row in truth_rows(truth) for cell in row)), triples(text)
    total = sum(want.values())
    return sum((want & got).values()) / total if total else None


def text_scores(case, truth, report, baseline):
    """How much of the truth's text the report has, and how much pdf-extract prints; of forms nothing."""
    if case.kind == "form":
        return {}
    texts = {"text": report_text(report) if report else None, "pdf-extract": baseline_text(baseline, case) or None}
    return {key: text_score(truth, text) if text is not None else None for key, text in texts.items()}


def report_text(report):
    """All cells of a report as one text."""
    cells = [cell for row in other_rows(report) for cell in row]
    return "".join(cells)


# ---------------------------------------------------------------------------------------------------- floors and table


def below(name, scores, floors):
    """The scores of a file that are below their floors."""
    for key, floor in floors.get(name, {}).items():
        value = scores.get(key)
        if value is None or value < floor:
            yield f"{name}: {key} {'missing' if value is None else format(value, '.4f')}, floor {floor:.4f}"
    if scores.get("traps"):
        yield f"{name}: {scores['traps']} rows that are no items came out as items"


def raised(floors, name, scores):
    """The floors of a file, each the higher of old and new."""
    old = floors.get(name, {})
    new = {key: round(int(value / FLOOR_STEP) * FLOOR_STEP, 4) for key, value in scores.items() if value is not None and key in KNOWN}
    return {key: max(old.get(key, 0.0), new.get(key, 0.0)) for key in KNOWN if key in old or key in new}


def shown(table):
    """The columns of a table."""
    return FORMS_SHOWN if table == "forms" else SHOWN


def markdown_line(table, name, scores, trouble):
    """A line of a table as Markdown."""
    cells = [as_text(key, scores.get(key), 3) for key in shown(table)]
    return f"| {name} | {trouble or ' | '.join(cells)} |"


def as_text(key, value, digits):
    """A score, a count or nothing."""
    if value is None:
        return "–"
    return str(value) if key == "traps" else f"{value:.{digits}f}"


def heading(table, markdown):
    """The lines above a table."""
    columns = shown(table)
    if markdown:
        return "| file | " + " | ".join(columns) + " |\n| --- |" + " ---: |" * len(columns)
    return f"{'':38s}" + "".join(f"{key.replace('extract', 'ext'):>9s}" for key in columns)


def write_page(root, tables):
    """Puts the tables between their marks in docs/accuracy.md."""
    path = os.path.join(root, PAGE)
    with open(path, encoding="utf8") as file:
        page = file.read()
    for table, lines in tables.items():
        before, rest = page.split(BEGIN.format(table))
        after = rest.split(END.format(table))[1]
        page = before + BEGIN.format(table) + "\n\n" + "\n".join(lines) + "\n\n" + END.format(table) + after
    with open(path, "w", encoding="utf8") as file:
        file.write(page)


def line(table, name, scores, trouble):
    """A line of a table."""
    cells = [f"{as_text(key, scores.get(key), 4):>9s}" for key in shown(table)]
    return f"{name:38s}" + "".join(cells) + (f"  {trouble}" if trouble else "")


def arguments():
    """The command line."""
    parser = argparse.ArgumentParser(prog="scripts/accuracy")
    parser.add_argument("root")
    parser.add_argument("--only", default="")
    parser.add_argument("--stub", action="store_true")
    parser.add_argument("--raise", action="store_true", dest="rise")
    parser.add_argument("--markdown", action="store_true")
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--release", required=True)
    parser.add_argument("--beside", required=True)
    parser.add_argument("--program")
    return parser.parse_args()


def main():
    """Runs all cases; 1 where a score is below its floor or one of the project's own files is not read."""
    options = arguments()
    program = options.program or os.path.join(options.release, "raingan")
    baseline = os.path.join(options.release, "examples", "pdf_extract_text")
    floors_path = os.path.join(options.root, "fixtures", "floors.json")
    floors = load(floors_path) if os.path.exists(floors_path) else {}
    cases = list(fixture_cases(options.root))
    markdown = options.markdown or options.write
    if not markdown and os.path.isdir(os.path.join(options.beside, "corpus")):
        cases += shared_cases(options.beside)
    elif not markdown:
        print("SKIPPED the files beside the project (../shared): only the project's own fixtures are scored\n", file=sys.stderr)

    cases.sort(key=lambda case: case.table)
    tables, failures = {}, []
    for case in cases:
        if options.only not in case.name or (options.stub and case.name.startswith("shared/")):
            continue
        truth = load(case.truth)
        if case.table not in tables:
            tables[case.table] = [heading(case.table, markdown)]
            print(("\n" if tables.keys() != {case.table} else "") + tables[case.table][0], flush=True)
        report, trouble = (perfect(case, truth), None) if options.stub else extracted(program, case)
        scores = scores_of(case, truth, report) if report else dict.fromkeys(floors.get(case.name, {}), 0.0)
        if not options.stub:
            failures += below(case.name, scores, floors)
            if not report and not case.name.startswith("shared/"):
                failures.append(f"{case.name}: not read: {trouble}")
            if options.rise and report:
                floors[case.name] = raised(floors, case.name, scores)
        texts = text_scores(case, truth, report, baseline)
        tables[case.table].append((markdown_line if markdown else line)(case.table, case.name, {**scores, **texts}, trouble))
        print(tables[case.table][-1], flush=True)
    if options.write:
        write_page(options.root, tables)
    if not markdown:
        print("\ntext, pdf-ext: share of the truth's runs of three characters in raingan's cells, and in what pdf-extract prints")
    if options.rise and not options.stub:
        with open(floors_path, "w", encoding="utf8") as file:
            json.dump(dict(sorted(floors.items())), file, indent=1)
            file.write("\n")
    for failure in failures:
        print("failed:", failure, file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
