"""Makes fixtures/: PDFs, transcript, truth and manifest. Run by scripts/fixtures.

    build.py ROOT [NAME …]      all of them, or only those whose name begins with one of the names
"""
import glob
import json
import os
import sys

import forms
import forms_canvas
import forms_html
import forms_truth
import forms_typst
import model
import pack
import truth
from catalogue import FIXTURES, LAYOUTS, PRODUCERS, SEALED
from edits import check as check_edits
from transcript import transcript

AGENCY = "สำนักงานอนุรักษ์แสงหิ่งห้อยแห่งชาติ (สอห.)"
NOTE = (
    "Everything in these files is invented: the agency " + AGENCY + " (a National Firefly Conservation Office) does not exist, "
    "nor do its units, places, figures and dates."
)
LICENCE = "MIT OR Apache-2.0"
FONT_LICENCE = "Fonts from Debian's fonts-tlwg packages (GPL-2+ with the font exception for embedding), embedded as subsets."
FORM_PRODUCERS = {
    "weasyprint": forms_html.render,
    "typst": forms_typst.render,
    "reportlab": forms_canvas.reportlab,
    "fpdf2": forms_canvas.fpdf2,
}


class Folders:
    """Where things lie."""

    def __init__(self, root):
        self.fixtures = os.path.join(root, "fixtures")
        self.source, self.pdf, self.truth, self.transcript = (
            os.path.join(self.fixtures, name) for name in ("source", "pdf", "truth", "transcript"))
        self.forms = os.path.join(self.fixtures, "forms")
        self.work = os.path.join(root, "target", "fixtures-work")
        for folder in (self.pdf, self.truth, self.transcript, self.forms, self.work):
            os.makedirs(folder, exist_ok=True)


def blocks(fixture, source):
    """The blocks of a fixture's document."""
    if fixture.entry:
        return model.small(source[fixture.entry])
    return LAYOUTS[fixture.layout](source, fixture.rules)


def make(fixture, folders):
    """Renders one fixture."""
    source = model.load(os.path.join(folders.source, fixture.source))
    document = model.Document(blocks(fixture, source), **fixture.document)
    path = os.path.join(folders.pdf, fixture.name + ".pdf")
    PRODUCERS[fixture.producer](document, path, folders.work)
    pack.tidy(path, fixture.producer)


def write_json(path, value):
    """Pretty JSON with a newline at its end."""
    with open(path, "w", encoding="utf8") as file:
        json.dump(value, file, ensure_ascii=False, indent=1)
        file.write("\n")


def make_truth(folders):
    """Every truth, from the sources alone."""
    made = set()
    for fixture in FIXTURES:
        source = model.load(os.path.join(folders.source, fixture.source))
        if fixture.truth not in made:
            made.add(fixture.truth)
            value = truth.tables(fixture.truth, source[fixture.entry]) if fixture.entry else truth.report(fixture.truth, source)
            write_json(os.path.join(folders.truth, fixture.truth + ".json"), value)


def make_transcript(folders):
    """The transcript of the first year."""
    source = model.load(os.path.join(folders.source, "report-2567.toml"))
    path = os.path.join(folders.transcript, "report-2567.txt")
    with open(path, "w", encoding="utf8", newline="\n") as file:
        file.write(transcript(source))


def form_sources(folders):
    """The forms' names and their sources, in order."""
    for path in sorted(glob.glob(os.path.join(folders.source, "forms", "*.toml"))):
        yield os.path.basename(path).removesuffix(".toml"), path


def make_form(name, source, folders):
    """Renders one form, and writes its truth where it holds projects: an item a line, to be read in review."""
    head, blocks = forms.load(source)
    path = os.path.join(folders.forms, name + ".pdf")
    FORM_PRODUCERS[head["producer"]](head, blocks, path, folders.work)
    pack.tidy(path, head["producer"])
    if "agency" in head:
        with open(os.path.join(folders.forms, name + ".truth.json"), "w", encoding="utf8") as file:
            file.write(forms_truth.lines(forms_truth.truth(head, blocks)))


def form_entry(folders, name, source):
    """The manifest's entry of a form."""
    head, _ = forms.load(source)
    found = pack.facts(os.path.join(folders.forms, name + ".pdf"))
    truth_path = {"truth": f"forms/{name}.truth.json"} if "agency" in head else {}
    return {
        "path": f"forms/{name}.pdf",
        **{key: found[key] for key in ("sha256", "bytes", "pages")},
        "producer": head["producer"],
        "program": found["program"],
        "made_by": "scripts/fixtures",
        "source": f"source/forms/{name}.toml",
        **truth_path,
        "licence": LICENCE,
        "fonts": found["fonts"],
        "password": None,
        "text_layer": "embedded",
        "why": head["why"],
    }


def pdf_entry(folders, name, fixture, password, why):
    """The manifest's entry of a PDF."""
    found = pack.facts(os.path.join(folders.pdf, name + ".pdf"), password or "")
    return {
        "path": f"pdf/{name}.pdf",
        **{key: found[key] for key in ("sha256", "bytes", "pages")},
        "producer": fixture.producer.replace("_", " "),
        "program": found["program"],
        "made_by": "scripts/fixtures",
        "source": f"source/{fixture.source}" + (f"#{fixture.entry}" if fixture.entry else ""),
        "truth": f"truth/{fixture.truth}.json",
        "licence": LICENCE,
        "fonts": found["fonts"],
        "password": password,
        "text_layer": fixture.text_layer,
        "rulings": fixture.rules,
        "why": why,
    }


def other_entry(folders, path, why):
    """The manifest's entry of any other file."""
    with open(os.path.join(folders.fixtures, path), "rb") as file:
        data = file.read()
    made_by = "hand" if path.startswith("source/") or path.endswith(".md") else "scripts/fixtures"
    return {"path": path, "sha256": pack.hashlib.sha256(data).hexdigest(), "bytes": len(data), "made_by": made_by, "licence": LICENCE, "why": why}


def others(folders):
    """Every file that is no PDF, and why it is here."""
    reasons = {"source": "what the fixtures are made from", "truth": "what is printed in the fixtures, made from the source"}
    yield "README.md", "what lies here and how to make it anew"
    yield "transcript/report-2567.txt", "the first year's report as tab-separated rows, <p> and <ul> in cells"
    for folder, why in reasons.items():
        for name in sorted(os.listdir(os.path.join(folders.fixtures, folder))):
            if os.path.isfile(os.path.join(folders.fixtures, folder, name)):
                yield f"{folder}/{name}", why
    for name, _ in form_sources(folders):
        yield f"source/forms/{name}.toml", "what a form is made from"
    for path in sorted(glob.glob(os.path.join(folders.forms, "*.truth.json"))):
        yield f"forms/{os.path.basename(path)}", "what is printed in a form, made from its source"


def make_manifest(folders):
    """fixtures/manifest.json."""
    by_name = {fixture.name: fixture for fixture in FIXTURES}
    entries = [pdf_entry(folders, f.name, f, None, f.why) for f in FIXTURES]
    entries += [pdf_entry(folders, s.name, by_name[s.of], s.password, s.why) for s in SEALED]
    entries += [form_entry(folders, name, source) for name, source in form_sources(folders)]
    entries += [other_entry(folders, path, why) for path, why in others(folders)]
    head = {"fictional": True, "note": NOTE, "licence": LICENCE, "font_licence": FONT_LICENCE}
    write_json(os.path.join(folders.fixtures, "manifest.json"), {**head, "files": entries})


def main(root, names):
    """Everything, in order; the manifest last."""
    folders = Folders(root)
    for fixture in FIXTURES:
        if not names or any(fixture.name.startswith(name) for name in names):
            print(f"  {fixture.name}", file=sys.stderr)
            make(fixture, folders)
    for name, source in form_sources(folders):
        if not names or any(name.startswith(one) for one in names):
            print(f"  forms/{name}", file=sys.stderr)
            make_form(name, source, folders)
    for sealed in SEALED:
        plain, path = (os.path.join(folders.pdf, name + ".pdf") for name in (sealed.of, sealed.name))
        pack.seal(plain, path, sealed.password, sealed.revision)
    make_truth(folders)
    make_transcript(folders)
    check_edits(folders.source, folders.truth)
    make_manifest(folders)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
