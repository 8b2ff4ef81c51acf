# What a developer can do here: make help

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
DATA ?= data
SOURCE ?= corpus/sample
PORT ?= 8000
BENCH ?=

PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
# By itself and first, at the version of constraints.txt: left to the resolver it may be a build
# that brings gigabytes for graphics cards.
TORCH := --no-deps torch
# A process to a core, each file of tests in one; files in their order, which ends with the quick.
TOGETHER := -n logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder
AXE := .axe/node_modules/axe-core/axe.min.js

# Nothing is fetched at run time: the model comes inside a package.
export HF_HUB_OFFLINE := 1

.DEFAULT_GOAL := help
.PHONY: help run test lint bench baseline pictures clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/.run: pyproject.toml constraints.txt
	@test -x $(BIN)/python || command -v $(PYTHON) >/dev/null || \
		{ echo "$(PYTHON) is not installed; install Python 3.11, or name another: make PYTHON=python3.12"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) $(TORCH)
	$(PIP) -e .
	touch $@

$(VENV)/.dev: $(VENV)/.run
	$(PIP) -e '.[dev]'
	touch $@

# For the tests of accessibility; where there is no npm they are skipped.
$(AXE):
	@if command -v npm >/dev/null; then \
		npm install --silent --no-audit --no-fund --prefix .axe axe-core@4; \
	else \
		echo "npm is not installed: tests of accessibility will be skipped"; \
	fi

run: $(VENV)/.run ## install, index the sample (or SOURCE=folder) and open the chat on PORT
	$(BIN)/findings index $(SOURCE) --data $(DATA)
	$(BIN)/findings serve --data $(DATA) --port $(PORT)

test: $(VENV)/.dev $(AXE) ## install what tests need and run them all
	$(BIN)/python -m pytest $(TOGETHER)

lint: $(VENV)/.dev ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.dev ## list the benchmarks, or run one (BENCH="encoder --passages 400")
	$(BIN)/python -m benchmarks $(BENCH)

baseline: $(VENV)/.dev ## measure the sample anew: the floor below which tests fail
	rm -rf .baseline
	$(BIN)/findings index corpus/sample --data .baseline > /dev/null
	$(BIN)/findings evaluate --queries tests/data/sample_queries.jsonl --data .baseline --name baseline
	$(BIN)/python scripts/make_baseline.py .baseline/experiments/baseline.json > tests/data/sample_baseline.json
	rm -rf .baseline

pictures: $(VENV)/.dev ## photograph every screen for the documentation
	$(BIN)/python scripts/screenshots.py

clean: ## remove the environment and caches, never the data folder
	rm -rf $(VENV) .axe .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info
