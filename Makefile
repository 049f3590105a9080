# HwGen. `make help` lists the targets.

BUILD = dotnet build HwGen.sln --configuration Release --nologo --verbosity quiet "-consoleLoggerParameters:ErrorsOnly;NoSummary"

.PHONY: help build run test unit lint formal check bench bench-area bench-accuracy format clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' $(MAKEFILE_LIST) | sort | expand -t 16

build: ## compile everything
	@scripts/need-dotnet
	@$(if $(HWGEN_PREBUILT),true,$(BUILD))

run: build ## the shipped example: prune, generate, verify and run a small network
	@scripts/install-tools verilator g++
	@scripts/run-example

test: build ## all tests
	@scripts/install-tools verilator gcc g++ iverilog yosys z3 tclsh zlib cppcheck valgrind numpy nextpnr-ice40 icepack iceunpack sta
	@scripts/test

unit: build ## the tests that need only .NET
	@scripts/test unit

lint: build ## every Verilog file and every configuration through three linters
	@scripts/install-tools verilator g++ iverilog yosys
	@scripts/test cosim -- --filter "FullyQualifiedName~HwGen.Tests.Cosim.Lint"

formal: build ## the proofs of docs/proofs.md
	@scripts/install-tools yosys z3
	@scripts/test cosim -- --filter "FullyQualifiedName~HwGen.Tests.Cosim.Formal"

check: ## what every commit passes: layout, build, lint, unit tests
	@./check.sh

bench: build ## the measured figures of docs/benchmarks.md
	@scripts/install-tools verilator gcc g++
	@dotnet tests/bench/bin/Release/net10.0/HwGen.Bench.dll

bench-area: build ## the tables of docs/area.md
	@scripts/install-tools yosys sta
	@dotnet tests/bench/bin/Release/net10.0/HwGen.Bench.dll area

bench-accuracy: build ## the tables of docs/accuracy.md
	@for part in accuracy budget tiles permutation calibration quantized layer golden structures schemes schemes-cnn; do dotnet tests/bench/bin/Release/net10.0/HwGen.Bench.dll $$part || exit; done

format: ## lay out the C# files
	@scripts/need-dotnet
	@dotnet format HwGen.sln

clean: ## remove what was built and written
	@rm -rf out */bin */obj tests/*/bin tests/*/obj
