"""What the sheet writes: well-formed SVG for a page and a file, PNG with the letters of every language of the sources."""

import io
import re
import xml.etree.ElementTree as ET

import pytest
from PIL import Image, ImageChops

from pages.drawing.canvas import PNG_DPI, Canvas
from pages.drawing.palette import DARK, LIGHT, LOOKS
from pages.drawing.text_layout import lettered, text_width

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert('x')</script> & \"quoted\" ${title}\x00"
SEEN = HOSTILE.rstrip("\x00")


def inked(canvas: Canvas, box: tuple[float, float, float, float] | None = None) -> Image.Image:
    """What a canvas is as a PNG in grey, or a part of it, in points."""
    image = Image.open(io.BytesIO(canvas.drawn("png", "A picture"))).convert("L")
    return image.crop(tuple(round(length * PNG_DPI / 72) for length in box)) if box else image


def written(text: str, size: float = 20, bold: bool = False) -> Image.Image:
    canvas = Canvas(400, 40)
    canvas.words(5, 28, text, size, "#000000", bold)
    return inked(canvas)


def reach(image: Image.Image) -> tuple[float, float]:
    """From where to where it is not white, in points."""
    left, _, right, _ = ImageChops.invert(image).getbbox()
    return left * 72 / PNG_DPI, right * 72 / PNG_DPI


def test_a_page_s_picture_links_to_what_is_drawn_and_marks_it() -> None:
    canvas = Canvas(100, 50)
    with canvas.group("spot", href="./facts?fact=a&q=b", title="One\ntwo", fact_id="a"):
        canvas.mark(10, 10, "◆", 8, "#000000")
    canvas.line([(0, 0), (1, 1)])
    root = ET.fromstring(canvas.svg("Where"))
    (link,) = root.iter(f"{SVG}a")
    assert link.attrib == {"class": "inside spot", "href": "./facts?fact=a&q=b", "data-fact-id": "a"}
    assert [child.tag.removeprefix(SVG) for child in link] == ["title", "path"]
    assert link[0].text == "One\ntwo"
    assert [child.tag.removeprefix(SVG) for child in root] == ["a", "path"]
    assert (root.get("role"), root.get("aria-label")) == ("group", "Where")


def test_a_picture_without_links_is_one_image_and_has_the_page_s_ground() -> None:
    canvas = Canvas(100, 50)
    with canvas.group("district", district="nushki"):
        canvas.shape([[(0, 0), (5, 0), (5, 5)]], "#FFFFFF")
    svg = canvas.svg("Where")
    assert svg.startswith("<svg ")
    root = ET.fromstring(svg)
    assert (root.get("role"), root.get("viewBox")) == ("img", "0 0 100 50")
    assert not list(root.iter(f"{SVG}rect"))
    assert ET.fromstring(canvas.drawn("svg", "Where"))[0].get("fill") == LIGHT.paper
    assert canvas.svg("Where") == svg


def test_hostile_words_are_words_wherever_they_stand() -> None:
    canvas = Canvas(100, 50)
    with canvas.group(HOSTILE, href=HOSTILE, title=HOSTILE, fact=HOSTILE):
        canvas.words(0, 10, HOSTILE)
    for made in (canvas.svg(HOSTILE), canvas.drawn("svg", HOSTILE).decode()):
        assert "<script" not in made
        root = ET.fromstring(made)
        assert [element.text for element in root.iter() if element.text] == [SEEN, SEEN]
        assert root.get("aria-label") == SEEN
    assert canvas.drawn("png", HOSTILE).startswith(b"\x89PNG")


def test_a_theme_gives_the_colours_that_are_not_told() -> None:
    for dark, theme in ((False, LIGHT), (True, DARK)):
        canvas = Canvas(100, 50, dark)
        canvas.words(0, 10, "Words")
        canvas.mark(20, 20, "◇", 8, "#123456")
        root = ET.fromstring(canvas.drawn("svg", "x"))
        assert [root[at].get("fill") for at in range(3)] == [theme.paper, theme.ink, theme.paper]
        assert inked(canvas, (0, 40, 1, 41)).getpixel((0, 0)) == pytest.approx(int(theme.paper[1:3], 16), abs=8)


@pytest.mark.parametrize("glyph", sorted({style.glyph for style in LOOKS.values()} | set("◇△○□✛⬡⬠☆◌")))
def test_every_sign_of_the_palette_is_a_shape_as_wide_as_asked_for(glyph: str) -> None:
    canvas = Canvas(40, 40)
    canvas.mark(20, 20, glyph, 20, "#000000")
    left, right = reach(inked(canvas))
    assert left == pytest.approx(10, abs=4.5)
    assert right == pytest.approx(30, abs=4.5)
    assert "<text" not in canvas.svg("x")


def test_a_hole_is_not_filled_and_what_is_beyond_the_frame_is_cut_off() -> None:
    canvas = Canvas(40, 40)
    with canvas.clipped(0, 0, 30, 40):
        canvas.shape([[(5, 5), (60, 5), (60, 35), (5, 35)], [(10, 10), (10, 20), (20, 20), (20, 10)]], "#000000")
    image = inked(canvas)
    at = lambda x, y: image.getpixel((round(x * PNG_DPI / 72), round(y * PNG_DPI / 72)))  # noqa: E731
    assert (at(15, 15), at(25, 15), at(35, 15)) == (255, 0, 255)


def test_numbers_are_short_and_no_step_adds_to_the_error() -> None:
    canvas = Canvas(100.123, 50)
    canvas.line([(turn / 3, -turn / 7) for turn in range(100)])
    svg = canvas.svg("x")
    assert not re.search(r"\d\.\d{3}|-0[ z\"]", svg)
    steps = re.search(r' d="M0 0l([^"]*)"', svg)
    pairs = [float(number) for number in re.findall(r"-?[\d.]+", steps[1])]
    assert (sum(pairs[::2]), sum(pairs[1::2])) == pytest.approx((33, -99 / 7), abs=0.006)


def test_a_png_tells_its_resolution_and_what_it_shows() -> None:
    image = Image.open(io.BytesIO(Canvas(72, 36).drawn("png", "Nothing — نوشکی")))
    assert image.size == (PNG_DPI, PNG_DPI // 2)
    assert image.info["Description"] == "Nothing — نوشکی"
    assert image.info["dpi"] == pytest.approx((PNG_DPI, PNG_DPI), abs=0.1)


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("text", ["Security forces report over 150 killed", "AVAVA To. Ty", "137", "گوادر، نوشکی", "Words “نوشکی”, 28 Jan"])
def test_words_take_the_room_that_is_measured(text: str, bold: bool) -> None:
    left, right = reach(written(text, 15, bold))
    width = text_width(text, 15, bold)
    assert 0.93 * width - 2 <= right - left <= width + 1


URDU = "ابپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوہھءیےئآؤۂۓ۔،؟۰۱۲۳۴۵۶۷۸۹"
PASHTO_AND_BALOCHI = "ټځڅډړږښګڼېۍۀݔ"


@pytest.mark.parametrize("letters", [URDU, PASHTO_AND_BALOCHI, "āīūʻ–—…→“”’·½²"])
def test_every_letter_has_a_shape_of_its_own(letters: str) -> None:
    boxes = {written(letter).tobytes() for letter in "\u4e00\u0b95"}  # no font here has these: a box
    assert len(boxes) == 1
    assert not [letter for letter in letters if written(letter).tobytes() in boxes]


def test_words_of_urdu_are_written_from_the_right_and_their_letters_join() -> None:
    whole, first = reach(written("نوشکی")), reach(written("ن"))
    assert whole[1] - whole[0] < 0.9 * sum(right - left for left, right in (reach(written(letter)) for letter in "نوشکی"))
    joined = written("نوشکی چاغی")
    last_alone = written("چاغی")
    wide = round((reach(last_alone)[1] - 1) * PNG_DPI / 72)
    assert (
        ImageChops.difference(joined.crop((0, 0, wide, joined.height)), last_alone.crop((0, 0, wide, joined.height))).getextrema()[1] < 64
    )
    assert first != whole
    assert text_width("نوشکی", 20) < 0.9 * sum(text_width(letter, 20) for letter in "نوشکی")


def test_a_number_after_words_of_urdu_stays_behind_them() -> None:
    assert lettered("“نوشکی اور چاغی”, 28 Jan") == "“نوشکی اور چاغی\u200e”, 28 Jan"
    assert lettered("Nushki, 28 Jan") == "Nushki, 28 Jan"
    alone, mixed = written("28 Jan"), written("نوشکی, 28 Jan")
    wide = reach(alone)[1] - reach(alone)[0]
    right = reach(mixed)[1]
    end = mixed.crop((round((right - wide) * PNG_DPI / 72), 0, round(right * PNG_DPI / 72), mixed.height))
    start = alone.crop((round((reach(alone)[1] - wide) * PNG_DPI / 72), 0, round(reach(alone)[1] * PNG_DPI / 72), alone.height))
    assert ImageChops.difference(end, start).resize((1, 1)).getpixel((0, 0)) < 12


def test_an_attribute_of_one_drawing_is_in_no_other() -> None:
    first, second = Canvas(10, 10), Canvas(10, 10)
    first.words(1, 1, "Nushki")
    assert "Nushki" not in second.svg("x")
