"""A worker process: started by its path, with the path of the extension before its arguments.

It imports nothing else, so that it starts at once and wherever the parent found its packages: ``python -I -S _worker.py``.
"""

import importlib.util
import sys

if __name__ == "__main__":
    spec = importlib.util.spec_from_file_location("_raingan", sys.argv[1])
    assert spec and spec.loader, "the path of the extension is expected"
    extension = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(extension)
    sys.exit(extension.main(["raingan", *sys.argv[2:]]))
