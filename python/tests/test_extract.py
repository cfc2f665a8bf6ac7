"""`raingan.extract`: documents in, reports out, or an exception that says why not."""

import copy
import json
import pickle
import subprocess
import sys
import threading
import time

import pytest
import raingan
from conftest import FIXTURES, LOCKED, PASSWORD, PLAN


@pytest.mark.parametrize("name", ["plan-sections", "report-2568-typst-full", "two-tables", "ocr-layer", "turned"])
@pytest.mark.parametrize("isolation", [False, True])
def test_the_json_is_the_programs(program, name, isolation):
    path = FIXTURES / f"{name}.pdf"
    report = raingan.extract(path, isolation=isolation)
    assert report.json(pretty=True) == program("extract", path)
    assert report.json() + "\n" == program("extract", path, "--format", "ndjson")


def test_a_report_is_a_mapping_over_its_json():
    report = raingan.extract(str(PLAN))
    data = json.loads(report.json())
    assert dict(report) == data and report == data and list(report) == list(data) and len(report) == len(data)
    assert report["source"]["file_name"] == "plan-sections.pdf"
    assert report.findings == data["findings"] and report.sections == data["sections"]
    assert dict(report.items()) == data and report.get("nothing", 3) == 3
    with pytest.raises(KeyError):
        report["nothing"]
    assert "plan-sections.pdf" in repr(report)
    # The same report from a pickle, a copy and its own JSON.
    for other in (pickle.loads(pickle.dumps(report)), copy.deepcopy(report), raingan.Report(report.json())):
        assert other == report and other.json() == report.json()


@pytest.mark.parametrize("of", [bytes, bytearray, memoryview])
def test_bytes_are_a_document(of):
    content = PLAN.read_bytes()
    named = raingan.extract(of(content), file_name="plan-sections.pdf", threads=1)
    assert named == raingan.extract(PLAN)
    assert raingan.extract(of(content), isolation=True)["source"]["file_name"] is None


def test_options_reach_the_reader(program):
    path = FIXTURES / "report-2568-typst-full.pdf"
    report = raingan.extract(path, pages=(2, 3), ocr="never", dpi=150)
    assert report.json(pretty=True) == program("extract", path, "--pages", "2-3", "--ocr", "never")
    assert raingan.extract(LOCKED, password=PASSWORD)["source"]["page_count"] > 0


@pytest.mark.parametrize(
    ("content", "options", "code", "kind"),
    [
        (b"", {}, "empty", raingan.DocumentError),
        (b"a poem", {}, "not-pdf", raingan.DocumentError),
        (LOCKED.read_bytes(), {}, "encrypted", raingan.PasswordError),
        (LOCKED.read_bytes(), {"password": "no"}, "wrong-password", raingan.PasswordError),
        (PLAN.read_bytes(), {"pages": (900, 901)}, "no-such-page", raingan.DocumentError),
    ],
    ids=["empty", "poem", "locked", "wrong key", "page"],
)
@pytest.mark.parametrize("isolation", [False, True])
def test_errors_have_codes(content, options, code, kind, isolation):
    with pytest.raises(kind) as caught:
        raingan.extract(content, file_name="a.pdf", isolation=isolation, **options)
    error = caught.value
    assert (error.code, error.file) == (code, "a.pdf") and str(error) == f"a.pdf: {error.message}"
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), again.code, again.file, str(again)) == (kind, code, "a.pdf", str(error))


@pytest.mark.parametrize("isolation", [False, True])
def test_a_file_that_is_not_there_is_named(tmp_path, isolation):
    with pytest.raises(raingan.Error) as caught:
        raingan.extract(tmp_path / "none.pdf", isolation=isolation)
    assert caught.value.code == "io" and caught.value.file == str(tmp_path / "none.pdf")
    assert "there is no such file" in caught.value.message


@pytest.mark.parametrize(
    "options", [{"ocr": "maybe"}, {"isolation": True, "timeout": 0}, {"isolation": True, "memory": 1000}]
)
def test_options_that_make_no_sense_are_refused(options):
    with pytest.raises(ValueError, match="expected|needed"):
        raingan.extract(PLAN, **options)
    with pytest.raises(TypeError):
        raingan.extract(17)


@pytest.mark.parametrize(
    ("word", "code", "kind"),
    [
        ("hang", "timeout", raingan.LimitError),
        ("allocate", "out-of-memory", raingan.LimitError),
        ("abort", "crashed", raingan.CrashError),
        ("exit", "crashed", raingan.CrashError),
        ("overflow", "crashed", raingan.CrashError),
        ("panic", "internal", raingan.Error),
    ],
)
def test_a_document_that_kills_its_worker_costs_only_itself(aid, word, code, kind):
    limits = {"isolation": True, "timeout": 2.5 if word == "hang" else 60, "memory": 400 << 20, "threads": 1}
    path = aid(word)
    with pytest.raises(kind) as caught:
        raingan.extract(path, **limits)
    assert caught.value.code == code and caught.value.file == str(path)
    assert raingan.extract(PLAN, **limits) == raingan.extract(PLAN)


def test_a_worker_outlives_the_thread_that_asked_first():
    reports = []
    for _ in range(3):
        thread = threading.Thread(target=lambda: reports.append(raingan.extract(PLAN, isolation=True, threads=1)))
        thread.start()
        thread.join()
    assert len(reports) == 3


def test_after_a_fork_there_are_workers_and_threads_again():
    script = f"""
import os, raingan
path = {str(PLAN)!r}
first = raingan.extract(path, isolation=True), raingan.extract(path, threads=2)
child = os.fork()
if child == 0:
    os._exit(0 if (raingan.extract(path, isolation=True), raingan.extract(path, threads=2)) == first else 1)
assert os.waitpid(child, 0)[1] == 0
assert raingan.extract(path, isolation=True) == first[0]
"""
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)


@pytest.mark.parametrize("isolation", [False, True])
def test_other_threads_go_on_meanwhile(isolation):
    """While one thread reads, another counts: with the GIL held it would come to no more than a few steps."""
    raingan.extract(PLAN, isolation=isolation)
    done = threading.Event()
    reading = 0.0

    def read():
        nonlocal reading
        started = time.perf_counter()
        raingan.extract(FIXTURES / "ocr-layer.pdf", ocr="always", isolation=isolation)
        reading = time.perf_counter() - started
        done.set()

    thread = threading.Thread(target=read)
    thread.start()
    longest, steps, last = 0.0, 0, time.perf_counter()
    while not done.is_set():
        time.sleep(0.001)
        now = time.perf_counter()
        longest, steps, last = max(longest, now - last), steps + 1, now
    thread.join()
    assert steps > 10 and longest < reading / 2, (steps, longest, reading)


def test_threads_read_side_by_side():
    path = FIXTURES / "report-2568-reportlab-full.pdf"
    expected = raingan.extract(path).json()
    reports = []
    threads = [
        threading.Thread(target=lambda i=i: reports.append(raingan.extract(path, threads=1, isolation=i % 2 == 1).json()))
        for i in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert reports == [expected] * 8


def test_json_of_the_program_becomes_reports(program, tmp_path):
    lines = program("extract", PLAN, FIXTURES / "two-tables.pdf", "--format", "ndjson")
    file = tmp_path / "all.ndjson"
    file.write_text(lines, encoding="utf-8")
    for reports in (raingan.from_json(file), raingan.from_json(lines.encode())):
        assert [report.json() + "\n" for report in reports] == lines.splitlines(keepends=True)
    for wrong in (b"{}", b"[1", b'{"schema_version": "9.0"}'):
        with pytest.raises(raingan.DocumentError) as caught:
            raingan.from_json(wrong)
        assert caught.value.code == "invalid"


def test_no_hostile_file_costs_more_than_an_exception(tmp_path):
    whole = PLAN.read_bytes()
    for n, content in enumerate(
        [whole[: len(whole) // 2], whole.replace(b"endobj", b"endobx"), b"%PDF-1.7\n" + b"[" * 100_000, whole[::-1]]
    ):
        try:
            raingan.extract(content, file_name=f"{n}.pdf", isolation=True, timeout=20)
        except raingan.Error as error:
            assert error.code in ("not-pdf", "damaged", "limit")
