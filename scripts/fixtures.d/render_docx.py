"""A document through LibreOffice: written as .docx, printed to PDF."""
import os
import re
import shutil
import subprocess

from docx import Document as Docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from model import Break, Para

THAI = re.compile("[\u0e00-\u0e7f]")
MARGIN_MM = 18
LINE_HEIGHT = 1.45  # of the type size: room for two marks above a letter
EDGES = {"full": ("top", "left", "bottom", "right", "insideH", "insideV"), "horizontal": ("top", "bottom", "insideH"), "none": ()}


def render(document, path, work):
    """Writes the PDF; `work` keeps the .docx and LibreOffice's profile."""
    source = os.path.join(work, os.path.basename(path).replace(".pdf", ".docx"))
    Writer(document).save(source)
    profile = os.path.join(work, "libreoffice")
    command = ["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", "pdf", "--outdir", work, source]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    shutil.move(source.replace(".docx", ".pdf"), path)


def element(tag, **attributes):
    """An element of WordprocessingML."""
    node = OxmlElement("w:" + tag)
    for key, value in attributes.items():
        node.set(qn("w:" + key), str(value))
    return node


class Writer:
    """One document being written."""

    def __init__(self, document):
        self.document, self.docx = document, Docx()
        self.page()
        self.base_style()
        self.breaks = False
        for block in document.blocks:
            self.block(block)

    def save(self, path):
        """Writes the .docx."""
        self.docx.save(path)

    def page(self):
        """Paper, margins and the page number in the footer."""
        section = self.docx.sections[0]
        width, height = (297, 210) if self.document.landscape else (210, 297)
        section.orientation = WD_ORIENT.LANDSCAPE if self.document.landscape else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(width), Mm(height)
        section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(MARGIN_MM)
        self.width = width - 2 * MARGIN_MM
        if self.document.page_numbers:
            self.page_number(section)

    def page_number(self, section):
        """`- ๑ -` at the foot, counted by the program."""
        paragraph = section.footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self.write(paragraph, "- ")
        run = paragraph.add_run()
        self.properties(run, False, self.document.size, True)
        instruction = element("instrText")
        instruction.text = " PAGE "
        for node in (element("fldChar", fldCharType="begin"), instruction, element("fldChar", fldCharType="end")):
            run._r.append(node)
        self.write(paragraph, " -")
        section._sectPr.append(element("pgNumType", fmt="thaiNumbers"))

    def base_style(self):
        """Exact line height, no space between paragraphs."""
        style = self.docx.styles["Normal"].paragraph_format
        style.space_after = style.space_before = Pt(0)
        style.line_spacing = Pt(self.document.size * LINE_HEIGHT)

    def properties(self, run, bold, size, thai):
        """Font, weight and size of a run, for both scripts."""
        font = self.document.font
        properties = run._r.get_or_add_rPr()
        properties.append(element("rFonts", ascii=font, hAnsi=font, cs=font))
        if bold:
            properties.append(element("b"))
            properties.append(element("bCs"))
        properties.append(element("sz", val=int(size * 2)))
        properties.append(element("szCs", val=int(size * 2)))
        if thai:
            properties.append(element("cs"))
        properties.append(element("lang", val="en-US", bidi="th-TH"))

    def write(self, paragraph, text, bold=False, size=None):
        """A run of text."""
        run = paragraph.add_run(text)
        self.properties(run, bold, size or self.document.size, bool(THAI.search(text)))

    def block(self, block):
        """One block at the end of the document."""
        if isinstance(block, Break):
            self.breaks = True
        elif isinstance(block, Para):
            self.paragraph(block)
        else:
            if self.breaks:
                self.paragraph(Para(""))
            self.table(block)

    def paragraph(self, block):
        """A paragraph outside any table."""
        paragraph = self.docx.add_paragraph()
        paragraph.paragraph_format.page_break_before, self.breaks = self.breaks, False
        cover = block.style == "cover"
        size = self.document.size + (6 if cover else 0)
        paragraph.paragraph_format.line_spacing = Pt(size * (1.8 if cover else LINE_HEIGHT))
        if block.style in ("cover", "centre"):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self.write(paragraph, block.text, block.style != "body", size)

    def table(self, block):
        """A table; its rows may break over pages, its header repeats if it shall."""
        table = self.docx.add_table(rows=0, cols=len(block.widths))
        properties = table._tbl.tblPr
        properties.append(element("tblLayout", type="fixed"))
        borders = element("tblBorders")
        for edge in EDGES[block.rules]:
            borders.append(element(edge, val="single", sz=4, color="000000"))
        properties.append(borders)
        for column, share in zip(table.columns, block.widths):
            column.width = Mm(self.width * share / sum(block.widths))
        for cells in block.header:
            row = self.row(table, block, cells, True)
            if block.repeat_header:
                row._tr.get_or_add_trPr().append(element("tblHeader"))
        for cells in block.rows:
            self.row(table, block, cells, False)

    def row(self, table, block, cells, bold):
        """One row; cells that span are merged."""
        row = table.add_row()
        for column, share in enumerate(block.widths):
            row.cells[column].width = Mm(self.width * share / sum(block.widths))
        column = 0
        for cell in cells:
            box = row.cells[column]
            if cell.columns > 1:
                box = box.merge(row.cells[column + cell.columns - 1])
            for k, text in enumerate(cell.paras or [""]):
                paragraph = box.paragraphs[0] if k == 0 else box.add_paragraph()
                if bold:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
                self.write(paragraph, text, bold or cell.columns > 1)
            column += cell.columns
        return row
