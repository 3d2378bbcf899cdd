# `make` alone lists what there is to make.

ifeq ($(OS),Windows_NT)
PYTHON ?= python
BIN := Scripts
else
PYTHON ?= python3
BIN := bin
endif
VENV_BIN := .venv/$(BIN)

PIP := $(VENV_BIN)/python -m pip --disable-pip-version-check install --quiet

# One lock for every system and Python, free of where it was made.
COMPILE := build/lock/$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
    --generate-hashes --no-emit-index-url --custom-compile-command "make lock"

# More words for the program or for pytest: make run ARGS="--help"
ARGS ?=

PYTEST := $(VENV_BIN)/python -m pytest
COVERAGE := $(VENV_BIN)/python -m coverage
# On two cores, too: many tests wait for a sound or another process.
WORKERS := 4
# A file's tests run in one worker, since some share a recorded practice; the longest come first.
SHARED := -n $(WORKERS) --dist loadfile --no-loadscope-reorder
# Per cent of the branches that must be covered: of everything, and of the rooms that decide.
FLOOR := 80
CORE_FLOOR := 90
CORE_ROOMS := src/supine/core/*,src/supine/figure/*,src/supine/settings/*

.DEFAULT_GOAL := help
# The steps of a target build on each other; -j must not shuffle them.
.NOTPARALLEL:
# An interrupted step must not look finished.
.DELETE_ON_ERROR:

.PHONY: help run test faults soak sync orca fuzz check develop bench shots sounds schema translations \
    lock package package-check pythons clean system-run system-test system-bench system-package system-bare \
    system-sync system-orca

help: ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1	\2/p' Makefile | expand -t 22

run: system-run .venv/supine.stamp ## set up what is needed, then start Supine (ARGS="...")
	@$(VENV_BIN)/supine $(ARGS)

test: system-test check ## set up what is needed, then check and test everything (ARGS="...")
	$(PYTEST) $(SHARED) $(if $(ARGS),$(ARGS),--cov --cov-report=)
	$(if $(ARGS),,$(COVERAGE) report --fail-under=$(FLOOR))
	$(if $(ARGS),,$(COVERAGE) report --fail-under=$(CORE_FLOOR) --include='$(CORE_ROOMS)')

faults: system-test develop ## try all that may go wrong on the real program, and print what came of it
	$(PYTEST) -m fault --faults=build/faults.md $(ARGS)

soak: system-test develop ## practise for half an hour and see whether anything adds up (ARGS="--minutes 5")
	$(VENV_BIN)/python -m tests.e2e.soak $(ARGS)

sync: system-sync develop ## share a journal by two real Syncthing daemons, two minutes
	$(PYTEST) -m sync --faults=build/sync.md $(ARGS)

orca: system-orca develop ## test what the screen reader Orca says, or print it (ARGS="--seconds 60")
	$(if $(ARGS),$(VENV_BIN)/python -m tests.e2e.orca,$(PYTEST) -m orca) $(ARGS)

check: develop ## lint, formatting and types
	$(VENV_BIN)/ruff check
	$(VENV_BIN)/ruff format --check
	$(VENV_BIN)/mypy

develop: .venv/develop.stamp .venv/supine.stamp ## set up .venv for work on Supine
	@:

bench: system-bench develop ## measure time, sound, frames and memory, a good hour, into BENCHMARKS.md (ARGS="...")
	$(if $(ARGS),,$(PYTEST) -m measure)
	$(VENV_BIN)/python -m tests.benchmarks $(ARGS)

shots: system-run develop ## take the screenshots again
	$(VENV_BIN)/python scripts/make_shots.py

sounds: develop ## make the sounds again
	$(VENV_BIN)/python scripts/make_sounds.py
	$(VENV_BIN)/python scripts/make_wave.py

schema: develop ## write the sequence schema again
	$(VENV_BIN)/python scripts/make_schema.py

translations: develop ## bring the translations up to date, or begin one (ARGS="de")
	$(VENV_BIN)/python scripts/make_translations.py $(ARGS)

fuzz: develop .venv/fuzz.stamp ## try to break every reader (ARGS="TARGET SECONDS")
	QT_QPA_PLATFORM=offscreen $(VENV_BIN)/python -m tests.fuzz $(ARGS)

lock: ## bring the pinned requirements up to date
	$(PYTHON) -m venv --clear build/lock
	build/lock/$(BIN)/python -m pip --disable-pip-version-check install --quiet uv
	$(COMPILE) requirements/run.in --output-file requirements/run.txt
	$(COMPILE) requirements/develop.in --output-file requirements/develop.txt
	$(COMPILE) requirements/fuzz.in --output-file requirements/fuzz.txt
	rm -rf build/lock

package: system-run system-package develop ## make the packages of this system in build/package
	$(VENV_BIN)/python packaging/make_packages.py
	$(VENV_BIN)/python packaging/smoke.py build/package/supine/supine

package-check: system-bare package ## install and use the packages where there is nothing else
	lintian --allow-root --fail-on error,warning build/package/*.deb
	PYTHONPATH=. $(VENV_BIN)/python packaging/check_in_bare_root.py build/package/*.deb
	$(VENV_BIN)/python packaging/check_wheel.py

pythons: system-bare ## follow the README on every Python, each in a Debian of its own (ARGS="3.14 --no-tests")
	$(PYTHON) packaging/check_pythons.py $(ARGS)

clean: ## remove everything that can be made again
	rm -rf .venv build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .coverage
	find src scripts packaging tests -name __pycache__ -type d -prune -exec rm -rf {} +

system-run system-test system-bench system-package system-bare system-sync system-orca:
	@sh scripts/system_packages.sh $(@:system-%=%)

# Each stamp is younger than what its step was made from, so a second run skips the step.

# A virtual environment works only where it was made: after a move, make it anew.
ifneq ($(shell cat .venv/made.stamp 2>/dev/null),$(CURDIR))
.PHONY: .venv/made.stamp
endif

.venv/made.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "Supine needs Python 3.11 or newer; name one with make PYTHON=..." >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' || \
	    { echo "Python lacks venv or ensurepip (on Debian and Ubuntu: apt install python3-venv)." >&2; exit 1; }
	@echo "Making .venv ..."
	@$(PYTHON) -m venv --clear .venv
	@echo '$(CURDIR)' > $@

.venv/run.stamp: .venv/made.stamp requirements/run.txt
	@echo "Installing what Supine needs to run ..."
	@$(PIP) --require-hashes -r requirements/run.txt
	@touch $@

.venv/develop.stamp: .venv/run.stamp requirements/develop.txt
	@echo "Installing what the checks and tests need ..."
	@$(PIP) --require-hashes -r requirements/develop.txt
	@touch $@

.venv/fuzz.stamp: .venv/develop.stamp requirements/fuzz.txt
	@echo "Installing what the fuzz needs ..."
	@$(PIP) --require-hashes -r requirements/fuzz.txt
	@touch $@

# __init__.py holds the version, which the installed metadata repeats.
.venv/supine.stamp: .venv/run.stamp pyproject.toml src/supine/__init__.py
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@
