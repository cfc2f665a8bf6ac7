"""The PySpark job for real, in two local workers, with hostile files among the documents. `scripts/spark` runs it."""

import gc
import importlib.util
import io
import os
import shutil
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
