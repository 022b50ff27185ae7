#!/usr/bin/env python3
"""How us-2025-26.csv and customs-weights-2024.csv are made from published data: make.py FOLDER_OF_SOURCES

Sources, one folder each: us-statutory (tariff-rate-tracker: rates by authority on three dates; trade-war-redux-2025: increases on
23 dates; both MIT), us-events (dates of measures), us-products (policy_params.yaml of tariff-rate-tracker, MIT; concordances),
us-duties (US Census Bureau: imports of 2024 by HS6 and partner, public domain), published (Budget Lab: eta). README.md says what
was done and what is weak.
"""
import collections
import csv
import gzip
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCES = Path(sys.argv[1]) if len(sys.argv) == 2 else sys.exit(__doc__)
WORLD = HERE.parent / "baselines" / "world-2022"
# Sectors of the source that the baselines join.
JOINED = {"A02": "A02_03", "A03": "A02_03", "B07": "B07T09", "B08": "B07T09", "B09": "B07T09", "C16": "C16T18",
          "C17_18": "C16T18", "C301": "C30", "C302T309": "C30"}
EUROPE = set("AUT BEL DEU CZE DNK ESP FIN FRA GRC HUN IRL ITA NLD POL PRT ROU SWE XEU".split())
FARM = {"A01", "A02_03", "C10T12"}
DERIVATIVES = {"C25", "C27", "C28"}
WOOD = {"C16T18", "C31T33"}
START, MEASURED, RULING = "2025-01-01", "2025-12-05", "2026-02-24"


def rows(name):
    path = SOURCES / name
    with (gzip.open(path, "rt") if path.suffix == ".gz" else open(path, newline="")) as file:
        yield from csv.DictReader(file)


def write(name, head, body):
    with open(HERE / name, "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(head)
        out.writerows(body)


def world_codes():
    text = (WORLD / "baseline.yaml").read_text()
    regions = {code: members.split(", ") for code, members in re.findall(r"^  (\w+): \[([A-Z, ]+)\]$", text, re.M)}
    member = {m: code for code, members in regions.items() for m in members}
    with open(WORLD / "countries.csv", newline="") as file:
        own = {row["code"] for row in csv.DictReader(file)}
    return lambda iso: iso if iso in own else member.get(iso, "ROW")


def products():
    """HS6 -> (GTAP sector, sector of the baselines)."""
    to_icio = {r["gtap"]: JOINED.get(r["icio"], r["icio"]) for r in rows("us-products/gtap_to_icio.csv")}
    out = {}
    for r in rows("us-products/hs6_gtap_crosswalk.csv"):
        hs6, gtap = r["hs6_code"], r["gtap_code"].lower()
        sector = "B07T09" if hs6[:2] == "26" else "C30" if hs6[:2] == "89" else to_icio.get(gtap)
        if sector and sector != "SRV":
            out[hs6] = gtap, sector
    return out


CODE, PRODUCT = world_codes(), products()
IMPORTS = [(r["hs6"], CODE(r["iso3"]), float(r["imports"] or 0)) for r in rows("us-duties/us_imports_2024_hs6_partner.csv.gz")
           if r["iso3"] not in ("", "EU27") and r["hs6"] in PRODUCT]


def summed(key):
    total = collections.Counter()
    for hs6, partner, value in IMPORTS:
        total[key(hs6, partner)] += value
    return total


WEIGHT = summed(lambda hs6, partner: (partner, PRODUCT[hs6][1]))

REDUX = collections.defaultdict(lambda: collections.defaultdict(float))
for r in rows("us-statutory/us_statutory_world2022_codes_by_date_redux.csv"):
    REDUX[r["date"]][r["exporter"], r["sector"]] = float(r["increase"])
TRACKER = collections.defaultdict(dict)
for r in rows("us-statutory/us_statutory_world2022_codes_by_date_tracker.csv"):
    TRACKER[r["date"]][r["exporter"], r["s23"]] = {k: float(v) for k, v in r.items() if k.endswith("rate") or k.startswith("rate_")}
CELLS = sorted(set(WEIGHT) | set(TRACKER[MEASURED]))
NOTHING = collections.defaultdict(float)


def tracker(date, authority, cell):
    return TRACKER[date].get(cell, NOTHING)[authority]


def since_start(date, authority, cell):
    return tracker(date, authority, cell) - tracker(START, authority, cell)


def part(numerator, denominator, most=1.0):
    return min(most, max(0.0, numerator / denominator)) if denominator > 0.002 else 0.0


# Section 232 before 7 August 2025, as a part of what it was when measured. Redux has the shape over time of all but basic metals.
def share_232(date, cell):
    at_start, final = REDUX["2025-03-06"][cell], REDUX["2026-02-20"][cell]
    added = REDUX["2025-03-12" if date < "2025-04-03" else "2025-04-03"][cell] - at_start
    if date >= "2025-06-04":
        added += REDUX["2025-06-03"][cell] - REDUX["2025-05-12"][cell]
    return part(added, final, 2.0 if cell[1] == "C29" else 1.0)


ALUMINIUM = summed(lambda hs6, partner: (partner, {"74": "copper", "76": "aluminium"}.get(hs6[:2] if hs6 > "7405" else "")))


def aluminium(partner):
    both = [ALUMINIUM[partner, metal] for metal in ("aluminium", "copper")]
    return both[0] / sum(both) if sum(both) > 0 else 1.0


def metal_share(date, cell):
    """25 % from 12 March, 50 % from 4 June (United Kingdom 25 %), copper from 1 August."""
    partner, sector = cell
    rate = 1.0 if partner == "GBR" or date >= "2025-06-04" else 0.5
    return rate if sector == "C24A" or date >= "2025-08-01" else rate * aluminium(partner)


def section_232(date, cell):
    partner, sector = cell
    if date < "2025-03-12":
        return 0.0
    if sector in ("C24A", "C24B"):
        return max(0.0, tracker(MEASURED, "rate_232", cell) * metal_share(date, cell) - tracker(START, "rate_232", cell))
    full = since_start(MEASURED, "rate_232", cell)
    if sector in WOOD:
        return full * (date >= "2025-10-14")
    if sector == "C29":
        deal = {"GBR": "2025-07-01", "JPN": "2025-09-16", "KOR": "2025-11-14"}.get(partner, "2025-09-25" if partner in EUROPE else "2025-08-07")
        return full if date >= deal else full * share_232(date, cell)
    begins = "2025-08-18" if sector in DERIVATIVES else "2025-08-07"
    return full if date >= begins else full * share_232(date, cell)


# Partners whose reciprocal rate was 10 % at the measured date as well.
TEN_TOO_IN_DECEMBER = set("CHN HKG GBR AUS ARG CHL COL EGY MAR PER SAU ARE SGP UKR".split())
OTHERS = ("base_rate", "rate_232", "rate_301", "rate_section_201", "rate_other")


def emergency(cell):
    """What the emergency powers add at the measured date to all else: fentanyl and border, reciprocal. The columns of the tracker are
    before stacking, as if nothing stood under section 232; the total is after it."""
    left = max(0.0, since_start(MEASURED, "total_rate", cell) - sum(since_start(MEASURED, a, cell) for a in OTHERS))
    border = left if cell[0] in ("CAN", "MEX") else min(left, tracker(MEASURED, "rate_ieepa_fent", cell))
    return border, left - border


def section_122(cell):
    return max(0.0, since_start(RULING, "total_rate", cell) - sum(since_start(RULING, a, cell) for a in OTHERS))


def stacked(date, cell, before, after):
    """A rate that goods under section 232 do not pay: `before` where none of them are, `after` as at the measured date."""
    final = since_start(MEASURED, "rate_232", cell)
    in_force = part(section_232(date, cell), final) if final > 0.002 else 1.0
    return before + (after - before) * in_force


def border(date, cell):
    partner, gross = cell[0], tracker(MEASURED, "rate_ieepa_fent", cell)
    net = emergency(cell)[0]
    if partner in ("CHN", "HKG"):
        return net * (0 if date < "2025-02-04" else 1 if date < "2025-03-04" or date >= "2025-11-10" else 2)
    if date < "2025-03-04":
        return 0.0
    return stacked(date, cell, gross, net) * (25 / 35 if partner == "CAN" and date < "2025-08-01" else 1)


def coverage(date, cell):
    """The part of a cell that a reciprocal tariff of 10 % fell on before August 2025: of a partner that had 10 % in December too, what
    it fell on then, of others what section 122 falls on, which excepts nearly the same goods; with the farm goods that were excepted
    in November."""
    partner, sector = cell
    if partner in ("CAN", "MEX"):
        return 0.0
    if partner in TEN_TOO_IN_DECEMBER:
        covered = stacked(date, cell, tracker(MEASURED, "rate_ieepa_recip", cell), emergency(cell)[1])
    else:
        covered = stacked(date, cell, tracker(RULING, "rate_s122", cell), section_122(cell))
    if sector in FARM:
        covered = max(covered, REDUX["2025-06-03"][cell] - REDUX["2025-04-03"][cell])
    return min(1.0, covered / 0.10)


def farm_goods(date, cell):
    """Excepted on 13 November 2025, of Brazil's 40 points on 20 November."""
    partner, sector = cell
    if sector not in FARM or partner in ("CHN", "CAN", "MEX") or date >= ("2025-11-20" if partner == "BRA" else "2025-11-13"):
        return 0.0
    return max(0.0, REDUX["2025-10-14"][cell] - REDUX["2025-11-14"][cell])


def reciprocal(date, cell):
    partner = cell[0]
    if date < "2025-04-05":
        return 0.0
    if partner == "CHN":
        return coverage(date, cell) * (0.10 if date < "2025-04-09" or date >= "2025-05-14" else 0.84 if date < "2025-04-10" else 1.25)
    if date < "2025-08-07":
        return coverage(date, cell) * 0.10
    rate = stacked(date, cell, tracker(MEASURED, "rate_ieepa_recip", cell), emergency(cell)[1]) + farm_goods(date, cell)
    if partner == "IND" and date < "2025-08-27":
        return rate / 2
    return rate * (39 / 15 if partner == "CHE" and date < "2025-11-14" else 1)


def rest(date, cell):
    """All else that the measured date has beyond the start: section 201, exclusions of section 301, preferences used."""
    if date < "2025-08-07":
        return 0.0
    return since_start(MEASURED, "total_rate", cell) - since_start(MEASURED, "rate_232", cell) - sum(emergency(cell))


def until_the_ruling(date, cell):
    increase = border(date, cell) + reciprocal(date, cell) + section_232(date, cell) + rest(date, cell)
    if date >= "2026-01-01":
        increase += tracker(RULING, "rate_301", cell) - tracker(MEASURED, "rate_301", cell)
    if date >= "2026-01-15" and cell[1] == "C26":
        increase += max(0.0, tracker(RULING, "rate_232", cell) - tracker(MEASURED, "rate_232", cell))
    if date >= "2026-02-07" and cell[0] == "IND":
        increase += REDUX["2026-02-07"][cell] - REDUX["2025-12-04"][cell]
    return max(0.0, increase)


# Pharmaceuticals from 29 September 2026, policy_params.yaml: rate (the caps of agreements, net of no duty), shares of generics
# and of companies with agreements, which are exempt.
PHARMA_CAP = {"JPN": 0.15, "KOR": 0.15, "CHE": 0.15, "GBR": 0.10} | {partner: 0.15 for partner in EUROPE}
PHARMA_GENERIC = {"CHN": 0.95, "IND": 0.95}
PHARMA_EXEMPT = {"GBR": 0.75, "JPN": 0.75} | {partner: 0.75 for partner in EUROPE} | {"IRL": 0.95, "CHE": 0.95, "BEL": 0.95}


PHARMA = {r["hts10"][:6] for r in rows("us-products/s232_pharma_products.csv")}
PHARMA_TRADE = summed(lambda hs6, partner: (partner, PRODUCT[hs6][1], hs6 in PHARMA))


def pharma(cell):
    partner = cell[0]
    rate = PHARMA_CAP.get(partner, 1.0) * (1 - PHARMA_GENERIC.get(partner, 0.2)) * (1 - PHARMA_EXEMPT.get(partner, 0.4))
    return rate * PHARMA_TRADE[(*cell, True)] / WEIGHT[cell] if WEIGHT[cell] > 0 else 0.0


CRANES = sum(v for hs6, partner, v in IMPORTS if partner == "CHN" and hs6 == "842619") / WEIGHT["CHN", "C28"]


def since_the_ruling(date, cell):
    measured = since_start(RULING, "total_rate", cell)
    if date < RULING:
        return max(0.0, measured - section_122(cell))
    increase = measured
    if date >= "2026-04-06" and cell[1] not in ("C24A", "C24B"):
        increase += REDUX["2026-04-06"][cell] - REDUX[RULING][cell]
    for begins, before, after in (("2026-07-22", "2026-04-06", "2026-07-22"), ("2026-07-24", "2026-07-22", "2026-07-24"),
                                  ("2026-08-22", "2026-07-31", "2026-08-19")):
        if date >= begins:
            increase += REDUX[after][cell] - REDUX[before][cell]
    increase += pharma(cell) * (date >= "2026-09-29")
    increase += CRANES * (date >= "2026-11-10" and cell == ("CHN", "C28"))
    return max(0.0, increase)


DATES = """2025-02-04 2025-03-04 2025-03-12 2025-04-03 2025-04-05 2025-04-09 2025-04-10 2025-05-14 2025-06-04 2025-07-01 2025-08-01
2025-08-07 2025-08-18 2025-08-27 2025-09-16 2025-09-25 2025-10-14 2025-11-10 2025-11-13 2025-11-14 2025-11-20 2026-01-01 2026-01-15
2026-02-07 2026-02-20 2026-02-24 2026-04-06 2026-07-22 2026-07-24 2026-08-22 2026-09-29 2026-11-10""".split()


def increase(date, cell):
    return (until_the_ruling if date < "2026-02-20" else since_the_ruling)(date, cell)


def etas():
    """The part that is not collected, by group of partners and sector: means over GTAP sectors at imports of 2024."""
    known = {(r["eta_group"], r["gtap_code"]): float(r["eta"]) for r in rows("published/bl_eta_by_partner_gtap.csv")}
    special = {"CAN": "canada", "CHN": "china", "JPN": "japan", "KOR": "korea", "MEX": "mexico", "GBR": "uk"}
    group = lambda partner: special.get(partner, "eu" if partner in EUROPE else "row")
    lost, weight = collections.Counter(), collections.Counter()
    for hs6, partner, value in IMPORTS:
        gtap, sector = PRODUCT[hs6]
        eta = known.get((group(partner), gtap), known.get(("row", gtap)))
        if eta is not None:
            lost[group(partner), sector] += value * eta
            weight[group(partner), sector] += value
    return lambda partner, sector: lost[group(partner), sector] / weight[group(partner), sector] if weight[group(partner), sector] else 0.0


def number(value):
    return f"{value:.6g}" if abs(value) > 5e-7 else "0"


def table():
    """A row for each cell on the first date, and then wherever its increase changes."""
    eta, last = etas(), {}
    for date in DATES:
        for cell in CELLS:
            value = number(round(increase(date, cell), 6))
            if last.get(cell) != value:
                yield date, *cell, value, number(round(eta(*cell), 6))
            last[cell] = value


# Points that China added to what it levied at the start of 2025. What no source gives by product is our estimate: farm machinery as
# 5 % of machinery, large cars and pick-ups as 20 % of vehicles, crude oil (10 %) as 65 % of oil and gas, beside liquefied gas (15 %);
# a quarter of farm goods at 15 %, the rest at 10 %; 60 % of food at 10 %.
CHINA_FEBRUARY = {"B05": 0.15, "B06": 0.65 * 0.10 + 0.35 * 0.15, "C28": 0.05 * 0.10, "C29": 0.20 * 0.10}
CHINA_MARCH = {"A01": 0.75 * 0.10 + 0.25 * 0.15, "A02_03": 0.10, "C10T12": 0.60 * 0.10}
CHINA_ALL = {"2025-02-10": 0, "2025-03-10": 0, "2025-04-10": 0.84, "2025-04-12": 1.25, "2025-05-14": 0.10, "2025-11-10": 0.10}
SECTORS = sorted({sector for _, sector in WEIGHT})
CAD = 1 / 1.37  # US dollars; unverified: no source of it was read


def china():
    for date, all_goods in CHINA_ALL.items():
        for sector in SECTORS:
            added = all_goods + CHINA_FEBRUARY.get(sector, 0)
            if "2025-03-10" <= date < "2025-11-10":
                added += CHINA_MARCH.get(sector, 0)
            if date >= "2025-04-10" or added:
                yield date, "CHN", "USA", sector, number(added)


def canada_hit(name, billion_cad):
    """The part of each sector that a list hits: the part of its products that are on it, at what the United States import of them from
    all, times one factor, so that the trade hit adds up to the value that Canada announced."""
    listed = {re.sub(r"\D", "", row[0])[:6] for row in csv.reader(open(SOURCES / "us-statutory/lists" / name)) if row}
    on, of = collections.Counter(), collections.Counter()
    for hs6, _, value in IMPORTS:
        of[PRODUCT[hs6][1]] += value
        on[PRODUCT[hs6][1]] += value * (hs6 in listed)
    with open(HERE.parent / "baselines/world-2024/flows.csv", newline="") as file:
        trade = {r["sector"]: float(r["value"]) for r in csv.DictReader(file) if (r["exporter"], r["importer"]) == ("USA", "CAN")}
    factor = 1000 * billion_cad * CAD / sum(trade.get(s, 0) * on[s] / of[s] for s in SECTORS)
    return {s: min(1.0, factor * on[s] / of[s]) for s in SECTORS}


def canada():
    """25 % on two lists, lifted on 1 September 2025 but for metals."""
    march, metals = canada_hit("canada-march-list.csv", 30), canada_hit("canada-steel-list.csv", 29.8)
    for date in ("2025-03-04", "2025-03-13", "2025-09-01"):
        for sector in SECTORS:
            hit = march[sector] * (date < "2025-09-01")
            if date == "2025-03-13" or (date > "2025-03-13" and sector in ("C24A", "C24B")):
                hit += metals[sector]
            yield date, "CAN", "USA", sector, number(round(0.25 * min(1.0, hit), 6))


if __name__ == "__main__":
    write("answers-2025-26.csv", ["date", "importer", "exporter", "sector", "increase"], sorted([*china(), *canada()]))
    write("us-2025-26.csv", ["date", "exporter", "sector", "increase", "eta"], table())
    write("customs-weights-2024.csv", ["exporter", "sector", "imports_musd"],
          ([*cell, number(value / 1e6)] for cell, value in sorted(WEIGHT.items()) if value > 0))
