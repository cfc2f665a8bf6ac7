"""Documents to reports to tables, a batch of rows at a time: what Spark, Ray and others call on their workers.

:func:`read` and :func:`table` take and give Arrow record batches, :func:`current` tables. Nothing in a document makes them fail:
what cannot be read is a row that says why. pyarrow must be there: ``pip install raingan[arrow]``.
"""

from __future__ import annotations

import hashlib
import io
import os
import sqlite3
import tempfile
import time
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from typing import Any, Optional

import pyarrow
import pyarrow.compute

from raingan import _arrow, _raingan
from raingan._errors import DocumentError, Error, LimitError, PasswordError
from raingan._report import Report, extract

READ = pyarrow.schema(
    [
        pyarrow.field("path", pyarrow.string(), nullable=False, metadata={"comment_en": "Where the file is."}),
        pyarrow.field("length", pyarrow.int64(), metadata={"comment_en": "Size of the file, where the caller says it."}),
        pyarrow.field(
            "modified", pyarrow.timestamp("us", "UTC"), metadata={"comment_en": "When the file was changed, where the caller says it."}
        ),
        pyarrow.field("entry", pyarrow.string(), metadata={"comment_en": "The name of the entry, where the file is a zip archive."}),
        pyarrow.field("sha256", pyarrow.string(), metadata={"comment_en": "SHA-256 of the document."}),
        pyarrow.field("bytes", pyarrow.int64(), metadata={"comment_en": "Size of the document."}),
        pyarrow.field("seconds", pyarrow.float64(), nullable=False, metadata={"comment_en": "How long it took."}),
        pyarrow.field("code", pyarrow.string(), metadata={"comment_en": "Why there is no report: raingan.Error.code."}),
        pyarrow.field("message", pyarrow.string(), metadata={"comment_en": "The same in words."}),
        pyarrow.field("report", pyarrow.string(), metadata={"comment_en": "The report as JSON on one line."}),
    ]
)
"""What :func:`read` gives: a row for each document, with either ``report`` or ``code`` and ``message``."""

PARTITION = "fiscal_year_be"
"""The column that :func:`table` adds to the tables that belong to readings."""

NO_YEAR = 0
"""What it says of a report that says no fiscal year, as the folders of ``raingan load --to parquet:`` do."""

CURRENT = pyarrow.schema(
    [
        pyarrow.field("reading_key", pyarrow.string(), nullable=False, metadata={"comment_en": "The reading."}),
        pyarrow.field("is_current", pyarrow.bool_(), nullable=False, metadata={"comment_en": "Whether it counts."}),
        pyarrow.field("superseded_by", pyarrow.string(), metadata={"comment_en": "The reading that counts in its place."}),
    ]
)
"""What :func:`current` gives: a row for each reading."""

LIMIT = _raingan.FILE_BYTES
"""Most bytes of a file, and of an entry of an archive: as on the command line."""

# Most entries of an archive.
_ENTRIES = 100_000
# Bytes of reports after which a batch is handed on.
_BATCH_BYTES = 8 << 20


def read(batches: Iterable[pyarrow.RecordBatch], **options: Any) -> Iterator[pyarrow.RecordBatch]:
    """Reads documents: from batches with the columns ``path`` and ``content`` to batches of :data:`READ`.

    What columns ``length`` and ``modified`` say, where there are such, is handed on. A file that begins as a zip archive is read entry by entry. A ``content`` that is null was too large to be handed on.
    The options are those of :func:`raingan.extract`; documents are read in a worker process, by one thread, unless they say
    otherwise.
    """
    options = {"isolation": True, "threads": 1, **options}
    rows, size = [], 0
    for batch in batches:
        known = [name for name in ("path", "length", "modified") if name in batch.schema.names]
        files = batch.select(known).to_pylist()
        for file, content in zip(files, batch.column("content")):
            view = content.as_buffer() if content.is_valid else None
            for row in _rows(file["path"], view, options):
                row.update(file)
                rows.append(row)
                size += len(row["report"] or b"")
                if size >= _BATCH_BYTES:
                    yield _batch(rows)
                    rows, size = [], 0
    if rows:
        yield _batch(rows)


def _batch(rows: list[dict[str, Any]]) -> pyarrow.RecordBatch:
    columns = []
    for field in READ:
        # A report is bytes of UTF-8 already: as text, all of it would be decoded to find that out.
        kind = pyarrow.binary() if field.name == "report" else field.type
        columns.append(pyarrow.array([row[field.name] for row in rows], kind).view(field.type))
    return pyarrow.RecordBatch.from_arrays(columns, schema=READ)


def _rows(path: str, content: Optional[pyarrow.Buffer], options: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if content is None or content.size > LIMIT:
        yield _row(path, None, _too_large(), options)
        return
    entries: Iterable[tuple[Optional[str], bytes | Error]] = ()
    if _raingan.kind(bytes(memoryview(content)[: _raingan.HEAD_BYTES])) == "zip":
        entries = _entries(content)
    any_entry = False
    for entry, document in entries:
        any_entry = True
        yield _row(path, entry, document, options)
    if not any_entry:
        yield _row(path, None, content.to_pybytes(), options)


def _too_large() -> Error:
    return LimitError("limit", f"is larger than {LIMIT >> 20} MiB, the limit for one file")


def _row(path: str, entry: Optional[str], document: bytes | Error, options: dict[str, Any]) -> dict[str, Any]:
    row = dict.fromkeys(READ.names)
    row.update(path=path, entry=entry, seconds=0.0)
    started = time.perf_counter()
    try:
        if isinstance(document, Error):
            raise document
        row.update(sha256=hashlib.sha256(document).hexdigest(), bytes=len(document))
        name = (entry or path).replace("\\", "/").rsplit("/", 1)[-1]
        row["report"] = extract(document, file_name=name, **options)._reading.line()
    except Error as error:
        row.update(code=error.code, message=error.message)
    row["seconds"] = time.perf_counter() - started
    return row


def _entries(content: pyarrow.Buffer) -> Iterator[tuple[Optional[str], bytes | Error]]:
    """The files in a zip archive, each with its bytes or why they cannot be had."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, UnicodeError) as error:
        yield None, DocumentError("damaged", f"is no archive that can be read: {error}")
        return
    with archive:
        listed = archive.infolist()
        for info in listed[:_ENTRIES]:
            if not info.is_dir():
                yield info.filename, _content(archive, info)
        if len(listed) > _ENTRIES:
            yield None, LimitError("limit", f"has {len(listed)} entries: those after {_ENTRIES} are not read")


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes | Error:
    if info.flag_bits & 1:
        return PasswordError("encrypted", "is encrypted in its archive")
    if info.file_size > LIMIT:
        return _too_large()
    # More bytes than this from each byte of an archive are a bomb, above a size that harms nobody.
    if info.file_size > max(_raingan.ARCHIVE_HARMLESS_BYTES, info.compress_size * _raingan.ARCHIVE_RATIO):
        return LimitError("limit", f"is {info.file_size} bytes from {info.compress_size}: no document is packed so well")
    try:
        with archive.open(info) as file:
            return file.read(info.file_size)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError, RuntimeError) as error:
        return DocumentError("damaged", f"cannot be unpacked: {error}")


def table_schema(name: str) -> pyarrow.Schema:
    """The schema of what :func:`table` gives: that of the table, and the column :data:`PARTITION` where it has none."""
    schema: pyarrow.Schema = _arrow.table([], name).schema
    return schema.append(pyarrow.field(PARTITION, pyarrow.int64())) if _is_partitioned(schema) else schema


def is_by_year(name: str) -> bool:
    """Whether a table is written with a folder for each year: ``readings`` is not, and says null where there is none."""
    return _is_partitioned(_arrow.table([], name).schema)


def key(name: str) -> list[str]:
    """The columns of a table's key."""
    columns: bytes = _arrow.table([], name).schema.metadata[b"key"]
    return columns.decode().split(",")


def _is_partitioned(schema: pyarrow.Schema) -> bool:
    return "reading_key" in schema.names and PARTITION not in schema.names


def table(batches: Iterable[pyarrow.RecordBatch], name: str) -> Iterator[pyarrow.RecordBatch]:
    """The rows of one table of the reports in batches of :data:`READ`; rows without a report have none.

    Rows that several reports have in common (``documents``, ``agencies``, ``agency_details``, ``fiscal_years``) come once a batch.
    """
    for batch in batches:
        reports = [Report(json) for json in batch.column("report").to_pylist() if json is not None]
        both = _raingan.tables([report._reading for report in reports], [name, "readings"])
        rows, readings = (pyarrow.table(stream) for stream in both)
        if _is_partitioned(rows.schema):
            at = pyarrow.compute.index_in(rows["reading_key"], readings["reading_key"])
            years = readings[PARTITION].take(at).fill_null(NO_YEAR)
            rows = rows.append_column(pyarrow.field(PARTITION, pyarrow.int64()), years)
        yield from rows.to_batches()


def current(rows: pyarrow.Table) -> pyarrow.Table:
    """Which readings count, of rows of :data:`READ`: rows of :data:`CURRENT`.

    Readings compete within an agency and a fiscal year, and those of one document do: all of these must be in ``rows``. They
    are loaded into a database that is forgotten again, so that the rule is that of ``raingan load``, whatever it is.
    """
    listed = sorted(rows.select(["path", "entry", "report"]).to_pylist(), key=lambda row: (row["path"], row["entry"] or ""))
    reports = [Report(row["report"]) for row in listed if row["report"] is not None]
    with tempfile.TemporaryDirectory(prefix="raingan-") as folder:
        file = os.path.join(folder, "readings.db")
        loader = _raingan.Loader(f"sqlite:{file}", False)
        for report in reports:
            try:
                loader.load(report._reading)
            except (DocumentError, LimitError):
                # No table holds what it says; it is in none of them.
                continue
        loader.finish()
        database = sqlite3.connect(file)
        try:
            found = database.execute(
                "SELECT reading_key, valid_to IS NULL, superseded_by FROM readings ORDER BY reading_key"
            ).fetchall()
        finally:
            database.close()
    told = [dict(zip(CURRENT.names, (key, bool(counts), by))) for key, counts, by in found]
    return pyarrow.Table.from_pylist(told, schema=CURRENT)
