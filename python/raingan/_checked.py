"""Options of the functions, checked before anything is done: what makes no sense is a ValueError or a TypeError."""

from __future__ import annotations

import math
import operator
from collections.abc import Iterable
from typing import Any, Optional

# Largest number that the library takes for a page or for threads.
_MOST = 2**31 - 1


def whole(name: str, value: Any, least: int, most: int = _MOST) -> int:
    """A whole number within bounds."""
    if isinstance(value, bool):
        raise TypeError(f"{name}: a whole number is expected, not {value!r}")
    try:
        number = operator.index(value)
    except TypeError:
        raise TypeError(f"{name}: a whole number is expected, not {value!r}") from None
    if not least <= number <= most:
        raise ValueError(f"{name}: {least} to {most} is expected, not {number}")
    return number


def seconds(name: str, value: Any, most: float) -> float:
    """A time that is longer than none."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise TypeError(f"{name}: seconds are expected, not {value!r}")
    if not (0 < value <= most) or math.isnan(value):
        raise ValueError(f"{name}: seconds are expected, more than 0 and at most {most:g}, not {value!r}")
    return float(value)


def pages(value: Any) -> Optional[tuple[int, int]]:
    """First and last page."""
    if value is None:
        return None
    if isinstance(value, (str, bytes)) or not isinstance(value, Iterable):
        raise TypeError(f"pages: the first and the last are expected, as in (3, 8), not {value!r}")
    both = list(value)
    if len(both) != 2:
        raise ValueError(f"pages: the first and the last are expected, as in (3, 8), not {value!r}")
    first, last = (whole("pages", page, 1) for page in both)
    if first > last:
        raise ValueError(f"pages: the last is expected to be no smaller than the first, not {value!r}")
    return first, last


def word(name: str, value: Any, known: Iterable[str]) -> str:
    """One of some words."""
    known = list(known)
    if not isinstance(value, str):
        raise TypeError(f"{name}: text is expected, not {value!r}")
    if value not in known:
        said = ", ".join(map(repr, known[:-1])) + (" or " if known[:-1] else "") + repr(known[-1])
        raise ValueError(f"{name}: {said} is expected, not {value!r}")
    return value


def text(name: str, value: Any) -> Optional[str]:
    """Text, or nothing."""
    if value is not None and not isinstance(value, str):
        raise TypeError(f"{name}: text is expected, not {type(value).__name__}")
    return value
