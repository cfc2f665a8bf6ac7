"""Documents in, reports out."""

from __future__ import annotations

import json
import os
import pathlib
from collections.abc import Iterator, Mapping
from typing import Any, Optional, Union

from raingan import _checked, _html, _raingan, _workers

Document = Union[bytes, bytearray, memoryview, str, "os.PathLike[str]"]
"""A document: its content (bytes) or the path of its file (str, path)."""

# Memory that a document may use in a worker process, in bytes: 1 GiB, as on the command line.
_MEMORY = 1 << 30
# Seconds that it may take there.
_TIMEOUT = 60.0


class Report(Mapping[str, Any]):
    """What was read of a document: a mapping over its JSON, as ``raingan schema`` describes it.

    ``report["sections"]`` and all that is in it are plain lists and dictionaries. They are a view for reading: what is
    changed there reaches neither :meth:`json` nor the tables.
    """

    __slots__ = ("_data", "_reading")

    def __init__(self, json: str) -> None:
        """A report from the text that :meth:`json` gave; see :func:`from_json` for what others made."""
        self._reading = _raingan.Reading(json)
        self._data: Optional[dict[str, Any]] = None

    @classmethod
    def _of(cls, reading: _raingan.Reading) -> Report:
        report = cls.__new__(cls)
        report._reading = reading
        report._data = None
        return report

    def json(self, *, pretty: bool = False) -> str:
        """The report as JSON: on one line, or laid out as ``raingan extract`` writes it to a file."""
        return self._reading.json(pretty)

    def _mapping(self) -> dict[str, Any]:
        if self._data is None:
            self._data = json.loads(self.json())
        return self._data

    @property
    def findings(self) -> list[dict[str, Any]]:
        """What is odd about the document, each with its code, severity and place."""
        found: list[dict[str, Any]] = self["findings"]
        return found

    @property
    def sections(self) -> list[dict[str, Any]]:
        """The parts of the report, in the document's order."""
        sections: list[dict[str, Any]] = self["sections"]
        return sections

    def __getitem__(self, key: str) -> Any:
        return self._mapping()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._mapping())

    def __len__(self) -> int:
        return len(self._mapping())

    def __eq__(self, other: object) -> bool:
        return self._mapping() == (other._mapping() if isinstance(other, Report) else other)

    __hash__ = None  # type: ignore[assignment]

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.json(),)

    def __repr__(self) -> str:
        source = self["source"]
        what = source["file_name"] or source["sha256"][:16]
        return f"<raingan.Report {what!r}: {source['page_count']} pages, {len(self.findings)} findings>"

    def _repr_html_(self) -> str:
        """What a notebook shows; whatever stands in the document is text there."""
        return _html.page(self)


def extract(
    document: Document,
    *,
    password: Optional[str] = None,
    ocr: str = "auto",
    dpi: Optional[int] = None,
    pages: Optional[tuple[int, int]] = None,
    file_name: Optional[str] = None,
    threads: Optional[int] = None,
    isolation: bool = False,
    timeout: float = _TIMEOUT,
    memory: int = _MEMORY,
) -> Report:
    """Reads a document: a path, or its content as bytes.

    :param password: of an encrypted document
    :param ocr: whether pages are read from their pictures: ``"auto"`` where they must be, ``"never"`` or ``"always"``
    :param dpi: dots an inch of pages that are drawn to be read
    :param pages: first and last page to read, from 1
    :param file_name: the name that the report says; else that of the path
    :param threads: that read the pages; else one for each processor. One is best where many documents are read at once
    :param isolation: read in a worker process, which is kept for the next document: whatever goes wrong there, also
        beyond the limits, costs this document only
    :param timeout: seconds that the document may take in the worker process
    :param memory: bytes of address space that it may use there
    :raises Error: where the document cannot be read; what is merely odd is among :attr:`Report.findings`
    """
    if dpi is not None:
        dpi = _checked.whole("dpi", dpi, 72, 600)
    if threads is not None:
        threads = _checked.whole("threads", threads, 1, 1024)
    ocr = _checked.word("ocr", ocr, ("auto", "never", "always"))
    pages = _checked.pages(pages)
    password, file_name = _checked.text("password", password), _checked.text("file_name", file_name)
    if isolation:
        timeout = _checked.seconds("timeout", timeout, 86_400)
        memory = _checked.whole("memory", memory, 1, 2**63 - 1)
        _workers.prepare()
    if isinstance(document, memoryview):
        document = bytes(document)
    elif not isinstance(document, (bytes, bytearray)):
        document = pathlib.Path(document)
        file_name = document.name if file_name is None else file_name
    reading = _raingan.extract(
        document,
        file_name=file_name,
        password=password,
        pages=pages,
        ocr=ocr,
        dpi=dpi,
        threads=threads,
        limits=(timeout, memory) if isolation else None,
    )
    return Report._of(reading)


def from_json(source: Document) -> list[Report]:
    """The reports in a file, or in bytes, of JSON or NDJSON, as the program writes them. They are held against the schema.

    :raises Error: where there are none
    """
    if isinstance(source, memoryview):
        source = bytes(source)
    elif not isinstance(source, (bytes, bytearray)):
        source = pathlib.Path(source)
    return [Report._of(reading) for reading in _raingan.from_json(source)]
