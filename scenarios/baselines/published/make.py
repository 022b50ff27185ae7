#!/usr/bin/env python3
"""How the tables beside this file are made from published data: make.py FOLDER_OF_SOURCES

Sources, one folder each: other-importers (World Bank, applied weighted mean tariffs of manufactures and primary products,
2018-2022, CC BY 4.0; WITS, applied weighted mean tariffs by section, 2021), us-duties and observed-us (US Census Bureau,
public domain), us-statutory (lists of Section 301 on imports of 2024, MIT), china-answers (Bown, Jung and Zhang, PIIE, 2019), inputs-us-2024 (US Bureau of Economic Analysis, summary use
table of 2024, public domain), us-products (Budget Lab at Yale, tariff-rate-tracker, MIT, and Tariff-ETRs: lists of products, concordances), cepii-2023 (CEPII BACI, Etalab 2.0, and World Bank, GDP of 2023, CC BY 4.0: the weights of the members of regions, and the world of 194 economies), employment-2022 (ILOSTAT, CC BY 4.0, and
others that its README names), macro-2022-2027 (IMF, World Economic Outlook). README.md says what each table is for and what is weak
in it. household-sizes.csv is typed over.
"""
import collections
import csv
import datetime
import gzip
import math
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCES = Path(sys.argv[1]) if len(sys.argv) == 2 else sys.exit(__doc__)
# Sectors of the source that the baselines join.
JOINED = {"A02": "A02_03", "A03": "A02_03", "B07": "B07T09", "B08": "B07T09", "B09": "B07T09", "C16": "C16T18",
          "C17_18": "C16T18", "C301": "C30", "C302T309": "C30"}
WORLD_BANK = "World Bank, WDI TM.TAX.MANF.WM.AR.ZS and TM.TAX.TCOM.WM.AR.ZS"
WITS = "WITS, applied weighted mean of the section, 2021"
SECTIONS = {"TextilesClothing": "textiles", "WoodPaper": "wood-paper", "Chemicals": "chemicals", "PlasticRubber": "plastics",
            "Metals": "metals", "MachElec": "machinery", "Transport": "transport", "Misc": "other"}
SECTION_REPORTERS = ["CHN", "RUS", "IND", "SAU", "TUR", "KOR", "VNM"]
# Of food as a whole (SITC 0, 1, 22 and 4) where WITS has it. Korea's holds rice beyond its quota, which nobody pays: its
# section of prepared food stands for it, as for the European Union the mean of the two members that were read. The Emirates levy
# the tariff that they have in common with Saudi Arabia.
FOOD = {"CHN": ["CHN", "Food(SITC)"], "RUS": ["RUS", "Food(SITC)"], "IND": ["IND", "Food(SITC)"], "SAU": ["SAU", "Food(SITC)"],
        "ARE": ["SAU", "Food(SITC)"], "TUR": ["TUR", "Food(SITC)"], "VNM": ["VNM", "Food(SITC)"], "KOR": ["KOR", "FoodProducts"]}
# Of what is next to nothing a ratio says nothing: such partners move with all others of the sector.
LEAST_SHARE = 0.002
# Some tables of the source begin with a byte order mark.
HEAD = "\ufeff"
# Where no mean of food could be read and the rates as published are too high to be true (Egypt: 47 % on average).
FOOD_ASSUMED = {"EGY": 20}


def rows(name, **more):
    path = SOURCES / name
    with (gzip.open(path, "rt") if path.suffix == ".gz" else open(path, newline="")) as file:
        yield from csv.DictReader(file, **more)


def write(name, head, body):
    with open(HERE / name, "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(head)
        out.writerows(body)


def number(value):
    return f"{value:.6g}"


def regions():
    text = (HERE.parent / "world-2022" / "baseline.yaml").read_text()
    found = re.findall(r"^  (\w+): \[([A-Z, ]+)\]$", text, re.M)
    return {code: members.split(", ") for code, members in found}


def countries():
    with open(HERE.parent / "world-2022" / "countries.csv", newline="") as file:
        return [row["code"] for row in csv.DictReader(file)]


def means():
    """importer, group of sectors, mean in percent, which way it may move rates, source; the finer groups first."""
    bank = {r["iso3"]: (float(r["manufactures"]), float(r["primary"]), r["year"])
            for r in rows("other-importers/wb_applied_weighted_means.csv") if r["manufactures"] and r["primary"]}
    wits = {(r["iso3"], r["section"]): float(r["applied_weighted_pct"]) for r in rows("other-importers/wits_sections_2021.csv")}
    imports = collections.Counter()
    for r in rows("cepii-2023/goods_trade.csv"):
        imports[r["importer"]] += float(r["value"])
    out = []
    for importer in SECTION_REPORTERS:
        for section, group in SECTIONS.items():
            if (importer, section) in wits:
                out.append([importer, group, number(wits[importer, section]), "both", WITS])
    for importer, key in FOOD.items():
        out.append([importer, "food", number(wits[tuple(key)]), "down", f"{WITS}: {key[1]}" + (f" of {key[0]}" if key[0] != importer else "")])
    europe = (wits["IRL", "FoodProducts"] + wits["ROU", "FoodProducts"]) / 2
    out.append(["EU27", "food", number(europe), "down", f"{WITS}: FoodProducts, mean of IRL and ROU"])
    out += [[importer, "food", number(mean), "down", "assumed: nobody whose mean was read levies more than 18.73 % on food"]
            for importer, mean in FOOD_ASSUMED.items()]
    known = regions()
    pooled = {"EU27": ["DEU"]}
    for importer in [c for c in countries() if c != "USA"] + ["EU27"]:
        members = [m for m in pooled.get(importer, known.get(importer, [importer])) if m in bank]
        if not members or importer == "XEU":
            continue
        if importer != "EU27" and importer in EUROPE:
            continue
        weight = sum(imports[m] for m in members) if len(members) > 1 else 1
        share = [(imports[m] / weight if len(members) > 1 else 1, bank[m]) for m in members]
        years = sorted({b[2] for _, b in share})
        source = f"{WORLD_BANK}, " + "-".join(sorted({years[0], years[-1]})) + (f", {len(members)} members weighted by their imports of goods of 2023"
                                                 if len(members) > 1 else "")
        manufactures, primary = (sum(w * b[i] for w, b in share) for i in (0, 1))
        out.append([importer, "manufactures", number(manufactures), "both", source])
        food, other = primary_imports(EUROPE if importer == "EU27" else {importer})
        read = [row for row in out if row[:2] == [importer, "food"]]
        if importer == "ROW":
            primary *= (food + other) / (2 * food + other)
            out.append([importer, "food", number(2 * primary), "both", source + "; food taken as twice other primary goods"])
            out.append([importer, "primary-but-food", number(primary), "both", source + "; food taken as twice other primary goods"])
        elif read:
            rest = max(primary / 3, (primary * (food + other) - float(read[0][2]) * food) / other)
            out.append([importer, "primary-but-food", number(rest), "down", source + "; what the mean of food leaves, a third at least"])
        else:
            out.append([importer, "primary", number(primary), "down", source])
    return out


def primary_imports(importers):
    """Imports from outside of food and of other primary products, million."""
    value = collections.Counter()
    with open(HERE.parent / "world-2022" / "flows.csv", newline="") as file:
        for r in csv.DictReader(file):
            if r["importer"] in importers and r["exporter"] not in importers:
                value[r["sector"]] += float(r["value"])
    return value["C10T12"], sum(value[s] for s in ("A01", "A02_03", "B05", "B06", "B07T09", "C19", "C24B"))


EUROPE = set("AUT BEL DEU CZE DNK ESP FIN FRA GRC HUN IRL ITA NLD POL PRT ROU SWE XEU".split())


def collected(year):
    for r in rows(f"us-duties/usa_tariffs_{year}_world2022_codes.csv"):
        if float(r["rate"]) > 0:
            yield r["exporter"], r["importer"], r["sector"], number(float(r["rate"]))


def china_statutory():
    """What China's answers of 2018 and 2019 had added by 1 June 2019, in points, weighted by its imports of 2017."""
    paid, trade = collections.Counter(), collections.Counter()
    last = max(r["date"] for r in rows("china-answers/china_tariffs_icio_2018_2019.csv"))
    for r in rows("china-answers/china_tariffs_icio_2018_2019.csv"):
        if r["date"] != last or not r["rate_on_us_weighted"]:
            continue
        sector, value = JOINED.get(r["sector"], r["sector"]), float(r["imports_from_us_2017_kusd"])
        paid[sector] += value * (float(r["rate_on_us_weighted"]) - float(r["rate_on_others_us_weights"])) / 100
        trade[sector] += value
    for sector in sorted(set(trade) - {"ALL", "na"}):
        if paid[sector] > 0:
            yield "USA", "CHN", sector, number(paid[sector] / trade[sector])


def review_of_2024():
    """Points that the four-year review of Section 301 added, at the weights of all imports of each product."""
    duties = duties_of_section_301()
    more = {s: rate - duties["2020-02-14"][s] for s, rate in duties["2024-09-27"].items()}
    return added("CHN", "USA", {s: rate for s, rate in more.items() if rate > 0})


def by_sector(values):
    """Sums over the sectors of the source that a sector joins, weighted by US imports of 2024 from everybody."""
    imports, sums = us_imports_by_sector(), collections.Counter()
    trade = collections.Counter()
    for sector, rate in values.items():
        sums[JOINED.get(sector, sector)] += imports[sector] * rate
        trade[JOINED.get(sector, sector)] += imports[sector]
    return {sector: sums[sector] / trade[sector] for sector in sorted(sums) if trade[sector]}


def us_imports_by_sector():
    imports = collections.Counter()
    for r in rows("us-duties/us_collected_2024_hs10_partner_icio.csv"):
        imports[r["sector"]] += float(r["imports"])
    return imports


def duties_of_section_301():
    """date -> sector -> average duty, at the weights of all imports of each product (not of those from China that survived)."""
    out = collections.defaultdict(dict)
    for r in rows("us-statutory/s301_china_by_icio_steps.csv"):
        if r["world"]:
            out[r["date"]][r["sector"]] = float(r["world"])
    return {date: by_sector(values) for date, values in out.items()}


def answers_of_china():
    """date -> sector -> what goods of the United States pay beyond those of others, at the weights of imports of 2017."""
    paid, trade = collections.defaultdict(collections.Counter), collections.defaultdict(collections.Counter)
    for r in rows("china-answers/china_tariffs_icio_2018_2019.csv"):
        if r["sector"] in ("ALL", "na") or not r["rate_on_us_weighted"]:
            continue
        sector, value = JOINED.get(r["sector"], r["sector"]), float(r["imports_from_us_2017_kusd"])
        paid[r["date"]][sector] += value * (float(r["rate_on_us_weighted"]) - float(r["rate_on_others_us_weights"])) / 100
        trade[r["date"]][sector] += value
    return {date: {s: paid[date][s] / trade[date][s] for s in sorted(paid[date]) if trade[date][s]} for date in paid}


def steps_of(duties, dates):
    """step -> sector -> what it adds to the step before."""
    before = collections.Counter()
    for step, date in dates.items():
        yield step, {s: duties[date][s] - before[s] for s in duties[date]}
        before = collections.Counter(duties[date])


def mean_of_2019(duties):
    """sector -> the average over the days of 2019."""
    days = collections.Counter()
    for at in range(365):
        day = (datetime.date(2019, 1, 1) + datetime.timedelta(at)).isoformat()
        days[max(date for date in duties if date <= day)] += 1
    return {s: sum(n * duties[date].get(s, 0) for date, n in days.items()) / 365 for s in duties[max(days)]}


def added(exporter, importer, rates):
    return ([exporter, importer, s, number(rate)] for s, rate in rates.items() if abs(rate) > 5e-7)


def observed(before, after):
    """Imports by partner and group of sectors, in million; all other partners are ELSEWHERE."""
    value, groups = customs([before, after]), sector_groups()
    for code, group in sorted({(code, group) for code, group, _ in value}, key=lambda at: (at[0] == "others", at)):
        imports = [value[code, group, period][0] / 1e6 for period in (before, after)]
        if groups[group] and min(imports) > 0:
            yield "ELSEWHERE" if code == "others" else code, group, *map(number, imports)


def customs(years):
    """Imports and duty of the United States by partner and group of sectors; "others" are all not named."""
    partners = {r["partner"]: r["iso3"] for r in rows("observed-us/partners.csv")}
    value = collections.defaultdict(lambda: [0.0, 0.0])
    for r in rows("observed-us/us_imports_partner_sectorgroup.csv"):
        if r["period"] not in years:
            continue
        code, amounts = partners.get(r["partner"]), (float(r["imports"]), float(r["duty"]))
        for i in (0, 1):
            if code:
                value[code, r["sector"], r["period"]][i] += amounts[i]
                value["others", r["sector"], r["period"]][i] -= amounts[i]
            elif r["partner"].startswith("TOTAL"):
                value["others", r["sector"], r["period"]][i] += amounts[i]
    return value


def sector_groups():
    known = {s for r in csv.DictReader(open(HERE.parent / "world-2022" / "sectors.csv")) for s in [r["code"]]}
    out = {}
    for r in rows("observed-us/sector_groups.csv"):
        codes = [JOINED.get(s, s) for s in r["icio"].split(";") if s]
        out[r["group"]] = list(dict.fromkeys(codes))
        assert set(out[r["group"]]) <= known
    return out


def import_shares(before, after):
    value, groups = customs([before, after]), sector_groups()
    total = collections.Counter()
    for (_, group, year), (imports, _) in value.items():
        total[group, year] += imports
    for code in sorted({code for code, _, _ in value} - {"others"}):
        for group, sectors in groups.items():
            shares = [value[code, group, year][0] / total[group, year] for year in (before, after)] if sectors else []
            if shares and shares[0] >= LEAST_SHARE:
                for sector in sectors:
                    yield code, sector, number(shares[0]), number(shares[1])


def us_inputs():
    """Shares of inputs in the cost of US sectors in 2024, trade and transport margins moved from goods to services."""
    share = collections.defaultdict(float)
    for goods, sector, origin, value in us_inputs_by_origin():
        share[goods, sector] += value
    for (goods, sector), value in sorted(share.items(), key=lambda item: (item[0][1], item[0][0])):
        if value > 0:
            yield "USA", goods, sector, number(value)


def us_inputs_of_each_origin():
    for goods, sector, origin, value in sorted(us_inputs_by_origin(), key=lambda row: (row[1], row[0], row[2])):
        if value > 0:
            yield "USA", goods, sector, origin, number(value)


def us_inputs_by_origin():
    """The same, domestic and imported apart: a margin is one part of either, and a service at home."""
    behind = {"A01": ["111CA"], "A02_03": ["113FF"], "B05": ["212"], "B06": ["211"], "B07T09": ["212", "213"],
              "C10T12": ["311FT"], "C13T15": ["313TT", "315AL"], "C16T18": ["321", "322", "323"], "C19": ["324"], "C20": ["325"],
              "C21": ["325"], "C22": ["326"], "C23": ["327"], "C24A": ["331"], "C24B": ["331"], "C25": ["332"], "C26": ["334"],
              "C27": ["335"], "C28": ["333"], "C29": ["3361MV"], "C30": ["3364OT"], "C31T33": ["337", "339"]}
    output = {r["bea_code"]: float(r["output"]) for r in rows("inputs-us-2024/bea_industry_output.csv")}
    supply = {r["bea_code"]: (float(r["domestic_total"]), float(r["import_total"]))
              for r in rows("inputs-us-2024/bea_commodity_use_totals.csv")}
    margin = {}
    for sector, codes in behind.items():
        domestic, imported = (sum(supply[c][i] for c in codes) for i in (0, 1))
        margin[sector] = max(0.0, 1 - (sum(output[c] for c in codes) + imported) / (domestic + imported))
    share = collections.defaultdict(float)
    for r in rows("inputs-us-2024/usa_inputs_2024_world2022_codes.csv"):
        moved, imported = margin.get(r["input"], 0), float(r["imported_part"])
        for origin, part in ("domestic", 1 - imported), ("imported", imported):
            share[r["input"], r["sector"], origin] += part * float(r["share"]) * (1 - moved)
        share["SRV", r["sector"], "domestic"] += moved * float(r["share"])
    for (goods, sector, origin), value in share.items():
        yield goods, sector, origin, value
    print("margins in percent of supply:", {s: round(100 * m, 1) for s, m in margin.items()})


LEAST_TRADE = 0.05  # million dollars of a product from a partner in 2024; all that is less is 0.02 % of imports


def icio_sector(product, gtap, icio):
    """The sector of a baseline that holds a product of the Harmonized System."""
    industry = gtap[product].lower()
    if industry == "oxt":
        return JOINED["B07" if product[:2] == "26" else "B08"]
    if industry == "otn":
        return JOINED["C301" if product[:2] == "89" else "C302T309"]
    return JOINED.get(icio[industry], icio[industry])


def us_products():
    """US imports of 2024 by partner, in the codes of the baselines, and product: million dollars, customs value."""
    codes = {r["code"] for r in csv.DictReader(open(HERE.parent / "world-2022" / "countries.csv", newline=""))}
    region = {member: code for code, members in regions().items() for member in members}
    gtap = {r["hs6_code"]: r["gtap_code"] for r in rows("us-products/hs6_gtap_crosswalk.csv")}
    icio = {r["gtap"]: r["icio"] for r in rows("us-products/gtap_to_icio.csv")}
    value = collections.Counter()
    for r in rows("us-duties/us_imports_2024_hs6_partner.csv.gz"):
        if r["iso3"] != "EU27":  # the sum of its members, who have rows of their own
            exporter = r["iso3"] if r["iso3"] in codes else region.get(r["iso3"], "ROW")
            sector = icio_sector(r["hs6"], gtap, icio)
            if sector != "SRV":  # electricity, beside which all services would be of this product
                value[exporter, r["hs6"], sector] += float(r["imports"]) / 1e6
    kept = {cell: v for cell, v in value.items() if v >= LEAST_TRADE}
    print(f"US imports by product: {sum(kept.values()):.0f} of {sum(value.values()):.0f} million, {len(kept)} of {len(value)} cells")
    for (exporter, product, sector), v in sorted(kept.items()):
        yield exporter, "USA", product, sector, number(v)


class TariffLines:
    """The lines of the US tariff schedule, ten digits each, by which lists of lines become lists of products."""

    def __init__(self):
        self.lines = sorted(r["hs10"] for r in rows("us-products/metal_content_shares_bea_hs10.csv"))
        self.of_product = collections.Counter(line[:6] for line in self.lines)
        self.products = sorted(self.of_product)

    def listed(self, prefixes):
        """Products at least half of whose lines begin with one of the prefixes, and how many do of all that are there in part."""
        by_length = collections.defaultdict(set)
        for prefix in prefixes:
            by_length[len(prefix)].add(prefix)
        hit = collections.Counter(
            line[:6] for line in self.lines if any(line[:n] in those for n, those in by_length.items()))
        whole = {p for p in hit if 2 * hit[p] >= self.of_product[p]}
        return whole, {p: hit[p] for p in hit if hit[p] < self.of_product[p]}

    def short(self, products):
        """The same in as few codes as there are: a heading or chapter for all of its products."""
        left, codes = set(products), []
        for digits in (2, 4, 6):
            inside = collections.defaultdict(set)
            for product in self.products:
                inside[product[:digits]].add(product)
            for code, all_products in inside.items():
                if all_products <= left:
                    left -= all_products
                    codes.append(code)
        return sorted(codes)


METALS = ["steel", "aluminum", "copper"]
# These chapters are one metal, as the source has it (policy_params.yaml, metal_content.primary_chapters): goods made of steel that
# are in them pay on all of their value.
ALL_METAL = {"72": "steel", "73": "steel", "76": "aluminum"}


def metal_content():
    """Shares of metals in the value of products of six digits: means of their lines. The source has what the industry that makes a line
    buys of each metal, directly and in its inputs, over its cost; where these sum to more than its published share of all
    metals, which is at most 1, they are scaled to that."""
    of_product = collections.defaultdict(list)
    for r in rows("us-products/metal_content_shares_bea_hs10.csv"):
        shares = {metal: float(r[f"{metal}_share"]) for metal in [*METALS, "other_metal"]}
        total = sum(shares.values())
        scale = min(1, float(r["metal_share"]) / total) if total > 0 else 0
        one = ALL_METAL.get(r["hs10"][:2])
        of_product[r["hs10"][:6]].append([float(m == one) if one else scale * shares[m] for m in METALS])
    for product, lines in sorted(of_product.items()):
        yield product, *(f"{sum(shares) / len(lines):.3f}" for shares in zip(*lines))


def write_metal_content():
    text = "product," + ",".join(METALS) + "\n" + "".join(",".join(row) + "\n" for row in metal_content())
    (HERE / "us-metal-content.csv.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def us_lists():
    """Name, title, source, day as of which it holds, prefixes of tariff lines, and the metal in the goods that alone pays, if any."""
    folder = "us-products/"
    digits = lambda text: re.sub(r"\D", "", text)
    params = (SOURCES / folder / "policy_params.yaml").read_text()

    def column(name, wanted, key, keep=lambda row: True):
        found = [r for r in rows(folder + name) if keep(r)]
        return {digits(r[key]) for r in found if wanted is None or r.get(wanted[0]) in wanted[1:]}

    def of_params(*keys):
        return {digits(code) for key in keys
                for code in re.findall(r"\d{4,10}", re.search(rf"^  {key}:\n    prefixes: \[(.*?)\]", params, re.M | re.S)[1])}

    def text_file(name):
        return {digits(line) for line in (SOURCES / folder / name).read_text().split()}

    def in_force(name, wanted, key, day, keep=lambda row: True):
        return column(name, wanted, key, lambda r: keep(r) and r["effective_date"] <= day)

    yield ("us-201-solar", "Section 201, solar cells and modules (until 6 February 2026)", "s201_solar_products.csv, HTSUS 9903.45", "2026-02-06",
           column("s201_solar_products.csv", None, "hts10"))
    action = "Section 301, list {} of products of China"
    for name, keys, day in (("1", ["1"], "2018-07-06"), ("2", ["2"], "2018-08-23"), ("3", ["3", "3_addl"], "2018-09-24"),
                            ("4a", ["4A"], "2019-09-01"), ("4b", ["4B"], "2019-09-01")):
        yield (f"us-301-list-{name}", action.format(name.upper()) + (" (announced, never levied)" if name == "4b" else ""),
               "s301_product_lists.csv, HTSUS 9903.88", day, column("s301_product_lists.csv", ("list", *keys), "hts8"))
    yield ("us-301-review", "Section 301, what the review of 2024 raised (of 2024 to 2026, 25 to 100 %)", "s301_product_lists.csv, HTSUS 9903.91",
           "2026-01-01", {digits(r["hts8"]) for r in rows(folder + "s301_product_lists.csv") if r["list"].startswith("biden")})
    yield ("us-301-cranes-chassis", "Section 301, cranes and chassis of China", "s301_product_lists.csv, HTSUS 9903.91.12, 9903.91.14 and 9903.92.10",
           "2026-11-10", column("s301_product_lists.csv", ("list", "note31_chassis", "note31_cranes", "cranes_301"), "hts8"))
    yield ("us-301-brazil-exempt", "Section 301 on Brazil, goods left out", "s301_brazil_exempt_products.csv", "2026-07-22",
           column("s301_brazil_exempt_products.csv", None, "hts8"))
    yield ("us-301-forced-labour-exempt", "Section 301 on forced labour, goods left out", "s301fl_exempt_products.csv",
           "2026-07-24", column("s301fl_exempt_products.csv", None, "hts8"))
    for metal in ("steel", "aluminum"):
        yield (f"us-232-{metal}", f"Section 232, {metal} mill products", "s232_metal_chapter_products.csv, US notes 16 and 19", "2025-03-12",
               column("s232_metal_chapter_products.csv", ("metal_type", metal), "hts_prefix", lambda r: r["kind"] == "mill"))
        for suffix, day in ("-2025-04", "2025-04-04"), ("", "2025-08-18"):
            derived = in_force("s232_metal_chapter_products.csv", ("metal_type", metal), "hts_prefix", day, lambda r: r["kind"] == "derivative")
            more = in_force("s232_derivative_products.csv", ("derivative_type", metal), "hts_prefix", day)
            yield (f"us-232-{metal}-derivatives{suffix}", f"Section 232, goods made of {metal}, until April 2026 on the {metal} in them only",
                   "s232_metal_chapter_products.csv and s232_derivative_products.csv, US notes 16 and 19", day, derived | more, metal)
    yield ("us-232-copper", "Section 232, semi-finished copper and goods made of it, until April 2026 on the copper in them only",
           "s232_copper_products.csv, US note 36(b)", "2025-08-01", column("s232_copper_products.csv", None, "hts10"), "copper")
    yield ("us-232-autos", "Section 232, passenger vehicles and light trucks", "policy_params.yaml, US note 33", "2025-04-03",
           of_params("autos_passenger", "autos_light_trucks"))
    yield ("us-232-auto-parts", "Section 232, parts of passenger vehicles and light trucks; heading 8471, next to none of which is such parts, left out",
           "s232_auto_parts.txt, US note 33(g)", "2025-05-03", text_file("s232_auto_parts.txt") - {"8471"})
    yield ("us-232-trucks", "Section 232, medium and heavy vehicles and buses", "policy_params.yaml, US note 38", "2025-11-01",
           of_params("mhd_vehicles", "buses"))
    yield ("us-232-truck-parts", "Section 232, parts of medium and heavy vehicles; heading 8471 left out", "s232_mhd_parts.txt", "2025-11-01",
           text_file("s232_mhd_parts.txt") - {"8471"})
    yield ("us-232-timber", "Section 232, softwood timber and lumber, upholstered furniture and kitchen cabinets", "policy_params.yaml",
           "2025-10-14", of_params("softwood", "wood_furniture", "kitchen_cabinets"))
    yield ("us-232-semiconductors", "Section 232, semiconductors and machines with them", "s232_semi_products.csv, US note 39", "2026-01-16",
           column("s232_semi_products.csv", None, "hts10"))
    yield ("us-232-pharma", "Section 232, pharmaceuticals", "s232_pharma_products.csv",
           "2026-07-31", column("s232_pharma_products.csv", None, "hts10"))
    for annex in ("1a", "1b", "1c", "2", "3"):
        yield (f"us-232-metals-annex-{annex}", f"Section 232, metals and goods made of them, annex {annex.upper()} of the proclamation of April 2026",
               "s232_annex_products.csv", "2026-06-08", column("s232_annex_products.csv", ("annex", annex), "hts_prefix"))
    annex_ii = list(rows(folder + "annex_ii_first_appearance.csv"))
    for name, day in (("2025-04", "2025-04-05"), ("2025-09", "2025-09-08"), ("2025-11", "2025-11-13")):
        in_force = {r["prefix"] for r in annex_ii
                    if (r["first_effective_date"] in ("NA", "") or r["first_effective_date"] <= day)
                    and (r["end_effective_date"] in ("NA", "") or r["end_effective_date"] >= day)}
        yield (f"us-annex-ii-{name}", "Annex II: goods left out of the reciprocal tariffs of 2025 (energy, pharmaceuticals, electronics, minerals"
               + (", from November on food)" if name == "2025-11" else ")"), "annex_ii_first_appearance.csv", day, in_force)
    yield ("us-ieepa-informational", "What emergency powers do not reach: printed matter, works of art, goods of chapter 98 (beside Annex II)",
           "ieepa_exempt_products.csv, chapters 49, 97 and 98", "2025-04-05",
           {code for code in column("ieepa_exempt_products.csv", None, "hts10") if code[:2] in ("49", "97", "98")})
    yield ("us-122-exempt", "Goods left out of the duty of Section 122", "s122_exempt_products.csv", "2026-02-24",
           column("s122_exempt_products.csv", None, "hts8"))
    for name, what in (("energy_ca", "energy of Canada"), ("potash_ca", "potash")):
        yield (f"us-fentanyl-{name.split('_')[0]}", f"IEEPA, {what}: 10 % in place of the full rate of March 2025", "fentanyl_carveout_products.csv",
               "2025-03-07", column("fentanyl_carveout_products.csv", ("category", name), "hts8"))
    kinds = {"pharma": "generic pharmaceuticals", "civil_aircraft": "civil aircraft and their parts", "ptaap": "other goods"}
    for group, partner, day, names in (
            ("eu", "the European Union", "2025-09-25", ["pharma", "civil_aircraft", "ptaap"]),
            ("korea", "Korea", "2025-12-05", ["civil_aircraft"]),
            ("swiss", "Switzerland and Liechtenstein", "2026-01-01", ["pharma", "civil_aircraft", "ptaap"])):
        for name in names:
            yield (f"us-{group}-agreement-{name.replace('_', '-')}", f"Agreement with {partner}, {kinds[name]} under normal rates only",
                   "floor_exempt_products.csv", day,
                   column("floor_exempt_products.csv", ("category", name), "hts8", lambda r, group=group: r["country_group"] == group))
    brazil = [r for r in csv.DictReader(line for line in open(SOURCES / folder / "country_eo_exempt_products.csv") if not line.startswith("#"))]
    yield ("us-brazil-exempt", "Goods of Brazil left out of the 40 % of July 2025, as extended in November", "country_eo_exempt_products.csv, HTSUS 9903.01.77 and after",
           "2025-11-20", {digits(r["hts10"]) for r in brazil if r["ch99_code"].startswith("9903.01")})


def write_lists():
    schedule = TariffLines()
    parts = []
    with open(HERE / "../products.yaml", "w") as out:
        out.write("# Lists of products in measures of the United States, by scenarios/baselines/published/make.py. Measures name tariff lines of 8 or\n"
                  "# 10 digits; a product of 6 digits is in a list if at least half of its lines are; products in part have lines on either side:\n"
                  "# published/us-lists-in-part.csv says how many of how many.\n"
                  "# `content` is the metal in the goods that alone pays the measure's duty, by its share in published/us-metal-content.csv.gz.\n"
                  "# Source of all: Budget Lab at Yale, tariff-rate-tracker (MIT), resources, as of August 2026; schedule of lines from there too.\n")
        for name, title, source, day, prefixes, *content in us_lists():
            products, in_part = schedule.listed(prefixes)
            codes = schedule.short(products)
            quoted = [f'"{c}"' if c.startswith("0") else c for c in codes]
            parts += [[name, p, in_part[p], schedule.of_product[p]] for p in sorted(in_part)]
            if in_part:
                title += f"; of {len(in_part)} {'product' if len(in_part) == 1 else 'products'} it names some lines only"
            out.write(f"\n{name}:\n  title: \"{title}\"\n  source: \"{source}\"\n  as_of: {day}\n")
            if content:
                out.write(f"  content: {content[0]}\n")
            out.write("  products:\n    [" + ",\n     ".join(", ".join(quoted[i:i + 16]) for i in range(0, len(quoted), 16)) + "]\n")
            print(f"{name}: {len(prefixes)} lines, {len(products)} products, {len(in_part)} in part, {len(codes)} codes")
    write("us-lists-in-part.csv", ["list", "product", "listed", "lines"], parts)


def revisions():
    """Codes of the Harmonized System of 2012 and 2017 that the revision of 2022 has no more, and what they have become; the last revision
    that has a code counts. The source has lost leading zeros in the later table."""
    pairs = lambda name, old, new: [(r[old].zfill(6), r[new].zfill(6)) for r in rows(f"us-products/{name}")]
    later = pairs("concord_hs6_2022_to_2017.csv", "hs6_2017", "hs6_2022")
    earlier = pairs("concord_hs6_2017_to_2012.csv", "hs6_2012", HEAD + "hs6_2017")
    today, of_2017 = {new for _, new in later}, collections.defaultdict(set)
    for old, new in later:
        of_2017[old].add(new)
    found = {(2017, old, new) for old, new in later if old not in today}
    found |= {(2012, old, new) for old, middle in earlier if old not in today and old not in of_2017 for new in of_2017[middle]}
    return sorted(found, key=lambda one: one[1:])


def write_lines():
    text = "line\n" + "".join(line + "\n" for line in TariffLines().lines)
    (HERE / "us-tariff-lines.csv.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def goods_trade():
    for r in rows("cepii-2023/goods_trade.csv"):
        if (value := float(r["value"]) / 1e3) >= 1:
            yield r["exporter"], r["importer"], f"{value:.3g}" if value < 1000 else str(round(value, 2 - int(math.log10(value)))).removesuffix(".0")


def write_goods_trade():
    text = "exporter,importer,value\n" + "".join(",".join(row) + "\n" for row in goods_trade())
    (HERE / "goods-trade-2023.csv.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    write("gdp-2023.csv", ["country", "value"], ([r["country"], str(round(float(r["value"]) / 1e6))] for r in rows("cepii-2023/gdp.csv")))


# A country that exports more than it makes by these figures (Gambia, whose neighbours' goods pass through it, and the Marshall
# Islands, whose flag ships carry) still sells this part of its GDP at home.
LEAST_SOLD_AT_HOME = 0.05


def world_2023():
    """Flows between 194 economies, million USD; what a country sells to itself is its GDP less its exports."""
    gdp = {r["country"]: float(r["value"]) / 1e6 for r in rows("cepii-2023/gdp.csv")}
    flows = {(r["exporter"], r["importer"]): float(r["value"]) / 1e3 for r in rows("cepii-2023/goods_trade.csv")}
    exports = collections.Counter()
    for (exporter, importer), value in flows.items():
        assert exporter != importer
        exports[exporter] += value
    for country, made in gdp.items():
        flows[country, country] = max(made - exports[country], LEAST_SOLD_AT_HOME * made)
    return sorted(gdp), [(*pair, "GOODS", number(value)) for pair, value in sorted(flows.items())]


def write_world_2023():
    countries, flows = world_2023()
    (HERE / "goods-2023").mkdir(exist_ok=True)
    write("goods-2023/countries.csv", ["code"], ([country] for country in countries))
    write("goods-2023/sectors.csv", ["code", "name", "kind"], [["GOODS", "All that is made, of which goods are traded", "goods"]])
    text = "exporter,importer,sector,value\n" + "".join(",".join(row) + "\n" for row in flows)
    (HERE / "goods-2023" / "flows.csv.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))


def split_quality(source, imputed):
    """How far the split of an economy's employment by sector can be relied on."""
    if "general knowledge" in source:
        return "unverified"
    return "imputed" if imputed == "all" else "partly-imputed" if imputed else "counted"


def employment():
    """Persons employed, scaled to the total of each economy, and what its split by sector rests on."""
    persons = collections.defaultdict(dict)
    for r in rows("employment-2022/employment.csv"):
        persons[r["country"]][r["sector"]] = float(r["persons"])
    for r in rows("employment-2022/sources.csv"):
        by_sector = persons[r["country"]]
        factor = float(r["total_thousand"]) * 1e3 / sum(by_sector.values())
        quality = split_quality(r["manufacturing_split"], r["imputed_goods_sectors"])
        for sector, count in by_sector.items():
            yield r["country"], sector, str(round(factor * count)), quality


def deflators():
    """Prices of GDP in dollars at market exchange rates, GDP in dollars over its volume, up to the year in which the source
    appeared; 2022 is 100. Economies whose deflator the source has: regions have none."""
    volume, found = {}, {}
    for r in rows("macro-2022-2027/macro.csv"):
        if not r["gdp_deflator_index"] or r["year"] > "2025":
            continue
        country = r["country"]
        volume[country] = volume[country] * (1 + float(r["real_growth_pct"]) / 100) if country in volume else 1.0
        found.setdefault(country, []).append((r["year"], float(r["gdp_musd"]) / volume[country], r["status"]))
    for country, years in found.items():
        base = next(price for year, price, _ in years if year == "2022")
        for year, price, status in years:
            yield country, year, number(100 * price / base), status


write("mean-tariffs.csv", ["importer", "group", "mean_pct", "moves", "source"], means())
for year in (2017, 2022, 2024):
    write(f"us-collected-{year}.csv", ["exporter", "importer", "sector", "rate"], collected(year))
write("china-statutory-2019.csv", ["exporter", "importer", "sector", "rate"], china_statutory())
write("../../us-301-review-2024.csv", ["exporter", "importer", "sector", "rate"], review_of_2024())
RATES = ["exporter", "importer", "sector", "rate"]
FIRST_ROUND = {"aug-2018": "2018-08-23", "sep-2018": "2018-09-24", "jun-2019": "2019-05-10", "sep-2019": "2019-09-01",
               "feb-2020": "2020-02-14"}
ITS_ANSWERS = {"jun-2018": "2018-05-01", "aug-2018": "2018-08-23", "sep-2018": "2018-09-24", "jun-2019": "2019-06-01"}
for step, rates in steps_of(duties_of_section_301(), FIRST_ROUND):
    write(f"../../global-2018-19/section-301-{step}.csv", RATES, added("CHN", "USA", rates))
for step, rates in steps_of(answers_of_china(), ITS_ANSWERS):
    write(f"../../global-2018-19/china-{step}.csv", RATES, added("USA", "CHN", rates))
write("../../backtest/section-301-2019.csv", RATES, added("CHN", "USA", mean_of_2019(duties_of_section_301())))
write("../../backtest/china-2019.csv", RATES, added("USA", "CHN", mean_of_2019(answers_of_china())))
write("../../backtest/china-collected-2019.csv", RATES, (row for row in collected(2019) if row[0] == "CHN"))
write("../../backtest/us-collected-2025.csv", RATES, collected(2025))
for name, before, after in (("2017-2019", "2017", "2019"), ("2024-2025", "2024_JanNov", "2025_JanNov")):
    write(f"../../backtest/us-imports-{name}.csv", ["exporter", "sector", "before", "after"], observed(before, after))
write("us-import-shares-2022-2024.csv", ["exporter", "sector", "share_before", "share_after"], import_shares("2022", "2024"))
write("us-customs.csv", ["exporter", "group", "year", "imports_musd", "duty_musd"],
      ([c, g, y, number(i / 1e6), number(d / 1e6)] for (c, g, y), (i, d) in sorted(customs(["2022", "2024"]).items())))
write("us-inputs-2024.csv", ["country", "input", "sector", "share"], us_inputs())
write("us-inputs-by-origin-2024.csv", ["country", "input", "sector", "origin", "share"], us_inputs_of_each_origin())
text = "exporter,importer,product,sector,value\n" + "".join(",".join(row) + "\n" for row in us_products())
(HERE / "us-products-2024.csv.gz").write_bytes(gzip.compress(text.encode(), 9, mtime=0))
write_lists()
write_metal_content()
write_lines()
write("hs-revisions.csv", ["revision", "code", "now"], revisions())
write_goods_trade()
write_world_2023()
write("employment-2022.csv", ["country", "sector", "persons", "quality"], employment())
write("deflators.csv", ["country", "year", "index", "status"], deflators())
