# `make` lists what there is.
PYTHON ?= python3
SEED ?= 1
SYSTEM_PYTHON ?= /usr/bin/python3
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
NODE := site_tests/node/node_modules/.bin

.DEFAULT_GOAL := help
.PHONY: help site check serve test lint bench pictures package deep mutants oldest lowest bases clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(VENV)/.run: pyproject.toml constraints.txt tools/install.py
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON) here. Install Python 3.11 or newer, or name yours: make site PYTHON=python3.13" >&2; exit 1; }
	@echo "Installing what the program needs into $(VENV). This takes a minute or two, once."
	@$(PYTHON) tools/install.py $(VENV) constraints.txt
	@touch $@

$(VENV)/.test: $(VENV)/.run constraints-test.txt site_tests/install.sh
	@$(BIN)/python tools/install.py $(VENV) constraints.txt constraints-test.txt
	bash site_tests/install.sh $(BIN)
	@touch $@

site: $(VENV)/.run ## Build everything from content/ into dist/
	$(BIN)/python -m builder build

check: $(VENV)/.run ## Say what is wrong or could be better in content/
	$(BIN)/python -m builder check

serve: $(VENV)/.run ## Show the site while you write, and again at every change
	$(BIN)/python -m builder serve

test: $(VENV)/.test lint ## Install what the tests need, then run every test
	$(BIN)/python -m pytest -n 2 --dist loadfile

lint: $(VENV)/.test ## Style and types, of Python and of scripts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(NODE)/prettier --check 'theme/**/*.js' 'theme/**/*.ts'
	$(NODE)/tsc -p theme

package: $(VENV)/.run ## The wheel, and zips that install it without internet
	$(BIN)/python tools/package.py

deep: $(VENV)/.test ## The property tests with 2,000 cases each, 2,000 random documents, fuzzing, faults of storage in three engines, wheels for other systems
	bash site_tests/install.sh $(BIN) deep
	$(BIN)/python tools/wheels.py
	HYPOTHESIS_PROFILE=deep $(BIN)/python -m pytest -n 2 site_tests -m "not browser and not office"
	HYPOTHESIS_PROFILE=deep $(BIN)/python -m pytest -n 2 --dist loadfile site_tests -m "browser or office"
	HYPOTHESIS_PROFILE=deep $(BIN)/python -m pytest site_tests/hearing/journeys.py
	$(BIN)/python -m site_tests.bench.pieces

oldest: ## Build the site and run the tests without browser with the system's own Python (SYSTEM_PYTHON=…)
	$(SYSTEM_PYTHON) tools/install.py build/oldest constraints.txt constraints-test.txt
	bash site_tests/install.sh build/oldest/bin
	build/oldest/bin/python -m builder build
	build/oldest/bin/python -m pytest -n 2 -m "not browser and not office"

mutants: $(VENV)/.test ## Change a hundred places of the program, one at a time, and see whether a test fails (SEED=1)
	$(BIN)/python -m site_tests.mutants --seed $(SEED)

lowest: $(VENV)/.test ## The tests that need no browser, at the lowest versions that pyproject.toml allows
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv venv --quiet --seed --clear --python $(BIN)/python build/lowest
	VIRTUAL_ENV=build/lowest $(BIN)/uv pip install --quiet --resolution lowest-direct -e '.[test]'
	build/lowest/bin/python -m pytest -m "not browser and not office"

bench: $(VENV)/.test ## Measure speed and memory against what one would use instead
	$(BIN)/python -m site_tests.bench

bases: $(VENV)/.run ## Make the empty Word file anew that every Word file begins from (theme/paper/base.docx)
	$(BIN)/python tools/bases.py

pictures: $(VENV)/.test ## Make the pictures of README.md and docs/ anew
	$(BIN)/python -m site_tests.pictures

clean: ## Remove what was built
	rm -rf build dist
