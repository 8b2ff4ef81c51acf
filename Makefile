# What a developer can do here: make help

PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
DATA ?= data
SOURCE ?= corpus/sample
PORT ?= 8000

# Nothing is fetched at run time: the model comes inside a package.
export HF_HUB_OFFLINE := 1

.DEFAULT_GOAL := help
.PHONY: help run test lint bench clean

help: ## list these targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# torch is installed first and by itself: left to the resolver it brings gigabytes of CUDA.
$(VENV)/.run: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt torch
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	touch $@

$(VENV)/.dev: $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

run: $(VENV)/.run ## install, index the sample (or SOURCE=folder) and open the chat on PORT
	$(BIN)/findings index $(SOURCE) --data $(DATA)
	$(BIN)/findings serve --data $(DATA) --port $(PORT)

test: $(VENV)/.dev ## install what tests need and run them all
	$(BIN)/python -m pytest

lint: $(VENV)/.dev ## style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: $(VENV)/.dev ## speed and quality figures (SOURCE=folder of reports for the real ones)
	$(BIN)/python -m benchmarks

clean: ## remove the environment and caches, never the data folder
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis *.egg-info
