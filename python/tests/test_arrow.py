"""Reports as Arrow tables: types, keys, and the same rows whatever way they came."""

import datetime
import decimal
import subprocess
import sys

import pyarrow
import pytest
import raingan
from conftest import FIXTURES, PLAN

PATHS = sorted(FIXTURES.glob("report-*.pdf")) + [PLAN]


@pytest.fixture(scope="module")
def reports():
    return [raingan.extract(path) for path in PATHS]


def test_every_table_is_there_with_its_types(reports):
    tables = raingan.tables(reports)
    assert list(tables) == raingan.table_names()
    items, budgets, dates = tables["items"], tables["budgets"], tables["date_spans"]
    assert items.num_rows > 100 and items.equals(raingan.items(reports))
    assert items.schema.field("title").type == pyarrow.string()
    assert budgets.schema.field("amount_thb").type == pyarrow.decimal128(18, 2)
    assert isinstance(next(x for x in budgets["amount_thb"].to_pylist() if x is not None), decimal.Decimal)
    assert isinstance(dates["start_date"][0].as_py(), datetime.date)
    assert items.schema.field("title").metadata[b"comment_th"].decode().strip()
    # A schema does not depend on what there is.
    assert raingan.tables([])["items"].schema == items.schema


def test_items_are_the_reports_items(reports):
    def titles(items):
        for item in items:
            yield item["title"]["text"]
            yield from titles(item["children"])

    expected = set()
    for report in reports:
        for section in report.sections:
            for strategy in section.get("strategies", []):
                for tactic in strategy["tactics"]:
                    expected |= set(titles(tactic["projects"]))
    assert expected and expected <= set(raingan.items(reports)["title"].to_pylist())


def test_keys_are_unique_and_a_report_counts_once(reports):
    once, twice = raingan.tables(reports), raingan.tables(reports + reports[:3])
    for name, table in once.items():
        assert table.equals(twice[name]), name
        key = table.schema.metadata[b"key"].decode().split(",")
        rows = list(zip(*(table[column].to_pylist() for column in key)))
        assert len(rows) == len(set(rows)), name


def test_tables_of_read_back_json_are_the_same(reports):
    again = [raingan.Report(report.json()) for report in reports]
    assert raingan.items(again).equals(raingan.items(reports))


def test_documents_become_tables_at_once(reports):
    tables = raingan.extract_arrow([PATHS[0], PATHS[1].read_bytes()], threads=1)
    assert tables["readings"].num_rows == 2
    assert tables["items"].equals(raingan.items(reports[:2]))
    with pytest.raises(raingan.Error, match="not a PDF"):
        raingan.extract_arrow([PATHS[0], b"a poem"])


def test_an_unknown_table_is_refused(reports):
    with pytest.raises(KeyError, match="projects"):
        raingan.table(reports, "projects")


def test_without_pyarrow_only_tables_are_missing():
    script = f"""
import sys
sys.modules["pyarrow"] = None
import raingan
report = raingan.extract({str(PLAN)!r})
try:
    raingan.items([report])
except ImportError as error:
    assert "raingan[arrow]" in str(error), error
else:
    raise AssertionError
"""
    subprocess.run([sys.executable, "-c", script], check=True)
