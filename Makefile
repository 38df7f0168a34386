# `make demo` and `make test` need nothing but Python 3.11 to 3.13 on the machine; both can be run again at any time.
.PHONY: demo test pytest test-full lint bench catalogues keys snapshots screenshot samples model eval-redaction clean

# Where it is set, every process of the tests compiles the program anew.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= $(shell for p in python3.12 python3.13 python3.11 python3 python; do \
	"$$p" -c 'import sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && { echo "$$p"; break; }; done)
BIN := .venv/bin
STUDY_FOLDER ?= demo

# Python compiles what it loads; pip would compile every file of every package, which takes a third of setting up.
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile

.venv/installed: pyproject.toml
	@test -n "$(PYTHON)" || { echo "interview_coder needs Python 3.11, 3.12 or 3.13."; exit 1; }
	@test -x $(BIN)/python || "$(PYTHON)" -m venv .venv
	@$(INSTALL) --editable .
	@touch $@

.venv/tools: .venv/installed
	@$(INSTALL) "pip>=25.1"
	@$(INSTALL) --group dev
	@touch $@

# The sample study, open on the screens; without a terminal it says where it is. What you do in it is kept.
demo: .venv/installed
	@$(BIN)/interview-coder demo $(STUDY_FOLDER)

lint: .venv/tools
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@mkdir -p build && rm -f build/check.db
	$(BIN)/alembic -x study=build/check.db upgrade head
	$(BIN)/alembic -x study=build/check.db check

# Two workers more than the two cores of the smallest machine: tests of screens and of the disk wait for half of their time.
WORKERS ?= 4

# The checks run beside the tests: strict types take a minute of one core.
test: .venv/tools
	@$(MAKE) --no-print-directory -j 2 lint pytest

pytest: .venv/tools
	$(BIN)/pytest -n $(WORKERS) --dist worksteal tests

# Besides the tests: crash and soak runs, and what needs LibreOffice, Chromium or LaTeX. The first two are installed where
# that may be done without asking (Debian and Ubuntu, as root or by sudo); the end says what was skipped and why.
test-full: test
	@$(BIN)/python tools/programs.py
	$(BIN)/pytest -m full -rs tests

# The numbers, each beside what the plainest program needs for the same: a table, and bench.json. Studies are made at the
# first run and kept under build/bench.
bench: .venv/tools
	PYTHONPATH=. $(BIN)/python -m tests.bench

# The redactor's lists and detector from their sources, seeded: packages fetched by name, the facts in tools/redaction, and
# the Dutch Universal Dependencies treebanks (LassySmall and Alpino, .conllu) in TREEBANKS. Then the scores.
TREEBANKS ?= build/treebanks
model: .venv/tools
	$(BIN)/python tools/redaction/build_lists.py
	$(BIN)/python tools/redaction/train.py --treebanks $(TREEBANKS)
	$(BIN)/python tools/redaction/evaluate.py dev

# How well names are found, on the texts in evaluation/redaction that were looked at and on those that were not.
eval-redaction: .venv/tools
	$(BIN)/python tools/redaction/evaluate.py dev
	$(BIN)/python tools/redaction/evaluate.py short
	test ! -d evaluation/redaction/holdout || $(BIN)/python tools/redaction/evaluate.py holdout

# Collect the marked strings, merge them into the catalogues, compile; what is not translated is listed.
catalogues: .venv/tools
	$(BIN)/python tools/catalogues.py

# docs/keys.md from the registry of actions.
keys: .venv/tools
	$(BIN)/python -m interview_coder.tui.actions > docs/keys.md

# The screens that the tests compare with, anew: look at what changed before it is kept.
snapshots: .venv/tools
	RENEW_SNAPSHOTS=1 $(BIN)/pytest -n 0 tests/tui/test_snapshots.py
	git --no-pager diff --stat tests/tui/snapshots

# The pictures of the README and docs/chapter.md, from the real program over the sample study; pages of Word files are drawn
# by LibreOffice (tools/programs.py fetches it).
screenshot: .venv/tools
	$(BIN)/python tools/screenshot.py

clean:
	rm -rf .venv build dist
