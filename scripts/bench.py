"""The measuring that scripts/bench does. See there for the options."""
import argparse
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, field

# A run that takes longer is stopped and counts as failed.
SECONDS = 600
# How often a running program is looked at: fine enough for runs of a tenth of a second, and on another core.
POLL_SECONDS = 0.001
PLAIN = "pdftotext"


@dataclass
class Tool:
    """One program: its command for a file, and what was measured of it."""

    name: str
    command: list
    output: str = ""  # the file it must write, where it writes one
    seconds: list = field(default_factory=list)
    peak_kib: int = 0
    failed: str = ""


def tools(release, out):
    """What is compared; `FILE` stands for the file."""
    extract = [os.path.join(release, "raingan"), "extract", "FILE", "--threads", "1", "-o", out]
    found = [
        Tool("raingan, 1 thread", extract, out),
        Tool("  in one process", [*extract, "--no-isolation"], out),
        # What proving and repairing the text layer costs is the difference of these two.
        Tool("  its text only", [*extract, "--no-isolation", "--stage", "text"], out),
        Tool("  text as claimed", [*extract, "--no-isolation", "--stage", "text", "--raw"], out),
        Tool("pdf-extract", [os.path.join(release, "examples", "pdf_extract_text"), "FILE"]),
    ]
    if shutil.which(PLAIN):
        found[4:4] = [Tool("pdftotext -layout", [PLAIN, "-layout", "FILE", out], out), Tool("pdftotext", [PLAIN, "FILE", out], out)]
    return found


def run(tool, path):
    """One run: wall time and peak memory of one child."""
    if tool.output and os.path.exists(tool.output):
        os.remove(tool.output)
    command = [path if part == "FILE" else part for part in tool.command]
    start = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak_kib = wait(child, start)
    took = time.perf_counter() - start
    if peak_kib is None:
        tool.failed = f"stopped after {SECONDS} s"
    elif child.returncode not in (0, 1):
        tool.failed = f"exit status {child.returncode}"
    elif tool.output and not (os.path.exists(tool.output) and os.path.getsize(tool.output)):
        tool.failed = "wrote nothing"
    else:
        tool.seconds.append(took)
        tool.peak_kib = max(tool.peak_kib, peak_kib)


def wait(child, start):
    """Waits for a child; gives its peak memory, or `None` for one that took too long and was killed.

    The peak is read from /proc while it runs: what wait4 gives holds this program's own size from before the exec.
    """
    peak = 0
    while child.poll() is None:
        peak = max(peak, high_water(child.pid))
        if time.perf_counter() - start > SECONDS:
            child.kill()
            child.wait()
            return None
        time.sleep(POLL_SECONDS)
    return peak


def high_water(pid):
    """The peak resident memory of a running process so far, in KiB."""
    try:
        with open(f"/proc/{pid}/status", encoding="utf8") as file:
            found = re.search(r"^VmHWM:\s+(\d+)", file.read(), re.M)
        return int(found[1]) if found else 0
    except OSError:
        return 0


def first_line(command):
    """The first line a program prints, for its version."""
    try:
        run = subprocess.run(command, capture_output=True, text=True, timeout=10)
        return (run.stdout + run.stderr).strip().splitlines()[0]
    except (OSError, IndexError, subprocess.TimeoutExpired):
        return f"{command[0]}: no answer"


def machine(release):
    """What machine this is, and which versions."""
    with open("/proc/cpuinfo", encoding="utf8") as file:
        model = re.search(r"^model name\s*:\s*(.*)$", file.read(), re.M)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    yield f"{model[1] if model else platform.processor()}, {len(os.sched_getaffinity(0))} cores, {memory:.0f} GiB, {platform.system()} {platform.release()}"
    yield first_line(["rustc", "--version"])
    yield first_line([os.path.join(release, "raingan"), "--version"])
    if shutil.which(PLAIN):
        yield first_line([PLAIN, "-v"])
    yield f"load {os.getloadavg()[0]:.2f} at the start"


def bulk(root, folder, pages):
    """A bulk report of so many pages, made once."""
    path = os.path.join(folder, f"bulk-{pages}.pdf")
    if not os.path.exists(path):
        print(f"making {path}", file=sys.stderr)
        subprocess.run([sys.executable, os.path.join(root, "scripts", "fixtures.d", "bulk.py"), root, str(pages), path], check=True)
    return path


def page_count(path):
    """The number of pages; from the page tree's root where pdfinfo is missing."""
    if shutil.which("pdfinfo"):
        return int(re.search(r"Pages:\s+(\d+)", subprocess.run(["pdfinfo", path], capture_output=True, text=True).stdout)[1])
    with open(path, "rb") as file:
        return max(int(count) for count in re.findall(rb"/Count (\d+)", file.read()))


def measure(path, compared, rounds):
    """One warm-up, then rounds in which every tool has its turn."""
    for number in range(rounds + 1):
        for tool in compared:
            if not tool.failed:
                run(tool, path)
                if number == 0:
                    tool.seconds.clear()


def table(path, pages, compared):
    """Prints what was measured on one file."""
    ours = compared[0]
    print(f"\n{os.path.basename(path)}: {pages} pages, {os.path.getsize(path) / 2**20:.1f} MiB")
    print(f"  {'':22s}{'pages/s':>10s}{'seconds':>10s}{'peak MiB':>10s}{'raingan is':>14s}")
    for tool in compared:
        if tool.failed or not tool.seconds:
            print(f"  {tool.name:22s}  failed: {tool.failed}")
            continue
        middle = statistics.median(tool.seconds)
        pairs = [theirs / own for theirs, own in zip(tool.seconds, ours.seconds)] if tool is not ours and not ours.failed else []
        faster = f"{statistics.median(pairs):10.2f} × " if pairs else ""
        print(f"  {tool.name:22s}{pages / middle:10.0f}{middle:10.3f}{tool.peak_kib / 1024:10.1f}  {faster}")


def main():
    """Makes, measures, prints."""
    parser = argparse.ArgumentParser(prog="scripts/bench")
    parser.add_argument("root")
    parser.add_argument("--release", required=True)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--pages", default="200,1000")
    parser.add_argument("--file", action="append", default=[])
    options = parser.parse_args()
    folder = os.path.join(os.path.dirname(options.release), "bench")
    os.makedirs(folder, exist_ok=True)
    print("\n".join(machine(options.release)))
    files = options.file or [bulk(options.root, folder, int(pages)) for pages in options.pages.split(",")]
    for path in files:
        compared = tools(options.release, os.path.join(folder, "out"))
        measure(path, compared, options.rounds)
        table(path, page_count(path), compared)
    print("\n× is the median, over the rounds, of the other's time divided by raingan's in the same round.")
    print("Of raingan in a worker process, the peak is that of the parent alone: see the line below it.")


if __name__ == "__main__":
    main()
