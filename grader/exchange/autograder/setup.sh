#!/usr/bin/env bash
# Installs Python 3.11 or newer where there is none, and the grader beside the problem.
set -euo pipefail
cd "$(dirname "$0")"
python=""
for candidate in python3 python3.13 python3.12 python3.11; do
    if command -v "$candidate" >/dev/null && "$candidate" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python="$candidate"
        break
    fi
done
if [ -z "$python" ]; then
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3.11 python3.11-venv
    python=python3.11
fi
"$python" -m venv .venv
.venv/bin/pip install --quiet ./inkgrade-*.whl
