# Everything a person or a CI runs. `make serve` and `make test` work on a fresh Debian machine with Swift on it.

# SwiftPM orders some flags by hash; without this the same sources rebuild at random.
export SWIFT_DETERMINISTIC_HASHING := 1

BUILD_PACKAGES := build-essential pkg-config git ca-certificates libgit2-dev libyaml-dev libsqlite3-dev zlib1g-dev
RUN_PACKAGES := openssh-client
TEST_PACKAGES := nginx fcgiwrap openssh-server openssl apache2-utils python3 python3-venv curl
BENCH_PACKAGES := wrk nginx golang-go golang-github-masterminds-sprig-dev

# Tests with servers and deadlines run by themselves: beside them the others would keep every core busy for too long.
WORLD_TESTS := '^(GitTests|StoreTests|ServiceTests|HTTPAPITests|musterTests)\.'

.PHONY: help serve build test bench format lint swift build-packages test-packages clean

help: ## Show what there is to make
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | expand -t 16

serve: build ## Build a release and serve; ARGS="--catalog NAME=URL" adds to it
	.build/release/muster serve $(ARGS)

build: swift build-packages ## Build the release binary, .build/release/muster
	swift build -c release --product muster

test: swift build-packages test-packages lint ## Check the format, build, and run every test
	swift build --build-tests
	swift test --skip-build --skip $(WORLD_TESTS)
	swift test --skip-build --filter $(WORLD_TESTS)

bench: swift build-packages ## Measure against git, nginx and Go
	scripts/install-packages $(BENCH_PACKAGES)
	scripts/bench

format: swift ## Rewrite the sources in the project's format
	swift format --in-place --parallel --recursive Sources Tests Benchmarks/Sources Fuzz/Sources Fuzz/targets Package.swift \
		Benchmarks/Package.swift

lint: swift ## Fail when the sources are not in the project's format
	swift format lint --strict --parallel --recursive Sources Tests Benchmarks/Sources Fuzz/Sources Fuzz/targets \
		Package.swift Benchmarks/Package.swift

swift:
	@scripts/check-swift

build-packages:
	@scripts/install-packages $(BUILD_PACKAGES) $(RUN_PACKAGES)

test-packages:
	@scripts/install-packages $(TEST_PACKAGES)

clean: ## Remove what was built
	rm -rf .build
