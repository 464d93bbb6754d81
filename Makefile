# Everything a person or a CI runs. `make serve` and `make test` work on a fresh Debian machine with Swift on it.

# SwiftPM orders some flags by hash; without this the same sources rebuild at random.
export SWIFT_DETERMINISTIC_HASHING := 1

BUILD_PACKAGES := build-essential pkg-config git ca-certificates libgit2-dev libyaml-dev libsqlite3-dev zlib1g-dev
RUN_PACKAGES := openssh-client
TEST_PACKAGES := nginx fcgiwrap openssh-server openssl apache2-utils python3 python3-venv curl jq
BENCH_PACKAGES := wrk nginx curl python3 golang-go golang-github-masterminds-sprig-dev

# One program without Swift's libraries beside it; what else it gives is in docs/performance.md.
RELEASE := -c release --static-swift-stdlib --product muster
SOURCES := Sources Tests Benchmarks/Sources Benchmarks/framework/Sources Fuzz/Sources Fuzz/targets \
	Package.swift Benchmarks/framework/Package.swift

# Tests with servers and deadlines run by themselves: beside them the others would keep every core busy for too long.
# So do those that wait for processes, which keep a thread of their own busy each.
GIT_TESTS := '^(GitTests|ServiceTests)\.'
API_TESTS := '^HTTPAPITests\.'
PROCESS_TESTS := '^musterTests\.'
THREADED_TESTS := '^(GitTests|ServiceTests|StoreTests|HTTPAPITests|LanesTests)\.'
PARSING_TESTS := '^(YAMLTests|JSONTests|GoTextTests|GoTemplateTests|ComposeTests|CatalogTests|VersionsTests|FuzzingTests)\.'

.PHONY: help serve build test sanitize test-long bench bench-framework bench-events bench-lint kill-test soak hostile format lint swift build-packages test-packages clean

help: ## Show what there is to make
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

serve: build ## Build a release and serve; ARGS="--catalog NAME=URL" adds to it
	.build/release/muster serve $(ARGS)

build: swift build-packages ## Build the release binary, .build/release/muster
	@scripts/say-first-build release
	swift build $(RELEASE)

test: swift build-packages test-packages lint ## Check the format, build, and run every test
	@scripts/say-first-build debug
	swift build --build-tests --explicit-target-dependency-import-check error
	scripts/check-packages
	swift test --skip-build --skip $(GIT_TESTS) --skip $(API_TESTS) --skip $(PROCESS_TESTS)
	swift test --skip-build --filter $(GIT_TESTS)
	swift test --skip-build --filter $(API_TESTS)
	swift test --skip-build --filter $(PROCESS_TESTS)
	MUSTER=.build/debug/muster scripts/hostile --small

sanitize: swift build-packages test-packages ## Run the tests with threads, and of what parses, under sanitizers
	SWIFT_BACKTRACE=enable=no swift test --scratch-path .build-thread --sanitize=thread --filter $(THREADED_TESTS)
	SWIFT_BACKTRACE=enable=no swift test --scratch-path .build-address --sanitize=address --filter $(PARSING_TESTS)

test-long: test sanitize kill-test soak hostile ## Check everything that takes too long for every change: some four hours
	MUSTER=$(CURDIR)/.build/release/muster Fuzz/run all 600

bench: build ## Measure against git, nginx and Go, and write the table into docs/performance.md
	scripts/install-packages $(BENCH_PACKAGES)
	scripts/bench

bench-framework: build ## Measure bare SwiftNIO and Hummingbird beside the service
	scripts/install-packages $(BENCH_PACKAGES)
	scripts/bench-framework

bench-events: build ## Hold a thousand event listeners and tell them of refreshes; ARGS="--listeners 100"
	scripts/install-packages $(BENCH_PACKAGES)
	scripts/bench-events $(ARGS)

bench-lint: build ## Measure muster lint over the catalogs of BENCH_CATALOGS and write the table into docs/performance.md
	scripts/bench-lint

kill-test: build ## Kill the service 200 times while it works; ARGS="--kills 20 --seed 1"
	scripts/kill-test $(ARGS)

soak: build ## Use the service for ten minutes and check every answer; ARGS="--minutes 2"
	scripts/soak $(ARGS)

hostile: build ## Attack the service in every known way and check that others are served; ARGS="--small", "--only remote --minutes 1"
	scripts/hostile $(ARGS)

format: swift ## Rewrite the sources in the project's format
	swift format --in-place --parallel --recursive $(SOURCES)

lint: swift ## Fail when the sources are not in the project's format
	swift format lint --strict --parallel --recursive $(SOURCES)

swift:
	@scripts/check-swift

build-packages:
	@scripts/install-packages $(BUILD_PACKAGES) $(RUN_PACKAGES)

test-packages:
	@scripts/install-packages $(TEST_PACKAGES)

clean: ## Remove what was built
	rm -rf .build
