"""`python -m tests.browser.install` finds a Chromium for the browser tests, and fetches one where there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def chromium_path() -> str | None:
    """The browser that the tests use: $CHROMIUM, one of the system's, or Playwright's own; None where there is none."""
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named)
    for name in NAMES:
        if found := shutil.which(name, path=f"/usr/bin:/usr/local/bin:{os.environ.get('PATH', '')}"):
            return found
    return _playwrights_own()


def _playwrights_own() -> str | None:
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        return None
    try:
        with sync_playwright() as playwright:
            path = playwright.chromium.executable_path
    except Error:
        return None
    return path if Path(path).exists() else None


def install() -> str | None:
    """Try Debian's package, then Playwright's download; the path of what was got, or None."""
    if commands := _apt_commands():
        _run(commands)
    else:
        print("Debian's package: passed over (no apt-get here, or no right to use it)")
    return chromium_path() or (_run([[sys.executable, "-m", "playwright", "install", "chromium"]]) and chromium_path()) or None


def _apt_commands() -> list[list[str]]:
    if not shutil.which("apt-get"):
        return []
    if os.geteuid() == 0:
        root: list[str] = []
    elif shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode == 0:
        root = ["sudo", "-n"]
    else:
        return []
    return [[*root, "apt-get", "update"], [*root, "apt-get", "install", "-y", "chromium"]]


def _run(commands: Sequence[Sequence[str]]) -> bool:
    """Run commands one after the other, up to the first that fails."""
    for command in commands:
        print(f"Running: {' '.join(command)}", flush=True)
        if code := subprocess.run(command, check=False, stdin=subprocess.DEVNULL).returncode:
            print(f"That failed with exit code {code}")
            return False
    return True


def main() -> int:
    """Say which browser there is, or get one; 1 in continuous integration when none could be had."""
    if found := chromium_path():
        print(f"Browser tests use {found}")
        return 0
    if named := os.environ.get("CHROMIUM"):
        print(f"CHROMIUM names {named}, which is no program here", file=sys.stderr)
    else:
        print("No Chromium here; trying to install one")
        if found := install():
            print(f"Browser tests use {found}")
            return 0
    where = "so this run fails" if os.environ.get("CI") else "so browser tests will be skipped"
    print(f"No Chromium could be had, {where}. Install one, or name one: CHROMIUM=/path/to/chromium", file=sys.stderr)
    return 1 if os.environ.get("CI") else 0


if __name__ == "__main__":
    sys.exit(main())
