"""What clusters call on their workers: a bad document is a row, never an exception."""

import datetime
import io
import json
import sqlite3
import zipfile

import pyarrow
import raingan
from conftest import FIXTURES, LOCKED, PLAN
from raingan import _raingan, cluster


def batch(*files):
    return pyarrow.RecordBatch.from_pydict(
        {"path": [path for path, _ in files], "content": [content for _, content in files]},
        schema=pyarrow.schema([("path", pyarrow.string()), ("content", pyarrow.binary())]),
    )


def rows(*files, **options):
    made = list(cluster.read([batch(*files)], **options))
    assert all(each.schema == cluster.READ for each in made)
    return [row for each in made for row in each.to_pylist()]


def packed(**entries):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/"), content)
    return file.getvalue()


def test_each_document_is_a_row_with_a_report_or_a_reason(aid):
    files = [
        ("hdfs:///a/plan.pdf", PLAN.read_bytes()),
        ("poem.pdf", b"a poem"),
        ("locked.pdf", LOCKED.read_bytes()),
        ("empty.pdf", b""),
        ("huge.pdf", None),
        ("dies.pdf", aid("abort").read_bytes()),
        ("hangs.pdf", aid("hang").read_bytes()),
        ("last.pdf", PLAN.read_bytes()),
    ]
    made = rows(*files, timeout=8)
    assert [row["path"] for row in made] == [path for path, _ in files]
    assert [row["code"] for row in made] == [
        None, "not-pdf", "encrypted", "empty", "limit", "crashed", "timeout", None,
    ]  # fmt: skip
    assert all((row["report"] is None) == bool(row["message"]) == bool(row["code"]) for row in made)
    assert made[0]["report"] == raingan.extract(PLAN.read_bytes(), file_name="plan.pdf").json()
    assert made[0]["sha256"] == raingan.Report(made[0]["report"])["source"]["sha256"]


def test_archives_are_read_entry_by_entry():
    archive = packed(a__plan=PLAN.read_bytes(), readme="words", bomb=bytes(64 << 20), b__ก=PLAN.read_bytes())
    made = rows(("all.zip", archive), ("cut.zip", archive[: len(archive) // 2]))
    assert [(row["path"], row["entry"], row["code"]) for row in made] == [
        ("all.zip", "a/plan", None),
        ("all.zip", "readme", "not-pdf"),
        ("all.zip", "bomb", "limit"),
        ("all.zip", "b/ก", None),
        ("cut.zip", None, "damaged"),
    ]
    # An entry whose bytes are others than its checksum says.
    broken = archive.replace(PLAN.read_bytes()[:20], b"x" * 20)
    at = broken.index(b"a/plan") + 40
    broken = broken[:at] + bytes([broken[at] ^ 255]) + broken[at + 1 :]
    assert rows(("broken.zip", broken))[0]["code"] == "damaged"


def test_only_a_zip_that_is_no_office_file_is_an_archive():
    office = packed(**{"[Content_Types].xml": "", "word__document.xml": ""})
    nothing = packed()
    made = rows(("plan.docx", office), ("nothing.zip", nothing), ("folders.zip", packed(**{"a__": ""})))
    assert [(row["path"], row["entry"], row["code"]) for row in made] == [
        ("plan.docx", None, "not-pdf"),
        ("nothing.zip", None, "not-pdf"),
        ("folders.zip", None, "not-pdf"),
    ]
    assert "a Word file (.docx" in made[0]["message"]
    assert all("a ZIP archive" in row["message"] for row in made[1:])


def test_limits_and_kinds_come_from_the_extension():
    assert cluster.LIMIT == 256 << 20
    kinds = {b"%PDF-1.7": "pdf", b"\x89PNG": "png", b"PK\x03\x04": "zip", b"a\tb\tc\n": "transcript", b"words": "text"}
    assert {head: _raingan.kind(head) for head in kinds} == kinds


def test_tables_have_the_fiscal_year_of_their_reading():
    paths = [FIXTURES / "report-2567-typst-full.pdf", FIXTURES / "report-2568-typst-full.pdf"]
    made = list(cluster.read([batch(*((str(path), path.read_bytes()) for path in paths), ("poem", b"a poem"))]))
    expected = raingan.items([raingan.extract(path) for path in paths])
    items = pyarrow.Table.from_batches(cluster.table(made, "items"))
    assert items.schema == cluster.table_schema("items")
    assert items.drop_columns(["fiscal_year_be"]).equals(expected)
    years = set(zip(items["reading_key"].to_pylist(), items["fiscal_year_be"].to_pylist()))
    assert len(years) == 2 and {year for _, year in years} == {2567, 2568}
    for name in raingan.table_names():
        for each in cluster.table(made, name):
            assert each.schema == cluster.table_schema(name)


def test_what_callers_know_of_a_file_is_handed_on():
    when = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc)
    files = pyarrow.RecordBatch.from_pylist([{"path": "a.pdf", "content": b"", "length": 0, "modified": when}])
    (made,) = cluster.read([files])
    row = made.to_pylist()[0]
    assert (row["code"], row["length"], row["modified"]) == ("empty", 0, when)
    assert rows(("a.pdf", b""))[0]["modified"] is None


def test_a_report_without_a_year_has_the_partition_that_a_load_gives_it():
    (made,) = cluster.read([batch(("plan.pdf", PLAN.read_bytes()))])
    row = made.to_pylist()[0]
    data = json.loads(row["report"])
    data["fiscal_year"] = None
    made = pyarrow.RecordBatch.from_pylist([{**row, "report": json.dumps(data)}], cluster.READ)
    (items,) = cluster.table([made], "items")
    assert set(items["fiscal_year_be"].to_pylist()) == {cluster.NO_YEAR} == {0}
    (readings,) = cluster.table([made], "readings")
    assert readings["fiscal_year_be"].to_pylist() == [None]


def test_what_is_current_is_what_a_load_says(tmp_path):
    paths = sorted(FIXTURES.glob("report-2568-*.pdf"))
    made = pyarrow.Table.from_batches(cluster.read([batch(*((path.name, path.read_bytes()) for path in paths))]))
    told = cluster.current(made)
    assert told.schema == cluster.CURRENT
    raingan.load([raingan.Report(json) for json in made["report"].to_pylist()], f"sqlite:{tmp_path / 'a.db'}")
    with sqlite3.connect(tmp_path / "a.db") as database:
        expected = database.execute(
            "SELECT reading_key, valid_to IS NULL, superseded_by FROM readings ORDER BY reading_key"
        ).fetchall()
    assert [tuple(row.values()) for row in told.to_pylist()] == [(key, bool(counts), by) for key, counts, by in expected]
    assert cluster.current(made.slice(0, 0)).num_rows == 0
