"""Whatever numbers and dates `check` accepts can also be drawn and exported in every format."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loaders.frames.dataset import build_dataset
from loaders.validation.check import check_data
from tests.drawing import draw

DEALS = "facts/financing_deals.yaml"
DAYS = st.sampled_from(
    [
        "/2025",
        "../2025-03",
        "1678-01-02",
        "2261-12-30",
        "2025-24~",
        "20XX",
        "1700~",
        "2025/",
        "/1900",
        "../1678",
        "9999",
        "2025-12-XX%",
        "0000",
    ]
)
NUMBERS = st.one_of(
    st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.sampled_from([2**53, 2**53 + 1, -1, 0, 10**30, 0.1])
)


@pytest.mark.slow
@settings(max_examples=settings.default.max_examples // 6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(day=DAYS, number=NUMBERS)
def test_what_check_accepts_is_drawn_and_exported(tiny_data, day, number):
    path = tiny_data / DEALS
    text = path.read_text(encoding="utf-8")
    changed = text.replace('"2025-12"', f'"{day}"').replace("1250000000", f"{number:.6f}" if isinstance(number, float) else str(number))
    changed = changed.replace("certainty: stated", "certainty: expected")
    try:
        path.write_text(changed, encoding="utf-8")
        if check_data(tiny_data)[1]:
            return
        dataset = build_dataset(tiny_data)
        draw(dataset)
    except Exception as error:
        raise AssertionError(f"{day} {number}") from error
    finally:
        path.write_text(text, encoding="utf-8")
