"""The collector waits while much is made, and comes back whatever happens."""

import gc
import threading

import pytest

from loaders.export.formats import export
from loaders.export.registry import FORMATS
from loaders.query.selection import Selection
from loaders.yaml.garbage_collection import gc_paused


@pytest.fixture(autouse=True)
def _as_it_was():
    was = gc.isenabled()
    gc.enable()
    yield
    (gc.enable if was else gc.disable)()


def test_the_collector_waits_and_comes_back():
    with gc_paused():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_the_collector_comes_back_after_an_error():
    with pytest.raises(ValueError, match="broken"), gc_paused():
        raise ValueError("broken")
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off():
    gc.disable()
    with gc_paused():
        pass
    assert not gc.isenabled()


def test_the_collector_waits_until_the_last_of_several_works_has_ended():
    def second():
        with gc_paused():
            begun.set()
            assert go_on.wait(30)

    begun, go_on = threading.Event(), threading.Event()
    with gc_paused():
        other = threading.Thread(target=second)
        other.start()
        assert begun.wait(30)
    assert not gc.isenabled()
    go_on.set()
    other.join(30)
    assert gc.isenabled()


@pytest.mark.sweep
def test_an_export_leaves_the_collector_as_it_is(dataset, monkeypatch):
    monkeypatch.setattr(gc, "disable", lambda: pytest.fail("an export of one reader is no reason to stop it for all"))
    for file_format in FORMATS:
        assert export(dataset, Selection(), file_format)
