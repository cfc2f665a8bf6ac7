"""The page of `raingan review` in a real browser. See scripts/review."""

import argparse
import contextlib
import http.client
import json
import os
import pathlib
import re
import signal
import subprocess
import tempfile
import time
import urllib.parse

from playwright.sync_api import Page, sync_playwright

ROOT = pathlib.Path(__file__).resolve().parent.parent
FIXTURE = ROOT / "fixtures/pdf/report-2568-typst-full.pdf"
# How far a box on the screen may be off where the report says it is, in pixels.
OFF = 2
# A pixel of text is darker than this, of 255.
INK = 160
ATTACK = (
    "</script><script>window.taken=1</script><img src=x onerror='window.taken=1'>"
    "<a href='javascript:window.taken=1'>x</a>{{7*7}}=HYPERLINK(\"x\")\u202egnp.exe\u202c"
)
WHEN = re.compile(r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")
# Clicks on one place that lead through all values there.
MOST_CLICKS = 12


class Checks:
    """What is checked, and what it is checked with."""

    def __init__(self, browser, program: str, axe: str, work: pathlib.Path, shots: pathlib.Path | None):
        self.browser, self.program, self.axe, self.work, self.shots = browser, program, axe, work, shots
        self.troubles: list[str] = []
        self.asked: list[str] = []

    def run(self, *args, status=(0,)) -> subprocess.CompletedProcess:
        done = subprocess.run([self.program, *map(str, args)], capture_output=True, text=True, check=False)
        assert done.returncode in status, f"{args}: {done.returncode}\n{done.stderr}"
        return done

    @contextlib.contextmanager
    def page(self, address: str, width=1440, height=900, **more):
        context = self.browser.new_context(viewport={"width": width, "height": height}, accept_downloads=True, **more)
        page = context.new_page()
        page.on("console", lambda m: self.troubles.append(m.text) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda e: self.troubles.append(str(e)))
        page.on("dialog", lambda d: (self.troubles.append(f"dialog: {d.message}"), d.dismiss()))
        page.on("request", lambda r: self.asked.append(r.url) if not r.url.startswith("data:") else None)
        page.goto(address)
        page.wait_for_selector("html[data-ready]", timeout=20_000)
        yield page
        context.close()

    def quiet(self, what: str, allowed: str) -> None:
        """Nothing was said on the console, and nothing was asked for but the page itself."""
        assert not self.troubles, f"{what}: the console says {self.troubles}"
        other = [url for url in self.asked if not url.startswith(allowed)]
        assert not other, f"{what}: asked for {other}"
        self.asked.clear()


def texts(value, pointer="") -> list[tuple[str, dict]]:
    """Every text of a report's JSON with its pointer."""
    found = []
    if isinstance(value, dict):
        if {"raw", "text", "regions"} <= value.keys() and "reason" not in value:
            found.append((pointer, value))
        for key, below in value.items():
            found += texts(below, f"{pointer}/{key}")
    elif isinstance(value, list):
        for i, below in enumerate(value):
            found += texts(below, f"{pointer}/{i}")
    return found


def until(page: Page, expression: str) -> None:
    """Waits for something to hold. (The driver's own way needs `eval`, which the page's policy forbids.)"""
    end = time.monotonic() + 20
    while not page.evaluate(expression):
        assert time.monotonic() < end, expression
        page.wait_for_timeout(50)


def selected(page: Page) -> str:
    return urllib.parse.unquote(page.evaluate("location.hash.slice(1)"))


def lit(page: Page) -> list[dict]:
    """The boxes that are lit, in points of their page, as they stand on the screen."""
    return page.evaluate(
        """() => Array.from(document.querySelectorAll(".l-lit rect")).map(function (rect) {
          const sheet = rect.closest(".sheet"), image = sheet.querySelector("img").getBoundingClientRect();
          const box = rect.getBoundingClientRect(), pane = document.getElementById("pages").getBoundingClientRect();
          return { page: Number(sheet.dataset.page), x0: box.left - image.left, y0: box.top - image.top, x1: box.right - image.left,
            y1: box.bottom - image.top, wide: image.width, high: image.height, x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2,
            seen: box.bottom > pane.top && box.top < pane.bottom };
        })"""
    )


def ink(page: Page, region: dict, size: dict) -> float:
    """How much of a region is ink in the picture of its page."""
    return page.evaluate(
        """([region, size, ink]) => {
          const image = document.querySelector('.sheet[data-page="' + region.page + '"] img');
          const canvas = document.createElement("canvas");
          canvas.width = image.naturalWidth; canvas.height = image.naturalHeight;
          const context = canvas.getContext("2d");
          context.drawImage(image, 0, 0);
          const kx = canvas.width / size.width, ky = canvas.height / size.height;
          const x = Math.round(region.x0 * kx), y = Math.round(region.y0 * ky);
          const wide = Math.max(1, Math.round((region.x1 - region.x0) * kx)), high = Math.max(1, Math.round((region.y1 - region.y0) * ky));
          const pixels = context.getImageData(x, y, wide, high).data;
          let dark = 0;
          for (let i = 0; i < pixels.length; i += 4) { if (pixels[i] < ink) { dark += 1; } }
          return dark / (wide * high);
        }""",
        [region, size, INK],
    )


def clicked_both_ways(checks: Checks, address: str, report: dict) -> None:
    sizes = {page["number"]: page for page in report["source"]["pages"]}
    cells = [(p, t) for p, t in texts(report) if "/cells/" in p and t["regions"] and t["raw"].strip() and "." not in p]
    step = max(1, len(cells) // 10)
    chosen = cells[::step][:10]
    assert len(chosen) == 10, len(cells)
    with checks.page(address) as page:
        for pointer, text in chosen:
            page.goto(address + "#" + urllib.parse.quote(pointer))
            until(page, "document.querySelector('#list-values .value[aria-current]')")
            page.keyboard.press("Escape")
            page.locator(f'#list-values .value[data-pointer="{pointer}"]').click()
            assert selected(page) == pointer, (selected(page), pointer)
            boxes = lit(page)
            assert len(boxes) == len(text["regions"]), pointer
            for box, region in zip(boxes, text["regions"], strict=True):
                size = sizes[region["page"]]
                kx, ky = box["wide"] / size["width"], box["high"] / size["height"]
                for name, scale in (("x0", kx), ("x1", kx), ("y0", ky), ("y1", ky)):
                    # The outline of a lit box is part of what the browser measures.
                    assert abs(box[name] - region[name] * scale) <= OFF, (pointer, name, box, region)
                assert ink(page, region, size) > 0.01, f"{pointer}: nothing is printed in {region}"
            assert boxes[0]["seen"], f"{pointer}: not scrolled to"
            back(page, pointer, boxes[0])
    checks.quiet("clicks", "file:")
    print("ten values clicked both ways")


def back(page: Page, pointer: str, box: dict) -> None:
    """From the page to the value; each further click shows the next value at the place."""
    page.evaluate("history.replaceState(null, '', '#')")
    for _ in range(MOST_CLICKS):
        page.mouse.click(box["x"], box["y"])
        found = selected(page)
        assert found, f"{pointer}: no value at {box}"
        if found == pointer:
            current = page.locator("#list-values .value[aria-current]")
            assert current.count() >= 1 and current.first.is_visible()
            return
    raise AssertionError(f"{pointer}: not reached by clicks on its box")


def corrected_by_keyboard(checks: Checks, address: str, report: dict) -> None:
    pointer, text = next((p, t) for p, t in texts(report) if p.endswith("/cells/budget") and t["raw"].strip())
    with checks.page(address + "#" + urllib.parse.quote(pointer)) as page:
        page.keyboard.press("c")
        page.keyboard.type("๑๒,๓๔๕ บาท <b>")
        page.keyboard.press("Tab")
        page.keyboard.type("เลขสลับหลัก")
        page.keyboard.press("Tab")
        page.keyboard.type("ผู้ตรวจ ทดสอบ")
        page.keyboard.press("Control+Enter")
        for key in ("j", "a", "j", "n"):
            page.keyboard.press(key)
        page.keyboard.type("ดูแล้ว")
        page.keyboard.press("Control+Enter")
        with page.expect_download() as download:
            page.keyboard.press("d")
        file = json.loads(pathlib.Path(download.value.path()).read_text(encoding="utf-8"))
        assert download.value.suggested_filename.endswith(".corrections.json")
        page.reload()
        page.wait_for_selector("html[data-ready]")
        assert page.locator("#count-decided").inner_text() == "3", "kept by the browser"
    as_specified(file, pointer, text, report)
    applied(checks, file, pointer)
    checks.quiet("keyboard", "file:")
    print("a correction by keyboard alone, downloaded as specified")


def as_specified(file: dict, pointer: str, text: dict, report: dict) -> None:
    assert list(file) == ["schema_version", "document", "corrections", "remarks", "sign_off"]
    assert file["schema_version"] == "1.0" and file["sign_off"] is None
    assert file["document"] == {"sha256": report["source"]["sha256"], "file_name": FIXTURE.name}
    (one,) = file["corrections"]
    assert list(one) == ["pointer", "item", "regions", "old", "new", "why", "who", "when"]
    assert one["pointer"] == pointer and one["old"] == text["raw"] and one["regions"] == text["regions"]
    assert one["new"] == "๑๒,๓๔๕ บาท <b>" and one["why"] == "เลขสลับหลัก" and one["who"] == "ผู้ตรวจ ทดสอบ"
    assert WHEN.match(one["when"]), one["when"]
    item = report
    for part in pointer.split("/")[1:-2]:
        item = item[int(part) if isinstance(item, list) else part]
    assert one["item"] == item["id"]
    assert [remark["verdict"] for remark in file["remarks"]] == ["accepted", "noted"]
    for remark in file["remarks"]:
        assert list(remark) == ["pointer", "finding", "verdict", "note", "who", "when"]
        assert remark["finding"] is None or list(remark["finding"]) == ["code", "page", "item"]
    assert file["remarks"][1]["note"] == "ดูแล้ว"


def applied(checks: Checks, file: dict, pointer: str) -> None:
    if "--corrections" not in checks.run("extract", "--help").stdout:
        print("SKIPPED: this program has no `extract --corrections` to apply the file with")
        return
    path = checks.work / "applied.corrections.json"
    path.write_text(json.dumps(file), encoding="utf-8")
    done = checks.run("extract", "--quiet", FIXTURE, "--corrections", path, status=(0, 1))
    value = json.loads(done.stdout)
    for part in pointer.split("/")[1:]:
        value = value[int(part) if isinstance(value, list) else part]
    assert value["raw"] == "๑๒,๓๔๕ บาท <b>", value
    print("the correction applied by `extract`")


def without_barriers(checks: Checks, address: str) -> None:
    axe = pathlib.Path(checks.axe).read_text(encoding="utf-8")
    for lang in ("th", "en"):
        for scheme in ("light", "dark"):
            for width in (1440, 390):
                with checks.page(address, width=width, color_scheme=scheme) as page:
                    if page.evaluate("document.documentElement.lang") != lang:
                        page.click("#lang")
                    page.keyboard.press("j")
                    for tab in ("look", "values", "decided"):
                        page.click(f"#tab-{tab}")
                        barriers(page, axe, f"{lang} {scheme} {width} {tab}")
                    page.click("#tab-look")
                    page.keyboard.press("j")
                    page.keyboard.press("n")
                    barriers(page, axe, f"{lang} {scheme} {width} form")
                    wide = page.evaluate("document.documentElement.scrollWidth")
                    assert wide <= width, f"{width}: the page is {wide} wide"
    checks.quiet("axe", "file:")
    print("axe-core: nothing serious in both languages, light and dark, at 1440 and 390 pixels")


def barriers(page: Page, axe: str, what: str) -> None:
    # By the driver, which the page's policy does not bind.
    found = page.evaluate(axe + "; axe.run().then(r => r.violations.filter(v => ['serious', 'critical'].includes(v.impact)))")
    told = [f"{v['id']}: {v['help']}: {[n['target'] for n in v['nodes']][:5]}" for v in found]
    assert not told, f"{what}: {told}"


def hostile(checks: Checks, report: dict) -> None:
    report = json.loads(json.dumps(report))
    some = [text for pointer, text in texts(report) if "/cells/" in pointer]
    for text in some[:5]:
        text["raw"] = text["text"] = ATTACK + text["raw"]
    some[5]["raw"] = some[5]["text"] = "ก" * 1_000_000 + ATTACK
    report["title"]["raw"] = report["title"]["text"] = ATTACK
    report["agency"]["name"] = report["source"]["file_name"] = ATTACK.replace("/", "_")
    for finding in report["findings"]:
        finding["message_th"] = finding["message_en"] = ATTACK
    path, out = checks.work / "hostile.json", checks.work / "hostile.html"
    path.write_text(json.dumps(report), encoding="utf-8")
    checks.run("review", path, "--pdf", FIXTURE, "-o", out)
    big = next(p for p, t in texts(report) if len(t["raw"]) > 1_000_000)
    with checks.page(out.as_uri()) as page:
        for _ in range(5):
            page.keyboard.press("j")
        page.fill("#find", "javascript:")
        assert page.locator("#list-values .value").count() >= 5
        page.goto(out.as_uri() + "#" + urllib.parse.quote(big))
        until(page, "document.querySelector('#card .printed')")
        assert len(page.locator("#card .printed").inner_text()) < 5_000, "cut"
        page.click("#card .more")
        assert page.locator("#card .printed").evaluate("e => e.textContent.length") > 1_000_000, "all of it"
        assert page.evaluate("window.taken") is None
        assert page.evaluate("document.querySelectorAll('a, iframe, object, embed, link').length") == 0
        assert page.evaluate("document.querySelectorAll('img').length") == len(report["source"]["pages"])
        scripts = page.evaluate("Array.from(document.scripts).filter(s => !s.type).length")
        assert scripts == 1, scripts
        assert "{{7*7}}" in page.title() and "\u202e" not in page.title(), page.title()
        assert page.evaluate("Array.from(document.querySelectorAll('bdi')).every(b => getComputedStyle(b).unicodeBidi.startsWith('isolate'))")
    checks.quiet("hostile text", "file:")
    print("hostile text stays text; a cell of a million characters is cut, and can be seen whole")


def found_and_linked(checks: Checks, address: str, report: dict) -> None:
    with checks.page(address) as page:
        # The key of j on a Thai keyboard.
        page.evaluate("document.body.dispatchEvent(new KeyboardEvent('keydown', {key: '่', code: 'KeyJ', bubbles: true}))")
        assert page.locator("#list-look .look[aria-current]").count() == 1
        page.fill("#find", "2568")
        arabic = page.locator("#list-values .value").count()
        page.fill("#find", "๒๕๖๘")
        assert page.locator("#list-values .value").count() == arabic > 0, "digits of both scripts are one"
        page.fill("#find", "")
        for layer in ("rulings", "cells", "columns", "boxes"):
            page.click("summary")
            page.check(f"#layer-{layer}")
            name = "values" if layer == "boxes" else layer
            assert page.locator(f".l-{name} rect, .l-{name} line").count() > 0, layer
            page.uncheck(f"#layer-{layer}")
            assert page.locator(f".l-{name}").count() == 0, layer
            page.keyboard.press("Escape")
            assert not page.locator("details[open]").count()
    pointer, text = next((p, t) for p, t in reversed(texts(report)) if "/cells/" in p and t["regions"])
    region = text["regions"][0]
    box = ",".join(str(region[k]) for k in ("x0", "y0", "x1", "y1"))
    with checks.page(f"{address}#page={region['page']}&box={box}") as page:
        (only,) = lit(page)
        assert only["page"] == region["page"] and only["seen"]
    with checks.page(address + "#" + urllib.parse.quote(pointer)) as page:
        for _ in range(4):
            page.keyboard.press("r")
            box = lit(page)[0]
            assert box["seen"], "scrolled to on a turned page, too"
            back(page, pointer, box)
        page.keyboard.press("c")
        page.keyboard.type("half written")
        page.locator("#list-values .value").first.click()
        page.locator(f'#list-values .value[data-pointer="{pointer}"]').click()
        page.keyboard.press("c")
        assert page.locator("#card textarea").input_value() == "half written"
    item = next(i["id"] for i in iter_items(report))
    with checks.page(f"{address}#item={item}") as page:
        assert page.locator('#list-values .value[aria-current="true"]').is_visible()
    with checks.page(address + "#/nothing/like/it") as page:
        assert page.locator("#notes .note").count() == 1
    checks.quiet("links", "file:")
    print("search, layers, deep links, turned pages")


def iter_items(value):
    if isinstance(value, dict):
        if "cells" in value and "id" in value:
            yield value
        for below in value.values():
            yield from iter_items(below)
    elif isinstance(value, list):
        for below in value:
            yield from iter_items(below)


def without_pictures(checks: Checks, report: dict) -> None:
    path, out = checks.work / "alone.json", checks.work / "alone.html"
    path.write_text(json.dumps(report), encoding="utf-8")
    said = checks.run("review", path, "-o", out).stderr
    assert "--pdf" in said, said
    (checks.work / FIXTURE.name).write_bytes(FIXTURE.read_bytes() + b"\n% another file\n")
    other = checks.run("review", path, "-o", out).stderr
    assert "sha256" in other, other
    pointer = next(p for p, t in texts(report) if "/cells/" in p and t["regions"])
    with checks.page(out.as_uri() + "#" + urllib.parse.quote(pointer)) as page:
        assert page.locator("#notes .note").count() == 1
        assert lit(page), "boxes light up on blank pages, too"
    checks.quiet("without pictures", "file:")
    print("without its document a report is shown all the same, and says so")


def served(checks: Checks, report: dict) -> None:
    source = checks.work / "แผน 1.pdf"
    source.write_bytes(FIXTURE.read_bytes())
    kept = checks.work / "แผน 1.corrections.json"
    process = subprocess.Popen([checks.program, "review", source, "--serve"], stdout=subprocess.PIPE, text=True)
    try:
        address = process.stdout.readline().strip()
        port = urllib.parse.urlsplit(address).port
        pointer = next(p for p, t in texts(report) if p.endswith("/cells/budget") and t["raw"].strip())
        with checks.page(address + "#" + urllib.parse.quote(pointer)) as page:
            page.keyboard.press("c")
            page.keyboard.type("หนึ่ง")
            page.keyboard.press("Tab")
            page.keyboard.press("Tab")
            page.keyboard.type("ก")
            page.keyboard.press("Control+Enter")
            until(page, "document.getElementById('saving').textContent.includes('corrections.json')")
            first = json.loads(kept.read_text(encoding="utf-8"))
            assert first["corrections"][0]["new"] == "หนึ่ง" and first["corrections"][0]["why"] is None
            # Another tab that knows nothing of what follows.
            with checks.page(address) as other:
                page.click("#tab-decided")
                page.click("#sign")
                page.keyboard.press("Control+Enter")
                until(page, "document.getElementById('saving').textContent.includes('corrections.json')")
                other.keyboard.press("j")
                other.keyboard.press("n")
                other.keyboard.type("สอง")
                other.keyboard.press("Tab")
                other.keyboard.type("ข")
                other.keyboard.press("Control+Enter")
                until(other, "document.getElementById('saving').textContent.includes('corrections.json')")
                other.wait_for_timeout(300)
        # What the first refusal says stands on the console.
        checks.troubles = [t for t in checks.troubles if "412" not in t]
        both = json.loads(kept.read_text(encoding="utf-8"))
        assert both["corrections"][0]["new"] == "หนึ่ง" and both["remarks"][0]["note"] == "สอง", both
        refused(port, urllib.parse.urlsplit(address).path)
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=10) == 0
    checks.quiet("serve", f"http://127.0.0.1:{port}/")
    print("--serve writes what two tabs decide, refuses everyone else, and ends by Ctrl-C")


def refused(port: int, path: str) -> None:
    for method, target, headers in (
        ("GET", "/", {}),
        ("GET", "/0123456789abcdef0123456789abcdef" + path[33:], {}),
        ("GET", path, {"Host": "evil.example"}),
        ("GET", path, {"Origin": "http://evil.example"}),
    ):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
        connection.request(method, target, headers=headers)
        assert connection.getresponse().status == 403, (method, target, headers)


def shot(checks: Checks, address: str) -> None:
    if not checks.shots:
        return
    checks.shots.mkdir(parents=True, exist_ok=True)
    for width, height in ((390, 844), (768, 1024), (1440, 900)):
        for scheme, lang in (("light", "th"), ("dark", "en")):
            with checks.page(address, width=width, height=height, color_scheme=scheme) as page:
                if page.evaluate("document.documentElement.lang") != lang:
                    page.click("#lang")
                page.keyboard.press("j")
                page.wait_for_timeout(300)
                page.screenshot(path=checks.shots / f"look-{width}-{scheme}-{lang}.png")
                page.click("#tab-values")
                page.locator("#list-values .value").nth(12).click()
                page.keyboard.press("c")
                page.wait_for_timeout(200)
                page.screenshot(path=checks.shots / f"values-{width}-{scheme}-{lang}.png")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True)
    parser.add_argument("--axe", required=True)
    parser.add_argument("--shots", type=pathlib.Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        work = pathlib.Path(folder)
        browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"])
        checks = Checks(browser, str(pathlib.Path(args.program).resolve()), args.axe, work, args.shots)
        out = work / "review.html"
        checks.run("--lang", "th", "review", FIXTURE, "-o", out)
        report = json.loads(checks.run("extract", "--quiet", FIXTURE, status=(0, 1)).stdout)
        address = out.as_uri()
        shot(checks, address)
        clicked_both_ways(checks, address, report)
        corrected_by_keyboard(checks, address, report)
        found_and_linked(checks, address, report)
        without_pictures(checks, report)
        hostile(checks, report)
        served(checks, report)
        without_barriers(checks, address)
        browser.close()
    print("review: all checks passed")


if __name__ == "__main__":
    main()
