# Everything a developer runs. `make demo` and `make test` need Python >= 3.11, git and make, nothing else.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV ?= .venv
BIN := $(VENV)/bin
PYTEST_ARGS ?= -n auto --dist loadgroup
IMAGE ?= localhost/speclatch:dev
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header

# A name on the path proves nothing (version managers leave shims behind): ask each candidate what it is.
FIND_PYTHON = for name in "$$PYTHON" python3.14 python3.13 python3.12 python3.11 python3 python; do \
	[ -n "$$name" ] && command -v "$$name" >/dev/null 2>&1 \
	&& "$$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& { echo "$$name"; break; }; done

.PHONY: help
help:  ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(BIN)/python:
	@python=$$($(FIND_PYTHON)); \
	if [ -z "$$python" ]; then \
		echo "Python 3.11 or newer, with its venv module, was not found." >&2; \
		echo "Install it (on Debian and Ubuntu: python3 and python3-venv) or name it: make PYTHON=/path/to/python3.12" >&2; \
		exit 1; \
	fi; \
	echo "creating $(VENV) with $$python"; "$$python" -m venv $(VENV)

# The project itself goes in without its dependencies and without a build environment: both are pinned above it.
$(VENV)/.test-installed: requirements/test.txt pyproject.toml | $(BIN)/python
	@echo "installing requirements/test.txt"
	@$(PIP) install --require-hashes --requirement requirements/test.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.lint-installed: requirements/lint.txt | $(VENV)/.test-installed
	@echo "installing requirements/lint.txt"
	@$(PIP) install --require-hashes --requirement requirements/lint.txt
	@touch $@

.PHONY: install
install: $(VENV)/.test-installed  ## make .venv with everything the tests and the demo need

.PHONY: demo
demo: $(VENV)/.test-installed  ## run the gate on a bad and a mended pull request, and write the pull request as a page
	@$(BIN)/python -m examples.demo

.PHONY: test
test: $(VENV)/.test-installed  ## run the tests (PYTEST_ARGS="-n auto --dist loadgroup")
	@$(BIN)/python -m pytest $(PYTEST_ARGS)

.PHONY: lint
lint: $(VENV)/.lint-installed  ## ruff: rules and format
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

.PHONY: format
format: $(VENV)/.lint-installed  ## ruff: mend what can be mended
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

.PHONY: types
types: $(VENV)/.test-installed $(VENV)/.lint-installed  ## mypy, strict; by its stubs, that nothing of POSIX alone is called unasked
	@$(BIN)/mypy
	@$(BIN)/pytest -q -p no:cacheprovider tests/cli/test_platforms.py -k posix_alone

.PHONY: guards
guards: $(VENV)/.lint-installed  ## actionlint, zizmor, hadolint, check-jsonschema
	@.ci/guards $(BIN)

.PHONY: coverage
coverage: $(VENV)/.test-installed  ## branch coverage, subprocesses included; fails where a pure package is not whole
	@$(BIN)/coverage erase
	@$(BIN)/coverage run -m pytest -p no:cacheprovider $(PYTEST_ARGS)
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report
	@$(BIN)/coverage report --fail-under=100 --include="$$($(BIN)/python -m tests.test_layers)"

.PHONY: mutation
mutation: $(VENV)/.test-installed  ## change the code bit by bit, and see which change no test notices (needs mutmut): COUNT=2000 SEED=1 PART=documents AGAIN=1
	@$(BIN)/python -m tools.mutation --count $(or $(COUNT),2000) --seed $(or $(SEED),1) $(if $(AGAIN),--again) $(PART)

.PHONY: simulate
simulate: $(VENV)/.test-installed  ## play random lives of pull requests against a played GitHub: LIVES=1000 SEED=1
	@$(BIN)/python -m tests.simulation $(or $(LIVES),100) $(or $(SEED),1)

.PHONY: fuzz
fuzz: $(VENV)/.test-installed  ## break what is read with random texts (needs atheris): SECONDS=300 PART=templates
	@for part in $(or $(PART),documents references configuration templates); do \
		echo "$$part"; $(BIN)/python -m tests.fuzz.fuzz_$$part -max_total_time=$(or $(SECONDS),300) || exit 1; done

.PHONY: bench
bench: $(VENV)/.test-installed  ## ratios against peers, in one run
	@$(BIN)/python -m tests.benchmarks

.PHONY: page-check
page-check: $(VENV)/.test-installed  ## look at the lead's page in Chromium: axe-core, widths, seconds (needs Chromium and npm): SPECS=5000
	@$(BIN)/python -m tools.page_check --specs $(or $(SPECS),5000)

.PHONY: adoption
adoption: $(VENV)/.test-installed  ## try init on the public repositories of tools/adoption.toml: CLONES=FOLDER KEEP=FOLDER
	@$(BIN)/python -m tools.adoption $(CLONES) $(if $(KEEP),--json $(KEEP))

.PHONY: docs
docs: $(VENV)/.test-installed  ## write what is generated: pages of docs, what rules say in their cases
	@$(BIN)/python -m tools.docs
	@$(BIN)/python -m tests.rules.said
	@$(BIN)/python -m tests.said.scenes

.PHONY: container
container: $(VENV)/.test-installed  ## build the image and run its entry point on a pull request (root, buildah)
	@$(BIN)/python -m tests.container

.PHONY: requirements
requirements: $(BIN)/python  ## pin the dependencies anew: UPGRADE=--upgrade for newer versions
	@$(PIP) install uv
	@$(LOCK) $(UPGRADE) pyproject.toml --extra lsp --group test --no-strip-extras --output-file requirements/test.txt
	@$(LOCK) $(UPGRADE) --group build --output-file requirements/build.txt --constraints requirements/test.txt
	@$(LOCK) $(UPGRADE) --group lint --output-file requirements/lint.txt --constraints requirements/test.txt
	@$(LOCK) $(UPGRADE) pyproject.toml --output-file requirements/image.txt --constraints requirements/test.txt \
		--excludes requirements/image-excludes.txt

.PHONY: clean
clean:  ## remove everything that was made here
	@rm -rf $(VENV) build dist demo-output .coverage* .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
