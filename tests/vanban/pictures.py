"""The pictures of `docs/van-ban/anh`, drawn anew by `python -m tests.vanban.pictures`."""

import subprocess
import tempfile
from pathlib import Path

from PIL import Image

from tests.vanban.office import to_pdf
from tests.vanban.specimens import SPECIMENS

FOLDER = Path(__file__).parents[2] / "docs" / "van-ban" / "anh"
MOST_BYTES = 60 * 1024
_DPI = 64
_GREYS = 8
_MOST_PAGES = 2


def draw(pdf: Path, target: Path) -> None:
    """The first pages side by side, in a few greys."""
    line = [
        "pdftoppm",
        "-r",
        str(_DPI),
        "-gray",
        "-png",
        "-l",
        str(_MOST_PAGES),
        str(pdf),
        str(pdf.with_suffix("")),
    ]
    subprocess.run(line, check=True)
    pages = [Image.open(path).convert("L") for path in sorted(pdf.parent.glob(f"{pdf.stem}-*.png"))]
    gap = 8
    width = sum(page.width for page in pages) + gap * (len(pages) + 1)
    sheet = Image.new("L", (width, max(page.height for page in pages) + 2 * gap), 200)
    left = gap
    for page in pages:
        sheet.paste(page, (left, gap))
        left += page.width + gap
    sheet.quantize(_GREYS).save(target, optimize=True)


def main() -> None:
    """Draw the picture of every kind that has a page of its own."""
    kinds = {path.stem for path in FOLDER.parent.glob("*.md")}
    wanted = {name: paper for name, paper in SPECIMENS.items() if name in kinds}
    with tempfile.TemporaryDirectory() as folder:
        for name, pdf in to_pdf(wanted, Path(folder)).items():
            draw(pdf, FOLDER / f"{name}.png")


if __name__ == "__main__":
    main()
