"""Pages a second of the Spark job with one and two workers and of `raingan batch`, in turns on the same files.

The job reads them twice in one session: at first a JVM translates itself, and each Python loads its libraries. The files are
fixtures, each made another document by a comment behind its end. Called by scripts/spark bench N.
"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
PROGRAM = os.environ["RAINGAN_PROGRAM"]

JOB = """
import sys, time
from raingan import spark as job
folder, out, workers = sys.argv[1:]
spark = job.session(f"local[{workers}]")
spark.sparkContext.setLogLevel("ERROR")
spark.range(1).mapInArrow(lambda batches: batches, "id long").collect()

def seconds(do):
    started = time.perf_counter()
    do()
    return time.perf_counter() - started

def read(name):
    return seconds(lambda: job.read(job.documents(spark, folder)).write.parquet(f"{out}/{name}"))

def items():
    made = job.table(spark.read.parquet(f"{out}/first"), "items")
    made.write.partitionBy("fiscal_year_be").parquet(f"{out}/items")

print(read("first"), read("again"), seconds(items))
"""


def documents(folder, count):
    """So many documents; gives the sum of their pages."""
    fixtures = sorted((ROOT / "fixtures" / "pdf").glob("report-*.pdf"))
    manifest = json.loads((ROOT / "fixtures" / "manifest.json").read_text(encoding="utf-8"))
    pages_of = {pathlib.Path(file["path"]).name: file.get("pages") for file in manifest["files"]}
    pages = 0
    for n in range(count):
        path = fixtures[n % len(fixtures)]
        (folder / f"{n:05}.pdf").write_bytes(path.read_bytes() + b"%% %d\n" % n)
        pages += pages_of[path.name]
    return pages


def spark(folder, workers):
    with tempfile.TemporaryDirectory() as out:
        command = [sys.executable, "-c", JOB, folder, out, str(workers)]
        env = {**os.environ, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
        said = subprocess.run(command, capture_output=True, text=True, check=True, env=env).stdout
        return [float(word) for word in said.splitlines()[-1].split()]


def batch(folder, jobs):
    with tempfile.TemporaryDirectory() as out:
        started = time.perf_counter()
        command = [PROGRAM, "batch", folder, "-o", f"{out}/out", "--jobs", str(jobs), "--quiet"]
        done = subprocess.run(command, check=False, capture_output=True)
        assert done.returncode in (0, 1), done.stderr.decode()
        return time.perf_counter() - started


def main():
    count, turns = (int(word) for word in (sys.argv[1:] + ["2000", "3"][len(sys.argv) - 1 :])[:2])
    folder = tempfile.mkdtemp()
    try:
        pages = documents(pathlib.Path(folder), count)
        print(f"{count} documents, {pages} pages", flush=True)
        for turn in range(turns):
            for workers in (1, 2):
                seconds = batch(folder, workers)
                print(f"turn {turn + 1}: batch --jobs {workers}: {seconds:6.1f} s {pages / seconds:7.1f} pages/s", flush=True)
                *reads, table = spark(folder, workers)
                for name, seconds in zip(("first", "again"), reads):
                    rate = f"{seconds:6.1f} s {pages / seconds:7.1f} pages/s"
                    print(f"turn {turn + 1}: spark local[{workers}], {name}: {rate}", flush=True)
                print(f"turn {turn + 1}: spark local[{workers}], items: {table:6.1f} s", flush=True)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
