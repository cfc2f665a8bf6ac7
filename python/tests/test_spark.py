"""The PySpark job for real, in two local workers, with hostile files among the documents. `scripts/spark` runs it."""

import importlib.util
import io
import os
import shutil
import sys
import zipfile

import pyarrow.dataset
import pytest
import raingan
from conftest import FIXTURES, PLAN

if not (importlib.util.find_spec("pyspark") and shutil.which("java")):
    print("SKIPPED tests of the Spark job: pyspark or java is missing; scripts/spark has both", file=sys.stderr)
    pytest.skip("pyspark or java is missing: run scripts/spark", allow_module_level=True)

GOOD = sorted(FIXTURES.glob("report-*.pdf"))


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
    (reports / "cut.pdf").write_bytes(GOOD[0].read_bytes()[:3000])
    for word in ("abort", "hang", "allocate"):
        (reports / f"{word}.pdf").write_bytes(PLAN.read_bytes() + f"%raingan-aid {word}\n".encode())
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("small/plan.pdf", PLAN.read_bytes())
        archive.writestr("small/words.txt", "words")
    (reports / "packed.zip").write_bytes(packed.getvalue())
    os.environ.update(RAINGAN_TEST_AID=str(folder), PYSPARK_PYTHON=sys.executable, SPARK_LOCAL_IP="127.0.0.1")
    from raingan.spark import main

    main(
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
        "abort.pdf": "crashed",
        "hang.pdf": "timeout",
        "allocate.pdf": "out-of-memory",
        "small/words.txt": "not-pdf",
    }
    assert cut in (None, "damaged", "not-pdf")
    assert {path.name for path in GOOD} | {"small/plan.pdf"} <= {name for name, code in codes.items() if not code}
    assert all(bool(row["message"]) == bool(row["code"]) == (row["report"] is None) for row in read)


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
