"""Every fixture: what it is made from, by what, and why it is here."""
from dataclasses import dataclass, field

import model
import odd_pages
import render_canvas
import render_docx
import render_html
import render_typst

PRODUCERS = {
    "libreoffice": render_docx.render,
    "chromium": render_html.render,
    "typst": render_typst.render,
    "reportlab": render_canvas.render,
    "two_tables": odd_pages.two_tables,
    "turned": odd_pages.turned,
    "ocr_layer": odd_pages.ocr_layer,
    "forms_and_clips": odd_pages.forms_and_clips,
}
LAYOUTS = {"yearly": model.yearly, "list": model.list_report, "sections": model.section_row_report}


@dataclass
class Fixture:
    """One PDF: `source` is a file of fixtures/source, `entry` a part of small.toml."""

    name: str
    source: str
    why: str
    producer: str
    layout: str = "yearly"
    entry: str = ""
    rules: str = "full"
    text_layer: str = "embedded"
    document: dict = field(default_factory=dict)

    @property
    def truth(self):
        """The name of its truth in fixtures/truth."""
        return self.entry or self.source.removesuffix(".toml")


@dataclass
class Sealed:
    """An encrypted copy of another fixture."""

    name: str
    of: str
    password: str
    revision: int
    why: str


def yearly(year, producer, rules, why, **document):
    """A yearly report through one producer."""
    return Fixture(f"report-{year}-{producer}-{rules}", f"report-{year}.toml", why, producer, rules=rules, document=document)


def small(entry, producer, why, **more):
    """A document of small.toml."""
    settings = {"landscape": False, "size": 12.0, "page_numbers": False, **more.pop("document", {})}
    return Fixture(entry, "small.toml", why, producer, entry=entry, document=settings, **more)


FIXTURES = [
    yearly(2567, "libreoffice", "full", "the usual report: ruled fully, rows cut by page ends, ActualText for sara am", size=12.0),
    yearly(2567, "chromium", "full", "marks reached by GSUB, ActualText for most clusters, tagged, no bottom rule at a cut", font="Loma", size=10.0),
    yearly(2567, "typst", "full", "Type 0 fonts, raised marks drawn as glyphs of their own; portrait, so rows are long", font="Norasi", landscape=False, size=10.2),
    yearly(2567, "reportlab", "full", "no shaping, words cut anywhere, simple fonts of one byte", font="Garuda", size=9.0),
    yearly(2567, "libreoffice", "horizontal", "columns without vertical rules"),
    yearly(2567, "chromium", "none", "columns and rows without any rules", font="Loma", size=10.0),
    yearly(2568, "libreoffice", "full", "the year after, for comparing years"),
    yearly(2568, "typst", "full", "the year after by another producer; landscape", font="Laksaman", size=11.0),
    yearly(2568, "chromium", "horizontal", "horizontal rules only, from a browser", font="Garuda", size=9.0),
    yearly(2568, "reportlab", "full", "the year after without shaping; portrait", font="Loma", landscape=False, size=9.0),
    yearly(2568, "libreoffice", "none", "no rules, from an office program"),
    Fixture("plan-list", "plan-list.toml", "no strategies, an ordinal column, the header once, rows cut by page ends", "libreoffice",
            layout="list", document={"font": "Norasi", "size": 13.0}),
    Fixture("plan-sections", "plan-sections.toml", "rows across all columns name strategies and tactics", "chromium",
            layout="sections", document={"font": "Laksaman", "size": 11.0}),
    small("unknown-headings", "typst", "five columns whose headings are not those of a plan"),
    small("merged-header", "chromium", "a header of two levels with spanning cells; a first column merged downwards; a total across two columns",
          document={"landscape": True}),
    small("two-tables", "two_tables", "tables side by side, and one below with other columns"),
    small("no-vertical-rules", "libreoffice", "horizontal rules only, numbers and wrapped text", rules="horizontal"),
    small("no-rules", "typst", "a table that only alignment shows", rules="none"),
    small("turned", "turned", "page 1 is turned by /Rotate 90; page 2 has its table drawn sideways without /Rotate"),
    small("no-tables", "libreoffice", "minutes of a meeting: no table at all", rules="none"),
    small("ocr-layer", "ocr_layer", "a picture of a page with its text laid over it invisibly (render mode 3)", text_layer="invisible over an image"),
    small("forms-and-clips", "forms_and_clips", "a table inside a form XObject; marks that a clip hides and that must not come out"),
]
SEALED = [
    Sealed("encrypted-user-password", "report-2567-reportlab-full", "raingan-test", 6, "AES-256, opens with the user password raingan-test only"),
    Sealed("encrypted-empty-password", "report-2567-reportlab-full", "", 4, "AES-128, opens with the empty user password; printing is restricted"),
]
