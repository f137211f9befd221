# Each target prints what it does and works twice in a row. `make run PORT=9000` serves elsewhere.
PORT ?= 8501
PYTHON ?= python3
UV := .venv/bin/uv
RUN := .venv/bin/python
ARTICLES ?= ../shared/articles

.PHONY: run setup test check browser
.DEFAULT_GOAL := run

run: .venv/installed
	@echo "Serving on http://localhost:$(PORT)"
	.venv/bin/streamlit run app.py --server.port $(PORT)

setup: .venv/installed
	@echo "Installed in .venv"

.venv/installed: pyproject.toml uv.lock
	@echo "Installing into .venv from uv.lock"
	@test -x $(UV) || { $(PYTHON) -m venv .venv && .venv/bin/pip install --quiet --disable-pip-version-check uv; }
	$(UV) sync --locked --inexact --quiet --no-group dev
	@touch $@

.venv/installed-dev: .venv/installed
	@echo "Installing what tests need"
	$(UV) sync --locked --inexact --quiet
	@touch $@

check: .venv/installed-dev
	@echo "Lint, types and facts"
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	$(RUN) -m loaders check $(if $(wildcard $(ARTICLES)),--articles $(ARTICLES))
	$(RUN) -m tests.audit

browser: .venv/installed-dev
	$(RUN) -m tests.browser.install

test: check browser
	@echo "Tests"
	.venv/bin/pytest -n 2 --dist loadgroup
