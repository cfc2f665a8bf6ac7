"""What can go wrong with a document, as exceptions with codes."""

from __future__ import annotations

from typing import Any, Optional


class Error(Exception):
    """A document could not be read.

    ``code`` is stable, and the same as the ``reason`` in the ledger of ``raingan batch``; ``message`` is for people;
    ``file`` says which document, where that is known.
    """

    code: str
    message: str
    file: Optional[str]

    def __init__(self, code: str, message: str, file: Optional[str] = None) -> None:
        super().__init__(f"{file}: {message}" if file else message)
        self.code = code
        self.message = message
        self.file = file

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.code, self.message, self.file)


class DocumentError(Error):
    """The document itself is what it should not be: ``empty``, ``not-pdf``, ``damaged``, ``unsupported-encryption``,
    ``no-such-page``, ``no-such-attachment`` or ``invalid``."""


class PasswordError(Error):
    """The document is ``encrypted``, or the password is a ``wrong-password``."""


class LimitError(Error):
    """A ``limit`` was reached; in a worker process also ``timeout``, ``cpu-limit`` or ``out-of-memory``."""


class CrashError(Error):
    """The worker process that read the document ended: it ``crashed``, or was ``killed`` from outside."""


_CLASSES: dict[str, type[Error]] = {
    **dict.fromkeys(
        ("empty", "not-pdf", "damaged", "unsupported-encryption", "no-such-page", "no-such-attachment", "invalid"),
        DocumentError,
    ),
    **dict.fromkeys(("encrypted", "wrong-password"), PasswordError),
    **dict.fromkeys(("limit", "timeout", "cpu-limit", "out-of-memory"), LimitError),
    **dict.fromkeys(("crashed", "killed", "stack-overflow"), CrashError),
}


def error(code: str, message: str, file: Optional[str]) -> Error:
    """The exception of a code; those that have no class of their own (``io``, ``usage``, ``internal``) are ``Error``."""
    return _CLASSES.get(code, Error)(code, message, file)
