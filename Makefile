# Vinh Danh. `make demo` shows it, `make test` checks it; both need only Python 3.11+, git and make.

VENV := .venv
RUN := $(VENV)/bin/python
HOST ?= 127.0.0.1
PORT ?= 8013
OUT ?= build/walkthrough
RESET ?=
KILLS ?= 100
ONLY ?=
CATALOGUES := $(wildcard locale/*/LC_MESSAGES/*.po)
FAST := -n auto --dist worksteal
ON_POSTGRES := $(RUN) -W ignore -m tests.postgres
DEMO := env -u DATABASE_URL -u BROKER_URL -u VAR_DIR -u DJANGO_SETTINGS_MODULE

MAKEFLAGS += --no-builtin-rules
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test test-postgres e2e screens walkthrough papers chaos protections bench lint format messages translations install install-dev clean

help:  ## this list
	@grep -hE '^[a-z0-9-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

# ---- the environment: made at first need, made anew when the pins change

$(VENV)/bin/python:
	@for python in $(PYTHON) python3.11 python3.12 python3.13 python3; do \
	  if "$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    echo "Making $(VENV) with $$("$$python" --version)" >&2; exec "$$python" -m venv $(VENV); \
	  fi; \
	done; \
	echo "Python 3.11 or later with its venv module is needed; name it with: make $(MAKECMDGOALS) PYTHON=/path/to/python" >&2; \
	exit 1

$(VENV)/runtime.stamp: requirements.txt | $(VENV)/bin/python
	@echo "Installing what the site runs on…" >&2
	@$(RUN) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/development.stamp: requirements.txt requirements-dev.txt | $(VENV)/bin/python
	@echo "Installing what tests and linters need…" >&2
	@$(RUN) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $(VENV)/runtime.stamp $@

install: $(VENV)/runtime.stamp translations  ## everything to run the site
install-dev: $(VENV)/development.stamp translations  ## everything to work on the site

translations: $(CATALOGUES:.po=.mo)

%.mo: %.po | $(VENV)/runtime.stamp
	@$(RUN) -m babel.messages.frontend --quiet compile -i $< -o $@

# ---- seeing it

demo: install  ## sets up, loads the plan of 2013, serves it (RESET=1 starts over; HOST, PORT)
	@if [ -e var/db.sqlite3 ] && [ ! -e var/demo.env ]; then \
	  echo "var/ holds a site that is not the demonstration; nothing was touched." >&2; exit 1; fi
	@if [ -n "$(RESET)" ]; then rm -rf var; fi
	@umask 077; mkdir -p var/static && [ -e var/demo.env ] || $(RUN) -m nominations.demo.environment > var/demo.env
	@set -a; . ./var/demo.env; case "$(HOST)" in 127.0.0.1|localhost) ;; *) ALLOWED_HOSTS="*";; esac; \
	$(DEMO) $(RUN) manage.py migrate --verbosity 0 && \
	$(DEMO) $(RUN) manage.py load_demo && \
	$(DEMO) $(RUN) manage.py demo_accounts && \
	exec $(DEMO) $(RUN) manage.py serve --host "$(HOST)" --port "$(PORT)"

walkthrough: install  ## plays the whole campaign on a database of its own (OUT=dir)
	@DEMO=1 $(RUN) manage.py walkthrough --out "$(OUT)"

papers: install  ## every paper of the award path as PDF and Word (OUT=build/papers)
	@DEMO=1 $(RUN) manage.py papers --out "$(if $(filter build/walkthrough,$(OUT)),build/papers,$(OUT))"

# ---- checking it

test: install-dev test-postgres  ## the whole suite, and on a real PostgreSQL what differs there
	$(RUN) -m pytest $(FAST) -m "not e2e"

test-postgres: install-dev
	$(ON_POSTGRES) $(RUN) -m pytest $(FAST) -m "(postgres or postgres_only) and not e2e"

e2e: install-dev  ## a real Chromium plays the path as five people; pictures in build/screens
	$(RUN) -m pytest tests/e2e -m e2e -n 2 --dist worksteal --output build/e2e

screens: install-dev  ## the pictures of docs/, made small from those of the last `make e2e`
	$(RUN) -m tests.e2e.pictures

chaos: install-dev  ## kill -9 at random under load, with each broker; then everything is counted (KILLS=15)
	$(ON_POSTGRES) $(RUN) -W ignore -m tests.chaos --kills $(KILLS)

protections: install-dev  ## takes each protection away, in a copy, and sees that a test fails (ONLY=word)
	$(ON_POSTGRES) $(RUN) -W ignore -m tests.protections $(ONLY)

bench: install-dev  ## one JSON line a benchmark, on a real PostgreSQL (ONLY=name)
	@REQUIRE_SERVICES=1 $(ON_POSTGRES) $(RUN) -m benchmarks $(ONLY)

lint: install-dev  ## every rule that a machine can check
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) -m mypy
	$(VENV)/bin/djhtml --check --tabwidth 2 templates
	DEBUG=1 $(RUN) manage.py makemigrations --check --dry-run --verbosity 1

format: install-dev  ## puts code and templates into the house layout
	$(RUN) -m ruff check --fix-only --quiet .
	$(RUN) -m ruff format .
	-$(VENV)/bin/djhtml --tabwidth 2 templates

messages: install-dev  ## collects the texts of code and templates into locale/
	@mkdir -p build
	$(RUN) -m babel.messages.frontend --quiet extract -F locale/babel.cfg --add-location=file --sort-by-file --no-wrap -o build/django.pot .
	$(RUN) -m babel.messages.frontend --quiet update -D django -i build/django.pot -d locale -l en \
	  --no-wrap --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date

clean:  ## removes what was built, keeps var/
	rm -rf build .pytest_cache .mypy_cache .ruff_cache .hypothesis test-results
