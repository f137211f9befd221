"""The command that serves the data to programs that read, by the Model Context Protocol."""

from __future__ import annotations

from argparse import Namespace

from loaders.api.settings import settings
from loaders.cli import CLEAN, MISUSE, echo_err


def mcp(options: Namespace) -> int:
    """Answer on stdin and stdout until they are closed; it needs the extra `mcp`."""
    try:
        from loaders.mcp.server import mcp_server
    except ModuleNotFoundError as missing:
        if missing.name is None or missing.name.partition(".")[0] != "mcp":
            raise
        echo_err("the package mcp is not installed: run `uv sync --extra mcp`, or `pip install '.[mcp]'`")
        return MISUSE
    mcp_server(options.data, settings().events).run("stdio")
    return CLEAN
