# On a new machine `make try`, `make rehearse` and `make test` install everything themselves.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: bench rehearse try test test-slow fuzz soak check audit requirements phrases language reference look pictures browser compiled clean

rehearse: $(VENV)/installed compiled
	$(BIN)/python run.py rehearse

# The workshop in a browser, to play it by hand.
try: $(VENV)/installed compiled
	$(BIN)/python run.py try

# Tests mostly wait, so four run at once. The whole rehearsal takes longest, so it comes first. The others run in the
# order of their names, because xdist would leave long files with one test for the end.
PARALLEL := -n 4 --dist loadfile --no-loadscope-reorder
test: $(VENV)/installed-dev browser compiled
	$(BIN)/python -m pytest -m "not slow" $(PARALLEL) tests/rehearsal/test_rehearsal.py tests

# Rare troubles over the wire, half a minute each: before a release, and after a change to one of them.
test-slow: $(VENV)/installed-dev browser compiled
	$(BIN)/python -m pytest -m slow $(PARALLEL)

# Random bad input, EFFORT times as much as in CI, different in each run. A failing example is tried first in the next run.
EFFORT ?= 20
fuzz: $(VENV)/installed-dev
	FUZZ=$(EFFORT) $(BIN)/python -m pytest tests/fuzz --tb=short --show-capture=no

# Half an hour: rehearsals in which the bot is killed and Discord fails at random, then ten workshops with one bot.
soak: $(VENV)/installed-dev
	$(BIN)/python -m tests.soak.kills
	$(BIN)/python -m tests.soak.memory
	$(BIN)/python -m tests.soak.shapes

check: $(VENV)/installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Asks PyPI for known vulnerabilities of the installed packages.
audit: $(VENV)/installed-dev
	@$(BIN)/pip-audit --strict --disable-pip --require-hashes --progress-spinner off -r requirements.txt -r requirements-dev.txt \
		|| { echo "This is no clean bill: a package has a known vulnerability, or nobody could be asked (see above)." >&2; exit 1; }

# Compiles the chosen packages (requirements*.in) and their dependencies, with hashes. Versions change only for packages
# in UPGRADE:
# make requirements UPGRADE="aiohttp rich", after their pins in the .in files were changed.
COMPILE = $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--custom-compile-command "make requirements" $(addprefix --upgrade-package ,$(UPGRADE))
requirements: $(VENV)/installed-dev
	$(COMPILE) requirements.in -o requirements.txt
	$(COMPILE) requirements-dev.in -o requirements-dev.txt

# Speed and memory, compared with a bare discord.py bot, written to benchmarks/RESULTS.md. About six minutes on an idle
# machine.
# BENCH=--quick measures less, BENCH=lateness (start, exports, …) one part; neither writes the file.
bench: $(VENV)/installed compiled
	$(BIN)/python -m benchmarks $(BENCH)

# Collects every phrase of the code and updates the catalogues. Translate the new phrases afterwards.
phrases: $(VENV)/installed-dev
	$(BIN)/pybabel -q extract -F pyproject.toml -k _ -k n:1,2 -k L -k mark -c Translators: --no-location --sort-by-file \
		--omit-header -o locales/bot.pot .
	for po in locales/*/LC_MESSAGES/bot.po; do \
		$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date -w 110 \
			-i locales/bot.pot -o $$po -l $$(basename $$(dirname $$(dirname $$po))); done

# Creates the catalogue of a language: make language LANGUAGE=it, or Discord's code LANGUAGE=pt-BR.
language: $(VENV)/installed-dev
	@test -n "$(LANGUAGE)" || { echo "Which language? For example: make language LANGUAGE=it"; exit 2; }
	$(BIN)/python -m tests.i18n.new_catalogue "$(LANGUAGE)"

# Generates the tables of docs/reference and of fakecord/README.md from the code.
reference: $(VENV)/installed-dev
	$(BIN)/python -m tests.reference

# Pictures of all results of the last rehearsal, pages and screens, in look/.
look: $(VENV)/installed-dev browser
	$(BIN)/python -m tests.pictures rehearsal look

# The README's pictures of the last rehearsal, its animated picture of `run.py try`, and the pictures of phones in the
# invitations.
pictures: $(VENV)/installed-dev browser
	$(BIN)/python -m bot.rehearsal.screenshots rehearsal/transcript.html docs/pictures
	$(BIN)/python -m tests.pictures rehearsal docs/pictures --readme
	$(BIN)/python -m tests.animation docs/pictures/try.png
	$(BIN)/python -m tests.handout_pictures

# A bot without compiled modules takes a third longer to start, and the tests start hundreds of bots.
compiled: $(VENV)/installed
	$(BIN)/python -m compileall -q run.py bot fakecord
	$(BIN)/python -c "from bot.i18n.catalogue import compile_all; compile_all()"

# Tests open our pages in Debian's Chromium. If it is missing, root installs it; other users get a message.
browser:
	@for name in chromium chromium-browser google-chrome; do command -v $$name >/dev/null && exit 0; done; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
	else \
		echo "The tests open our pages in a browser: install Chromium first (on Debian: sudo apt install chromium)." >&2; \
		exit 1; \
	fi

$(VENV)/installed: requirements.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

$(VENV)/installed-dev: requirements-dev.txt $(VENV)/installed
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@

clean:
	rm -rf $(VENV) rehearsal look .pytest_cache .mypy_cache .ruff_cache
