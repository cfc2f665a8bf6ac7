"""A report as a notebook shows it. Whatever stands in the document is text here: all of it is escaped."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Optional

# Most rows of a table that are shown.
_ROWS = 50
# Most characters of a cell that are shown.
_LENGTH = 200


def page(report: Mapping[str, Any]) -> str:
    """The report's heading, its items and its findings."""
    source = report["source"]
    agency, year, title = report["agency"], report["fiscal_year"], report["title"]
    facts = [
        ("file", source["file_name"] or source["sha256"]),
        ("agency", agency["name"] if agency else None),
        ("fiscal year", year["be"] if year else None),
        ("pages", source["page_count"]),
    ]
    said = " · ".join(f"{name} {_cell(value)}" for name, value in facts if value is not None)
    items = _table(("item", "kind", "title", "budget (baht)"), map(_item, _items(report["sections"])))
    findings = _table(("severity", "code", "message"), map(_finding, report["findings"]))
    heading = _cell(title["text"]) if title else "raingan.Report"
    return f"<div><b>{heading}</b><div>{said}</div>{items}{findings}</div>"


def _cell(value: Any) -> str:
    text = "" if value is None else str(value)
    shown = text if len(text) <= _LENGTH else text[:_LENGTH] + "…"
    return html.escape(shown, quote=True)


def _table(headings: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> str:
    listed = list(rows)
    if not listed:
        return ""
    head = "".join(f"<th>{heading}</th>" for heading in headings)
    body = "".join("<tr>" + "".join(f"<td>{_cell(cell)}</td>" for cell in row) + "</tr>" for row in listed[:_ROWS])
    more = f"<div>… and {len(listed) - _ROWS} more</div>" if len(listed) > _ROWS else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}"


def _items(sections: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for section in sections:
        for strategy in section.get("strategies", ()):
            for tactic in strategy["tactics"]:
                yield from _family(tactic["projects"])
        yield from _family(section.get("measures", ()))
        yield from _family(section.get("items", ()))


def _family(items: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for item in items:
        yield item
        yield from _family(item["children"])


def _item(item: Mapping[str, Any]) -> tuple[Any, ...]:
    return item["id"], item["kind"], item["title"]["text"], _amount(item["budget"])


def _amount(budget: Optional[Mapping[str, Any]]) -> Optional[str]:
    if not budget or budget["amount_thb"] is None:
        return None
    return f"{budget['amount_thb']:,}"


def _finding(finding: Mapping[str, Any]) -> tuple[Any, ...]:
    return finding["severity"], finding["code"], finding["message_en"]
