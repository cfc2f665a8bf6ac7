"""The PySpark job for real, in two local workers, with hostile files among the documents. `scripts/spark` runs it."""

import gc
import importlib.util
import io
import os
import shutil
import sqlite3
import sys
import zipfile
import zipimport

import pyarrow
import pyarrow.dataset
import pytest
import raingan
from conftest import FIXTURES, PLAN

if not (importlib.util.find_spec("pyspark") and shutil.which("java")):
    print("SKIPPED tests of the Spark job: pyspark or java is missing; scripts/spark has both", file=sys.stderr)
    pytest.skip("pyspark or java is missing: run scripts/spark", allow_module_level=True)

from raingan import spark as job

GOOD = sorted(FIXTURES.glob("report-*.pdf"))


@pytest.fixture(scope="module", autouse=True)
def environment():
    """Spark's Pythons are this one, and nothing leaves this machine."""
    os.environ.update(PYSPARK_PYTHON=sys.executable, SPARK_LOCAL_IP="127.0.0.1")


@pytest.fixture
def one_core():
    """A session whose tasks come one after the other, in one Python."""
    spark = job.session("local[1]")
    yield spark
    spark.stop()


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    """The output of the job over good documents, bad ones, one that kills its worker, and an archive."""
    folder = tmp_path_factory.mktemp("spark")
    reports = folder / "reports" / "of some agency"
    reports.mkdir(parents=True)
    for path in GOOD:
        shutil.copy(path, reports)
    shutil.copy(GOOD[0], reports / "the same again.pdf")
    (reports / "poem.pdf").write_bytes(b"a poem")
    (reports / "nothing ก%20#.pdf").touch()
    # Larger than Spark itself hands on: only its size may be looked at.
    with open(reports / "huge.pdf", "wb") as huge:
        huge.truncate(3 << 30)
    (reports / "cut.pdf").write_bytes(GOOD[0].read_bytes()[:3000])
    for word in ("abort", "hang", "allocate"):
        (reports / f"{word}.pdf").write_bytes(PLAN.read_bytes() + f"%raingan-aid {word}\n".encode())
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("small/plan.pdf", PLAN.read_bytes())
        archive.writestr("small/words.txt", "words")
    (reports / "packed.zip").write_bytes(packed.getvalue())
    os.environ["RAINGAN_TEST_AID"] = str(folder)
    job.main(
        [str(folder / "reports"), str(folder / "out"), "--master", "local[2]", "--timeout", "10"]
        + ["--memory", str(400 << 20), "--tables", "readings,items,budgets,agencies"]
    )
    return folder / "out"


def rows(folder):
    return pyarrow.dataset.dataset(folder, partitioning="hive", exclude_invalid_files=True).to_table()


def test_a_bad_document_is_a_row_and_not_a_failed_stage(out):
    read = rows(out / "read").to_pylist()
    codes = {(row["entry"] or row["path"].rsplit("/", 1)[1]): row["code"] for row in read}
    bad = {name: code for name, code in codes.items() if code}
    cut = bad.pop("cut.pdf", None)
    assert bad == {
        "poem.pdf": "not-pdf",
        "nothing ก%20#.pdf": "empty",
        "huge.pdf": "limit",
        "abort.pdf": "crashed",
        "hang.pdf": "timeout",
        "allocate.pdf": "out-of-memory",
        "small/words.txt": "not-pdf",
    }
    assert cut in (None, "damaged", "not-pdf")
    assert {path.name for path in GOOD} | {"small/plan.pdf"} <= {name for name, code in codes.items() if not code}
    assert all(bool(row["message"]) == bool(row["code"]) == (row["report"] is None) for row in read)


def test_files_that_are_too_large_take_no_task_where_there_are_none(tmp_path, one_core):
    for name in ("one.pdf", "two.pdf"):
        shutil.copy(PLAN, tmp_path / name)
    # Each file is a task of its own.
    one_core.conf.set("spark.sql.files.openCostInBytes", "64m")
    assert job.documents(one_core, str(tmp_path)).rdd.getNumPartitions() == 2


def test_a_python_does_little_between_its_tasks(one_core):
    """What Spark has it do there was a tenth of a second, most of it reading the lists of zip archives again."""

    def settled(batches):
        for _ in batches:
            known = sum(isinstance(finder, zipimport.zipimporter) for finder in sys.path_importer_cache.values())
            yield pyarrow.RecordBatch.from_pylist([{"known": known, "frozen": gc.get_freeze_count()}])

    schema = pyarrow.schema([("known", pyarrow.int64()), ("frozen", pyarrow.int64())])
    first, *later = job._map(one_core.range(0, 3, 1, numPartitions=3), settled, schema).collect()
    assert first.known > 0 and first.frozen == 0
    assert len(later) == 2 and all(row.known == 0 and row.frozen > 0 for row in later)


def test_the_tables_are_those_of_the_wheel_by_fiscal_year(out):
    read = [row for row in rows(out / "read").to_pylist() if row["report"]]
    expected = raingan.tables([raingan.Report(row["report"]) for row in read])
    by_key = [("reading_key", "ascending"), ("path", "ascending")]
    for name in ("items", "budgets"):
        folders = {path.name for path in (out / name).iterdir() if path.is_dir()}
        assert {"fiscal_year_be=2567", "fiscal_year_be=2568"} <= folders
        got = rows(out / name).select(expected[name].column_names).sort_by(by_key)
        assert got.to_pylist() == expected[name].sort_by(by_key).to_pylist()
        for field in expected[name].schema:
            assert got.schema.field(field.name).type == field.type, field
    # The same document in two places was read twice and counts once.
    assert rows(out / "readings").num_rows == expected["readings"].num_rows < len(read)
    agencies = rows(out / "agencies")["agency_key"].to_pylist()
    assert sorted(agencies) == sorted(expected["agencies"]["agency_key"].to_pylist())


def test_the_job_again_reads_what_is_new_or_changed(tmp_path, one_core):
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    old, new = FIXTURES / "report-2567-typst-full.pdf", FIXTURES / "report-2568-typst-full.pdf"
    shutil.copy(old, folder / "stays.pdf")
    shutil.copy(PLAN, folder / "changes.pdf")
    (folder / "empty.pdf").touch()

    def run(tables, **options):
        job.run(one_core, str(folder), str(out), tables, **options)
        read = [(row["path"].rsplit("/", 1)[1], row["code"]) for row in rows(out / "read").to_pylist()]
        return sorted(read, key=str)

    def keys(name):
        listed = rows(out / name).select(["reading_key", "path"]).to_pylist()
        unique = {tuple(row.values()) for row in listed}
        assert len(unique) == len(listed), "no row is there twice"
        return unique

    first = [("changes.pdf", None), ("empty.pdf", "empty"), ("stays.pdf", None)]
    assert run(["items"]) == first
    items = keys("items")
    assert run(["items"]) == first and keys("items") == items
    # One that is new, with signs in its name that patterns have; one with other content; a table that was not asked for yet.
    shutil.copy(new, folder / "new [1]{2}*?.pdf")
    shutil.copy(FIXTURES / "plan-list.pdf", folder / "changes.pdf")
    more = sorted(first + [("changes.pdf", None), ("new [1]{2}*?.pdf", None)], key=str)
    assert run(["readings", "budgets"]) == more
    assert items < keys("items") and rows(out / "readings").num_rows == 4
    assert {key for key, _ in keys("budgets")} <= set(rows(out / "readings")["reading_key"].to_pylist())
    # A job that was killed before it noted that these readings are done.
    shutil.rmtree(out / "readings")
    before = keys("items")
    assert run(["items"]) == more and keys("items") == before and rows(out / "readings").num_rows == 4
    assert run(["items"], retry=True) == sorted(more + [("empty.pdf", "empty")], key=str)
    # What is not there any more is gone, from the tables that were not asked for, too.
    assert run(["items"], overwrite=True) == [
        ("changes.pdf", None), ("empty.pdf", "empty"), ("new [1]{2}*?.pdf", None), ("stays.pdf", None),
    ]  # fmt: skip
    assert rows(out / "readings").num_rows == 3
    assert {key for key, _ in keys("budgets")} <= set(rows(out / "readings")["reading_key"].to_pylist())


def test_years_and_what_is_current_are_as_in_a_load(tmp_path, one_core):
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    paths = sorted(FIXTURES.glob("report-*.pdf")) + [FIXTURES.parent / "forms" / "five-years.pdf"]
    for path in paths:
        shutil.copy(path, folder)
    job.run(one_core, str(folder), str(out), ["items"])
    reports = [raingan.extract(path) for path in paths]
    raingan.load(reports, f"sqlite:{tmp_path / 'all.db'}")
    with sqlite3.connect(tmp_path / "all.db") as database:
        expected = {key: counts for key, counts in database.execute("SELECT reading_key, valid_to IS NULL FROM readings")}
        items = database.execute("SELECT count(*) FROM current_items").fetchone()[0]
        years = dict(database.execute("SELECT reading_key, fiscal_year_be FROM readings"))
    current = rows(out / "current").to_pylist()
    assert {row["reading_key"]: row["is_current"] for row in current} == {key: bool(counts) for key, counts in expected.items()}
    assert not all(expected.values()), "some of the fixtures compete"
    assert all((row["superseded_by"] is None) == row["is_current"] for row in current)
    told = rows(out / "readings").select(["reading_key", "fiscal_year_be"]).to_pylist()
    assert {row["reading_key"]: row["fiscal_year_be"] for row in told} == years
    assert None in years.values() and (out / "items" / "fiscal_year_be=0").is_dir()
    assert "current_items" in job.views(one_core, str(out))
    assert one_core.sql("SELECT count(*) FROM current_items").first()[0] == items
