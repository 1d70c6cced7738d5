#!/usr/bin/env python3
"""The code keeps to core/ROOMS: includes go down, outside headers stay in their room's .cpp files, core leaves streams,
arguments and the process alone, and no file has outgrown a reader."""
import pathlib
import re
import sys

top = pathlib.Path(__file__).resolve().parents[2]
OUTSIDE = {  # header, or the start of its path: the one room that may include it
    "nettle/": "base", "xxhash.h": "base", "iconv.h": "text", "uchardet": "text", "utf8proc.h": "text", "cctz/": "time",
    "simdjson.h": "json", "tinyxml2.h": "markup", "gumbo.h": "markup", "curl/": "net", "dlfcn.h": "net",
    "zlib.h": "warc", "sqlite3.h": "archive", "zstd.h": "archive", "CLI/": "cmd",
}
STANDARD = {"unistd.h", "fcntl.h", "signal.h"}
PROCESS = re.compile(r"std::c(out|err|in)\b|\b(std::)?(exit|_Exit|getenv|setlocale|popen|system)\(")
LONGEST = 800

rooms = {}
for line in (top / "core/ROOMS").read_text().splitlines():
    if line and not line.startswith("#"):
        room, floor, *below = line.split()
        rooms[room] = (int(floor), set(below))

faults = []
for room, (floor, below) in rooms.items():
    for other in below:
        if rooms[other][0] >= floor:
            faults.append(f"core/ROOMS: {room} ({floor}) may not include {other} ({rooms[other][0]})")

for path in sorted(top.glob("core/*/*.[ch]*")) + sorted(top.glob("cmd/*.[ch]*")):
    if path.suffix not in (".h", ".cpp"):
        continue
    name = path.relative_to(top)
    room = path.parent.name
    if room != "cmd" and room not in rooms:
        faults.append(f"{name}: the room is not in core/ROOMS")
        continue
    text = path.read_text()
    lines = text.splitlines()
    if len(lines) > LONGEST and "\n/// Long because" not in text:
        faults.append(f"{name}: {len(lines)} lines; it looks for its second room")
    if path.suffix == ".h" and "#pragma once" not in lines[:3]:
        faults.append(f"{name}: no #pragma once at its head")
    for number, line in enumerate(lines, 1):
        house = re.match(r'\s*#\s*include "([a-z0-9_]+)/', line)
        outside = re.match(r"\s*#\s*include <([^>]+)>", line)
        if house and room != "cmd" and house[1] != room and house[1] not in rooms[room][1]:
            faults.append(f"{name}:{number}: {room} may not include {house[1]}")
        for start, owner in OUTSIDE.items():
            if outside and outside[1].startswith(start):
                if room != owner:
                    faults.append(f"{name}:{number}: <{outside[1]}> is {owner}'s alone")
                elif path.suffix == ".h":
                    faults.append(f"{name}:{number}: <{outside[1]}> in a header")
        if room != "cmd" and PROCESS.search(line.split("//")[0]):
            faults.append(f"{name}:{number}: core touches the process: {line.strip()}")

print("\n".join(faults) or f"{len(rooms)} rooms keep to their floors")
sys.exit(1 if faults else 0)
