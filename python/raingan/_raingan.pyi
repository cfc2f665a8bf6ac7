"""The part of the package that is written in Rust; `raingan` has what is meant for people."""

from __future__ import annotations

import os
from typing import Optional, Union, final

__version__: str

HEAD_BYTES: int
"""First bytes of a file that say what kind it is."""
FILE_BYTES: int
"""Most bytes of a file, and of an entry of an archive."""
ARCHIVE_RATIO: int
"""Times its packed size that an entry of an archive may have."""
ARCHIVE_HARMLESS_BYTES: int
"""Size up to which an entry of an archive may be packed however well."""

@final
class Reading:
    """A report."""

    def __new__(cls, json: str) -> Reading: ...
    def line(self) -> bytes: ...
    def json(self, pretty: bool) -> str: ...

@final
class Stream:
    """Rows of one table, handed on by the Arrow PyCapsule interface."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object: ...

def extract(
    document: Union[bytes, bytearray, str, os.PathLike[str]],
    *,
    file_name: Optional[str],
    password: Optional[str],
    pages: Optional[tuple[int, int]],
    ocr: str,
    dpi: Optional[int],
    threads: Optional[int],
    limits: Optional[tuple[float, int]],
) -> Reading: ...
def kind(head: bytes) -> str: ...
def from_json(document: Union[bytes, bytearray, str, os.PathLike[str]]) -> list[Reading]: ...
def tables(readings: list[Reading], names: list[str]) -> list[Stream]: ...
def table_names() -> list[str]: ...
def main(args: list[str]) -> int: ...
def start_workers_by(command: list[str]) -> None: ...
