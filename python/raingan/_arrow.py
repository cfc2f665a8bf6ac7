"""Reports as tables for Arrow. pyarrow is imported where it is needed: ``pip install raingan[arrow]``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from raingan import _raingan
from raingan._report import Document, Report, extract

if TYPE_CHECKING:
    import pyarrow


def table_names() -> list[str]:
    """The names of the tables, as ``docs/tables.md`` lists them."""
    return _raingan.table_names()


def table(reports: Iterable[Report], name: str) -> pyarrow.Table:
    """One table of the reports, with a schema that does not depend on them.

    :raises KeyError: where no table has that name
    """
    return _tables(reports, [name])[0]


def items(reports: Iterable[Report]) -> pyarrow.Table:
    """One row for each strategy, tactic, project, activity, sub-activity and measure."""
    return table(reports, "items")


def tables(reports: Iterable[Report]) -> dict[str, pyarrow.Table]:
    """All tables of the reports by name.

    What one program read in one document twice stands there once, as do documents, agencies and years.
    """
    names = table_names()
    return dict(zip(names, _tables(reports, names)))


def extract_arrow(documents: Iterable[Document], **options: Any) -> dict[str, pyarrow.Table]:
    """Reads documents, and gives all tables by name, as ``docs/tables.md`` lists them: ``extract_arrow(paths)["items"]``.

    The options are those of :func:`extract`. The first document that cannot be read raises its error: where the others
    are wanted nevertheless, call :func:`extract` for each, and :func:`tables` for what was read.
    """
    return tables([extract(document, **options) for document in documents])


def _tables(reports: Iterable[Report], names: list[str]) -> list[pyarrow.Table]:
    try:
        import pyarrow
    except ImportError as missing:
        raise ImportError("tables need pyarrow: pip install 'raingan[arrow]'") from missing
    return [pyarrow.table(stream) for stream in _raingan.tables([report._reading for report in reports], names)]
