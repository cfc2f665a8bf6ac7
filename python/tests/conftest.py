"""What the tests share: the project's fixtures, and the program beside the wheel."""

import os
import pathlib
import subprocess

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
FIXTURES = ROOT / "fixtures" / "pdf"
PLAN = FIXTURES / "plan-sections.pdf"
LOCKED = FIXTURES / "encrypted-user-password.pdf"
PASSWORD = "raingan-test"


@pytest.fixture(scope="session")
def program():
    """Runs the program `raingan`, the one that cargo builds; gives what it writes."""
    path = os.environ.get("RAINGAN_PROGRAM")
    assert path, "RAINGAN_PROGRAM must be the path of the program: run scripts/python"

    def run(*args):
        done = subprocess.run([path, *map(str, args)], capture_output=True, check=False)
        assert done.returncode in (0, 1), done.stderr.decode()
        return done.stdout.decode()

    return run


@pytest.fixture
def aid(tmp_path, monkeypatch):
    """Makes documents on which a worker process misbehaves (see src/cli/worker/aid.rs)."""
    monkeypatch.setenv("RAINGAN_TEST_AID", str(tmp_path))

    def document(word):
        path = tmp_path / f"{word}.pdf"
        path.write_bytes(PLAN.read_bytes() + f"%raingan-aid {word}\n".encode())
        return path

    return document
