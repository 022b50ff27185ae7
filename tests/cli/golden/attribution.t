How a result is divided among lines: what each method writes, and where the key says nothing.

  $ cat > three.yaml <<END
  > tariffsim: 1
  > baseline: ./baseline
  > policy:
  >   - tariff: {importer: USA, exporter: CHN, add: 25%}
  >   - retaliation: {by: CHN, against: USA}
  >   - tariff: {importer: VNM, exporter: all, add: 5%}
  > report: {focus: USA}
  > END
  $ tariffsim run -q -f csv -o results three.yaml
  $ cut -d , -f 1-5 results/three/contributions.csv | grep USA
  1,"tariff: {importer: USA, exporter: CHN, add: 25%}",shapley
  1,"tariff: {importer: USA, exporter: CHN, add: 25%}",shapley
  1,"tariff: {importer: USA, exporter: CHN, add: 25%}",shapley
  2,"retaliation: {by: CHN, against: USA}",shapley,USA
  2,"retaliation: {by: CHN, against: USA}",shapley,CHN
  2,"retaliation: {by: CHN, against: USA}",shapley,VNM
  $ tariffsim run -q -f csv -o results --set attribution=in-order three.yaml
  $ cat results/three/contributions.csv | grep -c in-order
  9
  $ tariffsim run -q -f csv -o results --set attribution=path three.yaml
  $ cut -d , -f 1-5 results/three/path.csv
  country,instrument,exporter,importer,sector
  USA,tariff,CHN,USA,GDS
  USA,tariff,USA,CHN,GDS
  USA,tariff,USA,VNM,GDS
  USA,tariff,CHN,VNM,GDS
  $ ls results/three
  countries.csv
  flows.csv
  pairs.csv
  path.csv
  range.csv
  sector_groups.csv
  sectors.csv
  summary.json
  $ tariffsim run -q -f csv -o results --set attribution=none three.yaml
  $ ls results/three
  countries.csv
  flows.csv
  pairs.csv
  range.csv
  sector_groups.csv
  sectors.csv
  summary.json
  $ tariffsim validate -q --set attribution='{shapley: exact, seed: 3}' three.yaml
  --set:1:36: error: 'seed' has no effect where all subsets are solved
      1 | attribution={shapley: exact, seed: 3}
        |                                    ^ write 'shapley: sampled', or leave it out
  [2]
  $ tariffsim validate --set attribution=shapley --set 'policy[2]=null' --set 'policy[1]=null' three.yaml
  --set:1:13: warning: 'attribution' has no effect: the policy has one line, which does all
      1 | attribution=shapley
        |             ^~~~~~~
  three.yaml: valid: three on baseline, 3 economies, 2 sectors, 1 policy line
  $ tariffsim validate --set attribution=path --set sweep='{"policy[0].tariff.add": [0, 0.1]}' three.yaml
  --set:1:13: warning: 'attribution' has no effect: a study keeps what each line adds, not each cell: ask for 'shapley' or 'in-order'
      1 | attribution=path
        |             ^~~~
  three.yaml: valid: three on baseline, 3 economies, 2 sectors, 3 policy lines
