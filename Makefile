# make run   from nothing to http://127.0.0.1:8000/ with the record loaded (PORT= changes the port)
# make test  the whole suite on SQLite; needs no server
# make fuzz  the property tests with new random examples
# All need Python 3.11, 3.12 or 3.13 with venv, and make. DATABASE_URL= chooses another database for `make run`.

PORT ?= 8000
WORKERS ?= 2
VENV ?= .venv
# The newest of the Pythons we support that starts; PYTHON=/path/to/python chooses another.
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	"$$p" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && echo "$$p" && break; done)
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py

.PHONY: run test fuzz lint record

run: record
	@$(MANAGE) collectstatic --noinput --verbosity 0
	@echo "WTPF Tracker is at http://127.0.0.1:$(PORT)/ (stop it with Ctrl+C)"
	@exec $(BIN)/gunicorn wtpf_tracker.wsgi --bind 127.0.0.1:$(PORT) --workers $(WORKERS) --threads 2 --log-level warning

record: $(VENV)/ready
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) load_record fixtures/

test: $(VENV)/ready
	$(BIN)/python -m pytest -n auto

# Property tests with examples nobody has drawn before; what they find becomes an @example of its test.
fuzz: $(VENV)/ready
	$(BIN)/python -m pytest -n auto -m hypothesis --hypothesis-profile=fuzz

lint: $(VENV)/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --lint --quiet templates

$(VENV)/ready: requirements.txt
	@test -n "$(PYTHON)" || { echo "No Python 3.11, 3.12 or 3.13 with venv was found. Install one, or name it: make $(MAKECMDGOALS) PYTHON=/path/to/python"; exit 1; }
	@echo "Installing what requirements.txt names into $(VENV) with $(PYTHON) ..."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/ready-dev: requirements-dev.txt $(VENV)/ready
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@
