"""The program ``raingan``, run by Python."""

import signal
import sys

from raingan import _raingan
from raingan._workers import prepare


def run() -> int:
    """Runs the command line; gives its exit status."""
    # Python would only note that somebody pressed Ctrl-C, and raise it when the work is done.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    prepare()
    return _raingan.main(["raingan", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(run())
