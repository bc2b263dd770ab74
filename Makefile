# Everything that a person or a workflow runs. Each command sets up what it needs, so there is nothing to do first.
python = .venv/bin/python
compile = $(python) -m uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--custom-compile-command 'make lock' $(if $(UPGRADE),--upgrade)

.DEFAULT_GOAL := help
.PHONY: help site test serve check followup bench new propose start-fresh format editor editor-schema html-check lighthouse fuzz pictures lint format-code lock clean set-up

help: ## say what there is (this text)
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

site: set-up ## check everything that is written and build the website in site/ (BASE=main: what differs from it first)
	@$(python) scripts/editor.py fetch --once
	@$(python) scripts/build.py $(if $(BASE),--base '$(BASE)')

test: lint ## check the code, then run every test, those in a browser too
	@$(python) scripts/editor.py fetch --all || true # says why; the tests that need it then fail
	@browser="$$($(python) scripts/chromium.py)" && CHROMIUM="$$browser" $(python) -m pytest -n auto

serve: set-up ## show the website at http://127.0.0.1:8000/, and anew when a file is saved
	@$(python) scripts/serve.py

check: set-up ## check the partnerships, the lists, the criteria and the policy, in a second
	@$(python) scripts/validate.py

followup: set-up ## say what there is to follow up today: late reports, agreements that have ended, the policy's revision
	@$(python) scripts/followup.py

new: set-up ## add a partnership: asks in Swedish, a question at a time
	@$(python) scripts/new.py

propose: set-up ## send what you have changed for review: checks it, says it in words, asks
	@$(python) scripts/propose.py

start-fresh: set-up ## take the example records out, after asking; lists, policy and criteria stay
	@$(python) scripts/start_fresh.py

format: set-up ## write every record in the form that the web form writes, after asking (WRITE=yes: without)
	@$(python) scripts/format_records.py $(if $(WRITE),--write)

editor: set-up ## fetch what the web form at /redigera/ is made of (make site does it too, once)
	@$(python) scripts/editor.py fetch

editor-schema: set-up ## write .vscode/samarbete.schema.json anew after a change in schemas/ or content/listor
	@$(python) scripts/editor.py schema

html-check: set-up ## hold every page in site/ to the HTML standard (needs Java; make site first)
	@$(python) scripts/html_check.py

lighthouse: set-up ## measure the site in site/ as on a phone: speed, accessibility, good practice, search engines
	@$(python) scripts/lighthouse.py

fuzz: set-up ## look for bytes that break the check until it finds some (with SECONDS=60: for so long)
	@$(python) -m uv pip install --quiet --target .cache/fuzz --group fuzz || \
	  { echo 'Atheris has no build for this machine or Python, and make fuzz needs it.' >&2; exit 1; }
	@PYTHONPATH=.cache/fuzz $(python) scripts/fuzz.py $(if $(SECONDS),-max_total_time=$(SECONDS))

pictures: set-up ## take the pictures of README.md and CONTRIBUTING.md anew, of the site itself
	@$(python) scripts/editor.py fetch
	@$(python) scripts/pictures.py

lint: set-up ## check the code alone: its rules, its form, its types
	@$(python) -m ruff check
	@$(python) -m ruff format --check
	@$(python) -m mypy

format-code: set-up ## put the code in the form that lint asks for
	@$(python) -m ruff check --fix-only
	@$(python) -m ruff format

bench: set-up ## measure speed and size beside what one would use instead, half an hour (BENCH='--only check': a part)
	@$(python) scripts/editor.py fetch --once
	@$(python) -m uv pip install --quiet --target .cache/bench/packages --require-hashes -r requirements-bench.lock || true
	@$(python) scripts/bench.py $(BENCH)

lock: set-up ## renew the locks after a change in pyproject.toml (with UPGRADE=yes: the newest of all)
	@$(compile) --output-file requirements.lock pyproject.toml
	@$(compile) --group dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml
	@$(compile) --group bench --output-file requirements-bench.lock

clean: ## take away all that the other commands have made
	@rm -rf site site.*/ html-check/node_modules lighthouse/node_modules redigera/node_modules .cache .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find scripts tests -name __pycache__ -type d -prune -exec rm -rf {} +

set-up:
	@PYTHON='$(PYTHON)' sh scripts/set-up.sh
