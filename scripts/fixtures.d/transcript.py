"""A yearly report as another OCR system hands it over: rows of tab-separated cells, in some of them `<p>` and `<ul>`."""
from html import escape

from model import Break, Para, yearly

# Every so many rows a page of the transcript ends and the header is written again, as such systems do page by page.
ROWS_A_PAGE = 2
BULLET = "- "


def transcript(source):
    """The text of the transcript."""
    out = []
    for block in yearly(source):
        if isinstance(block, Break):
            out.append("")
        elif isinstance(block, Para):
            out += [f"**{block.text}**" if block.style == "centre" else block.text, ""]
        else:
            out += table(block)
    return "\n".join(out).strip("\n") + "\n"


def table(block):
    """A table, its header again where a page of it begins."""
    header = "\t".join(cell(entry, False) for entry in block.header[0])
    out = []
    for number, row in enumerate(block.rows):
        if number % ROWS_A_PAGE == 0:
            out += ([""] if out else []) + [header]
        marked = any(len(entry.paras) > 1 for entry in row)
        out.append("\t".join(cell(entry, marked) for entry in row))
    return out + [""]


def cell(entry, marked):
    """A cell; in a marked row each paragraph is a `<p>`, and bullets at its end are a `<ul>`, their dashes kept."""
    if not marked:
        return " ".join(entry.paras)
    bullets = [text for text in entry.paras if text.startswith(BULLET)]
    paras = [text for text in entry.paras if not text.startswith(BULLET)]
    if len(bullets) < 2 or entry.paras[-len(bullets):] != bullets:
        return " ".join(f"<p>{escape(text, quote=False)}</p>" for text in entry.paras)
    items = "".join(f"<li>{escape(text, quote=False)}</li>" for text in bullets)
    return " ".join([f"<p>{escape(text, quote=False)}</p>" for text in paras] + [f"<ul>{items}</ul>"])
