#!/usr/bin/env python3
"""A file that names integers of a fixed width includes <cstdint>, or one of the house's headers that does: headers of the
standard library bring it in with one compiler and not with the next."""
import pathlib
import re
import sys

top = pathlib.Path(__file__).resolve().parents[2]
ROOTS = [top / "core", top / "cmd", top / "tests"]
INTEGER = re.compile(r"\bu?int(_least|_fast)?(8|16|32|64|max|ptr)_t\b")
known = {}


def included(path, text):
    for name in re.findall(r'^#include "([^"]+)"', text, re.M):
        for root in [*ROOTS, path.parent]:
            if (root / name).exists():
                yield (root / name).resolve()
                break


def has(path, above=()):
    if path not in known and path not in above:
        text = path.read_text()
        found = "#include <cstdint>" in text
        found = found or any(has(other, (*above, path)) for other in included(path, text))
        if above and not found:
            return False  # perhaps only because of a circle
        known[path] = found
    return known.get(path, False)


files = sorted(path for root in ROOTS for path in root.rglob("*") if path.suffix in (".h", ".cpp"))
users = [path for path in files if INTEGER.search(path.read_text())]
faults = [f"{path.relative_to(top)}: no <cstdint>" for path in users if not has(path)]
if len(users) < 50:
    faults.append(f"only {len(users)} files were found to look at")
print("\n".join(faults) or f"{len(users)} files with integers of fixed width include <cstdint>")
sys.exit(1 if faults else 0)
