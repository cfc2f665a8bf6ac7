"""A PySpark job: a folder of documents and archives of them in, partitioned Parquet out.

    python -m raingan.spark reports/ out/ --master 'local[2]'
    spark-submit --master yarn job.py hdfs:///reports hdfs:///out      # job.py: from raingan.spark import main; main()

Below the output stand ``read`` (a row for each document: its report as JSON, or why there is none), a folder for each table,
partitioned by fiscal year, and ``current`` (which readings count). The same job again reads what is new or changed and adds it.
The wheel must be installed where Spark's Pythons run.
"""

from __future__ import annotations

import argparse
import functools
import gc
import re
import sys
import urllib.parse
import zipimport
from collections.abc import Callable, Iterator
from typing import Any, Optional

import pyarrow
from pyspark.sql import DataFrame, SparkSession
from pyspark.errors import AnalysisException
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


# What a file is known again by, and what Spark calls them with its content.
_FILE = ["path", "length", "modified"]
_SCHEMA = "path string, length long, modified timestamp, content binary"
# So many new files are asked for by their names; where there are more, the folder is read, and what is known is left out.
_FEW = 5_000


def documents(spark: SparkSession, folder: str, known: Optional[DataFrame] = None) -> DataFrame:
    """The files of a folder and those below it: ``path``, ``length``, ``modified`` and ``content``.

    The content is null for one that is too large. Spark leaves empty files out of what it reads: they come from its list of
    files, which does not say when they were changed.

    :param known: files that are not wanted: those with the same ``path``, ``length`` and ``modified``
    """
    files = _files(spark, folder)
    empty = _empty(spark, files)
    if known is None:
        found = [_with_content(files)]
    else:
        # Without their content, files are but listed.
        new = [row.path for row in _unknown(files.select(*_FILE), known).select("path").take(_FEW + 1)]
        if len(new) > _FEW:
            found = [_unknown(_with_content(files), known)]
        else:
            found = [_with_content(_files(spark, *map(_literal, new)))] if new else []
        empty = [_unknown(each, known) for each in empty]
    found = found + empty or [spark.createDataFrame([], _SCHEMA)]
    return functools.reduce(lambda one, other: one.unionAll(other), found)


def _files(spark: SparkSession, *places: str) -> DataFrame:
    files = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(list(places))
    return files.withColumnRenamed("modificationTime", "modified")


def _with_content(files: DataFrame) -> DataFrame:
    # Asked for by the size it was listed with, a file is not even looked at where it is not wanted.
    size = F.col("_metadata.file_size")
    small = files.where(size <= cluster.LIMIT).select(*_FILE, "content")
    large = files.where(size > cluster.LIMIT).select(*_FILE, F.lit(None).cast("binary").alias("content"))
    return small.unionAll(large)


def _unknown(files: DataFrame, known: DataFrame) -> DataFrame:
    """The files that are not known, or are not what they were."""
    same = (files[name].eqNullSafe(known[name]) for name in _FILE)
    return files.join(known, functools.reduce(lambda all, one: all & one, same), "left_anti")


def _empty(spark: SparkSession, files: DataFrame) -> list[DataFrame]:
    """The empty files, where there are any: those of the list of files that no row is of."""
    there = {row.path for row in files.select("path").toLocalIterator()}
    paths = sorted(set(map(_path, files.inputFiles())) - there)
    return [spark.createDataFrame([(path, 0, None, b"") for path in paths], _SCHEMA)] if paths else []


def _literal(path: str) -> str:
    """A path that stands for itself, where others may be patterns."""
    return re.sub(r"([*?\[\]{}\\])", r"\\\1", path)


def _path(uri: str) -> str:
    """A file of the list as the rows call it: the list has URIs."""
    return re.sub("^file:/+", "file:/", urllib.parse.unquote(uri))


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
    made = _map(_first(rows), functools.partial(cluster.table, name=name), cluster.table_schema(name))
    return made if "reading_key" in made.columns else made.dropDuplicates(cluster.key(name))


def _first(rows: DataFrame) -> DataFrame:
    """Of each document that was read one row: that of the first place by its name."""
    reports = rows.where(F.col("report").isNotNull())
    place = F.struct("path", "entry").alias("place")
    first = reports.groupBy("sha256").agg(F.min(place).alias("place"))
    reports = reports.withColumn("place", place).join(F.broadcast(first), ["sha256", "place"], "left_semi")
    # A file that was changed only by its time was read twice.
    return reports.select(*cluster.READ.names).dropDuplicates(["sha256"])


def current(spark: SparkSession, out: str) -> DataFrame:
    """Which readings count, of those in ``out``: rows of :data:`raingan.cluster.CURRENT`.

    Readings compete within an agency and a fiscal year; those that say neither compete with nobody.
    """
    rows = _first(spark.read.parquet(f"{out}/read"))
    readings = spark.read.parquet(f"{out}/readings").select("reading_key", "document_key", "agency_key", "fiscal_year_be")
    # One that lacks either makes null of all of it.
    series = F.concat(F.col("agency_key"), F.lit("/"), F.col("fiscal_year_be").cast("string"))
    readings = readings.withColumn("series", F.coalesce(series, "document_key"))
    sizes = readings.groupBy("series").agg(F.count("*").alias("readings"))
    readings = readings.join(sizes, "series")
    alone = readings.where("readings = 1").select("reading_key", F.lit(True), F.lit(None).cast("string"))
    rivals = readings.where("readings > 1").select("series", "document_key").distinct()
    rows = rows.join(rivals, rows["sha256"] == rivals["document_key"]).select("series", *cluster.READ.names)
    judged = rows.groupBy("series").applyInArrow(cluster.current, from_arrow_schema(cluster.CURRENT))
    return judged.unionAll(alone.toDF(*cluster.CURRENT.names))


def views(spark: SparkSession, out: str) -> list[str]:
    """Makes a view of each table in ``out``, and ``current_…`` with what counts of it, as in a database; gives their names."""
    made = []
    counts = spark.read.parquet(f"{out}/current").where("is_current").select("reading_key")
    written = _written(spark, out)
    for name in (name for name in table_names() if name in written):
        rows = spark.read.parquet(f"{out}/{name}")
        rows.createOrReplaceTempView(name)
        made.append(name)
        if "reading_key" in rows.columns:
            rows.join(counts, "reading_key", "left_semi").createOrReplaceTempView(f"current_{name}")
            made.append(f"current_{name}")
    return made


def _written(spark: SparkSession, out: str) -> set[str]:
    """The names of the tables that ``out`` has rows of, ``read`` and ``current`` among them."""
    try:
        files = spark.read.format("binaryFile").options(recursiveFileLookup="true", pathGlobFilter="*.parquet").load(out)
    except AnalysisException:
        # There is no such folder yet.
        return set()
    folders = (uri.split("/")[:-1] for uri in files.inputFiles())
    return {folder[-2] if folder[-1].startswith(cluster.PARTITION) else folder[-1] for folder in folders}


def run(
    spark: SparkSession, folder: str, out: str, tables: list[str], *, overwrite: bool = False, retry: bool = False, **options: Any
) -> None:
    """The whole job: reads what is new or changed in the folder, and adds it to what is in ``out``.

    :param overwrite: read everything, and let it take the place of what is in ``out``
    :param retry: read those again that could not be read
    """
    written = _written(spark, out)
    found = documents(spark, folder, None if overwrite or "read" not in written else _known(spark, out, retry))
    read(found, **options).write.mode("overwrite" if overwrite else "append").parquet(f"{out}/read")
    # Tables that are there have the same readings, whether they are asked for this time or not.
    asked = {*tables, "readings", *written}
    _make(spark, out, [name for name in table_names() if name in asked], set() if overwrite else written)
    current(spark, out).write.mode("overwrite").parquet(f"{out}/current")


def _known(spark: SparkSession, out: str, retry: bool) -> DataFrame:
    """The files that were read already."""
    rows = spark.read.parquet(f"{out}/read")
    if not set(cluster.READ.names) <= set(rows.columns):
        raise ValueError(f"{out}/read: an earlier version wrote it, which did not note when files were changed: --overwrite")
    return (rows.where(F.col("code").isNull()) if retry else rows).select(*_FILE).distinct()


def _make(spark: SparkSession, out: str, names: list[str], written: set[str]) -> None:
    """Makes tables of what was read and is in none of them yet: ``readings``, the last, says what is.

    Those that are ``written`` are added to, all others are made anew.
    """
    rows = new = spark.read.parquet(f"{out}/read")
    if "readings" in written:
        done = spark.read.parquet(f"{out}/readings").select(F.col("document_key").alias("sha256"))
        new = rows.join(done, "sha256", "left_anti")
    for name in sorted(names, key=lambda name: name == "readings"):
        # One that is asked for the first time has nothing of what was read before.
        made = table(new if name in written else rows, name)
        if name in written:
            # A job that was killed may have written this table, and not yet that these readings are done.
            key = ["reading_key"] if "reading_key" in made.columns else cluster.key(name)
            there = spark.read.parquet(f"{out}/{name}").select(*key).distinct()
            made = made.join(there, key, "left_anti").select(*made.columns)
        by_year = [cluster.PARTITION] if cluster.is_by_year(name) else []
        mode = "append" if name in written else "overwrite"
        made.write.mode(mode).partitionBy(*by_year).parquet(f"{out}/{name}")


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
    parser.add_argument("--overwrite", action="store_true", help="read everything, and replace what is in out")
    parser.add_argument("--retry", action="store_true", help="read those again that could not be read")
    args = parser.parse_args(arguments)
    names = table_names() if args.tables == "all" else args.tables.split(",")
    unknown = sorted(set(names) - set(table_names()))
    if unknown:
        parser.error(f"--tables: there is no table {unknown[0]!r}")
    spark = session(args.master)
    try:
        limits = {"ocr": args.ocr, "timeout": args.timeout, "memory": args.memory}
        run(spark, args.folder, args.out, names, overwrite=args.overwrite, retry=args.retry, **limits)
    finally:
        spark.stop()


if __name__ == "__main__":
    main()
