"""The benchmarks' command line."""

import pytest

from tests.benchmarks.__main__ import PARTS, parse_arguments


def test_a_relative_folder_of_programs_is_made_absolute_since_servers_start_elsewhere():
    assert parse_arguments(["--peers", ".venv/bench/bin"]).peers.is_absolute()


def test_every_part_can_be_asked_for_alone():
    assert [parse_arguments([name]).parts for name in PARTS] == [[name] for name in PARTS]


def test_an_unknown_part_is_refused(capsys):
    with pytest.raises(SystemExit):
        parse_arguments(["nothing"])
    assert "unknown part nothing" in capsys.readouterr().err
