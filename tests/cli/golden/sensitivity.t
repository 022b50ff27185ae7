Derivatives: what can only be told with the baseline at hand, and which file they are in.

  $ cat > slopes.yaml <<END
  > tariffsim: 1
  > baseline: ./baseline
  > groups: {WEST: [USA, VNM]}
  > policy:
  >   - tariff: {importer: USA, exporter: CHN, add: 10%}
  > sensitivity:
  >   of: [USA.welfare_pct, WEST.welfare_pct, "CHN->USA.goods_balance_musd", "USA[GDS].volume_pct"]
  > END
  $ tariffsim validate --set sensitivity.of='[USA.welfare, USA.terms_of_trade_pct, WEST.real_wage_pct, world.real_income_pct, "CHN->USA.welfare_pct"]' slopes.yaml
  --set:1:21: error: there is no derivative of 'welfare'
      1 | sensitivity.of=[USA.welfare, USA.terms_of_trade_pct, WEST.real_wage_pct, world.real_income_pct, "CHN->USA.welfare_pct"]
        |                     ^~~~~~~ did you mean 'welfare_pct'? expected one of: welfare_pct, ev_musd, welfare_without_rebate_pct, real_wage_pct, consumer_price_pct, nominal_wage_pct, value_added_pct, employment_pct, tax_revenue_musd, exports_musd, exports_pct, imports_musd, imports_pct
  --set:1:34: error: there is no derivative of 'terms_of_trade_pct'
      1 | sensitivity.of=[USA.welfare, USA.terms_of_trade_pct, WEST.real_wage_pct, world.real_income_pct, "CHN->USA.welfare_pct"]
        |                                  ^~~~~~~~~~~~~~~~~~ expected one of: welfare_pct, ev_musd, welfare_without_rebate_pct, real_wage_pct, consumer_price_pct, nominal_wage_pct, value_added_pct, employment_pct, tax_revenue_musd, exports_musd, exports_pct, imports_musd, imports_pct
  --set:1:59: error: the derivative of 'real_wage_pct' is available for one country, not for a group
      1 | sensitivity.of=[USA.welfare, USA.terms_of_trade_pct, WEST.real_wage_pct, world.real_income_pct, "CHN->USA.welfare_pct"]
        |                                                           ^~~~~~~~~~~~~ expected one of: welfare_pct, ev_musd, tax_revenue_musd, exports_musd, exports_pct, imports_musd, imports_pct
  --set:1:74: error: derivatives are available for countries, not for the world
      1 | sensitivity.of=[USA.welfare, USA.terms_of_trade_pct, WEST.real_wage_pct, world.real_income_pct, "CHN->USA.welfare_pct"]
        |                                                                          ^~~~~ name a country or a group of countries
  --set:1:107: error: there is no derivative of 'welfare_pct'
      1 | sensitivity.of=[USA.welfare, USA.terms_of_trade_pct, WEST.real_wage_pct, world.real_income_pct, "CHN->USA.welfare_pct"]
        |                                                                                                           ^~~~~~~~~~~ expected one of: flow_musd, flow_pct, goods_balance_musd
  [2]
  $ tariffsim run -q -f csv -o results slopes.yaml
  $ head -n 1 results/slopes/gradient.csv
  outcome,instrument,exporter,importer,sector,derivative
  $ cut -d , -f 1-2 results/slopes/gradient.csv | sort -u
  CHN->USA.goods_balance_musd,tariff
  USA.welfare_pct,tariff
  USA[GDS].volume_pct,tariff
  WEST.welfare_pct,tariff
  outcome,instrument
  $ tariffsim run -q -f csv -o by-theta --set sensitivity.in=elasticities slopes.yaml
  $ cut -d , -f 1-5 by-theta/slopes/gradient.csv
  outcome,instrument,exporter,importer,sector
  USA.welfare_pct,elasticity,,,GDS
  USA.welfare_pct,elasticity,,,SRV
  WEST.welfare_pct,elasticity,,,GDS
  WEST.welfare_pct,elasticity,,,SRV
  CHN->USA.goods_balance_musd,elasticity,,,GDS
  CHN->USA.goods_balance_musd,elasticity,,,SRV
  USA[GDS].volume_pct,elasticity,,,GDS
  USA[GDS].volume_pct,elasticity,,,SRV
  $ tariffsim validate --set sweep='{"policy[0].tariff.add": [0, 0.1]}' slopes.yaml
  slopes.yaml:7:3: note: of 'sensitivity' each point keeps sums (figures.csv): by partner, by sector and all together; cell by cell derivatives are those of a run without the study
      7 |   of: [USA.welfare_pct, WEST.welfare_pct, "CHN->USA.goods_balance_musd", "USA[GDS].volume_pct"]
        |   ^
  slopes.yaml: valid: slopes on baseline, 3 economies, 2 sectors, 1 policy line
