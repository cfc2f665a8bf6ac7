"""A document through Chromium: written as HTML, printed to PDF."""
import html
import os
import subprocess

from model import Break, Para

RULES = {
    "full": "th, td { border: 0.6pt solid #000 }",
    "horizontal": "th, td { border-top: 0.6pt solid #000; border-bottom: 0.6pt solid #000 }",
    "none": "",
}
STYLE = """
@page {{ size: A4 {orientation}; margin: 16mm }}
body {{ margin: 0; font-family: "{font}"; font-size: {size}pt; line-height: 1.5 }}
p {{ margin: 0 }}
.bold, .centre, .cover, th, .section {{ font-weight: bold }}
.centre, .cover, th {{ text-align: center }}
.cover {{ font-size: 150%; line-height: 1.9 }}
.break {{ break-before: page }}
table {{ width: 100%; border-collapse: collapse; table-layout: fixed; margin: 4pt 0 8pt }}
th, td {{ padding: 2pt 4pt; vertical-align: top; overflow-wrap: anywhere }}
{rules}
"""


def render(document, path, work):
    """Writes the PDF; `work` keeps the HTML."""
    source = os.path.join(work, os.path.basename(path).replace(".pdf", ".html"))
    with open(source, "w", encoding="utf8") as file:
        file.write(page(document))
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={work}/chromium", "--no-pdf-header-footer",
               f"--print-to-pdf={path}", "file://" + source]
    subprocess.run(command, check=True, capture_output=True, timeout=180)


def page(document):
    """The HTML of a document. All its tables have the rules of the first."""
    rules = next((block.rules for block in document.blocks if hasattr(block, "rules")), "full")
    orientation = "landscape" if document.landscape else "portrait"
    style = STYLE.format(orientation=orientation, font=document.font, size=document.size, rules=RULES[rules])
    return f'<!doctype html><html lang="th"><meta charset="utf-8"><title></title><style>{style}</style>{body(document.blocks)}'


def body(blocks):
    """The blocks, a page break becoming the next block's class."""
    out, breaks = [], ""
    for block in blocks:
        if isinstance(block, Break):
            breaks = " break"
        elif isinstance(block, Para):
            out.append(f'<p class="{block.style}{breaks}">{html.escape(block.text)}</p>')
            breaks = ""
        else:
            out.append(table(block, breaks))
            breaks = ""
    return "\n".join(out)


def table(block, breaks):
    """A table; its header is repeated on every page it covers."""
    total = sum(block.widths)
    columns = "".join(f'<col style="width:{100 * width / total:.3f}%">' for width in block.widths)
    head = "".join(row(cells, "th") for cells in block.header)
    rows = "".join(row(cells, "td") for cells in block.rows)
    return f'<table class="{breaks.strip()}"><colgroup>{columns}</colgroup><thead>{head}</thead><tbody>{rows}</tbody></table>'


def row(cells, tag):
    """One row, spans as HTML has them."""
    return "<tr>" + "".join(cell(entry, tag) for entry in cells) + "</tr>"


def cell(entry, tag):
    """One cell, a `<p>` a paragraph."""
    span = f' colspan="{entry.columns}" class="section"' if entry.columns > 1 else ""
    span += f' rowspan="{entry.rows}"' if entry.rows > 1 else ""
    return f"<{tag}{span}>" + "".join(f"<p>{html.escape(text)}</p>" for text in entry.paras) + f"</{tag}>"
