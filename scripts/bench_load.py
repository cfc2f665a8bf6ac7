"""Measures `raingan load`; scripts/bench-load calls it, beside a PostgreSQL server whose URL is in RAINGAN_TEST_POSTGRES."""
import argparse
import copy
import hashlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import time

SAID = re.compile(r"(\d+) reports: (\d+) new, .* (\d+) unchanged; (\d+) rows added")


def originals(named, root, raingan, folder):
    """The reports that all others are made of: those named, or what is read from the fixture with the most pages."""
    if named:
        return [json.loads(pathlib.Path(name).read_bytes()) for name in named]
    subprocess.run([raingan, "extract", "--quiet", *sorted(map(str, root.glob("fixtures/pdf/report-*-full.pdf"))),
                    "-o", f"{folder}/"], stderr=subprocess.DEVNULL)
    reports = [json.loads(file.read_bytes()) for file in sorted(folder.glob("*.json"))]
    return [max(reports, key=lambda report: report["source"]["page_count"])]


def make(reports, n, folder):
    """N reports in files of their own, as a batch leaves them."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    size = 0
    for i in range(n):
        report = copy.copy(reports[i % len(reports)])
        digest = hashlib.sha256(f"{i} {report['source']['sha256']}".encode()).hexdigest()
        report["source"] = {**report["source"], "sha256": digest, "file_name": f"report-{i}.pdf"}
        report["agency"] = {"abbreviations": [], **(report["agency"] or {}), "name": f"หน่วยงานที่ {i}"}
        text = json.dumps(report, ensure_ascii=False)
        size += len(text.encode())
        (folder / f"{i:06}.json").write_text(text, encoding="utf-8")
    return size


def load(raingan, folder, target):
    """Seconds, and what the program said: reports, new, unchanged, rows."""
    started = time.perf_counter()
    done = subprocess.run([raingan, "load", folder, "--to", target], capture_output=True, text=True)
    took = time.perf_counter() - started
    said = SAID.search(done.stderr)
    if done.returncode or not said:
        raise SystemExit(f"error: raingan load --to {target.split(':')[0]}:\n{done.stderr}")
    return took, *map(int, said.groups())


class Sqlite:
    name = "SQLite"

    def __init__(self, folder):
        self.file = folder / "bench.db"

    def new(self):
        for file in self.file.parent.glob("bench.db*"):
            file.unlink()
        return f"sqlite:{self.file}"


class Postgres:
    name = "PostgreSQL"
    server = os.environ["RAINGAN_TEST_POSTGRES"]

    def __init__(self, _folder):
        pass

    def new(self):
        for statement in ("DROP DATABASE IF EXISTS raingan_bench", "CREATE DATABASE raingan_bench"):
            subprocess.run(["psql", "-q", self.server, "-c", statement], check=True, stderr=subprocess.DEVNULL)
        return self.server.rsplit("/", 1)[0] + "/raingan_bench"


def main():
    parser = argparse.ArgumentParser(prog="scripts/bench-load")
    parser.add_argument("root", type=pathlib.Path)
    parser.add_argument("--release", type=pathlib.Path, required=True)
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    parser.add_argument("named", nargs="*", metavar="REPORT.json")
    args = parser.parse_intermixed_args()
    raingan, folder = args.release / "raingan", args.release.parent / "bench" / "load"
    (folder / "read").mkdir(parents=True, exist_ok=True)
    reports = originals(args.named, args.root, raingan, folder / "read")
    size = make(reports, args.reports, folder / "reports")
    pages = sum(report["source"]["page_count"] for report in reports) / len(reports)
    print(f"{args.reports} reports of {pages:.0f} pages, {size / args.reports / 1024:.0f} KiB of JSON each; "
          f"{os.cpu_count()} cores, load average {os.getloadavg()[0]:.1f}")
    print(f"{'':12}{'rows':>12}{'best':>12}{'again':>12}   all rounds (reports a second)")
    for kind in (Sqlite, Postgres):
        if args.only not in (None, kind.name.lower()):
            continue
        place = kind(folder)
        first, again = [], []
        for _ in range(args.rounds):
            target = place.new()
            took, count, new, _, rows = load(raingan, folder / "reports", target)
            assert (count, new) == (args.reports, args.reports), (count, new)
            first.append(count / took)
            took, count, _, unchanged, added = load(raingan, folder / "reports", target)
            assert (unchanged, added) == (args.reports, 0), (unchanged, added)
            again.append(count / took)
        place.new()
        print(f"{kind.name:12}{rows:12}{max(first):12.0f}{max(again):12.0f}   {' '.join(f'{speed:.0f}' for speed in first)}")


main()
