#!/usr/bin/env python3
"""Runs every scenario of the library with two builds of the program and compares what they write.

    same_results.py PROGRAM_BEFORE PROGRAM_AFTER [SCENARIO...]

Figures of CSV files must be equal to 1e-9 of their column's largest; every other byte must be equal,
but for times ("wall_ms") and compressed files, whose parts are compared. Prints what differs and how
many files are the same to the byte; exits 1 where anything else differs.
"""
import csv
import io
import pathlib
import re
import subprocess
import sys
import tempfile
import zipfile

TOLERANCE = 1e-9  # of the largest figure of a column: what a changed order of sums may move
SOURCE = pathlib.Path(__file__).resolve().parents[2]
FORMATS = "csv,json,html,md,xlsx,netcdf"


def is_study(scenario):
    return re.search(r"^(sweep|uncertainty):", scenario.read_text(), re.M) is not None


def library():
    files = sorted((SOURCE / "scenarios").rglob("*.yaml"))
    return [f for f in files if "baselines" not in f.parts and f.name not in ("groups.yaml",)]


def run(program, scenarios, folder):
    for study in (False, True):
        files = [str(s) for s in scenarios if is_study(s) == study]
        formats = FORMATS.replace(",netcdf", "") if study else FORMATS
        if files:
            done = subprocess.run([program, "run", *files, "-f", formats, "-o", "out"], cwd=folder,
                                  capture_output=True, text=True)
            if done.returncode != 0:
                sys.exit(f"{program} ended with status {done.returncode}:\n{done.stderr}")
            (pathlib.Path(folder) / f"console-{study}.txt").write_text(done.stdout + done.stderr)


def without_times(data):
    data = re.sub(rb'"wall_ms": ?[0-9.e+-]+', b'"wall_ms":0', data)
    return re.sub(rb"evaluations, \d+ ms\)", b"evaluations, 0 ms)", data)


def number(text):
    try:
        return float(text)
    except ValueError:
        return None


def compare_csv(before, after):
    """The largest difference over the largest figure of its column; None where texts differ."""
    rows = [list(csv.reader(io.StringIO(data.decode()))) for data in (before, after)]
    if len(rows[0]) != len(rows[1]):
        return None
    largest, differences = {}, {}
    for left, right in zip(*rows):
        if len(left) != len(right):
            return None
        for column, (a, b) in enumerate(zip(left, right)):
            x, y = number(a), number(b)
            if x is None or y is None:
                if a != b:
                    return None
                continue
            largest[column] = max(largest.get(column, 0), abs(x))
            differences[column] = max(differences.get(column, 0), abs(x - y))
    return max((d / largest[c] if largest[c] else d for c, d in differences.items()), default=0)


def parts(name, data):
    if not name.endswith(".xlsx"):
        return {name: data}
    book = zipfile.ZipFile(io.BytesIO(data))
    # The workbook's own time of writing.
    return {f"{name}:{part}": re.sub(rb"<dcterms:\w+[^<]*</dcterms:\w+>", b"", book.read(part))
            for part in book.namelist()}


def main():
    before, after = sys.argv[1:3]
    scenarios = [pathlib.Path(s).resolve() for s in sys.argv[3:]] or library()
    with tempfile.TemporaryDirectory() as left, tempfile.TemporaryDirectory() as right:
        for program, folder in ((before, left), (after, right)):
            run(pathlib.Path(program).resolve(), scenarios, folder)
        names = sorted({str(f.relative_to(d)) for d in (left, right)
                        for f in pathlib.Path(d).rglob("*") if f.is_file()})
        same = close = 0
        worst, different = 0.0, []
        for name in names:
            one, other = pathlib.Path(left) / name, pathlib.Path(right) / name
            if not (one.exists() and other.exists()):
                different.append(f"{name}: only {'before' if one.exists() else 'after'}")
                continue
            a, b = without_times(one.read_bytes()), without_times(other.read_bytes())
            pa, pb = parts(name, a), parts(name, b)
            if pa == pb:
                same += 1
                continue
            gap = compare_csv(a, b) if name.endswith(".csv") else None
            if gap is not None and gap <= TOLERANCE:
                close += 1
                worst = max(worst, gap)
            else:
                which = [p for p in pa if pa.get(p) != pb.get(p)]
                different.append(f"{name}: {'figures differ by %.1e' % gap if gap is not None else ', '.join(which[:3])}")
        print(f"{len(scenarios)} scenarios, {len(names)} files: {same} the same, {close} with figures "
              f"within {TOLERANCE:g} of their column's largest (at most {worst:.1e}), {len(different)} different")
        for line in different[:40]:
            print("  " + line)
        return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
