"""The command line within the wheel."""

import pathlib
import subprocess
import sys

import pytest
import raingan
from conftest import FIXTURES, PLAN

SCRIPT = [str(pathlib.Path(sys.executable).with_name("raingan"))]
MODULE = [sys.executable, "-m", "raingan"]


def run(command, *args, **options):
    return subprocess.run([*command, *map(str, args)], capture_output=True, text=True, check=False, **options)


@pytest.mark.parametrize("command", [SCRIPT, MODULE])
def test_the_command_is_the_program(command, program):
    assert run(command, "--version").stdout == f"raingan {raingan.__version__}\n" == program("--version")
    assert run(command, "extract", PLAN).stdout == program("extract", PLAN)
    assert run(command, "extract", "--no-isolation", PLAN).stdout == program("extract", PLAN)


def test_what_is_wrong_is_told_with_its_status(tmp_path):
    (tmp_path / "poem.pdf").write_text("a poem")
    done = run(MODULE, "extract", "poem.pdf", cwd=tmp_path)
    assert done.returncode == 2 and "poem.pdf: " in done.stderr and "Traceback" not in done.stderr
    assert run(MODULE, "conjure").returncode == 2


def test_an_archive_is_read_by_its_worker_processes(tmp_path):
    done = run(MODULE, "batch", FIXTURES, "-o", tmp_path / "out", "--jobs", "2")
    assert done.returncode in (1, 2), done.stderr
    reports = list((tmp_path / "out").rglob("*.json"))
    assert len(reports) >= len(list(FIXTURES.glob("*.pdf"))) - 1


def test_a_worker_starts_beside_a_folder_of_the_same_name(tmp_path):
    (tmp_path / "raingan").mkdir()
    (tmp_path / "raingan" / "__init__.py").write_text("raise SystemExit('the wrong one')")
    assert run(SCRIPT, "extract", PLAN, cwd=tmp_path).returncode in (0, 1)
