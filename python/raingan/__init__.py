"""Reads the yearly integrity reports of Thai government agencies (PDF) into data.

    >>> import raingan
    >>> report = raingan.extract("plan-2568.pdf")
    >>> report["fiscal_year"]["be"]
    2568

The program's command line is here, too: ``raingan --help`` or ``python -m raingan --help``.
"""

from raingan._arrow import extract_arrow, items, table, table_names, tables
from raingan._errors import CrashError, DocumentError, Error, LimitError, PasswordError
from raingan._raingan import __version__
from raingan._report import Document, Report, extract, from_json
from raingan._work import check, correct, diff, export, inspect, load, summary

__all__ = [
    "CrashError",
    "Document",
    "DocumentError",
    "Error",
    "LimitError",
    "PasswordError",
    "Report",
    "__version__",
    "check",
    "correct",
    "diff",
    "export",
    "extract",
    "extract_arrow",
    "from_json",
    "inspect",
    "items",
    "load",
    "summary",
    "table",
    "table_names",
    "tables",
]
