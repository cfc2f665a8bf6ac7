"""What is done with reports that are read, as the commands of the same names do it."""

from __future__ import annotations

import json
import os
import pathlib
from collections.abc import Iterable
from typing import Any, Optional, Union

from raingan import _checked, _raingan
from raingan._errors import Error
from raingan._report import Document, Report

_FORMS = ("json", "html", "csv", "markdown")
_LANGUAGES = ("en", "th")


def check(
    report: Report, *, select: Optional[Iterable[str]] = None, ignore: Iterable[str] = ()
) -> list[dict[str, Any]]:
    """All findings about a report: those of reading it, and what contradicts itself in it.

    :param select: tell only findings with these codes
    :param ignore: do not tell findings with these codes
    """
    wanted, unwanted = _codes("select", select), _codes("ignore", ignore)
    found = json.loads(_raingan.check(_one(report)._reading))
    return [one for one in found if (not wanted or one["code"] in wanted) and one["code"] not in (unwanted or ())]


def _codes(name: str, codes: Optional[Iterable[str]]) -> Optional[set[str]]:
    if codes is None:
        return None
    if isinstance(codes, str):
        raise TypeError(f"{name}: codes are expected, as in [{codes!r}], not text")
    known = set(_raingan.codes())
    for code in codes:
        if code not in known:
            raise ValueError(f"{name}: no finding has the code {code!r}; docs/findings.md and docs/rules.md list them")
    return set(codes)


def correct(report: Report, corrections: Union[Document, Iterable[Document]]) -> Report:
    """The report with what people put right in its document: what ``--corrections`` does.

    Each value that is put right says so (``corrected``), and what was read from its cell is read anew; what cannot be applied is
    the finding ``correction-refused``. Corrections of other documents change nothing.

    :param corrections: a file that ``raingan review`` saved, as a path or its content as bytes, or several of them
    :raises Error: where one is no such file
    """
    one = isinstance(corrections, (str, os.PathLike, bytes, bytearray, memoryview))
    if not one and not isinstance(corrections, Iterable):
        raise TypeError(f"corrections: a path or bytes are expected, not {type(corrections).__name__}")
    files = [corrections] if one else list(corrections)
    return Report._of(_raingan.correct(_one(report)._reading, [_document(file) for file in files]))


def summary(report: Report) -> dict[str, Any]:
    """A report at a glance: projects, budgets and targets, for each strategy and in total."""
    made: dict[str, Any] = json.loads(_raingan.summary(_one(report)._reading))
    return made


def diff(
    reports: Iterable[Report], *, force: bool = False, format: str = "json", lang: str = "en"
) -> Union[dict[str, Any], str]:
    """What became of every project from one report to the next, and what changed in it.

    :param reports: two or more, the oldest first
    :param force: compare reports of different agencies all the same
    :param format: ``"json"`` gives a dictionary (``raingan schema diff``); ``"html"`` (a page for a browser), ``"csv"`` and
        ``"markdown"`` give text
    :param lang: the language of text, ``"en"`` or ``"th"``
    :raises Error: where they cannot be compared
    """
    form, thai = _checked.word("format", format, _FORMS), _thai(lang)
    compared = [report._reading for report in _several(reports)]
    if len(compared) < 2:
        raise ValueError(f"two reports or more are expected, not {len(compared)}")
    made = _raingan.diff(compared, bool(force), form, thai)
    return json.loads(made) if form == "json" else made


def export(reports: Iterable[Report], path: Union[str, os.PathLike[str]], *, lang: str = "en") -> list[str]:
    """Writes reports as a workbook for Excel and LibreOffice, whole or not at all.

    Gives what a cell could not hold, in words; the workbook says it, too.

    :param path: a name that ends in ``.xlsx``
    :param lang: the language of the headings, ``"en"`` or ``"th"``
    :raises Error: where it cannot be written, or a sheet would have more rows than Excel opens
    """
    target, thai = pathlib.Path(path), _thai(lang)
    if target.suffix.lower() != ".xlsx":
        raise ValueError(f"path: a name that ends in .xlsx is expected, not {os.fspath(path)!r}")
    exported = [report._reading for report in _several(reports)]
    if not exported:
        raise ValueError("one report or more is expected")
    return _raingan.export(exported, target, thai)


def load(reports: Iterable[Report], to: str, *, dry_run: bool = False, purge: bool = False) -> dict[str, Any]:
    """Loads reports into a database, one after the other as they come, each whole or not at all.

    Gives ``readings``, what became of each report (its ``reading_key``; ``change``: ``new``, ``superseding``, ``superseded``
    or ``unchanged``; the readings it ``supersedes``, the one it is ``superseded_by``, its ``rows``), the number of ``rows``
    added, and the number of rows ``purged``.

    :param to: ``sqlite:FILE``, ``parquet:DIR`` or ``postgres://USER@HOST/DATABASE``
    :param dry_run: change nothing, and tell what would change
    :param purge: delete the rows of superseded reports afterwards
    :raises Error: where the target does not take them; what was loaded before stays
    """
    if not isinstance(to, str):
        raise TypeError(f"to: text is expected, as in 'sqlite:reports.db', not {type(to).__name__}")
    if isinstance(reports, (Report, str, bytes)) or not isinstance(reports, Iterable):
        raise TypeError(f"raingan.Reports are expected, as in [report], not {type(reports).__name__}")
    loader = _raingan.Loader(to, bool(dry_run))
    readings = []
    try:
        for report in reports:
            became = loader.load(_one(report)._reading)
            readings.append(dict(zip(("reading_key", "change", "supersedes", "superseded_by", "rows"), became)))
        purged = loader.purge() if purge else None
    except BaseException:
        _end(loader)
        raise
    loader.finish()
    return {"readings": readings, "rows": sum(one["rows"] for one in readings), "purged": purged}


def _end(loader: _raingan.Loader) -> None:
    """Shows readers what was loaded, where that is possible; what went wrong before is what is told."""
    try:
        loader.finish()
    except Error:
        pass


def inspect(
    document: Document, page: Optional[int] = None, *, format: str = "svg", password: Optional[str] = None
) -> Union[str, bytes]:
    """A page with what each stage saw drawn over it; without a page, what the fonts of the document are worth, as text.

    :param document: a path, or its content as bytes
    :param format: ``"svg"`` gives text, ``"png"`` bytes
    :param password: of an encrypted document
    :raises Error: where the document or the page cannot be read
    """
    form = _checked.word("format", format, ("svg", "png"))
    number = None if page is None else _checked.whole("page", page, 1)
    drawn = _raingan.inspect(_document(document), number, form == "png", _checked.text("password", password))
    return drawn if number is not None and form == "png" else drawn.decode()


def _document(document: Document) -> Union[bytes, bytearray, pathlib.Path]:
    """A document as the program takes it."""
    if isinstance(document, memoryview):
        return bytes(document)
    return document if isinstance(document, (bytes, bytearray)) else pathlib.Path(document)


def _thai(lang: str) -> bool:
    return _checked.word("lang", lang, _LANGUAGES) == "th"


def _one(value: Any) -> Report:
    """A report."""
    if not isinstance(value, Report):
        said = "raingan.extract() and raingan.from_json() give one"
        raise TypeError(f"a raingan.Report is expected ({said}), not {type(value).__name__}")
    return value


def _several(value: Any) -> list[Report]:
    """Reports, as many as there are."""
    if isinstance(value, (Report, str, bytes)) or not isinstance(value, Iterable):
        raise TypeError(f"raingan.Reports are expected, as in [report], not {type(value).__name__}")
    return [_one(one) for one in value]
