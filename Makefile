# Each target prints what it does and works twice in a row. `make run PORT=9000` serves elsewhere.
PORT ?= 8501
PYTHON ?= python3
MINUTES ?= 60
UV := .venv/bin/uv
RUN := .venv/bin/python
ARTICLES ?= ../shared/articles
unexport PYTHONDONTWRITEBYTECODE # some twenty programs start in the tests: what is compiled is kept
PEERS ?= $(CURDIR)/.venv/bench

.PHONY: run setup quick test test-sweeps test-long test-hosting test-events-server test-events-spark test-zotero check browser bench looks contrast axe clicks pictures soak storm
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
	$(RUN) -m loaders check --strict $(if $(wildcard $(ARTICLES)),--articles $(ARTICLES))
	$(RUN) -m tests.audit

browser: .venv/installed-dev
	$(RUN) -m tests.browser.install

looks: contrast axe clicks

clicks: browser
	@echo "From the first page to what happened in Nushki in January 2026 and the money behind it"
	.venv/bin/pytest tests/browser/test_access.py -k newcomer -s

pictures: browser
	@echo "Renewing tests/browser/pictures, which the tests compare and README shows"
	$(RUN) -m tests.browser.looks

contrast: .venv/installed-dev
	@echo "Contrast of every pair of colours, and how far apart the kinds look"
	$(RUN) -m tests.pages.colours

axe: browser
	@echo "Every page as axe-core judges it"
	$(RUN) -m tests.browser.axe

quick: .venv/installed-dev
	@echo "Lint, types and unit tests"
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/pytest -n 2 --dist loadgroup --no-loadscope-reorder -m "not long and not slow and not sweep" --durations=5 tests/loaders tests/test_imports.py

test: check browser
	@echo "Tests: every check, on the pages, sizes and values that tell most"
	.venv/bin/pytest -n 2 --dist loadgroup --no-loadscope-reorder -m "not sweep and not long and not hosting and not events_server and not events_spark" --durations=25

test-sweeps: browser
	@echo "The same checks on further pages, sizes and values"
	.venv/bin/pytest -n 2 --dist loadgroup --no-loadscope-reorder -m "sweep and not long and not hosting and not events_server and not events_spark" --durations=25

test-long: check browser
	@echo "All tests, also those of what rarely changes, with more drawn examples"
	HYPOTHESIS_PROFILE=more .venv/bin/pytest -n 2 --dist loadgroup --no-loadscope-reorder -m "not hosting and not events_server and not events_spark" --durations=25

test-hosting: browser
	@echo "Three servers behind HAProxy: one is killed, all are renewed, and no reader is left with an error"
	@command -v haproxy openssl >/dev/null || { echo "HAProxy or OpenSSL is missing: apt-get install haproxy openssl"; exit 1; }
	.venv/bin/pytest -n 0 -m hosting -s tests/hosting

test-events-server: .venv/installed-dev
	@echo "PostgreSQL: started, loaded with 100,000 events, the same answers as DuckDB, its connection lost and back"
	@ls /usr/lib/postgresql/*/bin/initdb >/dev/null || { echo "PostgreSQL is missing: apt-get install postgresql"; exit 1; }
	.venv/bin/pytest -n 0 -m events_server -s tests/events_server

test-events-spark: .venv/installed-dev .venv/spark/installed
	@echo "Spark: the same answers as DuckDB on 100,000 events"
	@command -v java >/dev/null || { test "$$(id -u)" = 0 && apt-get update -qq && apt-get install -y -qq default-jre-headless; } || \
	{ echo "Java is missing: apt-get install default-jre-headless"; exit 1; }
	.venv/bin/pytest -n 0 -m events_spark -s tests/events_spark

.venv/spark/installed: tests/events_spark/requirements.txt
	@echo "Installing PySpark into .venv/spark"
	$(PYTHON) -m venv .venv/spark
	.venv/spark/bin/pip install --quiet --disable-pip-version-check -r tests/events_spark/requirements.txt
	@touch $@

test-zotero: .venv/installed-dev
	@echo "Zotero's own translators, from npm: what they make of RIS, CSL-JSON and BibTeX"
	@command -v node npm >/dev/null || { echo "Node or npm is missing: apt-get install nodejs npm"; exit 1; }
	npm ci --prefix tests/zotero --ignore-scripts --no-audit --no-fund
	.venv/bin/pytest -n 0 tests/zotero

soak: .venv/installed-dev
	@echo "Ten readers for $(MINUTES) minutes: memory, errors, how long they wait"
	$(RUN) -m tests.soak --minutes $(MINUTES)

storm: .venv/installed-dev
	@echo "A thousand requests at once, five times: how long /healthz waits meanwhile, and memory afterwards"
	$(RUN) -m tests.storm --storms 5

# `make bench ONLY=web REPS=3` measures one part (web, slow, phone, large, rerun, library, events) with fewer visits;
# `make bench ONLY=events SIZES="1000000 10000000"` other numbers of events.
bench: browser $(PEERS)/installed
	@echo "Measuring; tests/benchmarks/RESULTS.md is written anew"
	$(RUN) -m tests.benchmarks $(ONLY) --peers $(PEERS)/bin $(if $(REPS),--reps $(REPS)) $(if $(SIZES),--events $(SIZES))

$(PEERS)/installed: tests/benchmarks/requirements.txt
	@echo "Installing the peers into $(PEERS)"
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/pip install --quiet --disable-pip-version-check -r tests/benchmarks/requirements.txt && touch $@ || \
	echo "The peers cannot be installed here: measuring without them"
