# SPDX-License-Identifier: EUPL-1.2
#
# Every target installs what it needs (Debian packages as root or with sudo, Python tools in .venv)
# and can be run again.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

need := scripts/need.sh
swift_flags := --explicit-target-dependency-import-check error
libraries := pkg-config libssl-dev zlib1g-dev libdeflate-dev libpcre2-dev libxml2-dev libarchive-dev libsqlite3-dev libproj-dev proj-data
hergebruik := .build/release/hergebruik
# The suites of slow proofs, which have names that end so. The suites of extreme values go with them, with more inputs.
proofs := Proofs[/.]
# Some tests at a time: where all begin at once, each waits for minutes until it goes on.
test_flags := --skip-build --parallel --disable-xctest --experimental-maximum-parallelization-width 12
# The demonstration key lives outside the project: a key inside it is refused as exposed.
demo_keys := $${XDG_STATE_HOME:-$$HOME/.local/state}/hergebruik-demo
demo_key := demo-voorbeeldstad
# Where the example is built. CI gives .build: little is built again then, but the next build of the tests starts afresh.
examples_build ?= .build-examples

.PHONY: help build catalog test test-build proofs mutants quick examples spark-quick spark-test spark-tools docc check lint format bench instructions

help: ## this list
	@echo "make TARGET, where TARGET is one of:"
	grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  \1\t\2/' | expand -t 16

build: ## build the program (release) as .build/release/hergebruik
	@echo "==> build: the program, in release mode"
	$(need) swift
	$(need) apt $(libraries) curl
	swift build -c release --product hergebruik --static-swift-stdlib $(swift_flags)

catalog: build ## build the program and publish the sample datasets to catalog/current
	@echo "==> catalog: publish the datasets under pipelines/ to catalog/current"
	export HERGEBRUIK_KEYS="$(demo_keys)"
	if [ ! -e "$$HERGEBRUIK_KEYS/$(demo_key).key" ]; then
	  echo "==> making a key for the demonstration in $$HERGEBRUIK_KEYS (never use it for real data)"
	  mkdir -p -m 700 "$$HERGEBRUIK_KEYS"
	  $(hergebruik) key new $(demo_key)
	fi
	# The samples are signed for here, by nobody, for a year: real data need a data protection officer (FG).
	$(hergebruik) sign-off meldingen-openbare-ruimte parkeervergunningen subsidieregister --role "FG (voorbeeld)" \
	  --decision publish --valid-until "$$(date -d '+1 year' +%F)"
	$(hergebruik) run --project .
	echo
	echo "The catalogue is in catalog/current. To look at it:"
	echo "  python3 -m http.server --bind 127.0.0.1 --directory catalog/current 8000"
	echo "and open http://127.0.0.1:8000/"

test: ## build and run the tests (make proofs runs those that take minutes); says at the end which were skipped, and why
	@echo "==> test: build and run the tests"
	$(MAKE) test-build
	scripts/test.sh $(test_flags) --skip '$(proofs)'
	echo "Not among these: the slow proofs (killed programs, large and real exports, independent programs). make proofs runs them."

proofs: ## build and run the slow proofs: killed programs, bounded memory, large and real exports, independent programs
	@echo "==> proofs: build and run the tests that take minutes"
	$(MAKE) test-build
	HERGEBRUIK_PROPERTY_INPUTS=20000 scripts/test.sh $(test_flags) --filter '$(proofs)|Tests\.Extreme'

test-build:
	$(need) swift
	$(need) apt $(libraries) python3 curl openssl postgresql zstd
	# Independent programs: what our anonymity figures must equal (ANJANA wants this pyCANON, and it those
	# typing_extensions), and what reads our reports and metadata.
	$(need) python pycanon==1.3.5 anjana==1.2.3 jsonschema==4.26.0 asyncssh==2.22.0 \
	  frictionless==5.21.0 pydantic==2.13.5 jsonlines==4.0.0 csvw==4.1.1 sarif-pydantic==0.6.2 typing_extensions==4.15.0
	swift build --build-tests $(swift_flags)

mutants: ## put some 150 faults into the program, one after another, and see that a test finds each (ONLY="ID…" for some)
	@echo "==> mutants: faults that tests must find"
	$(need) swift
	$(need) apt $(libraries) git
	scripts/mutate.py $(if $(ONLY),--only $(ONLY))

quick: ## build and test one room: make quick TARGET=Values, and FILTER=… for some of its tests (without TARGET: which rooms)
	@rooms=$$(grep -zoP '\btests\(\s*"\K[A-Za-z/]+' Package.swift | tr '\0' '\n' | sed 's|.*/||')
	if [ -z "$(TARGET)" ] || ! grep -qxF -- "$(TARGET)" <<< "$$rooms"; then
	  echo "Name one of these rooms, as in 'make quick TARGET=System':"
	  sed 's/^/  /' <<< "$$rooms"
	  [ -z "$(TARGET)" ] || exit 2
	  exit 0
	fi
	$(need) swift
	export HERGEBRUIK_ROOM="$(TARGET)"
	swift build --build-tests --scratch-path .build-quick $(swift_flags)
	.build-quick/debug/hergebruikPackageTests.xctest --testing-library swift-testing $(if $(FILTER),--filter '$(FILTER)')

examples: ## build, test and run the example package that adds a format of its own
	@echo "==> examples: a program with one format more"
	$(need) swift
	$(need) apt $(libraries)
	swift test --package-path Examples/ICalendar --scratch-path $(examples_build) --disable-xctest
	project=$$(mktemp -d)
	trap 'rm -rf "$$project"' EXIT
	cp -R Examples/ICalendar/project/pipelines "$$project"
	program() { swift run --package-path Examples/ICalendar --scratch-path $(examples_build) hergebruik-ics "$$@"; }
	program sign-off agenda --project "$$project" --role "FG (voorbeeld)" --decision publish \
	  --valid-until "$$(date -d '+1 year' +%F)"
	program run --project "$$project"

spark-quick: build spark-tools ## publish the samples on a Spark cluster on loopback: the same bytes, and nothing personal in what Spark writes
	@echo "==> spark-quick: the samples on a cluster of two workers"
	.venv-spark/bin/python -m unittest discover --start-directory engines/spark/tests
	.venv-spark/bin/python engines/spark/tests/cluster_test.py --program $(hergebruik) --quick

spark-test: build spark-tools ## the same with hundreds of datasets and an estate, and with executors and drivers that are killed (minutes; ONLY="NAME…")
	@echo "==> spark-test: hundreds of datasets on a cluster, and all that may go wrong there"
	.venv-spark/bin/python -m unittest discover --start-directory engines/spark/tests
	.venv-spark/bin/python engines/spark/tests/cluster_test.py --program $(hergebruik) $(ONLY)

# Java, and the application of engines/spark in a virtual environment of its own: pyspark takes 500 MB.
spark-tools:
	$(need) apt openjdk-17-jre-headless python3 python3-venv
	VENV=.venv-spark $(need) python setuptools==80.9.0 wheel==0.45.1 pyspark==4.3.0 py4j==0.10.9.9
	if [ ! -e .venv-spark/application ] || [ -n "$$(find engines/spark/src engines/spark/pyproject.toml -newer .venv-spark/application -type f)" ]; then
	  rm -rf engines/spark/build
	  .venv-spark/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --force-reinstall ./engines/spark
	  touch .venv-spark/application
	fi

docc: ## build the documentation of the product for authors of formats, in .build-docc/documentation; a warning stops it
	@echo "==> docc: the documentation of HergebruikFormat"
	$(need) swift
	export HERGEBRUIK_DOCC=1
	swift package --scratch-path .build-docc --allow-writing-to-directory .build-docc/documentation \
	  generate-documentation --target HergebruikFormat --warnings-as-errors \
	  --output-path .build-docc/documentation

check: ## check the published catalogue: DCAT-AP-NL, RDF syntax, code samples, pages in a browser
	@echo "==> check: the catalogue under catalog/current"
	[ -e catalog/current/generation.json ] || $(MAKE) catalog
	scripts/check.sh catalog/current

lint: ## check style, licence headers and shell scripts
	@echo "==> lint: style, licence headers, shell scripts"
	$(need) swift
	$(need) apt shellcheck git
	swift format lint --strict --parallel --recursive Sources Tests Examples bench Package.swift
	scripts/check_headers.sh
	shellcheck --severity=style scripts/*.sh .ci/run
	$(need) python ruff==0.14.6
	.venv/bin/ruff check --quiet engines/spark
	.venv/bin/ruff format --check --quiet engines/spark

format: ## format the Swift code in place
	@echo "==> format: Swift code, in place"
	$(need) swift
	swift format --in-place --parallel --recursive Sources Tests Examples bench Package.swift

bench: build ## compare speed, memory and size with other programs (ROWS=7400000 XML_ROWS=830000 K_ROWS=10000000 V_ROWS=10000000 DATASETS=5000)
	@echo "==> bench: the 1 GB job against pigz, Polars and DuckDB"
	scripts/bench.sh
	echo "==> bench: 500 MB of XML against xmllint and pigz"
	scripts/bench_xml.sh
	echo "==> bench: 10 million rows with k-anonymity and without, and the detectors of the gate"
	scripts/bench_privacy.sh
	echo "==> bench: what validation costs, and validation by itself against DuckDB and frictionless"
	scripts/bench_validation.sh
	echo "==> bench: the site of a large catalogue"
	[ -e catalog/current/generation.json ] || $(MAKE) catalog
	HERGEBRUIK_BENCH=1 swift build -c release --product site-bench --static-swift-stdlib --scratch-path .build-bench
	.build-bench/release/site-bench catalog $${DATASETS:-5000}

instructions: build ## count the instructions of the benchmark's jobs, which no other work disturbs (BEFORE=PROGRAM to compare; I_ROWS=100000)
	@echo "==> instructions: the jobs of make bench, under callgrind"
	scripts/instructions.sh $(if $(BEFORE),'$(BEFORE)')
