"""How worker processes are started: by this Python, with nothing but the extension."""

from __future__ import annotations

import os
import sys

from raingan import _raingan
from raingan._errors import Error

_known = False


def prepare() -> None:
    """Says how a worker process is started.

    :raises Error: where this Python does not know its own program
    """
    global _known
    if _known:
        return
    if not sys.executable:
        raise Error("io", "no worker process can be started: this Python does not know its own program (sys.executable)")
    worker = os.path.join(os.path.dirname(os.path.abspath(__file__)), "_worker.py")
    _raingan.start_workers_by([sys.executable, "-I", "-S", worker, os.path.abspath(_raingan.__file__)])
    _known = True
