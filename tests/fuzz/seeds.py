#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the fuzzer's seeds into a folder: every statement of the differential suite and of the golden dumps,
behind the byte that fuzz_convert reads first."""
import pathlib
import sys

MOST_BYTES = 4000

tests = pathlib.Path(__file__).resolve().parent.parent
out = pathlib.Path(sys.argv[1])
out.mkdir(parents=True, exist_ok=True)


def write(name, kind, text):
    if text.strip():
        (out / name).write_bytes(bytes([kind]) + text.encode()[:MOST_BYTES])


number = 0
for file in sorted((tests / "live/differential").glob("*.sql")):
    for statement in file.read_text().split(";\n"):
        text = "\n".join(line for line in statement.splitlines() if not line.startswith("--"))
        write(f"query-{number:04}", number % 2, text)
        number += 1
for file in sorted((tests / "golden/data").rglob("*.sql")) + sorted((tests / "live/routines").glob("*.sql")):
    for statement in file.read_text().split(";\n"):
        write(f"dump-{number:04}", 2 + number % 2, statement + ";\n")
        number += 1
print(number, "seeds")
