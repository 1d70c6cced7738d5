#!/usr/bin/env python3
"""Each header compiles alone.  headers.py COMPILER"""
import concurrent.futures
import pathlib
import subprocess
import sys

top = pathlib.Path(__file__).resolve().parents[2]
compiler = sys.argv[1]


def fault(header):
    done = subprocess.run([compiler, "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-I", top / "core", "-I", top / "cmd",
                           "-x", "c++", header], capture_output=True, text=True)
    return f"{header.relative_to(top)}:\n{done.stderr}" if done.returncode else None


headers = sorted(top.glob("core/*/*.h")) + sorted(top.glob("cmd/*.h"))
with concurrent.futures.ThreadPoolExecutor(2) as pool:
    faults = [found for found in pool.map(fault, headers) if found]
print("\n".join(faults) or f"{len(headers)} headers stand alone")
sys.exit(1 if faults else 0)
