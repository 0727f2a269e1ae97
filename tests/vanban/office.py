"""Papers as pages: LibreOffice lays them out, several in one start."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

from thidua.vanban.blocks import VanBan
from thidua.vanban.to_docx import to_bytes


def to_pdf(papers: Mapping[str, VanBan], folder: Path) -> dict[str, Path]:
    """The papers as PDF files in `folder`. CalledProcessError when LibreOffice refuses."""
    files = []
    for name, van_ban in papers.items():
        files.append(folder / f"{name}.docx")
        files[-1].write_bytes(to_bytes(van_ban))
    profile = f"-env:UserInstallation={(folder / 'ho-so-soffice').as_uri()}"
    line = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        *map(str, files),
    ]
    subprocess.run(line, capture_output=True, check=True, timeout=300)
    return {name: folder / f"{name}.pdf" for name in papers}


def pages_of(pdf: Path) -> list[str]:
    """The text of each page, laid out as on paper."""
    read = ["pdftotext", "-layout", str(pdf), "-"]
    text = subprocess.run(read, capture_output=True, check=True).stdout.decode()
    return text.removesuffix("\f").split("\f")
