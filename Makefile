# Everything that a person or a workflow runs. The commands are in gor.py, which sets up what each of them needs;
# `make NAME` is `./gor NAME`, and ARGS='…' is passed on.
.DEFAULT_GOAL := help

site: options = $(if $(BASE),--base '$(BASE)')
format: options = $(if $(WRITE),--write)
lock: options = $(if $(UPGRADE),--upgrade)
fuzz: options = $(if $(SECONDS),--seconds '$(SECONDS)')
bench: options = $(BENCH)
protect: options = $(if $(WRITE),--write)

%: always
	@./gor $@ $(options) $(ARGS)

.PHONY: always
always:

Makefile: ;
