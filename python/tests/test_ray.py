"""The same functions by Ray Data, as docs/cluster.md has it. `scripts/spark` runs it."""

import importlib.util
import shutil
import sys

import pytest
import raingan
from conftest import FIXTURES
from raingan import cluster

if not importlib.util.find_spec("ray"):
    print("SKIPPED tests of Ray Data: ray is missing; scripts/spark has it", file=sys.stderr)
    pytest.skip("ray is missing: run scripts/spark", allow_module_level=True)


def test_the_job_of_the_documentation(tmp_path):
    import pyarrow
    import ray

    def read(files: pyarrow.Table) -> pyarrow.Table:
        files = files.rename_columns({"bytes": "content"})
        return pyarrow.Table.from_batches(cluster.read(files.to_batches()), cluster.READ)

    paths = sorted(FIXTURES.glob("report-2568-*.pdf"))
    (tmp_path / "in").mkdir()
    for path in paths:
        shutil.copy(path, tmp_path / "in")
    (tmp_path / "in" / "poem.pdf").write_bytes(b"a poem")
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    try:
        files = ray.data.read_binary_files(str(tmp_path / "in"), include_paths=True)
        rows = files.map_batches(read, batch_format="pyarrow", batch_size=16).take_all()
    finally:
        ray.shutdown()
    by_name = {row["path"].rsplit("/", 1)[1]: row for row in rows}
    assert by_name.pop("poem.pdf")["code"] == "not-pdf"
    assert {name: row["report"] for name, row in by_name.items()} == {
        path.name: raingan.extract(path).json() for path in paths
    }
