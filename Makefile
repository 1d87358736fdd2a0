# `make` alone lists what there is. A fresh machine needs Python 3.11+, Node 20+, git and make.
SHELL := /bin/sh
PYTHON ?= python3
BIN := .venv/bin
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help demo demo-reset test lint format messages bench shots clean

help: ## list these commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F '\t' '{printf "  make %-12s %s\n", $$1, $$2}'

demo: .venv/.runtime node_modules/.installed ## install, build the demo data if there is none, serve on port 8000
	@$(BIN)/python scripts/demo.py || test $$? -eq 130

demo-reset: .venv/.runtime node_modules/.installed ## throw the demo's data away, build them anew and serve
	@$(BIN)/python scripts/demo.py reset || test $$? -eq 130

test: .venv/.dev node_modules/.installed ## everything: checks, suite on both databases, journeys in Chromium, killed workers
	@$(BIN)/python scripts/catalogues.py compile
	@$(BIN)/python -m scripts.test

lint: .venv/.dev node_modules/.installed ## the checks alone: style, types, layers, templates, migrations, catalogue
	@$(BIN)/python scripts/catalogues.py compile
	@$(BIN)/python -m scripts.test lint

format: .venv/.dev ## put Python and templates into the house's format
	@$(BIN)/ruff check --fix --exit-zero .
	@$(BIN)/ruff format .
	@$(BIN)/djlint templates --reformat --quiet

messages: .venv/.dev ## bring the French catalogue up to date and compile it (needs gettext)
	@command -v xgettext >/dev/null || { echo "This needs GNU gettext (Debian: apt-get install gettext)."; exit 1; }
	@$(BIN)/python scripts/catalogues.py update

bench: .venv/.dev node_modules/.installed ## measure pages, feeds, sign-up, messages, searches, the board, the caseload and the numbers against their floors; fails on a missed target
	@missed=0; for what in bench bench.feeds bench.signups bench.messages bench.board bench.people "bench.caseload postgres" bench.evidence; do $(BIN)/python -m $$what || missed=1; done; exit $$missed

shots: .venv/.dev node_modules/.installed ## pictures of the main pages at 375 and 1280 px, in both languages
	@$(BIN)/python -m scripts.shots

clean: ## remove what was installed and built; the demo's data stay
	rm -rf .venv node_modules build *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

# --- What the commands above stand on -----------------------------------------------------------
.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Porchlight needs Python 3.11 or newer; $(PYTHON) is older or missing. Try: make PYTHON=python3.12 …"; exit 1; }
	@echo "Making the virtual environment…"
	@$(PYTHON) -m venv .venv || { echo "Python's venv module is missing (Debian: apt-get install python3-venv)."; exit 1; }

# uv installs in seconds what takes pip half a minute; where it cannot be had, pip does the same.
define install
	@echo "Installing $(1) (once; about a minute)…"
	@$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt uv 2>/dev/null || true
	@VIRTUAL_ENV=.venv $(BIN)/uv pip install -q --compile-bytecode -c constraints.txt -e "$(1)" \
		|| $(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e "$(1)"
endef

.venv/.runtime: pyproject.toml constraints.txt | .venv/bin/python
	$(call install,.)
	@touch $@

.venv/.dev: pyproject.toml constraints.txt | .venv/bin/python
	$(call install,.[dev])
	@touch $@ .venv/.runtime

node_modules/.installed: package.json package-lock.json
	@command -v npm >/dev/null || { echo "Porchlight needs Node 20 or newer, with npm."; exit 1; }
	@npm ci --no-audit --no-fund --loglevel=error
	@touch $@
