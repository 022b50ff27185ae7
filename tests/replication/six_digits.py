#!/usr/bin/env python3
"""Copies published data and reference results into the repository, at six significant digits.

six_digits.py FROM TO [COLUMN...]   a CSV file; COLUMNs are factors, which become percent changes
"""

import csv
import re
import sys
from decimal import Context, Decimal

NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[-+]?\d+)?")
SIX = Context(prec=6)


def rounded(number):
    return f"{SIX.create_decimal(number).normalize():f}"


def percent(factor):
    return rounded(100 * (Decimal(factor) - 1))


def copy(source, target, factors):
    with open(source) as file:
        rows = list(csv.reader(line for line in file if not line.startswith("#")))
    head = [f"{name}_pct" if name in factors else name for name in rows[0]]
    with open(target, "w") as out:
        write = csv.writer(out, lineterminator="\n").writerow
        write(head)
        for row in rows[1:]:
            write([field if not NUMBER.fullmatch(field)
                   else percent(field) if name in factors else rounded(field)
                   for name, field in zip(rows[0], row)])


if __name__ == "__main__":
    if len(sys.argv) < 3:
        raise SystemExit(__doc__)
    copy(sys.argv[1], sys.argv[2], sys.argv[3:])
