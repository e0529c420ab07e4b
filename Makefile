# Every target is one command of `journey`; variables become its words: make check day=3 work=solution
LEARNERS := check start reset watch hint solution progress tracks next pr report doctor database site
MAINTAINERS := proof new sync lint test bench
VARIABLES := day week lab name capstone work json criterion verbose seed format output compare runs \
	mutants update fix yes title kind port file base head psql talk trouble args

# Only what stands on the command line counts, not what the environment happens to hold.
$(foreach v,$(VARIABLES),$(if $(filter command%,$(origin $(v))),$(eval export JOURNEY_$(v) = $$($(v)))))

# A course that was moved is set up again: the environment knows where it lies.
ifneq ($(shell head -n 1 .venv/ready 2>/dev/null),$(CURDIR))
MOVED := moved
endif

.PHONY: help lock wheels moved mongo cluster $(LEARNERS) $(MAINTAINERS)

help: .venv/ready
	@.venv/bin/python -m grader --help

$(LEARNERS) $(MAINTAINERS): .venv/ready
	@exec .venv/bin/python -m grader.by_make $@

.venv/ready: requirements.lock grader/bootstrap.py $(MOVED)
	@command -v python3 >/dev/null || { echo "journey: python3 is not installed. Install Python 3.11 or newer." >&2; exit 3; }
	@python3 grader/bootstrap.py

# What only some need: MongoDB's stand-in, and Dask for a cohort on several machines.
mongo cluster: .venv/ready
	@python3 grader/bootstrap.py $@

# Needs uv. Pins every package with the hashes of its files, for all systems; names no host.
PIN := uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate
lock:
	$(PIN) --upgrade --extra dev pyproject.toml -o requirements.lock
	$(PIN) --upgrade --extra dev --extra mongo -c requirements.lock pyproject.toml -o requirements-mongo.lock
	$(PIN) --upgrade --extra dev --extra cluster -c requirements.lock pyproject.toml -o requirements-cluster.lock
	$(MAKE) wheels

# Whether each package comes ready to use, so that nobody needs a compiler. A dry run: nothing is installed.
SYSTEMS := x86_64-unknown-linux-gnu aarch64-unknown-linux-gnu aarch64-apple-darwin x86_64-apple-darwin
wheels:
	@for system in $(SYSTEMS); do for python in 3.11 3.12 3.13 3.14; do \
		echo "Python $$python on $$system"; \
		uv pip install -q --dry-run --no-deps --only-binary :all: --python .venv --python-platform $$system \
			--python-version $$python -r requirements.lock || exit 1; \
	done; done
