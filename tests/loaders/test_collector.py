"""The collector waits while much is made, and comes back whatever happens."""

import gc

import pytest

from loaders.collector import collector_off


@pytest.fixture(autouse=True)
def _as_it_was():
    was = gc.isenabled()
    gc.enable()
    yield
    (gc.enable if was else gc.disable)()


def test_the_collector_waits_and_comes_back():
    with collector_off():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_collector_comes_back_after_an_error():
    with pytest.raises(ValueError, match="broken"), collector_off():
        raise ValueError("broken")
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off():
    gc.disable()
    with collector_off():
        pass
    assert not gc.isenabled()
