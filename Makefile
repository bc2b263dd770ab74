# Everything that a person or a workflow runs. Each command sets up what it needs, so there is nothing to do first.
python = .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help site test serve check followup bench format lint format-code lock clean set-up

help: ## say what there is (this text)
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

site: set-up ## check everything that is written and build the website in site/
	@$(python) scripts/build.py

test: lint ## check the code, then run every test, those in a browser too
	@browser="$$($(python) scripts/chromium.py)" && CHROMIUM="$$browser" $(python) -m pytest -n auto

serve: set-up ## show the website at http://127.0.0.1:8000/, and anew when a file is saved
	@NO_MKDOCS_2_WARNING=1 $(python) -m mkdocs serve --dev-addr 127.0.0.1:8000

check: set-up ## check the partnerships, the lists, the criteria and the policy, in a second
	@$(python) scripts/validate.py

followup: set-up ## say what there is to follow up today: late reports, agreements that have ended, the policy's revision
	@$(python) scripts/followup.py

format: set-up ## write every record in the form that the web form writes, after asking (WRITE=yes: without)
	@$(python) scripts/format_records.py $(if $(WRITE),--write)

lint: set-up ## check the code alone: its rules, its form, its types
	@$(python) -m ruff check
	@$(python) -m ruff format --check
	@$(python) -m mypy

format-code: set-up ## put the code in the form that lint asks for
	@$(python) -m ruff check --fix-only
	@$(python) -m ruff format

bench: set-up ## measure the check of 1,000 records against check-jsonschema on the same (a few minutes)
	@$(python) scripts/bench.py

lock: set-up ## renew requirements.lock after a change in pyproject.toml (with UPGRADE=yes: the newest of all)
	@$(python) -m uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --group dev \
	  --custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade) --output-file requirements.lock pyproject.toml

clean: ## take away all that the other commands have made
	@rm -rf site site.*/ .cache .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find scripts tests -name __pycache__ -type d -prune -exec rm -rf {} +

set-up:
	@PYTHON='$(PYTHON)' sh scripts/set-up.sh
