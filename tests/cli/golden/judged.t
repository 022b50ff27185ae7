What can only be told with the baseline at hand, in the order of the file.

  $ cat > measures.yaml <<END
  > tariffsim: 1
  > baseline: ./baseline
  > policy:
  >   - tariff: {importer: USA, exporter: CHN, add: 10%}
  > expect:
  >   - USA.welfare < 0
  >   - USA.gdp_pct < 0
  >   - CHN->USA.exports_pct < 0
  >   - USA[GDS].welfare_pct < 0
  >   - world.welfare_pct < 0
  >   - CHM.exports_pct < 0
  >   - USA[GDX].output_pct > 0
  >   - USA.exports_pct at may-1 > 0
  > END
  $ tariffsim validate measures.yaml
  measures.yaml:6:9: error: unknown measure 'welfare'
      6 |   - USA.welfare < 0
        |         ^~~~~~~ did you mean 'welfare_pct'?
  measures.yaml:7:9: error: unknown measure 'gdp_pct'
      7 |   - USA.gdp_pct < 0
        |         ^~~~~~~ expected one of: welfare_pct, ev_musd, real_wage_pct, consumer_price_pct, nominal_wage_pct, value_added_pct, terms_of_trade_pct, exports_pct, imports_pct, tax_revenue_base_musd, tax_revenue_musd, average_tariff_base_pct, average_tariff_pct, tot_first_order_pct, vot_first_order_pct, income_base_musd, deficit_base_musd, exports_base_musd, exports_musd, imports_base_musd, imports_musd, tariff_faced_base_pct, tariff_faced_pct, simple_average_tariff_base_pct, simple_average_tariff_pct, revenue_lost_to_base_musd, imports_targeted_change_musd, imports_other_change_musd, domestic_sales_change_musd, trade_cost_first_order_pct, average_tariff_goods_base_pct, average_tariff_goods_pct, effective_tariff_goods_pct, production_pct, producer_price_pct, tax_revenue_share_base_pct, tax_revenue_share_pct, average_export_tax_base_pct, average_export_tax_pct, trade_openness_base_pct, trade_openness_pct, population, ev_per_person_usd, real_gdp_pct, exporters_share_of_duty, gdp_base_musd, ev_gdp_pct, tax_revenue_gdp_base_pct, tax_revenue_gdp_pct, employment_pct, welfare_without_rebate_pct, real_spending_pct, real_wage_after_tax_pct, rent_musd, price_at_own_wages_pct, exports_volume_pct, imports_volume_pct, goods_balance_base_musd, goods_balance_musd, services_balance_base_musd, services_balance_musd, households, ev_per_household_usd, gdp_musd, real_gdp_laspeyres_pct, real_gdp_paasche_pct, duty_borne_by_exporters_musd, duty_borne_by_buyers_musd, revenue_base_musd, revenue_musd, revenue_static_musd, revenue_lost_musd, revenue_conventional_musd, revenue_net_musd, revenue_conventional_years_musd, revenue_net_years_musd, revenue_conventional_gdp_pct, revenue_net_gdp_pct, customs_ratio, revenue_conventional_customs_musd, revenue_net_customs_musd, revenue_conventional_customs_years_musd, revenue_net_customs_years_musd
  measures.yaml:8:14: error: unknown measure 'exports_pct'
      8 |   - CHN->USA.exports_pct < 0
        |              ^~~~~~~~~~~ expected one of: flow_base_musd, flow_musd, flow_pct, tariff_base_pct, tariff_pct, export_tax_base_pct, export_tax_pct, trade_cost_pct, embargoed_pct, goods_balance_base_musd, goods_balance_musd, border_price_pct, exporters_share_of_duty, flow_volume_pct, goods_flow_musd, goods_duty_musd, duty_borne_by_exporters_musd, duty_borne_by_buyers_musd
  measures.yaml:9:14: error: unknown measure 'welfare_pct'
      9 |   - USA[GDS].welfare_pct < 0
        |              ^~~~~~~~~~~ expected one of: output_base_musd, output_musd, output_pct, volume_pct, price_pct, value_added_pct, exports_pct, imports_pct, buyer_price_pct, tariff_base_pct, tariff_pct, wage_pct, employment_pct, persons_base, persons, real_wage_pct, selling_labour_base_pct, selling_labour_pct, buyer_price_at_own_wages_pct
  measures.yaml:10:11: error: unknown measure 'welfare_pct'
     10 |   - world.welfare_pct < 0
        |           ^~~~~~~~~~~ expected one of: real_income_pct, trade_base_musd, trade_musd, trade_value_pct, trade_volume_pct, average_tariff_base_pct, average_tariff_pct, tax_revenue_base_musd, tax_revenue_musd, average_tariff_goods_base_pct, average_tariff_goods_pct, effective_tariff_goods_pct, ev_musd, gdp_base_musd, ev_gdp_pct, tax_revenue_gdp_base_pct, tax_revenue_gdp_pct
  measures.yaml:11:5: error: unknown country 'CHM'
     11 |   - CHM.exports_pct < 0
        |     ^~~ did you mean 'CHN' (China)?
  measures.yaml:12:9: error: unknown sector 'GDX'
     12 |   - USA[GDX].output_pct > 0
        |         ^~~ did you mean 'GDS' (Goods)?
  measures.yaml:13:24: error: there is no step 'may-1'
     13 |   - USA.exports_pct at may-1 > 0
        |                        ^~~~~
  [2]

Lines that change nothing, and import subsidies:

  $ cat > idle.yaml <<END
  > tariffsim: 1
  > baseline: ./baseline
  > policy:
  >   - retaliation: {by: CHN, against: USA}
  >   - tariff: {importer: USA, exporter: USA, add: 10%}
  >   - tariff: {importer: USA, exporter: CHN, at_most: 50%}
  >   - exempt: {importer: USA, exporter: VNM}
  >   - tariff: {importer: USA, exporter: VNM, set: -5%}
  >   - tariff: {importer: USA, exporter: VNM, sectors: services, except: VNM, add: 10%}
  >   - tariff: {importer: CHN, exporter: USA, add: 2}
  > END
  $ tariffsim validate idle.yaml
  idle.yaml:4:5: warning: this line changes nothing
      4 |   - retaliation: {by: CHN, against: USA}
        |     ^ retaliation answers tariffs that lines above have added (duties beyond a quota are none of them), and there are none to answer
  idle.yaml:5:5: warning: this line changes nothing
      5 |   - tariff: {importer: USA, exporter: USA, add: 10%}
        |     ^ it is about no trade between two countries of this baseline
  idle.yaml:6:5: warning: this line changes nothing
      6 |   - tariff: {importer: USA, exporter: CHN, at_most: 50%}
        |     ^ what it asks for is so already
  idle.yaml:7:5: warning: this line changes nothing
      7 |   - exempt: {importer: USA, exporter: VNM}
        |     ^ lines apply from top to bottom: move it below those that it is to take back
  idle.yaml:8:5: warning: one cell now carries a negative tariff: an import subsidy
      8 |   - tariff: {importer: USA, exporter: VNM, set: -5%}
        |     ^
  idle.yaml:9:5: warning: this line changes nothing
      9 |   - tariff: {importer: USA, exporter: VNM, sectors: services, except: VNM, add: 10%}
        |     ^ 'except' leaves out all of its exporters
  idle.yaml:10:49: warning: a rate of 2 is 200 %
     10 |   - tariff: {importer: CHN, exporter: USA, add: 2}
        |                                                 ^ for 2 %, write 2%
  idle.yaml: valid: idle on baseline, 3 economies, 2 sectors, 7 policy lines

Faults that were told twice, since what follows from them was told as well:

  $ cat > once.yaml <<END
  > tariffsim: 1
  > baseline: ./baseline
  > groups: {WEST: []}
  > policy:
  >   - tariff: {importer: USA, exporter: not CHN, add: 10%}
  >   - tariff: {importer: USA, exporter: CHN, add: 10%, schedule: [50%, 100%]}
  >   - agreement: {members: USA, tariffs: 0%}
  >   - embargo: {between: []}
  > END
  $ tariffsim validate once.yaml
  once.yaml:3:16: error: an empty list: expected at least one code or group
      3 | groups: {WEST: []}
        |                ^
  once.yaml:5:39: error: nothing to leave 'CHN' out of
      5 |   - tariff: {importer: USA, exporter: not CHN, add: 10%}
        |                                       ^~~~~~~ did you mean [all, not CHN]?
  once.yaml:6:64: error: a schedule needs 'steps' to run over
      6 |   - tariff: {importer: USA, exporter: CHN, add: 10%, schedule: [50%, 100%]}
        |                                                                ^ give the line the rate itself, or the scenario steps
  once.yaml:7:26: error: expected at least two countries in 'members', or a group
      7 |   - agreement: {members: USA, tariffs: 0%}
        |                          ^~~
  once.yaml:8:24: error: an empty list: expected at least one code or group
      8 |   - embargo: {between: []}
        |                        ^
  [2]

A tariff on services is noted once, whatever names them:

  $ cat > services.yaml <<END
  > tariffsim: 1
  > baseline: ./baseline
  > policy:
  >   - tariff: {importer: USA, exporter: VNM, sectors: all, set: 0%}
  >   - tariff: {importer: USA, exporter: CHN, sectors: all, add: 10%}
  >   - tariff: {importer: CHN, exporter: USA, sectors: services, add: 10%}
  >   - tariff: {importer: CHN, exporter: VNM, add: 10%}
  > END
  $ tariffsim validate services.yaml
  services.yaml:4:5: warning: this line changes nothing
      4 |   - tariff: {importer: USA, exporter: VNM, sectors: all, set: 0%}
        |     ^ what it asks for is so already
  services.yaml:5:53: note: this puts a tariff on services too, and no country levies customs duties on them
      5 |   - tariff: {importer: USA, exporter: CHN, sectors: all, add: 10%}
        |                                                     ^~~ for goods only, write 'sectors: goods'
  services.yaml: valid: services on baseline, 3 economies, 2 sectors, 4 policy lines

A rate that falls to -100 % only when all lines are counted:

  $ cat > below.yaml <<END
  > tariffsim: 1
  > baseline: ./baseline
  > policy:
  >   - tariff: {importer: USA, exporter: CHN, add: -60%}
  >   - tariff: {importer: USA, exporter: CHN, add: -60%}
  > END
  $ tariffsim validate below.yaml
  below.yaml:5:5: warning: this line is the same as that in line 4: its change is made twice
      5 |   - tariff: {importer: USA, exporter: CHN, add: -60%}
        |     ^ if that is meant, write the whole change in one line
  below.yaml:5:5: error: the rate of GDS from CHN to USA becomes -116 %: it must stay above -100 %
      5 |   - tariff: {importer: USA, exporter: CHN, add: -60%}
        |     ^
  [2]

A baseline without what the model asks for:

  $ cp -r baseline bare; rm bare/elasticities.csv; sed -i 's/id: baseline/id: bare/' bare/baseline.yaml
  $ cat > model.yaml <<END
  > tariffsim: 1
  > baseline: ./bare
  > model: {input_output: true}
  > END
  $ tariffsim validate model.yaml
  model.yaml: error: bare has no trade elasticities; give 'model: {elasticities: NUMBER}'
  model.yaml:3:23: error: bare has no input shares
      3 | model: {input_output: true}
        |                       ^~~~ use a baseline with inputs.csv, or leave this out
  [2]
  $ sed -i 's/input_output: true/elasticities: {source: caliendo-parro-2015, GDS: 4}/' model.yaml; tariffsim validate model.yaml
  model.yaml:3:32: error: unknown source of elasticities 'caliendo-parro-2015'; bare has: none, so give a number
      3 | model: {elasticities: {source: caliendo-parro-2015, GDS: 4}}
        |                                ^~~~~~~~~~~~~~~~~~~
  [2]
  $ tariffsim describe ./bare 2>&1 >/dev/null
  note: bare has no trade elasticities: solved here with 4 in every sector (Simonovska and Waugh 2014); a scenario on it needs 'model: {elasticities: NUMBER}'

Baselines that cannot be found, or lie behind a link:

  $ sed 's/bare/bear/' model.yaml > nowhere.yaml; tariffsim validate nowhere.yaml
  nowhere.yaml:2:11: error: no baseline folder 'bear'
      2 | baseline: ./bear
        |           ^~~~~~
  [2]
  $ sed 's/[.].bare/world-20222/' model.yaml > unknown.yaml; tariffsim validate unknown.yaml
  unknown.yaml:2:11: error: unknown baseline 'world-20222'
      2 | baseline: world-20222
        |           ^~~~~~~~~~~ did you mean 'world-2022'?
  [2]
  $ mkdir linked away; ln -s /etc/hostname linked/flows.csv; sed 's/bare/linked/' model.yaml > link.yaml; tariffsim validate link.yaml
  link.yaml:2:11: error: 'flows.csv' in this folder leads outside of it, which a link may not
      2 | baseline: ./linked
        |           ^~~~~~~~ name the baseline with --baseline to read it all the same
  [2]
  $ sed 's/[.].bare/"a\\u0001b\/"/' model.yaml > control.yaml; tariffsim validate control.yaml
  control.yaml:2:11: error: 'a␁b/' is not a path that can be followed
      2 | baseline: "a\u0001b/"
        |           ^~~~~~~~~~~
  [2]

Files that a scenario names:

  $ cat > names.yaml <<END
  > tariffsim: 1
  > baseline: ./baseline
  > include: [staus-quo-2024.yaml, /etc/hostname, idel.yaml, status-quo-2024]
  > reference: below.yml
  > policy:
  >   - tariff: {importer: USA, set: rate.csv}
  >   - tariff: {importer: USA, exporter: all, set: rates.xlsx}
  > END
  $ printf 'exporter,rate\nCHN,10%%\n' > rates.csv; tariffsim validate names.yaml
  names.yaml:3:11: error: there is no file 'staus-quo-2024.yaml', neither beside this scenario nor in the library
      3 | include: [staus-quo-2024.yaml, /etc/hostname, idel.yaml, status-quo-2024]
        |           ^~~~~~~~~~~~~~~~~~~ did you mean 'status-quo-2024.yaml'?
  names.yaml:3:32: note: that file is named here
      3 | include: [staus-quo-2024.yaml, /etc/hostname, idel.yaml, status-quo-2024]
        |                                ^~~~~~~~~~~~~
  names.yaml:3:47: error: there is no file 'idel.yaml', neither beside this scenario nor in the library
      3 | include: [staus-quo-2024.yaml, /etc/hostname, idel.yaml, status-quo-2024]
        |                                               ^~~~~~~~~ did you mean 'idle.yaml'?
  names.yaml:3:58: error: there is no file 'status-quo-2024', neither beside this scenario nor in the library
      3 | include: [staus-quo-2024.yaml, /etc/hostname, idel.yaml, status-quo-2024]
        |                                                          ^~~~~~~~~~~~~~~ did you mean 'status-quo-2024.yaml'?
  names.yaml:4:12: error: there is no file 'below.yml', neither beside this scenario nor in the library
      4 | reference: below.yml
        |            ^~~~~~~~~ did you mean 'below.yaml'?
  names.yaml:6:34: error: there is no file 'rate.csv'
      6 |   - tariff: {importer: USA, set: rate.csv}
        |                                  ^~~~~~~~ did you mean 'rates.csv'?
  names.yaml:7:49: error: expected a rate, found 'rates.xlsx'
      7 |   - tariff: {importer: USA, exporter: all, set: rates.xlsx}
        |                                                 ^~~~~~~~~~ rates are read from files in CSV, with a name that ends in '.csv'
  /etc/hostname:1:1: error: expected a mapping with the keys of a scenario, found the text 'vm'
      1 | vm
        | ^~
  [2]
  $ printf 'tariffsim: 1\nbaseline: ./baseline\npolicy: [{tariff: {importer: USA, set: rate.csv}}, {tariff: {importer: USA, set: rates.csv}}]\n' > rates.yaml; tariffsim validate rates.yaml
  rates.yaml:3:40: error: there is no file 'rate.csv'
      3 | policy: [{tariff: {importer: USA, set: rate.csv}}, {tariff: {importer: USA, set: rates.csv}}]
        |                                        ^~~~~~~~ did you mean 'rates.csv'?
  [2]

An agreement between groups, rates that lower, matched answers, and costs in numbers:

  $ cat > meant.yaml <<END
  > tariffsim: 1
  > baseline: ./baseline
  > groups: {WEST: [USA, VNM]}
  > policy:
  >   - agreement: {members: [WEST, CHN], tariffs: 0%, trade_cost: -1%}
  >   - agreement: {between: [WEST, CHN], tariffs: 0%, trade_cost: -1%}
  >   - tariff: {importer: USA, exporter: all, set: 1%}
  >   - trade_cost: {importer: USA, exporter: CHN, change: 1.3}
  >   - tariff: {importer: USA, exporter: CHN, add: 50%}
  >   - retaliation: {by: CHN, against: USA, sectors: [GDS], value: matched}
  > END
  $ tariffsim validate -v meant.yaml
  meant.yaml:5:26: note: this agreement holds for trade inside WEST too
      5 |   - agreement: {members: [WEST, CHN], tariffs: 0%, trade_cost: -1%}
        |                          ^ for trade between the items of the list only, write 'between'
  meant.yaml:8:56: warning: a change of 1.3 is +130 %
      8 |   - trade_cost: {importer: USA, exporter: CHN, change: 1.3}
        |                                                        ^~~ for 1.3 times the cost, write +30%
  meant.yaml:10:5: warning: to tax as much value, this retaliation adds up to 141 percentage points
     10 |   - retaliation: {by: CHN, against: USA, sectors: [GDS], value: matched}
        |     ^ at such a rate little trade is left to tax: name more sectors, or a 'share'
  meant.yaml: valid: meant on baseline, 3 economies, 2 sectors, 6 policy lines
    line                                                                  cells changed           trade in them   average rate before -> after
    agreement: {members: [WEST, CHN], tariffs: 0%, trade_cost: -1%}              2 of 6  0.60 bn of 0.87 bn USD               3.28 % -> 0.00 %
    agreement: {members: [WEST, CHN], tariffs: 0%, trade_cost: -1%}                  12             0.97 bn USD   trade cost 0.00 % -> -1.00 %
    agreement: {between: [WEST, CHN], tariffs: 0%, trade_cost: -1%}              0 of 4   0.0 bn of 0.75 bn USD                nothing changed
    agreement: {between: [WEST, CHN], tariffs: 0%, trade_cost: -1%}                   8             0.84 bn USD  trade cost -1.00 % -> -1.99 %
    tariff: {importer: USA, exporter: all, set: 1%}                                   2             0.55 bn USD               0.00 % -> 1.00 %
    trade_cost: {importer: USA, exporter: CHN, change: 1.3}                           2             0.48 bn USD  trade cost -1.99 % -> 125.4 %
    tariff: {importer: USA, exporter: CHN, add: 50%}                                  1             0.45 bn USD               1.00 % -> 51.0 %
    retaliation: {by: CHN, against: USA, sectors: [GDS], value: matched}              1             0.15 bn USD              0.00 % -> 141.0 %
    a cell is one sector's trade from one economy to another; in the others that a line is about it finds what it asks for, such as a rate of 0 % where it sets 0 %, and changes nothing
  $ cat > lower.yaml <<END
  > tariffsim: 1
  > baseline: ./baseline
  > policy: [{tariff: {importer: CHN, exporter: all, sectors: all, set: 4%}}]
  > END
  $ tariffsim validate lower.yaml
  lower.yaml:3:10: note: this raises 2 tariffs and lowers 1, one of them (USA into CHN, GDS) from 7.0 %
      3 | policy: [{tariff: {importer: CHN, exporter: all, sectors: all, set: 4%}}]
        |          ^ where none should fall, write 'at_least' in place of 'set'
  lower.yaml:3:59: note: this puts a tariff on services too, and no country levies customs duties on them
      3 | policy: [{tariff: {importer: CHN, exporter: all, sectors: all, set: 4%}}]
        |                                                           ^~~ for goods only, write 'sectors: goods'
  lower.yaml: valid: lower on baseline, 3 economies, 2 sectors, 1 policy line
  $ cat > apart.yaml <<END
  > tariffsim: 1
  > baseline: ./baseline
  > policy:
  >   - agreement: {between: [USA, CHN], members: VNM, tariffs: 0%, external: common}
  >   - agreement: {between: USA, tariffs: 0%}
  >   - agreement: {between: [USA, CHN]}
  >   - agreement: {tariffs: 0%}
  >   - agreement: {members: [USA, CHN]}
  >   - agreement: {sectors: goods}
  > END
  $ tariffsim validate apart.yaml
  apart.yaml:4:47: error: 'members' cannot be used with 'between'
      4 |   - agreement: {between: [USA, CHN], members: VNM, tariffs: 0%, external: common}
        |                                               ^~~
  apart.yaml:4:75: error: 'external' cannot be used with 'between'
      4 |   - agreement: {between: [USA, CHN], members: VNM, tariffs: 0%, external: common}
        |                                                                           ^~~~~~ a customs union is one of 'members': write these in place of 'between'
  apart.yaml:5:26: error: expected at least two countries or groups in 'between'
      5 |   - agreement: {between: USA, tariffs: 0%}
        |                          ^~~
  apart.yaml:6:16: error: expected 'tariffs' or 'trade_cost' beside 'between' in this agreement
      6 |   - agreement: {between: [USA, CHN]}
        |                ^
  apart.yaml:7:16: error: expected 'members' or 'between' beside 'tariffs' in this agreement
      7 |   - agreement: {tariffs: 0%}
        |                ^
  apart.yaml:8:16: error: expected 'tariffs' or 'trade_cost' or 'external' beside 'members' in this agreement
      8 |   - agreement: {members: [USA, CHN]}
        |                ^
  apart.yaml:9:16: error: expected 'members' and 'tariffs', or 'members' and 'trade_cost', or 'members' and 'external', or 'between' and 'tariffs', or 'between' and 'trade_cost' in this agreement
      9 |   - agreement: {sectors: goods}
        |                ^
  [2]
