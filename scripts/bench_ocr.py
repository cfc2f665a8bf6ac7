"""The measuring that scripts/bench-ocr does. See there for the options."""
import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field

from bench import machine, wait

SCANNED = "fixtures/pdf/report-2567-libreoffice-full.pdf"


@dataclass
class Tool:
    """One program: its command for all pictures or for one, and what was measured of it, by the page."""

    name: str
    command: list
    at_once: bool
    seconds: list = field(default_factory=list)
    cpu: list = field(default_factory=list)
    peak_kib: int = 0
    failed: str = ""


def pictures(files, dpi, most, folder):
    """The pages of files as gray PNGs."""
    for number, path in enumerate(files):
        subprocess.run(["pdftoppm", "-r", str(dpi), "-gray", "-png", path, os.path.join(folder, f"{number}-page")], check=True)
    return [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name.endswith(".png")][:most]


def tools(program, folder):
    """What is compared; `FILE` stands for a picture, `FILES` for all of them."""
    extract = [program, "extract", "FILES", "--quiet", "--no-isolation", "-o", os.path.join(folder, "out") + "/"]
    found = [
        Tool("raingan, 1 thread", [*extract, "--threads", "1"], True),
        Tool("raingan, 2 threads", [*extract, "--threads", "2"], True),
    ]
    language = thai()
    if language:
        command = ["tesseract", "FILE", "stdout", "--psm", "6", "-l", language, "--dpi", "DPI"]
        found.append(Tool(f"tesseract --psm 6 -l {language}", command, False))
    return found


def thai():
    """A Thai model that tesseract has here; `None` where there is none."""
    if not shutil.which("tesseract"):
        return None
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True).stdout.split()
    return next((name for name in ("tha", "script/Thai", "Thai") if name in listed), None)


def run(tool, pages, dpi):
    """One round over all pages: time by the wall and of the processor, by the page."""
    fill = {"FILES": pages, "DPI": [str(dpi)]}
    commands = [sum((fill.get(part, [part]) for part in tool.command), [])] if tool.at_once else [
        sum(({**fill, "FILE": [page]}.get(part, [part]) for part in tool.command), []) for page in pages
    ]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    for command in commands:
        # One thread: tesseract takes all cores where it is not told otherwise.
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, "OMP_THREAD_LIMIT": "1"})
        peak = wait(child, start)
        if peak is None or child.returncode not in (0, 1):
            tool.failed = f"exit status {child.returncode}"
            return
        tool.peak_kib = max(tool.peak_kib, peak)
    took, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    tool.seconds.append(took / len(pages))
    tool.cpu.append((after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / len(pages))


def main():
    """Prints what was measured."""
    parser = argparse.ArgumentParser(prog="scripts/bench-ocr")
    parser.add_argument("root")
    parser.add_argument("files", nargs="*")
    parser.add_argument("--release", required=True)
    parser.add_argument("--program")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--dpi", type=int, default=200)
    parser.add_argument("--pages", type=int, default=10)
    options = parser.parse_args()
    print(*machine(options.release), sep="\n")
    program = options.program or os.path.join(options.release, "raingan")
    with tempfile.TemporaryDirectory() as folder:
        pages = pictures(options.files or [os.path.join(options.root, SCANNED)], options.dpi, options.pages, folder)
        print(f"{len(pages)} pages at {options.dpi} dots an inch, {options.rounds} rounds in turns; best and median by the page\n")
        found = tools(program, folder)
        for _ in range(options.rounds):
            for tool in found:
                run(tool, pages, options.dpi)
    print(f"{'':28s}{'wall s':>16s}{'processor s':>18s}{'MiB':>8s}")
    for tool in found:
        if tool.failed or not tool.seconds:
            print(f"{tool.name:28s}  {tool.failed}")
            continue
        pairs = [f"{min(all_):.3f} {statistics.median(all_):.3f}" for all_ in (tool.seconds, tool.cpu)]
        print(f"{tool.name:28s}{pairs[0]:>16s}{pairs[1]:>18s}{tool.peak_kib / 1024:8.0f}")
    one, two = found[0].seconds, found[1].seconds
    if one and two:
        print(f"\ntwo threads against one: {min(one) / min(two):.2f} times (best of each)")


if __name__ == "__main__":
    sys.exit(main())
