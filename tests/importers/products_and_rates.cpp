// Sources of trade by product and of rates, small and spoiled.
#include <catch2/catch.hpp>

#include "imported_folder.hpp"

using namespace tariffsim;
using namespace tariffsim::test;
using Catch::Matchers::Contains;

namespace {

/// Files written into a folder, and given to an importer in their order.
class Given {
 public:
  Given& add(const std::string& name, const std::string& text) {
    files_.push_back(folder_.write(name, text));
    return *this;
  }
  ImportedFolder import(const std::string& source, const ImportOptions& options = {}) const {
    return ImportedFolder(source, files_, options);
  }
  std::string refused(const std::string& source, const ImportOptions& options = {}) const {
    return refusal(source, files_, options);
  }

 private:
  TemporaryFolder folder_;
  std::vector<std::filesystem::path> files_;
};

const std::string kBaci =
    "t,i,j,k,v,q\n"
    "2022,251,516,10121,   1.500,NA\n"  // France to Namibia, a lost zero
    "2022,699,842,870323,2,  3.1\n"
    "2022,842,699,870323,4,\n"
    "2022,490,757,999999,8,1\n"
    "2022,697,842,270900,16,1\n";

}  // namespace

TEST_CASE("BACI's own numbers of countries, lost zeros, and numbers without a country") {
  const ImportedFolder imported = Given().add("BACI_HS17_Y2022_V202401b.csv", kBaci).import("baci");
  check_cells(imported.products(),
              {{"FRA NAM 010121", 1.5},
               {"IND USA 870323", 2},
               {"USA IND 870323", 4},
               {"TWN CHE 999999", 8},
               {"ROW USA 270900", 16}},
              0);
  check_cells(imported.flows(),
              {{"FRA NAM GOODS", 1.5},
               {"IND USA GOODS", 2},
               {"USA IND GOODS", 4},
               {"TWN CHE GOODS", 8},
               {"ROW USA GOODS", 16}},
              1e-15);
  CHECK_THAT(imported.said(),
             Contains("put in ROW: 697: 51 % of trade") && Contains("no sales at home"));
  CHECK_THAT(imported.text("baseline.yaml"), Contains("unit: thousand USD"));
}

TEST_CASE("BACI's file of countries decides, old names and Latin-1 included; Namibia is NA") {
  const std::string countries =
      "country_code,country_name_abbreviation,country_name_full,iso_2digit_alpha,iso_3digit_"
      "alpha\r\n"
      "251,France,France,FR,FRA\r\n516,Namibia,Namibia,NA,NAM\r\n699,India,India,IN,IND\r\n"
      "842,USA,USA,US,USA\r\n384,C\xF4te d'Ivoire,C\xF4te d'Ivoire,CI,CIV\r\n"
      "490,\"Other Asia, nes\",\"Other Asia, not elsewhere "
      "specified\",N/A,N/A\r\n757,x,x,CH,CHE\r\n";
  const ImportedFolder imported = Given()
                                      .add("country_code_baci92.csv", countries)
                                      .add("baci92_1998.csv", kBaci + "2022,384,842,010121,1,1\n")
                                      .import("baci");
  CHECK(imported.products().at("FRA NAM 010121") == 1.5);
  CHECK(imported.products().at("CIV USA 010121") == 1);
  CHECK(imported.products().at("TWN CHE 999999") == 8);
}

TEST_CASE("BACI: repeated cells, two revisions, columns in another order, several years") {
  const std::string twice = kBaci + "2022,842,699,870323,5,\n";
  CHECK_THAT(Given().add("BACI_HS17_Y2022.csv", twice).refused("baci"),
             Contains("USA -> IND 870323 comes twice: lines 4 and 7"));
  CHECK_THAT(
      Given().add("BACI_HS17_Y2022.csv", kBaci).add("BACI_HS12_Y2021.csv", kBaci).refused("baci"),
      Contains("two revisions of the HS, hs12 and hs17"));
  const ImportedFolder swapped =
      Given()
          .add("BACI_HS17.csv", "k;v;j;i;t\n870323;2,5;842;699;2022\n870323;7,5;842;699;2021\n")
          .import("baci");
  check_cells(swapped.products(), {{"IND USA 870323", 2.5}}, 0);
  CHECK_THAT(swapped.said(), Contains("the files have 2 years: 2022 is used"));
  CHECK_THAT(Given().add("b.csv", "t,i,j,k,v\n2022,699,842,8703,2\n").refused("baci"),
             Contains("b.csv:2:14: error: '8703' is not a product of six digits"));
  CHECK_THAT(Given().add("b.csv", "t,i,j,k,v\n2022,IND,842,870323,2\n").refused("baci"),
             Contains("'IND' is not a number of a country"));
  CHECK_THAT(Given().add("b.csv", "t,i,j,k,v\n2022,699,842,870323\n").refused("baci"),
             Contains("4 fields where the header has 5"));
}

TEST_CASE("WITS: applied rates, MFN where there is none, missing ones missing") {
  const std::string header =
      "Selected Nomen,Native Nomen,Reporter,Reporter Name,Product,Partner,Tariff Year,DutyType,"
      "Simple Average\r\n";
  const std::string rows =
      "H5,H5,76,Brazil,10121,840,2021,AHS,4.5\r\n"  // zeros lost
      "H5,H5,076,Brazil,010121,840,2021,MFN,9\r\n"
      "H5,H5,076,Brazil,010121,840,2021,BND,35\r\n"
      "H5,H5,076,Brazil,010121,000,2021,AHS,7\r\n"
      "H5,H5,076,Brazil,010121,918,2021,AHS,7\r\n"
      "H5,H5,076,Brazil,020110,840,2021,AHS,\r\n"
      "H5,H5,076,Brazil,020110,840,2021,MFN,12\r\n"
      "H5,H5,076,Brazil,270900,840,2021,MFN,\r\n"  // a specific duty without equivalent
      "H5,H5,918,European Union,870323,156,2021,AHS,10\r\n"
      "H5,H5,918,European Union,8703,156,2021,AHS,99\r\n"
      "H5,H5,918,European Union,TOTAL,156,2021,AHS,99\r\n"
      "H4,H4,918,European Union,870323,156,2021,AHS,99\r\n"
      "H5,H5,918,European Union,870323,156,2020,AHS,99\r\n";
  const ImportedFolder imported = Given().add("DataJobID-1_1_x.csv", header + rows).import("wits");
  check_cells(imported.rates("tariffs.csv", "product"),
              {{"USA BRA 010121", 0.045}, {"USA BRA 020110", 0.12}, {"CHN EUN 870323", 0.1}},
              1e-15);
  CHECK_THAT(imported.said(), Contains("in 1 of 4 cells") && Contains("1 cell has neither") &&
                                  Contains("H4, H5: H5 is used") &&
                                  Contains("2020, 2021: 2021 is used"));
  const std::string again = "H5,H5,076,Brazil,010121,840,2021,AHS,5\r\n";
  CHECK_THAT(Given().add("w.csv", header + rows + again).refused("wits"),
             Contains("a second rate of BRA on 010121: 5 beside 4.5 %"));
  CHECK_THAT(Given().add("w.csv", header + "H5,H5,076,B,010121,000,2021,AHS,7\r\n").refused("wits"),
             Contains("rates towards the World alone say nothing of partners"));
  CHECK_THAT(Given().add("w.csv", header + rows).refused("wits", {2019, std::nullopt}),
             Contains("no rows of the year 2019; there are those of 2020, 2021"));
}

TEST_CASE("TRAINS: a group of beneficiaries needs its list") {
  const std::string mfn =
      "NomenCode,Reporter_ISO_N,Year,ProductCode,SimpleAverage\n"
      "H5,840,2021,010121,  4.00\nH5,840,2021,020110,\n";
  const std::string preference =
      "NomenCode,Reporter_ISO_N,Year,ProductCode,Partner,SimpleAverage\n"
      "H5,840,2021,010121,NAF,1\nH5,840,2021,020110,124,2\n";
  CHECK_THAT(
      Given().add("JobID_1_AVEMFN.CSV", mfn).add("JobID_2_AVEPref.CSV", preference).refused("wits"),
      Contains("'NAF' is a group of beneficiaries") &&
          Contains("give TRAINSPreferenceBenficiaries.csv"));
  const ImportedFolder imported =
      Given()
          .add("JobID_1_AVEMFN.CSV", mfn)
          .add("JobID_2_AVEPref.CSV", preference)
          .add("TRAINSPreferenceBenficiaries.csv", "RegionCode,Partner\nNAF,484\n")
          .import("wits");
  const TableCells rates = imported.rates("tariffs.csv", "product");
  CHECK(rates.at("MEX USA 010121") == Approx(0.01));
  CHECK(rates.at("CAN USA 010121") == Approx(0.04));
  CHECK(rates.at("CAN USA 020110") == Approx(0.02));
  CHECK(rates.count("CHN USA 020110") == 0);  // missing is not 0
  CHECK(rates.count("USA USA 010121") == 0);
}

TEST_CASE("Comtrade: one level, one flow, no World; a comma too many at the end of lines") {
  const std::string header =
      "ReporterCode,FlowCode,PartnerCode,RefYear,CmdCode,AggrLevel,"
      "MotCode,CustomsCode,Partner2Code,PrimaryValue,ClassificationCode\n";
  const std::string rows =
      "699,M,842,2022,870323,6,0,C00,0,100,H6,\n699,M,251,2022,870323,6,0,C00,0,50,H6,\n"
      "699,M,0,2022,870323,6,0,C00,0,150,H6,\n699,M,842,2022,87,2,0,C00,0,100,H6,\n"
      "699,M,842,2022,870323,6,2100,C00,0,60,H6,\n699,M,842,2022,870323,6,0,C04,0,60,H6,\n"
      "699,M,842,2022,870323,6,0,C00,156,60,H6,\n699,X,842,2022,870323,6,0,C00,0,7,H6,\n";
  const ImportedFolder imported = Given().add("TradeData.csv", header + rows).import("comtrade");
  check_cells(imported.products(), {{"USA IND 870323", 100}, {"FRA IND 870323", 50}}, 0);
  CHECK_THAT(imported.text("baseline.yaml"), Contains("unit: USD"));
  CHECK_THAT(Given()
                 .add("TradeData.csv", header + rows + "699,M,0,2022,010121,6,0,C00,0,50,H6,\n")
                 .import("comtrade")
                 .said(),
             Contains("the partners of IND add up to 150 USD, and the World is 200"));
  CHECK_THAT(Given()
                 .add("TradeData.csv", header + "699,M,842,2022,87,2,0,C00,0,100,H6\n")
                 .refused("comtrade"),
             Contains("AG6"));
}

TEST_CASE("Comtrade with the World alone gave an empty products.csv", "[regression]") {
  const std::string text =
      "ReporterCode,FlowCode,PartnerCode,RefYear,CmdCode,AggrLevel,"
      "MotCode,CustomsCode,Partner2Code,PrimaryValue,ClassificationCode\n"
      "699,M,0,2022,870323,6,0,C00,0,150,H6\n";
  CHECK_THAT(Given().add("TradeData.csv", text).refused("comtrade"),
             Contains("the World is the only partner in the file") && Contains("'All' partners"));
}

TEST_CASE("Comtrade without modes: adding up totals and their parts was advised", "[regression]") {
  // Cause: the advice for rows that come twice did not ask which columns the file lacks.
  const std::string text =
      "ReporterCode,FlowCode,PartnerCode,RefYear,CmdCode,AggrLevel,Partner2Code,PrimaryValue\n"
      "699,M,842,2022,870323,6,0,100\n699,M,842,2022,870323,6,0,60\n";
  Given given;
  given.add("TradeData.csv", text);
  CHECK_THAT(given.refused("comtrade"),
             Contains("comes twice: lines 2 and 3") &&
                 Contains("without the columns customsCode, motCode totals and their parts look") &&
                 !Contains("rows: sum"));
  const TemporaryFolder folder;
  ImportOptions options;
  options.recipe = folder.write("r.yaml", "tariffsim-recipe: 1\nclean: {rows: sum}\n");
  CHECK_THAT(given.import("comtrade", options).said(),
             Contains("lines 2 and 3, added up as the recipe says") && Contains("counts both"));
}

TEST_CASE("WITS with bound rates alone was told that it had the World alone", "[regression]") {
  const std::string text =
      "Selected Nomen,Native Nomen,Reporter,Reporter Name,Product,Partner,Tariff Year,DutyType,"
      "Simple Average\r\n"
      "H5,H5,076,Brazil,010121,840,2021,BND,35\r\n";
  CHECK_THAT(Given().add("w.csv", text).refused("wits"),
             Contains("bound (BND) or preferential (PRF) rates only") && Contains("AHS"));
}

TEST_CASE("Comext: months, procedures and eight digits are added up; codes of Eurostat") {
  std::string text = "REPORTER,PARTNER,PRODUCT_NC,FLOW,STAT_PROCEDURE,PERIOD,VALUE_EUR\n";
  for (int month = 1; month <= 12; ++month) {
    const std::string period = "2023" + std::string(month < 10 ? "0" : "") + std::to_string(month);
    text += "EL,UK,01012100,1,1," + period + ",10\nEL,UK,01012190,1,2," + period + ",5\n" +
            "EL,XI,8703XXXX,1,1," + period + ",1\nEL,QR,01012100,1,1," + period + ",1\n" +
            "EL,UK,TOTAL,1,1," + period + ",15\nEL,UK,01012100,2,1," + period + ",99\n" +
            "EL,XI,TOTAL,1,1," + period + ",1\nEL,QR,TOTAL,1,1," + period + ",1\n";
  }
  const ImportedFolder imported = Given().add("full2023.dat", text).import("comext");
  check_cells(imported.products(), {{"GBR GRC 010121", 180}, {"XNI GRC 8703XX", 12}}, 0);
  CHECK_THAT(imported.said(),
             Contains("left out: QR: 5.9 % of trade") && !Contains("months") && !Contains("TOTAL"));
  const ImportedFolder old =
      Given()
          .add("nc200052.dat",
               "DECLARANT,PARTNER,PRODUCT_NC,FLOW,STAT_REGIME,PERIOD,VALUE_1K_EURO\n"
               "FR,US,01012100,1,1,200052,2\nFR,US,01012100,1,1,200001,1\n")
          .import("comext");
  check_cells(old.products(), {{"USA FRA 010121", 2000}}, 0);
}

TEST_CASE("the World Bank's means: the last year up to the one asked for, countries only") {
  const std::string text =
      "\xEF\xBB\xBF\"Data Source\",\"World Development Indicators\",\r\n\r\n"
      "\"Last Updated Date\",\"2026-04-08\",\r\n\r\n"
      "\"Country Name\",\"Country Code\",\"Indicator Name\",\"Indicator "
      "Code\",\"2019\",\"2020\",\"2021\",\r\n"
      "\"Bahamas, The\",\"BHS\",\"x\",\"TM.TAX.MRCH.WM.AR.ZS\",\"18.5\",\"\",\"17\",\r\n"
      "\"Namibia\",\"NAM\",\"x\",\"TM.TAX.MRCH.WM.AR.ZS\",\"\",\"1\",\"\",\r\n"
      "\"World\",\"WLD\",\"x\",\"TM.TAX.MRCH.WM.AR.ZS\",\"3\",\"3\",\"3\",\r\n";
  const auto means = [&](std::optional<int> year) {
    const ImportedFolder imported = Given()
                                        .add("API_TM.TAX.csv", text)
                                        .add("Metadata_Country_API.csv", "a,b\n1,2\n")
                                        .import("world-bank", {year, std::nullopt});
    CHECK_THAT(imported.text("means.csv"), Contains("NAM,goods,1,both,\"World Bank"));
    return cells_of(imported.path() / "rates.csv", {"importer", "year"}, "rate");
  };
  check_cells(means({}), {{"BHS 2021", 0.17}, {"NAM 2020", 0.01}}, 1e-15);
  check_cells(means(2020), {{"BHS 2019", 0.185}, {"NAM 2020", 0.01}}, 1e-15);
}

TEST_CASE("gravity data: codes that share a country, unknown zeros, industries by number") {
  const std::string header =
      "year,iso3_o,iso3_d,country_exists_o,country_exists_d,tradeflow_baci\n";
  const ImportedFolder cepii =
      Given()
          .add("Gravity_V202211.csv", header +
                                          "2019,DEU,FRA,1,1,100\n2019,DEU,FRA,0,1,\n"
                                          "2019,FRA,DEU,1,1,50\n2020,FRA,DEU,1,1,\n")
          .import("gravity");
  check_cells(cepii.flows(), {{"DEU FRA ALL", 100}, {"FRA DEU ALL", 50}}, 1e-15);
  CHECK_THAT(cepii.text("baseline.yaml"), Contains("unit: thousand USD"));
  CHECK_THAT(cepii.said(), Contains("gross output less exports"));
  CHECK_THAT(Given()
                 .add("g.csv", header + "2019,DEU,FRA,1,1,100\n2019,DEU,FRA,1,1,100\n")
                 .refused("gravity"),
             Contains("a second row for DEU -> FRA ALL"));
  CHECK_THAT(Given().add("g.csv", header + "2019,DEV,FRA,1,1,100\n").refused("gravity"),
             Contains("unknown country 'DEV'") && Contains("did you mean 'DEU'"));
  const ImportedFolder itpd =
      Given()
          .add("ITPD_E_R02.csv",
               "importer_iso3,exporter_iso3,industry_id,industry_descr,broad_sector,year,trade,"
               "flag_zero\nNAM,USA,154,Manufacturing services,Services,2019,3,p\n"
               "NAM,NAM,1,Wheat,Agriculture,2019,2,p\nUSA,NAM,1,Wheat,Agriculture,2019,0,u\n"
               "USA,NAM,1,Wheat,Agriculture,2018,9,p\n")
          .import("gravity", {2019, std::nullopt});
  check_cells(itpd.flows(), {{"NAM NAM 1", 2}, {"USA NAM 154", 3}}, 1e-15);
  CHECK_THAT(itpd.text("sectors.csv"),
             Contains("1,Wheat,goods") && Contains("154,Manufacturing services,services"));
  CHECK_THAT(itpd.said(), Contains("1 zero is of unknown trade") && !Contains("sales at home"));
}

TEST_CASE("several numbers that are put in one place are no repeats") {
  // 697 and 899 are of no country: both are ROW. 58 was Belgium with Luxembourg until 1998.
  const std::string more = kBaci +
                           "2022,899,842,270900,4,1\n2022,58,842,270900,3,1\n2022,56,842,"
                           "270900,2,1\n";
  const TableCells products = Given().add("BACI_HS17_Y2022.csv", more).import("baci").products();
  CHECK(products.at("ROW USA 270900") == 20);
  CHECK(products.at("BEL USA 270900") == 5);
}

TEST_CASE(
    "Comtrade by month is added up to the year; the European Union is no partner beside its "
    "members") {
  const std::string header =
      "reporterCode,flowCode,partnerCode,refYear,period,cmdCode,aggrLevel,"
      "primaryValue\n";
  const std::string months =
      "842,M,251,2022,202201,870323,6,1\n842,M,251,2022,202202,870323,6,2\n"
      "842,M,97,2022,202201,870323,6,50\n";
  const ImportedFolder by_month = Given().add("t.csv", header + months).import("comtrade");
  check_cells(by_month.products(), {{"FRA USA 870323", 3}}, 0);
  CHECK_THAT(by_month.said(), Contains("2 of the 12 months of 2022") && Contains("left out: 97"));
  const ImportedFolder by_year =
      Given()
          .add("t.csv", header + months + "842,M,251,2022,2022,870323,6,30\n")
          .import("comtrade");
  check_cells(by_year.products(), {{"FRA USA 870323", 30}}, 0);
  CHECK_THAT(Given()
                 .add("t.csv", header + months + "842,M,251,2022,202202,870323,6,2\n")
                 .refused("comtrade"),
             Contains("FRA -> USA 870323 comes twice: lines 3 and 5"));
}

TEST_CASE("a decimal point with three digits behind it is one where tabs separate",
          "[regression]") {
  // A comma was taken as the decimal mark wherever commas do not separate: values times 1000.
  const std::string tabs =
      "t\ti\tj\tk\tv\tq\n2022\t251\t842\t010121\t423.782\t1.000\n"
      "2022\t251\t8\t010121\t636.134\t2.000\n";
  const ImportedFolder imported = Given().add("BACI_HS17_Y2022.csv", tabs).import("baci");
  check_cells(imported.flows(), {{"FRA USA GOODS", 423.782}, {"FRA ALB GOODS", 636.134}}, 1e-15);
  CHECK_THAT(imported.said(), Contains("the mark is taken as decimal") && Contains("423782"));
  CHECK_THAT(Given()
                 .add("b.csv", "t,i,j,k,v\n2022,251,842,010121,\"423,782\"\n")
                 .refused("baci", {2022, std::nullopt}),
             Contains("can be read as 423782 and as 423.782"));
}

TEST_CASE("BACI: what is below 0, with itself or without a value is left out and said",
          "[regression]") {
  // Values below 0 came into products.csv, trade of a country with itself became sales at home.
  const std::string more = kBaci +
                           "2022,251,842,270900,-10,1\n2022,251,251,270900,10,1\n"
                           "2022,251,842,010121,NA,1\n";
  const ImportedFolder imported = Given().add("BACI_HS17_Y2022.csv", more).import("baci");
  CHECK(imported.products() == Given().add("BACI_HS17_Y2022.csv", kBaci).import("baci").products());
  CHECK(imported.flows().count("FRA FRA GOODS") == 0);
  CHECK_THAT(imported.said(), Contains("1 row with a value below 0, set to 0") &&
                                  Contains("1 row of a country's trade with itself (i = j)") &&
                                  Contains("1 row without a value, left out"));
}

TEST_CASE("BACI: a cell that comes twice is shown with both its files", "[regression]") {
  // Lines were named, and of two files only the first.
  CHECK_THAT(Given()
                 .add("BACI_HS17_Y2022.csv", kBaci)
                 .add("BACI_HS17_Y2022b.csv", "t,i,j,k,v,q\n2022,842,699,870323,5,1\n")
                 .refused("baci"),
             Contains("BACI_HS17_Y2022b.csv: error: USA -> IND 870323 comes twice: line 4 of") &&
                 Contains("BACI_HS17_Y2022.csv, and line 2"));
}

TEST_CASE("Comtrade: the European Union that reports beside its members does not count twice",
          "[regression]") {
  // Reporter 97 became an importer EUN beside FRA; codes and empty values were dropped unsaid.
  const std::string header =
      "reporterCode,flowCode,partnerCode,refYear,cmdCode,aggrLevel,primaryValue\n";
  const std::string whole = "97,M,842,2022,870323,6,30\n";
  const ImportedFolder imported =
      Given()
          .add("t.csv", header + whole + "251,M,842,2022,870323,6,10\n251,M,842,2022,9999AA,6,3\n" +
                            "251,M,842,2022,010121,6,\n")
          .import("comtrade");
  check_cells(imported.products(), {{"USA FRA 870323", 10}}, 0);
  CHECK_THAT(imported.said(), Contains("1 row of the European Union as a reporter left out") &&
                                  Contains("such as 9999AA, left out") &&
                                  Contains("1 row without a value, left out"));
  check_cells(Given().add("t.csv", header + whole).import("comtrade").products(),
              {{"USA EUN 870323", 30}}, 0);
}

TEST_CASE("Comext: rows that come twice are told of; codes of letters before numbers",
          "[regression]") {
  // Identical rows were added up unsaid; DECLARANT's numbers were taken beside DECLARANT_ISO.
  const std::string row = "004,DE,400,US,01012100,1,1,201552,2\n";
  const ImportedFolder imported =
      Given()
          .add("full201552.dat",
               "DECLARANT,DECLARANT_ISO,PARTNER,PARTNER_ISO,PRODUCT_NC,FLOW,STAT_REGIME,PERIOD,"
               "VALUE_1K_EURO\n" +
                   row + row)
          .import("comext");
  check_cells(imported.products(), {{"USA DEU 010121", 4000}}, 0);
  CHECK_THAT(imported.said(), Contains("1 row is the same as another in every column"));
}

TEST_CASE("gravity data: the last year is one in which countries that exist trade",
          "[regression]") {
  // A row of a country that is no more made 2020 the last year, and flows.csv empty.
  const std::string header =
      "year,iso3_o,iso3_d,country_exists_o,country_exists_d,tradeflow_baci\n";
  const std::string gone = "2020,DEU,FRA,0,1,7\n";
  const ImportedFolder imported =
      Given().add("g.csv", header + "2019,DEU,FRA,1,1,100\n" + gone).import("gravity");
  check_cells(imported.flows(), {{"DEU FRA ALL", 100}}, 1e-15);
  const std::string zero = "2020,DEU,FRA,1,1,0\n";
  CHECK_THAT(Given().add("g.csv", header + gone + zero).refused("gravity", {2020, std::nullopt}),
             Contains("no row of 2020 has trade"));
  const ImportedFolder negative =
      Given()
          .add("g.csv", header + "2019,DEU,FRA,1,1,100\n2019,FRA,DEU,1,1,-1\n")
          .import("gravity");
  CHECK_THAT(negative.said(), Contains("1 flow is below 0: ") && !Contains("inventories"));
}

TEST_CASE("the World Bank: indicators that are no mean tariffs are refused", "[regression]") {
  // GDP became rates.csv without a word.
  const auto table = [](const std::string& indicator) {
    return "Country Name,Country Code,Indicator Name,Indicator Code,2021\nNamibia,NAM,x," +
           indicator + ",3\n";
  };
  for (const char* other : {"NY.GDP.MKTP.CD", "TM.TAX.MRCH.IP.ZS"})
    CHECK_THAT(Given().add("API.csv", table(other)).refused("world-bank"),
               Contains("is no indicator of mean tariffs"));
  CHECK(Given().add("API.csv", table("TM.TAX.MRCH.SM.AR.ZS")).refused("world-bank") == "imported");
}
