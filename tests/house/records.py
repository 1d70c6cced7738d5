#!/usr/bin/env python3
"""Every record that the golden runs print, and every one in tests/data/records, meets man/stet-record.schema.json."""
import json
import pathlib
import sys

import jsonschema

top = pathlib.Path(__file__).resolve().parents[2]
schema = json.loads((top / "man/stet-record.schema.json").read_text())
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
faults, seen = [], 0
for path in sorted(top.glob("tests/cli/*/*/out")) + sorted(top.glob("tests/data/records/*.jsonl")):
    for number, line in enumerate(path.read_text().splitlines(), 1):
        try:
            record = json.loads(line)
        except ValueError:
            continue  # output for people, or of another tool
        if not isinstance(record, dict) or "_stet" not in record:
            continue
        seen += 1
        for error in validator.iter_errors(record):
            faults.append(f"{path.relative_to(top)}:{number}: {error.json_path}: {error.message[:200]}")
if seen < 20:
    faults.append(f"only {seen} records were found to look at")
print("\n".join(faults) or f"{seen} records meet the schema")
sys.exit(1 if faults else 0)
