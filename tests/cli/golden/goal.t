A number that is sought: what can only be told with the baseline at hand, and what is found.

  $ cat > half.yaml <<END
  > tariffsim: 1
  > baseline: ./baseline
  > policy:
  >   - tariff: {importer: USA, exporter: CHN, sectors: goods, set: 10%}
  > goal: {vary: "policy[0].tariff.set", between: 0..300%, until: "CHN->USA.flow_musd = 50% of baseline"}
  > END
  $ tariffsim validate --set goal.until='"USA.tax_revenue = 5"' half.yaml
  --set:1:17: error: unknown measure 'tax_revenue'
      1 | goal.until="USA.tax_revenue = 5"
        |                 ^~~~~~~~~~~ expected one of: welfare_pct, ev_musd, real_wage_pct, consumer_price_pct, nominal_wage_pct, value_added_pct, terms_of_trade_pct, exports_pct, imports_pct, tax_revenue_base_musd, tax_revenue_musd, average_tariff_base_pct, average_tariff_pct, tot_first_order_pct, vot_first_order_pct, income_base_musd, deficit_base_musd, exports_base_musd, exports_musd, imports_base_musd, imports_musd, tariff_faced_base_pct, tariff_faced_pct, simple_average_tariff_base_pct, simple_average_tariff_pct, revenue_lost_to_base_musd, imports_targeted_change_musd, imports_other_change_musd, domestic_sales_change_musd, trade_cost_first_order_pct, average_tariff_goods_base_pct, average_tariff_goods_pct, effective_tariff_goods_pct, production_pct, producer_price_pct, tax_revenue_share_base_pct, tax_revenue_share_pct, average_export_tax_base_pct, average_export_tax_pct, trade_openness_base_pct, trade_openness_pct, population, ev_per_person_usd, real_gdp_pct, exporters_share_of_duty, gdp_base_musd, ev_gdp_pct, tax_revenue_gdp_base_pct, tax_revenue_gdp_pct, employment_pct, welfare_without_rebate_pct, real_spending_pct, real_wage_after_tax_pct, rent_musd, price_at_own_wages_pct, exports_volume_pct, imports_volume_pct, goods_balance_base_musd, goods_balance_musd, services_balance_base_musd, services_balance_musd, households, ev_per_household_usd, gdp_musd, real_gdp_laspeyres_pct, real_gdp_paasche_pct, duty_borne_by_exporters_musd, duty_borne_by_buyers_musd, revenue_base_musd, revenue_musd, revenue_static_musd, revenue_lost_musd, revenue_conventional_musd, revenue_net_musd, revenue_conventional_years_musd, revenue_net_years_musd, revenue_conventional_gdp_pct, revenue_net_gdp_pct, customs_ratio, revenue_conventional_customs_musd, revenue_net_customs_musd, revenue_conventional_customs_years_musd, revenue_net_customs_years_musd
  [2]
  $ tariffsim run -q -f csv -o results half.yaml
  $ cut -d , -f 1 results/half/goal.csv
  root
  1
  $ tariffsim run -q -f csv -o results --set goal.until='"CHN->USA.flow_musd = 500% of baseline"' half.yaml
  $ cut -d , -f 1-2 results/half/goal.csv
  root,value
  0,0

What is no number cannot be sought, nor a part of nothing, nor a rate that cannot be.

  $ tariffsim validate --set goal.vary='policy[0].tariff.importer' half.yaml
  --set:1:28: error: a goal varies a number, and 'importer' is none
      1 | goal.vary=policy[0].tariff.importer
        |                            ^~~~~~~~ such as policy[0].tariff.add
  [2]
  $ tariffsim validate --set goal.vary='title' half.yaml
  --set:1:11: error: 'title' cannot be varied by a goal
      1 | goal.vary=title
        |           ^~~~~ expected a path that begins with policy, steps, in_data, reference or model
  [2]
  $ tariffsim validate --set goal.until='"CHN->USA.flow_pct = 50% of baseline"' half.yaml
  --set:1:12: error: CHN->USA.flow_pct is 0 without the policy, and no part of that can be sought
      1 | goal.until="CHN->USA.flow_pct = 50% of baseline"
        |            ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ write a number in place of the part
  [2]
  $ tariffsim validate --set goal.until='"VNM.deficit_base_musd = 50% of baseline"' half.yaml
  half.yaml: valid: half on baseline, 3 economies, 2 sectors, 1 policy line
  $ tariffsim validate --set goal.until='"USA.welfare_pct = 50% of baseline"' half.yaml
  --set:1:12: error: USA.welfare_pct is 0 without the policy, and no part of that can be sought
      1 | goal.until="USA.welfare_pct = 50% of baseline"
        |            ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ write a number in place of the part
  [2]
  $ tariffsim validate --set goal.between='"-200%..0%"' half.yaml
  --set:1:14: error: a rate of -200 %: expected one above -100 %
      1 | goal.between="-200%..0%"
        |              ^~~~~~~~~~~ at -100 % goods would be free
  [2]

In a study it is sought at every point; what is swept or drawn is not sought too.

  $ tariffsim validate -q --set sweep='{"policy[0].tariff.set": [10%, 20%]}' half.yaml
  half.yaml:5:15: error: 'policy[0].tariff.set' is swept: a goal varies another number
      5 | goal: {vary: "policy[0].tariff.set", between: 0..300%, until: "CHN->USA.flow_musd = 50% of baseline"}
        |               ^~~~~~
  [2]
  $ tariffsim validate -q --set sweep='{model.elasticities: [3, 4]}' half.yaml
  $ tariffsim validate -q --set goal.vary=model.elasticities --set goal.between='"2..9"' --set uncertainty='{elasticities: {standard_error: 30%}}' half.yaml
  --set:1:11: error: 'elasticities' is drawn by 'uncertainty': a goal varies another number
      1 | goal.vary=model.elasticities
        |           ^~~~~
  [2]
