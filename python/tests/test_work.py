"""`check`, `diff`, `summary`, `load`, `export`, `inspect`: what the commands of the same names say, on reports in memory."""

import json
import sqlite3

import openpyxl
import pytest
import raingan
from conftest import FIXTURES, LOCKED, PASSWORD, PLAN

OLD, NEW = (FIXTURES / f"report-{year}-typst-full.pdf" for year in (2567, 2568))
# What a spreadsheet or a browser could take for something else.
HOSTILE = ['=HYPERLINK("http://example.org","x")', "+1", "@SUM(A1)", "<script>alert(1)</script>", "<r><t>x</t></r>", "_x0041_"]


@pytest.fixture(scope="module")
def reports():
    return [raingan.extract(OLD), raingan.extract(NEW)]


def renamed(report, title):
    """The report with another title and another name of its first item."""
    data = json.loads(report.json())
    data["title"]["text"] = title
    data["source"]["file_name"] = title
    data["sections"][0]["strategies"][0]["tactics"][0]["projects"][0]["title"]["text"] = title
    return raingan.Report(json.dumps(data))


def test_check_finds_what_the_program_finds(program, reports):
    told = json.loads(program("check", NEW, "--format", "json"))["reports"][0]["findings"]
    found = raingan.check(reports[1])

    def said(findings):
        return [{**one, "evidence": [evidence["raw"] for evidence in one["evidence"]]} for one in findings]

    assert said(found) == said(told) and found
    code = found[0]["code"]
    assert raingan.check(reports[1], select=[code]) == [one for one in found if one["code"] == code]
    assert raingan.check(reports[1], ignore=[code]) == [one for one in found if one["code"] != code]


def test_summary_and_diff_say_what_the_program_says(program, reports):
    assert [raingan.summary(reports[1])] == json.loads(program("summary", NEW, "--format", "json"))
    assert raingan.diff(reports) == json.loads(program("diff", OLD, NEW, "--format", "json"))
    for form in ("html", "csv", "markdown"):
        assert raingan.diff(reports, format=form) == program("diff", OLD, NEW, "--format", form)
    other = json.loads(reports[1].json())
    other["agency"] = {"name": "กรมประมงน้ำลึก", "abbreviations": [], "kind": "department", "place": None}
    other = raingan.Report(json.dumps(other))
    with pytest.raises(raingan.Error) as caught:
        raingan.diff([reports[0], other])
    assert caught.value.code == "usage"
    assert raingan.diff([reports[0], other], force=True)["pairs"]


def test_what_people_put_right_is_applied(program, reports, tmp_path):
    report = reports[1]
    at = "/sections/0/strategies/0/tactics/0/projects/0/title"
    title = report["sections"][0]["strategies"][0]["tactics"][0]["projects"][0]["title"]
    correction = {"pointer": at, "regions": title["regions"], "old": title["raw"], "new": "โครงการที่แก้ชื่อ", "who": "ก", "when": "2026-01-15T09:30:00Z"}
    file = {"schema_version": "1.0", "document": {"sha256": report["source"]["sha256"]}, "corrections": [correction]}
    path = tmp_path / "a.corrections.json"
    path.write_text(json.dumps(file), encoding="utf-8")
    corrected = raingan.correct(report, path)
    assert corrected.json() == raingan.correct(report, [path.read_bytes()]).json()
    assert json.loads(corrected.json()) == json.loads(program("extract", NEW, "--corrections", path))
    mark = corrected["sections"][0]["strategies"][0]["tactics"][0]["projects"][0]["title"]["corrected"]
    assert mark == {"by": "ก", "at": "2026-01-15T09:30:00Z", "why": None, "was": title["raw"]}
    with pytest.raises(raingan.Error, match="no file of corrections"):
        raingan.correct(report, b"{}")
    with pytest.raises(TypeError, match="a path or bytes"):
        raingan.correct(report, 3)


def test_a_load_is_the_programs(program, reports, tmp_path):
    first = raingan.load(iter(reports), f"sqlite:{tmp_path / 'a.db'}")
    assert [one["change"] for one in first["readings"]] == ["new", "new"]
    assert first["rows"] == sum(one["rows"] for one in first["readings"]) > 0 and first["purged"] is None
    again = raingan.load(reports, f"sqlite:{tmp_path / 'a.db'}", purge=True)
    assert [one["change"] for one in again["readings"]] == ["unchanged", "unchanged"] and again["rows"] == 0
    assert again["purged"] == 0
    program("load", OLD, NEW, "--to", f"sqlite:{tmp_path / 'b.db'}")
    dumps = []
    for name in ("a.db", "b.db"):
        with sqlite3.connect(tmp_path / name) as db:
            dumps.append(db.execute("SELECT * FROM items ORDER BY 1, 2").fetchall())
    assert dumps[0] == dumps[1] and dumps[0]
    dry = raingan.load(reports, f"sqlite:{tmp_path / 'c.db'}", dry_run=True)
    assert dry["rows"] == first["rows"] and not (tmp_path / "c.db").exists()


def test_what_was_loaded_before_something_goes_wrong_stays(reports, tmp_path):
    def some():
        yield reports[0]
        raise RuntimeError("the next document")

    with pytest.raises(RuntimeError, match="the next document"):
        raingan.load(some(), f"parquet:{tmp_path / 'w'}")
    again = raingan.load(reports, f"parquet:{tmp_path / 'w'}")
    assert [one["change"] for one in again["readings"]] == ["unchanged", "new"]
    with pytest.raises(raingan.Error) as caught:
        raingan.load(reports, f"sqlite:{tmp_path / 'no' / 'a.db'}")
    assert caught.value.file == str(tmp_path / "no" / "a.db")
    assert str(caught.value).startswith(f"{caught.value.file}: cannot be opened"), "the file is named once"


def test_a_workbook_is_read_by_others_as_it_was_meant(reports, tmp_path):
    hostile = [renamed(reports[1], title) for title in HOSTILE]
    path = tmp_path / "book.xlsx"
    assert raingan.export(hostile, path) == []
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["documents", "summary", "items", "indicators", "budgets", "facts", "findings"]
    for sheet in book:
        assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref.startswith("A1:")
        assert not sheet._hyperlinks
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f", (sheet.title, cell.coordinate)
                assert cell.value is None or cell.font.name == "TH Sarabun New"
    items = list(book["items"].iter_rows(values_only=True))
    title = items[0].index("title")
    assert [row[title] for row in items[1:] if row[items[0].index("item")] == items[1][items[0].index("item")]] == HOSTILE
    facts = list(book["facts"].iter_rows(values_only=True))
    days = [row[facts[0].index("first day")] for row in facts[1:]]
    assert any(day and 2023 <= day.year <= 2026 for day in days), "days of the Common Era"
    first = path.read_bytes()
    raingan.export(hostile, path)
    assert path.read_bytes() == first
    with pytest.raises(raingan.Error) as caught:
        raingan.export(reports, tmp_path / "no" / "book.xlsx")
    assert caught.value.code == "io" and "its folder does not exist" in str(caught.value)


def test_the_workbook_is_the_programs(program, reports, tmp_path):
    raingan.export(reports, tmp_path / "a.xlsx", lang="th")
    program("export", OLD, NEW, "--lang", "th", "-o", tmp_path / "b.xlsx")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_a_page_is_drawn(program):
    assert raingan.inspect(PLAN, 1) == program("inspect", PLAN, "--page", "1")
    assert raingan.inspect(PLAN.read_bytes(), 1, format="png").startswith(b"\x89PNG")
    assert raingan.inspect(PLAN) == program("inspect", PLAN, "--text")
    assert "<svg" in raingan.inspect(LOCKED, 1, password=PASSWORD)
    with pytest.raises(raingan.PasswordError):
        raingan.inspect(LOCKED, 1)
    with pytest.raises(raingan.DocumentError) as caught:
        raingan.inspect(PLAN, 900)
    assert caught.value.code == "no-such-page" and caught.value.file == str(PLAN)


def test_a_notebook_shows_a_report_and_runs_nothing_of_it(reports):
    shown = reports[1]._repr_html_()
    assert "report-2568-typst-full.pdf" in shown and "2568" in shown and "<table>" in shown
    shown = renamed(reports[1], "<script>alert(1)</script>\"'&")._repr_html_()
    assert "<script" not in shown and shown.count("&lt;script&gt;") >= 3
    nothing = json.loads(reports[1].json())
    nothing.update(title=None, agency=None, fiscal_year=None, sections=[], findings=[])
    assert "<table" not in raingan.Report(json.dumps(nothing))._repr_html_()


def refused(kind, call, *args, **options):
    with pytest.raises(kind) as caught:
        call(*args, **options)
    assert "expected" in str(caught.value) or "no finding has" in str(caught.value) or "target" in str(caught.value)


@pytest.mark.parametrize(
    ("options", "kind"),
    [
        ({"dpi": 0}, ValueError),
        ({"dpi": 70_000}, ValueError),
        ({"dpi": "200"}, TypeError),
        ({"threads": 0}, ValueError),
        ({"threads": True}, TypeError),
        ({"pages": (0, 1)}, ValueError),
        ({"pages": (-1, 1)}, ValueError),
        ({"pages": (3, 2)}, ValueError),
        ({"pages": (1, 2, 3)}, ValueError),
        ({"pages": 1}, TypeError),
        ({"pages": "12"}, TypeError),
        ({"ocr": None}, TypeError),
        ({"password": 1}, TypeError),
        ({"isolation": True, "timeout": float("nan")}, ValueError),
        ({"isolation": True, "timeout": "60"}, TypeError),
        ({"isolation": True, "memory": -1}, ValueError),
        ({"isolation": True, "memory": 1 << 70}, ValueError),
        ({"isolation": True, "memory": "1GiB"}, TypeError),
    ],
)
def test_options_of_extract_are_checked(options, kind):
    refused(kind, raingan.extract, PLAN, **options)


def test_options_of_the_others_are_checked(reports, tmp_path):
    for call in (raingan.check, raingan.summary):
        refused(TypeError, call, PLAN)
    refused(ValueError, raingan.check, reports[0], select=["no-such-code"])
    refused(TypeError, raingan.check, reports[0], ignore="sum-mismatch")
    refused(ValueError, raingan.diff, reports[:1])
    refused(TypeError, raingan.diff, reports[0])
    refused(ValueError, raingan.diff, reports, format="pdf")
    refused(ValueError, raingan.diff, reports, lang="de")
    refused(ValueError, raingan.export, [], tmp_path / "a.xlsx")
    refused(ValueError, raingan.export, reports, tmp_path / "a.csv")
    refused(ValueError, raingan.load, reports, "mysql://ann:secret@db/w")
    refused(TypeError, raingan.load, reports, tmp_path)
    refused(TypeError, raingan.load, [PLAN], f"sqlite:{tmp_path / 'a.db'}")
    refused(ValueError, raingan.inspect, PLAN, 0)
    refused(ValueError, raingan.inspect, PLAN, 1, format="gif")
