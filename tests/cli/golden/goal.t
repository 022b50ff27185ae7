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
        |                 ^~~~~~~~~~~ expected one of: welfare_pct, ev_musd, real_wage_pct, consumer_price_pct, nominal_wage_pct, value_added_pct, terms_of_trade_pct, exports_pct, imports_pct, tax_revenue_base_musd, tax_revenue_musd, average_tariff_base_pct, average_tariff_pct, tot_first_order_pct, vot_first_order_pct, income_base_musd, deficit_base_musd, exports_base_musd, exports_musd, imports_base_musd, imports_musd, tariff_faced_base_pct, tariff_faced_pct, simple_average_tariff_base_pct, simple_average_tariff_pct, revenue_lost_to_base_musd, imports_targeted_change_musd, imports_other_change_musd, domestic_sales_change_musd, trade_cost_first_order_pct, average_tariff_goods_base_pct, average_tariff_goods_pct, effective_tariff_goods_pct, production_pct, producer_price_pct, tax_revenue_share_base_pct, tax_revenue_share_pct, average_export_tax_base_pct, average_export_tax_pct, trade_openness_base_pct, trade_openness_pct, population, ev_per_person_usd, real_gdp_pct, exporters_share_of_duty, gdp_base_musd, ev_gdp_pct, tax_revenue_gdp_base_pct, tax_revenue_gdp_pct, employment_pct, welfare_without_rebate_pct, real_spending_pct, real_wage_after_tax_pct, rent_musd, price_at_own_wages_pct, exports_volume_pct, imports_volume_pct, goods_balance_base_musd, goods_balance_musd, services_balance_base_musd, services_balance_musd, households, ev_per_household_usd, revenue_base_musd, revenue_musd, revenue_static_musd, revenue_lost_musd, revenue_conventional_musd, revenue_net_musd, revenue_conventional_years_musd, revenue_net_years_musd, revenue_conventional_gdp_pct, revenue_net_gdp_pct, customs_ratio, revenue_conventional_customs_musd, revenue_net_customs_musd, revenue_conventional_customs_years_musd, revenue_net_customs_years_musd
  [2]
  $ tariffsim run -q -f csv -o results half.yaml
  $ cut -d , -f 1 results/half/goal.csv
  root
  1
  $ tariffsim run -q -f csv -o results --set goal.until='"CHN->USA.flow_musd = 500% of baseline"' half.yaml
  $ cut -d , -f 1-2 results/half/goal.csv
  root,value
  0,0
