#!/usr/bin/env bash
# What every commit passes: layout, build, lint of the Verilog, unit tests.
set -euo pipefail
cd "$(dirname "$0")"
make build
dotnet format HwGen.sln --no-restore --verify-no-changes
make lint
scripts/test unit
