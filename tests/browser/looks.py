"""Pictures of the pages as a reader sees them: `python -m tests.browser.looks` renews them in tests/browser/pictures/."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image
from playwright.sync_api import sync_playwright

from tests.browser.conftest import HEIGHT, new_context
from tests.browser.install import chromium_path
from tests.browser.reader import FLAGS, Log, Reader
from tests.browser.server import running_server

PICTURES = Path(__file__).with_name("pictures")
SHOTS = Path(__file__).with_name("shots")
BLOCK = 12  # pixels: letters drawn a little otherwise keep the mean of a block, a mark that moves does not
LEVELS = 22  # of 255: how far the mean of a block may be off
MOST_SHARE = 0.0008  # of all blocks


@dataclass(frozen=True)
class Look:
    """A page at a width and in a scheme."""

    name: str
    path: str
    width: int = 1440
    scheme: str = "light"

    @property
    def file(self) -> Path:
        return PICTURES / f"{self.name}.png"


LOOKS = (
    Look("overview", "/"),
    Look("overview-dark", "/?district=nushki", scheme="dark"),
    Look("overview-phone", "/", width=390),
    Look("map", "/map"),
    Look("map-dark", "/map", scheme="dark"),
    Look("map-phone", "/map", width=390),
    Look("timeline", "/timeline"),
    Look("investment", "/investment"),
    Look("exposure", "/exposure"),
)


def taken(reader: Reader) -> Image.Image:
    """What is on screen once it no longer changes."""
    reader.page.evaluate("document.fonts.ready")
    reader.page.mouse.move(0, 0)
    reader.page.evaluate("document.activeElement.blur()")  # an earlier test on the page may have left the focus, and the list scrolled
    reader.page.evaluate("document.querySelectorAll('.side').forEach(list => list.scrollTop = 0)")
    before = b""
    while (now := reader.page.screenshot(animations="disabled", caret="hide")) != before:
        before = now
        reader.page.wait_for_timeout(300)
    return Image.open(io.BytesIO(now)).convert("RGB")


def kept(look: Look) -> Image.Image:
    """The picture of the repository."""
    return Image.open(look.file).convert("RGB")


def keep(look: Look, picture: Image.Image) -> None:
    """Write a picture for the repository."""
    PICTURES.mkdir(exist_ok=True)
    picture.save(look.file, optimize=True)


def differing(one: Image.Image, other: Image.Image) -> np.ndarray:
    """Which blocks differ, as rows and columns of booleans; all of them where the sizes differ."""
    if one.size != other.size:
        return np.ones((1, 1), dtype=bool)
    means = [_means(picture) for picture in (one, other)]
    return np.abs(means[0] - means[1]).max(axis=2) > LEVELS


def _means(picture: Image.Image) -> np.ndarray:
    size = (-(-picture.width // BLOCK), -(-picture.height // BLOCK))
    return np.asarray(picture.resize(size, Image.Resampling.BOX), dtype=float)


def alike(one: Image.Image, other: Image.Image) -> bool:
    """Whether two pictures differ by no more than letters drawn otherwise."""
    return float(differing(one, other).mean()) <= MOST_SHARE


def show_difference(look: Look, picture: Image.Image) -> Path:
    """Write the picture as it is now, and beside it where it differs, to tests/browser/shots/."""
    SHOTS.mkdir(exist_ok=True)
    picture.save(SHOTS / f"{look.name}.png")
    where = Image.fromarray(differing(kept(look), picture).astype("uint8") * 160).resize(picture.size, Image.Resampling.NEAREST)
    path = SHOTS / f"{look.name}-difference.png"
    Image.composite(Image.new("RGB", picture.size, "#D0021B"), picture, where).save(path)
    return path


def main() -> None:
    """Take every picture anew."""
    with sync_playwright() as playwright, running_server() as server:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        for look in LOOKS:
            context = new_context(browser, look.width, look.scheme)
            reader = Reader(context, server, Log(server)).open(look.path)
            reader.drawn()
            keep(look, taken(reader))
            print(f"{look.file.relative_to(Path.cwd())}: {look.width} × {HEIGHT[look.width]}, {look.file.stat().st_size / 1000:.0f} kB")
            context.close()
        browser.close()


if __name__ == "__main__":
    main()
