# Two commands do all: `make serve` and `make test`. They need python3 with venv and a package registry.
PYTHON ?= python3
VENV ?= .venv
PORT ?= 8000
GRAPH ?= build/versions

BIN := $(VENV)/bin
EDITOR := server/rightsgraph_server/static/editor
export PIP_CONSTRAINT := $(CURDIR)/constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: serve build editor test test-long w3c lint fmt diagrams clean

serve: build editor
	$(BIN)/rightsgraph serve --graph $(GRAPH) --port $(PORT)

build: $(VENV)/.serves
	$(BIN)/rightsgraph build --graph $(GRAPH)

editor: $(EDITOR)/main.js

# Bundled where npm is there; without it, or without a network, the query page is a plain form.
$(EDITOR)/main.js: $(wildcard server/editor/*.js server/editor/*.mjs server/editor/*.css server/editor/*.json)
	@if ! command -v npm >/dev/null; then echo "no npm: the query page is a plain form"; \
	elif ! (cd server/editor && npm ci --silent && npm run --silent build); then \
	echo "npm failed: the query editor was not built"; fi

test: $(VENV)/.tests lint
	$(BIN)/pytest -m "not long"

test-long: $(VENV)/.tests editor
	$(BIN)/pytest -m long

# Needs node and npm, and the suites in ../shared.
w3c: $(VENV)/.tests
	PYTHONPATH=tests/support $(BIN)/python tests/w3c/run.py

lint: $(VENV)/.tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/rightsgraph fmt --check

fmt: $(VENV)/.tests
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/rightsgraph fmt

# Needs Graphviz; the drawings are kept, so only a change of ontology/ calls for it.
diagrams: $(VENV)/.serves
	$(BIN)/python docs/draw_diagrams.py

$(VENV)/.serves: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --editable '.[server]'
	touch $@

$(VENV)/.tests: $(VENV)/.serves
	$(BIN)/pip install --quiet --editable '.[server,pandas,dev]'
	touch $@

clean:
	rm -rf $(VENV) build dist $(EDITOR) server/editor/node_modules
