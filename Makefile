# Two commands do everything: `make demo` and `make test`. The rest are parts of them, for those who work on Mingcha.
PYTHON ?= python3
export PATH := $(CURDIR)/.make/bin:$(PATH)
PYTEST := .venv/bin/python -m pytest
NODE_MODULES := pwa/node_modules
# Compiled once, kept beside the sources where git ignores it: else each of the many programs compiles everything again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test check format lint types bench compare pictures test-fast test-sqlite test-postgresql test-app test-stories prepare-check prepare-test

# Sets up what is missing, fills a database with a demonstration hospital, serves the app on PORT (8000) and prints who can sign in.
demo:
	@$(PYTHON) -m setup.prepare server
	@exec .venv/bin/mingcha demo

# Sets up what is missing and runs every test.
test: prepare-test test-sqlite test-postgresql test-app test-stories

# What to run before each commit: format, lint, types and the fast tests, in about a minute. Properties are tried with a
# fifth of their examples, and the app's tests share one world: `make test` gives each file its own.
check: prepare-check
	@$(MAKE) --no-print-directory --jobs=2 --output-sync lint types test-fast test-app VITEST=--no-isolate

# Rewrites the sources in the one format.
format: prepare-check
	.venv/bin/ruff format .
	.venv/bin/ruff check --fix .
	cd pwa && npm run --silent format

lint: prepare-check
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	cd pwa && node node_modules/@biomejs/biome/bin/biome ci .

types: prepare-check
	node $(NODE_MODULES)/pyright/index.js
	cd pwa && npm run --silent types

# Prints what things cost, each against something measured in the same run.
bench: prepare-test
	.venv/bin/python -m bench

# 10,000 random programmes, 10,000 random scorings and 1,000 courses of visits in Python and in TypeScript: two minutes; the
# tests play a part of them.
compare: prepare-check
	.venv/bin/python -m tests.models.compare_plans 10000
	.venv/bin/python -m tests.models.compare_scoring 10000
	.venv/bin/python -m tests.models.compare_visits 1000

# Pictures of every screen in test-results/pictures, and those of the README in docs/images.
pictures: prepare-test
	.venv/bin/python -m e2e.pictures

# The rules first, every branch of the sync and nearly every one of the models; then everything that has a server, which
# waits for disks and databases half of its time: three at once keep two cores at work.
test-sqlite: prepare-test
	$(PYTEST) -n 2 --cov=sync --cov=models --cov-report= tests/sync tests/models
	.venv/bin/coverage report --include='sync/*' --fail-under=100
	.venv/bin/coverage report --include='models/*.py' --fail-under=95
	$(PYTEST) -n 3 --ignore=tests/sync --ignore=tests/models tests

test-postgresql: prepare-test
	MINGCHA_TEST_DATABASE=postgresql $(PYTEST) -n 3 -m database tests

test-fast: prepare-check
	$(PYTEST) -n 2 --dist loadgroup -q --hypothesis-profile=quick -m "not slow and not bundle" tests

test-app: prepare-check
	cd pwa && node node_modules/vitest/vitest.mjs run $(VITEST)

# Two browsers and two servers at a time. A story that is red beside the others is told a second time, alone: red twice is
# red. What was red once stands in the output above, with what the page showed: a cause to look for, never noise.
test-stories: prepare-test
	$(PYTEST) -n 2 e2e || { [ $$? -eq 1 ] && echo "Red beside the others; told once more, alone:" && $(PYTEST) --last-failed --last-failed-no-failures=none e2e; }

prepare-check:
	@$(PYTHON) -m setup.prepare check

prepare-test:
	@$(PYTHON) -m setup.prepare test
