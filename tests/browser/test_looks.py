"""The pages look as they did: pictures compared block by block, so that letters drawn otherwise pass and moved marks do not."""

from __future__ import annotations

import pytest
from PIL import Image, ImageChops, ImageFilter

from tests.browser.conftest import OpenPage
from tests.browser.looks import LOOKS, Look, alike, differing, kept, show_difference, taken
from tests.sweeps import first

BY_NAME = {look.name: look for look in LOOKS}


@pytest.mark.browser
@pytest.mark.xdist_group("browser-sizes")
@pytest.mark.parametrize("look", first(2, LOOKS), ids=lambda look: look.name)
def test_a_page_looks_as_it_did(open_page: OpenPage, look: Look) -> None:
    now = taken(open_page(look.path, width=look.width, scheme=look.scheme))
    if not alike(kept(look), now):
        share = differing(kept(look), now).mean()
        pytest.fail(f"{share:.2%} of {look.name} differ; see {show_difference(look, now)}; if it is meant: make pictures")


def test_each_picture_is_small() -> None:
    assert [look.name for look in LOOKS if look.file.stat().st_size > 300_000] == []


def test_letters_drawn_otherwise_pass() -> None:
    picture = kept(BY_NAME["map"])
    softer = picture.filter(ImageFilter.GaussianBlur(0.7))
    assert alike(picture, softer)
    assert alike(picture, Image.blend(picture, ImageChops.offset(picture, 1, 0), 0.4))


def test_light_and_dark_differ() -> None:
    assert not alike(kept(BY_NAME["map"]), kept(BY_NAME["map-dark"]))


def test_pictures_of_different_size_differ() -> None:
    assert not alike(kept(BY_NAME["map"]), kept(BY_NAME["map-phone"]))


def test_a_mark_that_moved_is_seen() -> None:
    picture = kept(BY_NAME["map"])
    moved = picture.copy()
    moved.paste(Image.new("RGB", (26, 26), "#7A2100"), (picture.width // 2, picture.height // 2))
    elsewhere = picture.copy()
    elsewhere.paste(Image.new("RGB", (26, 26), "#7A2100"), (picture.width // 2 + 60, picture.height // 2 + 20))
    assert not alike(moved, elsewhere)
