"""The examples of the documentation run, and print what it says."""

import doctest
import os
import re

import pytest
from conftest import ROOT


@pytest.mark.parametrize("page", ["python.md"])
def test_examples_print_what_the_page_says(page, monkeypatch):
    monkeypatch.chdir(ROOT)
    path = ROOT / "docs" / page
    text = path.read_text(encoding="utf-8")
    if os.environ.get("UPDATE"):
        path.write_text(updated(text, page), encoding="utf-8")
        return
    # What an example prints ends at an empty line.
    text = re.sub(r"\n+```", "\n\n```", text)
    test = doctest.DocTestParser().get_doctest(text, {}, page, str(path), 0)
    told = []
    failed = doctest.DocTestRunner(verbose=False).run(test, out=told.append)
    assert failed.attempted > 5 and not failed.failed, "".join(told)


def updated(text, page):
    """The page with the output of today."""
    names: dict = {}
    parser = doctest.DocTestParser()

    class Runner(doctest.DocTestRunner):
        def report_failure(self, out, test, example, got):
            example.want = got

        def report_success(self, out, test, example, got):
            example.want = got

        def report_unexpected_exception(self, out, test, example, exc_info):
            raise exc_info[1]

    def block(match):
        test = parser.get_doctest(match[1] + "\n", names, page, None, 0)
        Runner(verbose=False).run(test, out=lambda _: None, clear_globs=False)
        names.update(test.globs)
        lines = []
        for example in test.examples:
            source = example.source.rstrip("\n").split("\n")
            lines += [f">>> {source[0]}", *(f"... {line}".rstrip() for line in source[1:])]
            lines += example.want.rstrip("\n").split("\n") if example.want else []
        return "```python\n" + "\n".join(lines) + "\n```"

    return re.sub(r"```python\n(.*?)\n*```", block, text, flags=re.S)
