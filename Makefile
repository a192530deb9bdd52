# Everything a person or a machine runs here. `make` alone lists it.
.DEFAULT_GOAL := help
PYTHON ?= python3
UV := .tools/bin/uv
BIN := .venv/bin
NPM := $(shell command -v npm 2>/dev/null || echo $(CURDIR)/.venv/bin/npm)

.PHONY: help setup run test test-slow lint assets code encoder bench

help: ## what there is
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: .venv/.done bot/console/static/built/.done classifiers/shipped/.done ## install, build assets, train the shipped model once

run: setup ## start Hark on SQLite, ready for real mail
	$(BIN)/hark serve

test: setup ## every test but the slow ones
	$(BIN)/pytest -n auto -m "not slow"

test-slow: setup ## the long ones: kill tests, benchmarks' floors, model quality
	$(BIN)/pytest -m slow

lint: setup ## ruff, mypy --strict, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

assets: bot/console/static/built/.done ## the console's style sheet and script, from npm

code: setup ## write docs/code.md anew: each provision with its rule, its test and where it is seen
	$(BIN)/python -m tests.house.code_page

encoder: .venv/.done .tools/encoder/.done ## teach the sentence encoder again; 15 to 40 minutes on 2 cores, then retrain
	.tools/encoder/bin/python -m classifiers.encoder.making

bench: setup ## each benchmark prints its ratio to a baseline in the same run
	@for script in benchmarks/*.py; do echo "== $$script"; $(BIN)/python $$script || exit 1; done

$(UV):
	$(PYTHON) -m venv .tools
	.tools/bin/pip install --quiet --disable-pip-version-check uv

.venv/.done: $(UV) pyproject.toml uv.lock
	$(UV) sync --frozen --all-extras --quiet
	@touch $@

.tools/encoder/.done: classifiers/encoder/making/requirements.txt
	$(PYTHON) -m venv .tools/encoder
	.tools/encoder/bin/pip install --quiet --disable-pip-version-check -r $<
	@touch $@

node_modules/.done: .venv/.done package.json package-lock.json
	PATH="$(dir $(NPM)):$$PATH" $(NPM) ci --no-audit --no-fund --silent
	@touch $@

bot/console/static/built/.done: node_modules/.done $(wildcard bot/console/static/*.scss bot/console/static/*.css bot/console/static/*.mjs bot/console/static/*.js)
	PATH="$(dir $(NPM)):$$PATH" $(NPM) run --silent build
	@touch $@

classifiers/shipped/.done: .venv/.done $(wildcard training_data/*.jsonl training_data/*.toml classifiers/*.py classifiers/*.toml classifiers/encoder/*)
	rm -rf classifiers/shipped
	$(BIN)/python -m classifiers.train --out classifiers/shipped
	@touch $@
