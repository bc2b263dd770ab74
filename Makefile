PYTHON_IN = .venv/bin/python

.PHONY: set-up
set-up:
	@sh scripts/set-up.sh
