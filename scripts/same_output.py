"""Holds what two builds of raingan say against each other. See scripts/same-output for the options.

A document is read by both, and what they say is compared; check, summary, diff and load then read one report, OLD's, so that
a difference shows where it arises and a scan is read once. What OLD said is remembered by its hash: a second comparison with
the same OLD runs it only where NEW says otherwise.
"""
import argparse
import concurrent.futures
import fnmatch
import hashlib
import itertools
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

ENDS = {".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".txt", ".zip"}
# The program's own limit for a document, and for all else it does: far more than it takes, on a busy machine too.
LIMIT = ["--timeout", "5m"]
SECONDS = 1200
# A document that takes longer to read is read once, not in every format.
SLOW_SECONDS = 20
# Pages that `inspect` draws of a document.
DRAWN_PAGES = 3
# Reports that are loaded into each database: few enough to be done within one second, as loads write down the second.
LOADED = 12
LOAD_TRIES = 6
# So much of a line is shown on each side of the first character that differs.
SHOWN = 70
# What of a ledger's line, and of what `batch` says in the end, differs from run to run.
MEASURED = re.compile(rb'(?<="seconds":)[^,}]+|(?<="peak_memory":)[^,}]+')
MEASURED_LINES = re.compile(rb"(?m)^(most memory of a worker, .*| +[0-9]+\.[0-9]{2}  .*|.* pages/s)\n")


# ------------------------------------------------------------------------------------------------------- running


@dataclass
class Program:
    """One of the two builds."""

    path: str

    def run(self, args, cwd):
        """What it says and how it ends, by name."""
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("RAINGAN_", "LC_", "LANG"))}
        try:
            # By one name for both, as it may show in messages.
            done = subprocess.run(
                ["raingan", *args], executable=self.path, cwd=cwd, capture_output=True, timeout=SECONDS,
                stdin=subprocess.DEVNULL, env={**environment, "LC_ALL": "C.UTF-8"},
            )
        except subprocess.TimeoutExpired:
            return {"exit status": b"none within %d s" % SECONDS}
        said = done.stderr.replace(self.path.encode(), b"raingan")
        return {"exit status": b"%d" % done.returncode, "messages": said, "output": done.stdout}


def tree(folder):
    """The files below a folder by their paths, without what differs from run to run."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            if path.name == "ledger.jsonl":
                # Documents are done in any order.
                content = b"\n".join(sorted(MEASURED.sub(b"null", content).splitlines()))
            found[str(path.relative_to(folder))] = content
    return found


def digest(value):
    """A hash of bytes, or of what JSON can say."""
    return hashlib.sha256(value if isinstance(value, bytes) else json.dumps(value, sort_keys=True).encode()).hexdigest()


def digest_of(outcome):
    return digest({name: digest(content) for name, content in outcome.items()})


class Remembered:
    """What OLD said, as hashes, by what it was asked; kept in a file."""

    def __init__(self, folder, program, fresh):
        binary = Path(program.path).read_bytes()
        # What a script says depends on more than the script.
        self.path = Path(folder) / f"{digest(binary)[:16]}.jsonl" if binary.startswith(b"\x7fELF") else None
        self.known, self.lock = {}, threading.Lock()
        if self.path and self.path.exists() and not fresh:
            for line in self.path.read_text().splitlines():
                try:
                    self.known.update([json.loads(line)])
                except ValueError:
                    pass  # The last line of a run that was stopped.

    def note(self, key, value):
        with self.lock:
            if self.known.get(key) == value:
                return
            self.known[key] = value
            if self.path:
                self.path.parent.mkdir(parents=True, exist_ok=True)
                with self.path.open("a") as file:
                    file.write(json.dumps([key, value]) + "\n")


# ------------------------------------------------------------------------------------------------------- comparing


def text_lines(content):
    return content.decode("utf8", "backslashreplace").split("\n")


def first_difference(old, new):
    """The first line that differs, from both sides, cut to where they part."""
    for number, (a, b) in enumerate(itertools.zip_longest(text_lines(old), text_lines(new)), 1):
        if a != b:
            part = len(os.path.commonprefix([a or "", b or ""]))
            cut = slice(max(0, part - SHOWN), part + SHOWN)
            shown = [f"{sign}{line[cut]}" if line is not None else f"{sign} (no such line)" for sign, line in (("-", a), ("+", b))]
            return [f"@@ line {number}, character {part + 1} @@", *shown]
    return []


def differences(old, new):
    """Lines that tell how two outcomes differ."""
    told = []
    for name in sorted(old.keys() | new.keys()):
        if name not in new or name not in old:
            told.append(f"{name}: only {'OLD' if name in old else 'NEW'} has it")
        elif old[name] != new[name]:
            told += [f"{name}:", *first_difference(old[name], new[name])]
    return told


@dataclass
class Tally:
    """What came out so far, and the line that shows it on a terminal."""

    total: int = 0
    done: int = 0
    compared: int = 0
    different: set = field(default_factory=set)
    count: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)
    terminal: bool = field(default_factory=sys.stderr.isatty)

    def show(self, what=""):
        if self.terminal:
            width = shutil.get_terminal_size().columns - 1
            line = f"{self.done}/{self.total} documents, {self.compared} outputs, {self.count} differ  {what}" if what else ""
            print("\r\033[K" + line[:width], end="", file=sys.stderr, flush=True)

    def tell(self, name, what, told):
        """Counts one comparison, and prints where it differs."""
        with self.lock:
            self.compared += 1
            if told:
                self.count += 1
                self.different.add(name)
                self.show()
                print(f"DIFFERENT {name}: {what}", *(f"    {line}" for line in told), sep="\n", flush=True)
            self.show(name)


class Pair:
    """The two builds, and all that holds them against each other."""

    def __init__(self, options):
        self.old, self.new = Program(os.path.realpath(options.old)), Program(os.path.realpath(options.new))
        self.remembered = Remembered(options.remember, self.old, options.fresh)
        self.options, self.tally = options, Tally()

    def hold(self, name, args, inputs, run):
        """Compares one outcome; `run` gives that of a program, and OLD's depends on `args` and the hashes `inputs` alone.
        What OLD says comes back, where it was needed or NEW says the same."""
        key = digest([name, args, inputs])
        new = run(self.new)
        if self.remembered.known.get(key) == digest_of(new):
            old = new
        else:
            old = run(self.old)
            self.remembered.note(key, digest_of(old))
        self.tally.tell(name, " ".join(args), differences(old, new))
        return old

    def say(self, name, args, inputs, cwd):
        return self.hold(name, args, inputs, lambda program: program.run(args, cwd))

    def batch(self, name, source, inputs, work, more):
        """The folders that `batch` writes."""
        args = ["batch", source, "-o", "out", "--progress", "none", *more]

        def run(program):
            with tempfile.TemporaryDirectory(dir=work) as cwd:
                outcome = program.run(args, cwd)
                summed = {f"--status: {key}": said for key, said in program.run(["batch", "--status", "out"], cwd).items()}
                said = {key: MEASURED_LINES.sub(b"", content) for key, content in {**outcome, **summed}.items()}
                return {**said, **tree(Path(cwd, "out"))}

        self.hold(name, args, inputs, run)


# ------------------------------------------------------------------------------------------------------- documents


@dataclass
class Document:
    """A file, and what is known of it once it is read."""

    path: Path
    password: str | None
    sha: str = ""
    report: Path | None = None
    scanned: bool = False

    def unlocked(self):
        return ["--password", self.password] if self.password else []

    def reading(self):
        """How it is read, whatever else is asked for."""
        return [*LIMIT, *self.unlocked()]


def passwords(path, known={}):
    """The passwords by file that the nearest manifest.json above a file tells."""
    for folder in path.parents[:4]:
        manifest = folder / "manifest.json"
        if manifest not in known:
            known[manifest] = None
            if manifest.is_file():
                content = json.loads(manifest.read_text(encoding="utf8"))
                entries = [entry for part in content.values() if isinstance(part, list) for entry in part]
                known[manifest] = {folder / e["path"]: e.get("password") for e in entries if isinstance(e, dict) and "path" in e}
        if known[manifest] is not None:
            return known[manifest]
    return {}


def documents(folder, only):
    found = (path for path in sorted(Path(folder).resolve().rglob("*")) if path.suffix.lower() in ENDS and path.is_file())
    wanted = (path for path in found if not only or only in str(path) or fnmatch.fnmatch(str(path), only))
    return [Document(path, passwords(path).get(path)) for path in wanted]


def extractions(document, everything):
    """What else `extract` and `inspect` are asked about a document that was read."""
    path = str(document.path)
    # The text of a scan's pages is read anew each time.
    cheap = document.scanned and not everything
    how = document.reading() + (["--ocr", "never"] if cheap else [])
    for form in ("ndjson", "csv", "markdown"):
        yield ["extract", path, "--format", form, *how]
    yield ["extract", path, "--format", "csv", "--bom", "--threads", "1", *how]
    yield ["extract", path, "--format", "markdown", "--lang", "th", *how]
    for stage in ("text", "tables", "rows"):
        yield ["extract", path, "--stage", stage, *how]
    yield ["extract", path, "--stage", "text", "--raw", *how]
    yield ["inspect", path, "--text", *document.unlocked()]
    for page in range(1, 1 if cheap else DRAWN_PAGES + 1):
        yield ["inspect", path, "--page", str(page), *document.unlocked()]


# What is asked about a report.
JUDGEMENTS = [
    ["validate"],
    *(["check", "-v", "--format", form] for form in ("text", "json", "sarif")),
    ["check", "--oit", "--fiscal-year", "2568", "--lang", "th"],
    *(["summary", "--format", form] for form in ("table", "json", "svg")),
]
COMPARISONS = [["diff", "--force", "--format", form] for form in ("text", "json", "html", "csv", "markdown")]
# What is asked without a document.
ALONE = [
    ["--version"], ["--help"], ["rule"], ["rule", "--lang", "th"], ["rule", "sum-mismatch"],
    *(["schema", name] for name in ("report", "ledger", "diff")),
    *(["load", "--print-ddl", dialect] for dialect in ("sqlite", "postgres")),
    *([command, "--help"] for command in ("batch", "check", "diff", "extract", "inspect", "load", "rule", "schema", "summary", "validate")),
]


def hold_document(pair, document, work):
    """All that is said of one document; leaves OLD's report for what compares several."""
    name, path, options = str(document.path), str(document.path), pair.options
    document.sha = digest(document.path.read_bytes())
    cwd = tempfile.mkdtemp(dir=work)
    started = time.monotonic()
    if document.password:
        pair.say(name, ["extract", path, *LIMIT], [document.sha], cwd)
    old = pair.say(name, ["extract", path, "-v", *document.reading()], [document.sha], cwd)
    slow = time.monotonic() - started > SLOW_SECONDS
    if document.path.suffix.lower() == ".zip" and not options.quick:
        pair.batch(name, path, [document.sha], cwd, LIMIT)
    if options.quick:
        return
    if old["exit status"] not in (b"0", b"1"):
        if not slow:
            pair.say(name, ["inspect", path, "--text", *document.unlocked()], [document.sha], cwd)
        return
    report = json.loads(old["output"])
    document.scanned = any(page["text_source"] == "ocr" for page in report["source"]["pages"])
    if document.scanned or not slow or options.all:
        for args in extractions(document, options.all):
            pair.say(name, args, [document.sha], cwd)
    document.report = Path(cwd, f"{document.path.name}.json")
    document.report.write_bytes(old["output"])
    for args in JUDGEMENTS:
        pair.say(name, [*args, document.report.name], [digest(old["output"])], cwd)


def hold_neighbours(pair, first, second, work):
    """The changes from one report to the next in the folder."""
    with tempfile.TemporaryDirectory(dir=work) as cwd:
        inputs = []
        for document, name in ((first, "1.json"), (second, "2.json")):
            shutil.copy(document.report, Path(cwd, name))
            inputs.append(digest(document.report.read_bytes()))
        for args in COMPARISONS:
            pair.say(f"{first.path} → {second.path.name}", [*args, "1.json", "2.json"], inputs, cwd)


# ------------------------------------------------------------------------------------------------------- folders


def loaded(program, target, reports, cwd):
    """What a load says and leaves in a database of its own."""
    outcome = program.run(["load", *reports, "--to", target], cwd)
    if target.startswith("sqlite:") and Path(cwd, "out.db").exists():
        with sqlite3.connect(Path(cwd, "out.db")) as database:
            outcome["rows"] = "\n".join(database.iterdump()).encode()
    return {**outcome, **tree(Path(cwd, "out"))}


def hold_load(pair, folder, reports, work):
    """The databases that both write. Both begin with a second, as the second of a load is written down."""
    copied = [f"{number}.json" for number in range(len(reports))]
    for target in ("sqlite:out.db", "parquet:out"):
        for _ in range(LOAD_TRIES):
            with tempfile.TemporaryDirectory(dir=work) as old, tempfile.TemporaryDirectory(dir=work) as new:
                for cwd, (report, name) in itertools.product((old, new), zip(reports, copied)):
                    shutil.copy(report, Path(cwd, name))
                time.sleep(1 - time.time() % 1)
                with concurrent.futures.ThreadPoolExecutor() as two:
                    sides = ((pair.old, old), (pair.new, new))
                    a, b = (side.result() for side in [two.submit(loaded, program, target, copied, cwd) for program, cwd in sides])
            told = differences(a, b)
            if not told:
                break
        pair.tally.tell(str(folder), f"load of {len(copied)} reports --to {target}", told)


def hold_folder(pair, folder, found, work):
    """What `batch` and `load` make of a folder."""
    # Scans were read above.
    more = [*LIMIT, *([] if pair.options.all else ["--ocr", "never"])]
    locked = sorted({document.password for document in found if document.password})
    more += ["--password", locked[0]] if locked else []
    inputs = [[str(document.path), document.sha] for document in found]
    if not pair.options.only:
        # Folders hold files of other kinds, too.
        inputs = [[str(path), path.stat().st_size] for path in sorted(folder.rglob("*")) if path.is_file()] + inputs
        pair.batch(str(folder), str(folder), inputs, work, [*more, "--jobs", str(pair.options.jobs)])
    reports = [document.report for document in found if document.report]
    step = max(1, len(reports) // LOADED)
    if reports:
        hold_load(pair, folder, reports[::step][:LOADED], work)


def compare(pair, folders, work):
    found = {folder: documents(folder, pair.options.only) for folder in folders}
    every = list({document.path: document for some in found.values() for document in some}.values())
    if not every:
        raise OSError("no documents below " + ", ".join(map(str, folders)))
    pair.tally.total = len(every)
    if not pair.options.quick:
        for args in ALONE:
            pair.say("raingan", args, [], work)
    with concurrent.futures.ThreadPoolExecutor(pair.options.jobs) as pool:

        def side_by_side(function, arguments):
            running = [pool.submit(function, pair, *some, work) for some in arguments]
            try:
                for one in concurrent.futures.as_completed(running):
                    one.result()
                    pair.tally.done += function is hold_document
            except BaseException:
                pool.shutdown(cancel_futures=True)
                raise

        # The largest first, so that none is left alone in the end.
        side_by_side(hold_document, ([one] for one in sorted(every, key=lambda one: -one.path.stat().st_size)))
        read = [document for document in every if document.report]
        neighbours = [two for two in itertools.pairwise(read) if two[0].path.parent == two[1].path.parent]
        side_by_side(hold_neighbours, neighbours)
    if not pair.options.quick:
        for folder, some in found.items():
            hold_folder(pair, folder, [one for one in every if one.path in {document.path for document in some}], work)


def arguments():
    parser = argparse.ArgumentParser(prog="scripts/same-output")
    parser.add_argument("old", metavar="OLD")
    parser.add_argument("new", metavar="NEW")
    parser.add_argument("folders", metavar="FOLDER", nargs="+")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), metavar="N")
    parser.add_argument("--only", metavar="PATTERN")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--fresh", action="store_true")
    parser.add_argument("--remember", required=True, help=argparse.SUPPRESS)
    return parser.parse_args()


def main():
    options = arguments()
    started = time.monotonic()
    try:
        pair = Pair(options)
        for program in (pair.old, pair.new):
            if program.run(["--version"], ".")["exit status"] != b"0":
                raise OSError(f"{program.path} --version fails")
        with tempfile.TemporaryDirectory(prefix="raingan-same-output-") as work:
            compare(pair, [Path(folder).resolve(strict=True) for folder in options.folders], work)
    except OSError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    tally = pair.tally
    tally.show()
    counts = f"{tally.total} documents, {tally.compared} outputs compared in {time.monotonic() - started:.0f} s"
    print(f"{counts}: {tally.count} differ, of {len(tally.different)} documents or folders" if tally.count else f"{counts}: all the same")
    return 1 if tally.count else 0


if __name__ == "__main__":
    sys.exit(main())
