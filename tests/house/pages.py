#!/usr/bin/env python3
"""The manual agrees with the program: a page for each command, its summary, its options; the sections that every page
has; mandoc finds nothing to mend.  pages.py STET"""
import pathlib
import re
import subprocess
import sys

top = pathlib.Path(__file__).resolve().parents[2]
stet = sys.argv[1]
faults = []


def help_of(*words):
    return subprocess.run([stet, *words, "--help"], capture_output=True, text=True, check=True).stdout


def options_in_help(text):
    return set(re.findall(r"(?<![\w-])--?[a-zA-Z][\w-]*", "\n".join(
        line[:30] for line in text.splitlines() if line.startswith("  -")))) - {"-h", "--help"}


def options_in_page(text):
    """Options that have an entry of their own in the page: `.It Fl f , Fl -format Ar FORMAT`."""
    found = set()
    for line in text.splitlines():
        if line.startswith(".It Fl"):
            found |= {"-" + name for name in re.findall(r"Fl (-?[\w-]+)", line)}
    return found - {"-h", "--help"}


def section(text, name):
    inside = re.search(r"^\.Sh " + re.escape(name) + r"\n(.*?)(?=^\.Sh |\Z)", text, re.M | re.S)
    return inside[1] if inside else None


main_help = help_of()
commands = re.findall(r"^  ([a-z]+)  +(\S.*)$", main_help.split("Subcommands:")[1], re.M)
if len(commands) < 10:
    faults.append("stet --help names fewer than ten commands")
for name, summary in commands:
    path = top / f"man/stet-{name}.1"
    if not path.exists():
        faults.append(f"{path.name}: there is no such page")
        continue
    page = path.read_text()
    said = re.search(r"^\.Nd (.*)$", page, re.M)
    if not said or said[1] != summary:
        faults.append(f"{path.name}: .Nd is '{said and said[1]}', the program says '{summary}'")
    told, meant = options_in_page(page), options_in_help(help_of(name))
    for option in sorted(meant - told):
        faults.append(f"{path.name}: {option} is not explained")
    for option in sorted(told - meant):
        faults.append(f"{path.name}: the program has no {option}")
    for name_of_section in ("EXIT STATUS", "EXAMPLES", "CAVEATS"):
        if section(page, name_of_section) is None:
            faults.append(f"{path.name}: no section {name_of_section}")
page = (top / "man/stet.1").read_text()
for option in sorted(options_in_help(main_help) ^ options_in_page(page)):
    faults.append(f"stet.1: {option} stands either in the page or in the help, not in both")
for name, _ in commands:
    if f"Xr stet-{name} 1" not in page:
        faults.append(f"stet.1: does not name stet-{name}(1)")
for path in sorted((top / "man").glob("*.[15]")):
    done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", path], capture_output=True, text=True)
    faults += [line for line in done.stdout.splitlines() if "referenced manual not found" not in line]

print("\n".join(faults) or f"{len(commands)} commands and their pages agree")
sys.exit(1 if faults else 0)
