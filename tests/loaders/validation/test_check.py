"""The check is quick because it loads nothing that it does not need, and it names every error."""

import subprocess
import sys

import pytest

import loaders
from loaders.yaml.folder import DATA

HEAVY = ("pandas", "numpy", "pyarrow", "openpyxl", "PIL", "resvg_py", "streamlit", "plotly")


@pytest.mark.parametrize("words", [["check"], ["check", "--strict"], ["schema"], ["new", "fact", "--kind", "nonsense"]], ids=" ".join)
def test_a_command_that_draws_no_table_loads_no_table_library(words):
    run = f"try: main({words!r})\nexcept SystemExit: pass"
    program = f"import sys\nfrom loaders.__main__ import main\n{run}\nprint(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", program], cwd=DATA.parent, capture_output=True, text=True, check=True)
    loaded = set(done.stderr.splitlines()[-1].split())
    assert "loaders.cli" in loaded
    assert not loaded & set(HEAVY)


def test_every_promised_name_is_there_and_no_other():
    assert all(getattr(loaders, name) is not None for name in loaders.__all__)
    with pytest.raises(AttributeError, match="load_everything"):
        _ = loaders.load_everything


def test_the_file_of_an_editor_that_is_open_is_no_error(tiny_data, capsys):
    from loaders.__main__ import main

    (tiny_data / "facts" / ".context.yaml.swp").write_bytes(b"\0")
    assert main(["check", "--data", str(tiny_data)]) == 0
    (tiny_data / "facts" / "more.yaml").write_text("[]")
    assert main(["check", "--data", str(tiny_data)]) == 1
    assert "data/facts/more.yaml:1 is not a file that is read" in capsys.readouterr().err
