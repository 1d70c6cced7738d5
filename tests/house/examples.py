#!/usr/bin/env python3
"""The EXAMPLES of all manual pages and of the README run: none ends with trouble.  examples.py STET SERVE

Lines that begin with a dollar are typed as they stand, crontab lines without their schedule, in a folder with an archive
of the bundled live blog; addresses of news.example are answered on loopback."""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

top = pathlib.Path(__file__).resolve().parents[2]
stet, serve = map(os.path.realpath, sys.argv[1:3])
demo = top / "tests/data/demo"
address = "https://www.wieselthaler-bote.example/newsblog-hochwasser"


def examples():
    """(page, line) of each example."""
    for path in sorted((top / "man").glob("*.[15]")):
        inside = re.search(r"^\.Sh EXAMPLES\n(.*?)(?=^\.Sh |\Z)", path.read_text(), re.M | re.S)
        for line in (inside[1] if inside else "").splitlines():
            yield path.name, line.replace("\\(dq", '"').replace("\\e", "\\")
    for block in re.findall(r"^```sh\n(.*?)^```", (top / "README.md").read_text(), re.M | re.S):
        for line in block.splitlines():
            yield "README.md", line


box = pathlib.Path(tempfile.mkdtemp(prefix="stet-examples-"))
(box / "bin").mkdir()
(box / "bin/stet").symlink_to(stet)
(box / "saved").mkdir()
for name, copy in (("1300.html", "before.html"), ("1400.html", "page.html"), ("1200.html", "saved/1.html"), ("1300.html", "saved/2.html")):
    shutil.copy(demo / name, box / copy)
environment = {"PATH": f"{box}/bin:/usr/bin:/bin", "HOME": str(box), "TZ": "Europe/Berlin", "STET_NOW": "2026-11-15T14:00:00Z"}
for key in ("ASAN_OPTIONS", "UBSAN_OPTIONS"):
    if key in os.environ:
        environment[key] = os.environ[key]
for name, clock in (("1200.html", "12:00"), ("1300.html", "13:00"), ("1400.html", "14:00")):
    subprocess.run([stet, "fetch", "-q", "--as", address, "--base-url", address, "--observed", f"2026-11-15T{clock}:00+01:00",
                    demo / name], env=environment, check=True)
found = subprocess.run([stet, "sources"], env=environment, capture_output=True, text=True, check=True)
name = re.search(r'"name":"([^"]+)"', found.stdout)[1]

server = subprocess.Popen([serve, demo], stdout=subprocess.PIPE, text=True)
faults, ran = [], 0
try:
    base = f"http://127.0.0.1:{int(server.stdout.readline().split()[-1])}"
    for page, line in examples():
        typed = re.match(r"^(?:\$ |(?:[\d*/]+ +){4}[\d*/]+ +)(.*)", line)
        if not typed:
            continue
        ran += 1
        command = typed[1].replace("https://news.example/live", base + "/1200.html").replace("hochwasser", name)
        done = subprocess.run(["bash", "-o", "pipefail", "-c", command], cwd=box, env=environment, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=60)
        if done.returncode not in (0, 1) or "Error" in done.stderr:
            faults.append(f"{page}: {typed[1]}\n    exit {done.returncode}: {done.stderr.strip()[:300]}")
finally:
    server.terminate()
    shutil.rmtree(box)
if ran < 15:
    faults.append(f"only {ran} examples were found")
print("\n".join(faults) or f"{ran} examples run")
sys.exit(1 if faults else 0)
