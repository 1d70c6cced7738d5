#!/usr/bin/env python3
"""Each header compiles alone.  headers.py COMPILER

A source in core that begins with its own header shows it for that one, when it is built for release."""
import concurrent.futures
import pathlib
import subprocess
import sys

top = pathlib.Path(__file__).resolve().parents[2]
compiler = sys.argv[1]


def is_shown_by_source(header):
    source = header.with_suffix(".cpp")
    own = f'#include "{header.relative_to(top / "core")}"' if header.is_relative_to(top / "core") else None
    return own and source.exists() and source.read_text().startswith(own)


def fault(header):
    done = subprocess.run([compiler, "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-I", top / "core", "-I", top / "cmd",
                           "-x", "c++", header], capture_output=True, text=True)
    return f"{header.relative_to(top)}:\n{done.stderr}" if done.returncode else None


headers = sorted(top.glob("core/*/*.h")) + sorted(top.glob("cmd/*.h"))
with concurrent.futures.ThreadPoolExecutor(2) as pool:
    faults = [found for found in pool.map(fault, (header for header in headers if not is_shown_by_source(header))) if found]
print("\n".join(faults) or f"{len(headers)} headers stand alone")
sys.exit(1 if faults else 0)
