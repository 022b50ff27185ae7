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
  $ tariffsim run -q -f csv slopes.yaml
  $ head -n 1 results/slopes/gradient.csv
  $ cut -d , -f 1-2 results/slopes/gradient.csv | sort -u
  $ tariffsim run -q -f csv -o by-theta --set sensitivity.in=elasticities slopes.yaml
  $ cut -d , -f 1-5 by-theta/slopes/gradient.csv
  $ tariffsim validate --set sweep='{"policy[0].tariff.add": [0, 0.1]}' slopes.yaml
