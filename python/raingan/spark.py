"""A PySpark job: a folder of documents and archives of them in, partitioned Parquet out.

    python -m raingan.spark reports/ out/ --master 'local[2]'
    spark-submit --master yarn job.py hdfs:///reports hdfs:///out      # job.py: from raingan.spark import main; main()

Below the output stand ``read`` (a row for each document: its report as JSON, or why there is none) and a folder for each
table, partitioned by fiscal year. The wheel must be installed where Spark's Pythons run.
"""

from __future__ import annotations

import argparse
import functools
import gc
import sys
import zipimport
from collections.abc import Callable, Iterator
from typing import Any, Optional

import pyarrow
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql.pandas.types import from_arrow_schema

from raingan import cluster, table_names

SETTINGS = {
    # Documents are large rows: so few of them are handed to Python at once.
    "spark.sql.execution.arrow.maxRecordsPerBatch": "16",
    # A document takes its time, however small it is: tasks of some sixty of the usual size.
    "spark.sql.files.maxPartitionBytes": "64m",
    "spark.sql.files.openCostInBytes": "1m",
}
"""What :func:`session` sets, unless it is set already by the one who submits the job."""

JVM = "-XX:TieredStopAtLevel=1"
"""How :func:`session` starts a JVM on this machine. The JVM but copies: translating that twice takes longer than it saves.

No collector is chosen: a JVM that is given two, one of them by the user, does not start."""


def session(master: Optional[str] = None) -> SparkSession:
    """A session with :data:`SETTINGS`, of this cluster (as in ``local[2]``) or of the one that spark-submit says."""
    builder = SparkSession.builder.appName("raingan")
    if master:
        builder = builder.master(master)
        if master.startswith("local"):
            builder = builder.config("spark.driver.defaultJavaOptions", JVM)
    spark = builder.getOrCreate()
    already = dict(spark.sparkContext.getConf().getAll())
    for key, value in SETTINGS.items():
        if key not in already:
            spark.conf.set(key, value)
    return spark


def documents(spark: SparkSession, folder: str) -> DataFrame:
    """The files of a folder and those below it: ``path`` and ``content``, which is null for one that is too large."""
    files = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(folder)
    # Asked for by the size it was listed with, a file is not even looked at where it is not wanted.
    size = F.col("_metadata.file_size")
    small = files.where(size <= cluster.LIMIT).select("path", "content")
    large = files.where(size > cluster.LIMIT).select("path", F.lit(None).cast("binary").alias("content"))
    return small.unionAll(large)


def read(files: DataFrame, **options: Any) -> DataFrame:
    """Reads documents: rows of :data:`raingan.cluster.READ`. The options are those of :func:`raingan.extract`."""
    return _map(files, functools.partial(cluster.read, **options), cluster.READ)


_Batches = Iterator[pyarrow.RecordBatch]


def _map(rows: DataFrame, do: Callable[[_Batches], _Batches], schema: pyarrow.Schema) -> DataFrame:
    return rows.mapInArrow(functools.partial(_task, do), from_arrow_schema(schema))


def _task(do: Callable[[_Batches], _Batches], batches: _Batches) -> _Batches:
    """A task in one of Spark's Pythons."""
    try:
        yield from do(batches)
    finally:
        _settle()


def _settle() -> None:
    """Spares this Python what Spark has it do between two tasks, which takes longer than reading ten documents.

    Spark has it look through all objects for garbage, and read the lists of the zip archives that it imports from again, as
    they might have changed. Of both, nothing is done for what is there after the first task: it stays.
    """
    if not gc.get_freeze_count():
        gc.freeze()
    for place, finder in list(sys.path_importer_cache.items()):
        if isinstance(finder, zipimport.zipimporter):
            # Made again, of the list that was read before, as soon as something is imported.
            del sys.path_importer_cache[place]


def table(rows: DataFrame, name: str) -> DataFrame:
    """A table of what :func:`read` gave. Of the same document in several places the first by its name counts."""
    reports = rows.where(F.col("report").isNotNull())
    place = F.struct("path", "entry").alias("place")
    first = reports.groupBy("sha256").agg(F.min(place).alias("place"))
    reports = reports.withColumn("place", place).join(F.broadcast(first), ["sha256", "place"], "left_semi")
    schema = cluster.table_schema(name)
    made = _map(reports.select(*cluster.READ.names), functools.partial(cluster.table, name=name), schema)
    if "reading_key" in schema.names:
        return made
    return made.dropDuplicates(schema.metadata[b"key"].decode().split(","))


def run(spark: SparkSession, folder: str, out: str, tables: list[str], **options: Any) -> None:
    """The whole job. Nothing is written over: ``out`` must not have these folders yet."""
    read(documents(spark, folder), **options).write.parquet(f"{out}/read")
    rows = spark.read.parquet(f"{out}/read")
    for name in tables:
        made = table(rows, name)
        by_year = [cluster.PARTITION] if "reading_key" in made.columns else []
        made.write.partitionBy(*by_year).parquet(f"{out}/{name}")


def main(arguments: Optional[list[str]] = None) -> None:
    """The job as a command."""
    parser = argparse.ArgumentParser(prog="raingan.spark", description=__doc__.partition("\n")[0])
    parser.add_argument("folder", help="documents, and zip archives of them")
    parser.add_argument("out", help="folder for the Parquet files")
    parser.add_argument("--master", help="the cluster, as in local[2]; else what spark-submit says")
    parser.add_argument("--tables", default="readings,items", help="names with commas between, or all")
    parser.add_argument("--ocr", default="auto", choices=("auto", "never", "always"))
    parser.add_argument("--timeout", type=float, default=60.0, help="seconds for a document")
    parser.add_argument("--memory", type=int, default=1 << 30, help="bytes of address space for a document")
    args = parser.parse_args(arguments)
    names = table_names() if args.tables == "all" else args.tables.split(",")
    unknown = sorted(set(names) - set(table_names()))
    if unknown:
        parser.error(f"--tables: there is no table {unknown[0]!r}")
    spark = session(args.master)
    try:
        run(spark, args.folder, args.out, names, ocr=args.ocr, timeout=args.timeout, memory=args.memory)
    finally:
        spark.stop()


if __name__ == "__main__":
    main()
