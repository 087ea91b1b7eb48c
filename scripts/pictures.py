#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Make the pictures of the site under docs/pictures, from a catalogue; for people to run.

usage: scripts/pictures.py CATALOG_DIR

Needs Debian's chromium, and playwright and pillow in the virtual environment:
scripts/need.sh python playwright==1.65.2 pillow==13.0.0. Each picture is at most 60 kB: its colours
are reduced to 64, and to fewer where that is not enough.
"""
import io
import pathlib
import sys

from PIL import Image
from playwright.sync_api import sync_playwright

from pages.server import serve

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "docs" / "pictures"
MOST_BYTES = 60_000
DESKTOP, PHONE = (1280, 900), (390, 844)

# Its name, the page, the size and the colour scheme; a page that is not there is left out.
PICTURES = (
    ("home", "", DESKTOP, "light"),
    ("datasets", "datasets/", DESKTOP, "light"),
    ("dataset", "datasets/bomen/", DESKTOP, "light"),
    ("map", "datasets/bomen/#map", DESKTOP, "light"),
    ("dataset-phone-dark", "datasets/bomen/", PHONE, "dark"),
    ("quality", "datasets/bomen/kwaliteit/", DESKTOP, "light"),
    ("explore", "datasets/bomen/verkennen/", DESKTOP, "light"),
    ("developers", "ontwikkelaars/", DESKTOP, "light"),
)


def small_png(shot):
    """A picture with so few colours that it fits in MOST_BYTES."""
    image = Image.open(io.BytesIO(shot)).convert("RGB")
    for colours in (64, 32, 16, 8):
        file = io.BytesIO()
        reduced = image.quantize(colours, dither=Image.Dither.NONE)
        reduced.save(file, "PNG", optimize=True)
        if file.tell() <= MOST_BYTES:
            return file.getvalue()
    raise SystemExit(f"a picture does not fit in {MOST_BYTES} bytes")


def main():
    if len(sys.argv) != 2:
        print(__doc__.split("\n\n")[1], file=sys.stderr)
        return 2
    catalog = pathlib.Path(sys.argv[1])
    FOLDER.mkdir(parents=True, exist_ok=True)
    with serve(catalog) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for name, path, (width, height), scheme in PICTURES:
            if not (catalog / path.partition("#")[0] / "index.html").is_file():
                print(f"{name}: /{path} is not there")
                continue
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=scheme, locale="nl-NL"
            )
            page = context.new_page()
            page.goto(server + path)
            page.wait_for_load_state("networkidle")
            png = small_png(page.screenshot())
            (FOLDER / f"{name}.png").write_bytes(png)
            print(f"{name}: {len(png)} bytes")
            context.close()
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
