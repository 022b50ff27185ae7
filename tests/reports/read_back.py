"""results.nc and results.xlsx, read by the libraries that people use, hold the values of the CSV files."""

import csv
import json
import math
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

try:
    import netCDF4
    import openpyxl
    import xarray
except ImportError as missing:
    print(f"skipped: {missing} (Debian's packages python3-netcdf4, python3-openpyxl, python3-xarray)")
    sys.exit(77)

SOURCE = pathlib.Path(os.environ["TARIFFSIM_SOURCE_DIR"])
SCENARIO = SOURCE / "scenarios/us-china-2025/us-china-145-125.yaml"
TITLE = '=1+1 <script> "quoted" \u05de\u05db\u05e1\u05d9\u05dd \u202e ' + "long " * 8000
# Ten digits in the CSV files, doubles in the others.
TOLERANCE = 1e-9

# Few economies, where the size does not matter.
SMALL = "baseline: world-2022\naggregate: {countries: {USA: [USA], CHN: [CHN], REST: others}}\n"
STEPS = f"""tariffsim: 1
id: steps
title: Two steps
{SMALL}report: {{focus: [BIG], revenue: {{years: 10, growth: 4%, offset: 25%}}}}
groups: {{BIG: [USA, CHN]}}
steps:
  - {{id: one, date: 2025-02-04, title: First, policy: [{{tariff: {{importer: USA, exporter: CHN, sectors: goods, add: 10%}}}}]}}
  - {{id: two, date: 2025-04-10, title: Second, policy: [{{tariff: {{importer: CHN, exporter: USA, sectors: goods, add: 20%}}}}]}}
"""

POLICY = f"""{SMALL}policy:
  - {{tariff: {{importer: USA, exporter: CHN, sectors: goods, add: 10%}}}}
  - {{tariff: {{importer: CHN, exporter: USA, sectors: goods, add: 10%}}}}
"""
QUOTA_STEPS = f"""tariffsim: 1
id: quota-steps
title: Quotas that begin and end
baseline: world-2022
aggregate: {{countries: {{USA: [USA], CHN: [CHN], REST: others}}}}
steps:
  - {{id: none, policy: [{{tariff: {{importer: USA, exporter: CHN, sectors: C26, add: 5%}}}}]}}
  - {{id: first, policy: [{{quota: {{importer: USA, exporter: CHN, sectors: C26, amount: 60%, rent: 30%}}}}]}}
  - {{id: both, policy: [{{tariff_rate_quota: {{importer: CHN, exporter: USA, sectors: C29, within: 0%, beyond: 20%, amount: 900%}}}}]}}
"""
RIGID = f"""tariffsim: 1
id: rigid
{SMALL}model: {{labour_mobility: 2, scale: krugman, elasticities: 4, input_output: false}}
policy: [{{tariff: {{importer: USA, exporter: CHN, sectors: goods, add: 10%}}}}]
"""
SWEEP = f"""tariffsim: 1
id: sweep
title: A sweep
{POLICY}sweep: {{"policy[0].tariff.add": [-200%, 0%, 20%], model.elasticities: [3, 6]}}
"""
DRAWS = f"""tariffsim: 1
id: draws
title: Draws
{POLICY}uncertainty: {{draws: 16, elasticities: {{standard_error: 30%}}, rates: {{standard_deviation: 20%}}}}
"""


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def same(text, value):
    if text == "":
        return value is None or math.isnan(value)
    return value is not None and math.isclose(float(text), value, rel_tol=TOLERANCE, abs_tol=TOLERANCE)


class ReadBack(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.temporary.name)
        (cls.folder / "steps.yaml").write_text(STEPS)
        (cls.folder / "ugly.yaml").write_text(
            'tariffsim: 1\nid: ugly\ntitle: "' + TITLE.replace('"', '\\"').replace("\u202e", "\\u202e")
            + f'"\n{SMALL}policy: []\n', encoding="utf-8")
        (cls.folder / "quota-steps.yaml").write_text(QUOTA_STEPS)
        (cls.folder / "rigid.yaml").write_text(RIGID)
        for scenario in (SCENARIO, "steps.yaml", "ugly.yaml", "quota-steps.yaml", "rigid.yaml"):
            subprocess.run([os.environ["TARIFFSIM_PROGRAM"], "run", str(scenario), "-q", "-f", "csv,xlsx,netcdf"],
                           cwd=cls.folder, check=True)
        (cls.folder / "sweep.yaml").write_text(SWEEP)
        (cls.folder / "draws.yaml").write_text(DRAWS)
        subprocess.run([os.environ["TARIFFSIM_PROGRAM"], "run", "sweep.yaml", "draws.yaml", "-q", "-f", "csv,xlsx"],
                       cwd=cls.folder, check=True)
        cls.result = cls.folder / "out/us-china-145-125"

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def test_xarray_opens_the_file_with_named_dimensions_and_labels(self):
        with xarray.open_dataset(self.result / "results.nc") as data:
            self.assertEqual(dict(data.sizes), {"country": 60, "exporter": 60, "importer": 60, "sector": 23,
                                                 "sector_group": 4, "line": 2, "economy": 60, "alternative": 11})
            for row in rows(self.result / "range.csv"):
                point = [str(data.horizon[at].values) == row["horizon"]
                         and str(data.elasticities[at].values) == row["elasticities"]
                         and str(data.deficits[at].values) == row["deficits"] for at in range(11)]
                here = data.range_welfare_pct.isel(alternative=point.index(True)).sel(economy=row["economy"])
                self.assertTrue(same(row["welfare_pct"], float(here)), row)
            self.assertEqual(data.flow_musd.dims, ("exporter", "importer", "sector"))
            for row in rows(self.result / "countries.csv"):
                here = data.sel(country=row["country"])
                self.assertEqual(str(here.country_name.values), row["name"])
                for column, text in row.items():
                    if column not in ("country", "name"):
                        self.assertTrue(same(text, float(here[column])), (row["country"], column))
            for row in rows(self.result / "sectors.csv"):
                here = data.sector_volume_pct.sel(country=row["country"], sector=row["sector"])
                self.assertTrue(same(row["volume_pct"], float(here)), row)
            for row in rows(self.result / "sector_groups.csv"):
                here = data.sel(country=row["country"], sector_group=row["sector_group"])
                for column in ("output_musd", "volume_pct", "exports_pct"):
                    self.assertTrue(same(row[column], float(here["sector_group_" + column])), (row, column))

    def test_files_name_the_papers_of_the_options_in_use(self):
        # Regression: the attribute named Caliendo and Parro alone, whatever the options.
        def referred(run):
            with netCDF4.Dataset(self.folder / f"out/{run}/results.nc") as data:
                references = data.references.split("\n")
            about = openpyxl.load_workbook(self.folder / f"out/{run}/results.xlsx", read_only=True)["About"]
            on_sheet = [cells[1] for cells in about.iter_rows(values_only=True) if cells[0] == "Paper"]
            self.assertEqual(on_sheet, references)
            with open(self.folder / f"out/{run}/summary.json", encoding="utf-8") as file:
                self.assertEqual(json.load(file)["papers"], references)
            return references

        plain, other = referred("us-china-145-125"), referred("rigid")
        self.assertTrue(plain[0].startswith("Caliendo and Parro (2015)"))
        self.assertEqual(other[: len(plain)], plain)
        self.assertEqual([paper.split(" (")[0] for paper in other[len(plain) :]],
                         ["Galle, Rodríguez-Clare and Yi", "Krugman"])

    def test_what_each_line_adds_stands_line_by_line(self):
        with xarray.open_dataset(self.result / "results.nc") as data:
            contributions = rows(self.result / "contributions.csv")
            self.assertEqual(len(contributions), data.sizes["line"] * data.sizes["country"])
            for row in contributions:
                here = data.isel(line=int(row["order"]) - 1).sel(country=row["country"])
                self.assertEqual(str(here.line.values), row["line"])
                for column, text in row.items():
                    if column not in ("order", "line", "method", "country", "name"):
                        self.assertTrue(same(text, float(here["line_" + column])), (row["country"], column))
            whole = data.line_world_real_income_added_pct.sum()
            self.assertTrue(math.isclose(float(whole), float(data.world_real_income_pct), abs_tol=TOLERANCE))

    def test_every_flow_stands_in_its_cell(self):
        with netCDF4.Dataset(self.result / "results.nc") as data:
            place = {code: at for at, code in enumerate(data["exporter"][:])}
            sector = {code: at for at, code in enumerate(data["sector"][:])}
            flows = rows(self.result / "flows.csv")
            for column in ("flow_base_musd", "flow_musd", "flow_pct", "tariff_base", "tariff"):
                cells = data[column][:].filled(math.nan)
                count = 0
                for row in flows:
                    value = cells[place[row["exporter"]], place[row["importer"]], sector[row["sector"]]]
                    self.assertTrue(same(row[column], value), (column, row))
                    count += row[column] != ""
                self.assertEqual(count, (cells == cells).sum())

    def test_every_variable_has_a_unit_and_a_name_in_words(self):
        with netCDF4.Dataset(self.result / "results.nc") as data:
            self.assertTrue(data.Conventions.startswith("CF-"))
            self.assertIn("tariff: {importer: USA", data.scenario)
            for name, variable in data.variables.items():
                self.assertGreater(len(variable.long_name), 8, name)
                if variable.dtype.kind == "f":
                    self.assertIn(variable.units, ("%", "1", "USD", "million USD"), name)
                    self.assertNotEqual(variable.long_name, name)

    def test_a_timeline_has_a_dimension_of_steps(self):
        with xarray.open_dataset(self.folder / "out/steps/results.nc") as data:
            self.assertEqual(data.welfare_pct.dims, ("step", "country"))
            self.assertEqual(list(data.step_date.values), ["2025-02-04", "2025-04-10"])
            for step in ("one", "two"):
                for row in rows(self.folder / "out/steps" / step / "countries.csv"):
                    value = float(data.welfare_pct.sel(step=step, country=row["country"]))
                    self.assertTrue(same(row["welfare_pct"], value), (step, row["country"]))
                for row in rows(self.folder / "out/steps" / step / "revenue.csv"):
                    for column in ("revenue_net_musd", "revenue_net_years_musd", "customs_ratio"):
                        there = float(data["economy_" + column].sel(step=step, economy=row["economy"]))
                        self.assertTrue(same(row[column], there), (row, column))
                (group,) = rows(self.folder / "out/steps" / step / "groups.csv")
                value = float(data.group_welfare_pct.sel(step=step, group="BIG"))
                self.assertTrue(same(group["welfare_pct"], value), (step, group))

    def test_quotas_stand_on_an_axis_of_their_own(self):
        regimes = {"slack": 0, "binding": 1, "over": 2}
        folder = self.folder / "out/quota-steps"
        told = rows(folder / "quota_steps.csv")
        self.assertEqual([(row["step"], row["quota"], row["regime"]) for row in told],
                         [("first", "C26 from CHN into USA", "binding"), ("both", "C26 from CHN into USA", "binding"),
                          ("both", "C29 from USA into CHN", "slack")])
        self.assertFalse((folder / "none/quotas.csv").exists())
        columns = [name for name in told[0] if name not in ("step", "date", "title", "quota", "regime")]
        with xarray.open_dataset(folder / "results.nc") as data:
            self.assertEqual(data.quota_licence_price.dims, ("step", "quota"))
            self.assertEqual(data.quota_amount.units, "million USD")
            known = 0
            for step in ("none", "first", "both"):
                for quota in ("C26 from CHN into USA", "C29 from USA into CHN"):
                    here = data.sel(step=step, quota=quota)
                    row = next((row for row in told if (row["step"], row["quota"]) == (step, quota)), None)
                    for column in columns:
                        self.assertTrue(same(row[column] if row else "", float(here["quota_" + column])), (step, quota))
                    if row:
                        known += 1
                        self.assertEqual(float(here.quota_regime), regimes[row["regime"]])
            self.assertEqual(known, 3)
        for step in ("first", "both"):
            own = rows(folder / step / "quotas.csv")
            for row in own:
                there = next(one for one in told if (one["step"], one["quota"]) == (step, row["quota"]))
                self.assertEqual(row, {name: there[name] for name in row})
        book = openpyxl.load_workbook(folder / "results.xlsx", read_only=True)
        self.check_sheet(book, "Quotas", rows(folder / "both/quotas.csv"))
        self.check_sheet(book, "Quota steps", told)

    def check_values(self, lines):
        """`lines`: code, name, change of welfare, output of electronics of each country."""
        output = {row["country"]: row["output_musd"] for row in rows(self.result / "sectors.csv")
                  if row["sector"] == "C26"}
        expected = rows(self.result / "countries.csv")
        self.assertEqual([line[:2] for line in lines], [[row["country"], row["name"]] for row in expected])
        self.assertIn("T\u00fcrkiye", [line[1] for line in lines])
        for (code, _, welfare, made), row in zip(lines, expected):
            self.assertTrue(same(row["welfare_pct"], float(welfare)), code)
            self.assertTrue(same(output[code], float(made)), code)

    @unittest.skipUnless(shutil.which("octave-cli"), "Debian's packages octave and octave-netcdf are not there")
    def test_octave_lists_and_reads_the_file(self):
        script = """pkg load netcdf
            file = 'results.nc';
            printf('%d variables\\n', numel(ncinfo(file).Variables));
            ncdisp(file);
            codes = deblank(cellstr(ncread(file, 'country')'));
            names = deblank(cellstr(ncread(file, 'country_name')'));
            sectors = deblank(cellstr(ncread(file, 'sector')'));
            welfare = ncread(file, 'welfare_pct');
            output = ncread(file, 'sector_output_musd');
            printf('\\nvalues\\n');
            for n = 1:numel(codes)
              printf('%s;%s;%.10g;%.10g\\n', codes{n}, names{n}, welfare(n), output(strcmp(sectors, 'C26'), n));
            end"""
        octave = subprocess.run(["octave-cli", "--no-gui", "-q", "--eval", script], cwd=self.result, text=True,
                                capture_output=True, check=False)
        if "package" in octave.stderr and "netcdf" in octave.stderr:
            self.skipTest("Debian's package octave-netcdf is not there")
        listing, values = octave.stdout.split("\nvalues\n")
        with netCDF4.Dataset(self.result / "results.nc") as data:
            self.assertTrue(listing.startswith(f"{len(data.variables)} variables\n"))
        self.assertIn("flow_musd", listing)
        self.check_values([line.split(";") for line in values.splitlines()])

    @unittest.skipUnless(shutil.which("Rscript"), "Debian's packages r-base-core and r-cran-ncdf4 are not there")
    def test_r_reads_the_file(self):
        script = """if (!suppressWarnings(require(ncdf4, quietly = TRUE))) quit(status = 77)
            file <- nc_open('results.nc')
            stopifnot(dim(ncvar_get(file, 'flow_musd')) == c(23, 60, 60))
            output <- ncvar_get(file, 'sector_output_musd')
            cat(sprintf('%s;%s;%.10g;%.10g\\n', file$dim$country$vals, ncvar_get(file, 'country_name'),
                        ncvar_get(file, 'welfare_pct'), output[file$dim$sector$vals == 'C26', ]), sep = '')"""
        found = subprocess.run(["Rscript", "-e", script], cwd=self.result, text=True, capture_output=True,
                               check=False, env={**os.environ, "LC_ALL": "C.UTF-8"})
        if found.returncode == 77:
            self.skipTest("Debian's package r-cran-ncdf4 is not there")
        self.assertEqual(found.returncode, 0, found.stderr)
        self.check_values([line.split(";") for line in found.stdout.splitlines()])

    def with_names(self, row):
        """The columns of a sheet: those of the file, and behind each code what it stands for."""
        coded = {"exporter": self.countries, "importer": self.countries, "sector": self.sectors}
        if "name" not in row:
            coded["country"] = self.countries
        out = {}
        for column, text in row.items():
            out[column] = text
            if column in coded:
                out[f"{column}_name"] = coded[column].get(text, text)  # of an aggregate: its code
        return out

    def check_study_sheet(self, book, name, expected):
        """Its header and measures are words, which the sheet Columns translates to the names in files."""
        in_files = self.in_files(book)
        found = book[name].iter_rows(values_only=True)
        header = next(found)
        for title in header:
            self.assertNotRegex(title, r"_pct|_musd|_name|\[", (name, title))
        count = 0
        for row, cells in zip(expected, found):
            count += 1
            texts = [text for column, text in row.items() if column != "name"]
            cells = [cell for cell, title in zip(cells, header) if title != "name"]
            for text, cell in zip(texts, cells, strict=True):
                if isinstance(cell, str):
                    self.assertEqual(in_files.get(cell, cell), text)
                else:
                    self.assertTrue(same(text, cell), (name, row, text, cell))
        self.assertEqual(count, len(expected))

    def column_of(self, book, header, name):
        """Where a column of files stands under a header in words."""
        in_files = self.in_files(book)
        return [in_files.get(head) for head in header].index(name)

    def in_files(self, book):
        return {cells[0]: cells[1] for cells in book["Columns"].iter_rows(min_row=2, values_only=True)}

    def check_sheet(self, book, title, expected):
        """Its heads are words, which the sheet Columns translates to the names in files."""
        sheet, in_files = book[title], self.in_files(book)
        self.countries = {row["country"]: row["name"] for row in rows(self.result / "countries.csv")}
        self.sectors = {row["code"]: row["name"] for row in rows(SCENARIO.parents[1] / "baselines/world-2022/sectors.csv")}
        found = sheet.iter_rows(values_only=True)
        header = next(found)
        for head in header:
            self.assertNotRegex(head, r"_", (title, head))
        self.assertEqual(len(set(header)), len(header), title)
        self.assertEqual([in_files.get(head, head.replace(" ", "_")) for head in header],
                         list(self.with_names(expected[0])))
        count = 0
        for row, cells in zip(expected, found):
            count += 1
            for (column, text), cell in zip(self.with_names(row).items(), cells):
                if isinstance(cell, str):
                    self.assertEqual(cell, text)
                else:
                    self.assertTrue(same(text, cell), (sheet.title, column, text, cell))
        self.assertEqual(count, len(expected))
        self.assertIsNone(next(found, None))

    def test_the_workbook_holds_every_table_under_a_frozen_header(self):
        book = openpyxl.load_workbook(self.result / "results.xlsx", read_only=True)
        self.assertEqual(book.sheetnames,
                         ["About", "World", "Countries", "Range", "Sectors", "Sector groups", "Pairs", "Flows", "Contributions",
                          "World contributions", "Certificate", "Scenario", "Columns"])
        for name in ("countries", "sectors", "sector_groups", "pairs", "flows", "contributions"):
            self.check_sheet(book, name.capitalize().replace("_", " "), rows(self.result / f"{name}.csv"))
        world, lines = (list(book[name].iter_rows(values_only=True)) for name in ("World", "World contributions"))
        added = [row[self.column_of(book, lines[0], "real_income_added_pct")] for row in lines[1:]]
        self.assertEqual(len(added), 2)
        self.assertAlmostEqual(sum(added), world[1][self.column_of(book, world[0], "real_income_pct")], places=9)
        about = [cells[1] for cells in book["About"].iter_rows(values_only=True)]
        self.assertEqual(about[0], "United States 145 % on China, China 125 % on the United States")
        self.assertTrue(any("all 10 conditions hold" in (text or "") for text in about))
        lines = [cells[0] or "" for cells in book["Scenario"].iter_rows(min_row=2, values_only=True)]
        self.assertEqual(lines, SCENARIO.read_text().splitlines())

    def test_sheets_are_frozen_and_formatted(self):
        book = openpyxl.load_workbook(self.folder / "out/steps/results.xlsx")
        for sheet in book.worksheets:
            if sheet.title != "About":
                self.assertEqual(sheet.freeze_panes, "A2", sheet.title)
        countries = book["Countries"]
        header = [cell.value for cell in countries[1]]
        for name, shown in (("welfare_pct", "0.00"), ("ev_musd", "#,##0.0")):
            self.assertEqual(countries.cell(2, 1 + self.column_of(book, header, name)).number_format, shown)
        self.assertEqual(book["Steps"].max_row, 1 + 2 * 3)
        self.check_sheet(book, "Group steps", rows(self.folder / "out/steps/group_steps.csv"))
        self.check_sheet(book, "Revenue steps", rows(self.folder / "out/steps/revenue_steps.csv"))

    def test_a_sweep_has_its_points_and_maxima_on_sheets(self):
        book = openpyxl.load_workbook(self.folder / "out/sweep/results.xlsx", read_only=True)
        self.assertEqual(book.sheetnames, ["About", "Maxima", "Points", "Without result", "Scenario", "Columns"])
        points = rows(self.folder / "out/sweep/study.csv")
        self.check_study_sheet(book, "Points", points)
        header, *found = book["Maxima"].iter_rows(values_only=True)
        kept = list(points[0])[list(points[0]).index("country") + 1:]
        self.assertEqual(len(found), 3 * len(kept))
        for cells in found:
            row = dict(zip(header, cells))
            measure = self.in_files(book)[row["measure"]]
            values = [float(point[measure]) for point in points if point["country"] == row["country"]]
            self.assertTrue(math.isclose(row["largest"], max(values), rel_tol=1e-9, abs_tol=1e-9), row)
            self.assertTrue(math.isclose(row["smallest"], min(values), rel_tol=1e-9, abs_tol=1e-9), row)
        of_top = "top of the parabola: "
        top = next(at for at, title in enumerate(header) if title.startswith(of_top))
        rate = header.index(header[top][len(of_top):])  # the first axis by its name in words
        for cells, formatted in zip(found, book["Maxima"].iter_rows(min_row=2)):
            self.assertEqual(formatted[rate].number_format, "0.00%")
            self.assertEqual(cells[top] is None, cells[rate] != 0 or cells[-1] == "not moved")
        reasons = [cells[1] for cells in book["Without result"].iter_rows(min_row=2, values_only=True)]
        self.assertEqual(len(reasons), 2)
        self.assertTrue(all("-100 %" in reason for reason in reasons))

    def test_draws_have_their_percentiles_and_indices_on_sheets(self):
        book = openpyxl.load_workbook(self.folder / "out/draws/results.xlsx", read_only=True)
        self.assertEqual(book.sheetnames, ["About", "Percentiles", "Sobol", "Points", "Scenario", "Columns"])
        self.check_study_sheet(book, "Percentiles", rows(self.folder / "out/draws/percentiles.csv"))
        self.check_study_sheet(book, "Points", rows(self.folder / "out/draws/study.csv"))
        in_files = self.in_files(book)
        header, *found = book["Sobol"].iter_rows(values_only=True)
        table = {(cells[0], in_files[cells[2]], group): value for cells in found for group, value in zip(header[3:], cells[3:])}
        for row in rows(self.folder / "out/draws/sobol.csv"):
            self.assertTrue(same(row["first_order"], table[row["country"], row["measure"], row["group"]]), row)

    def test_titles_stay_texts(self):
        book = openpyxl.load_workbook(self.folder / "out/ugly/results.xlsx")
        cell = book["About"]["B1"]
        self.assertEqual(cell.data_type, "s")
        self.assertTrue(cell.value.startswith('=1+1 <script> "quoted" \u05de\u05db\u05e1\u05d9\u05dd <U+202E>'))
        self.assertLessEqual(len(cell.value), 32767)
        with netCDF4.Dataset(self.folder / "out/ugly/results.nc") as data:
            self.assertTrue(data.title.startswith("=1+1 <script>"))


if __name__ == "__main__":
    unittest.main()
