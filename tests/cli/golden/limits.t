Limits: no file, however large or twisted, costs more than these.

  $ head='tariffsim: 1
  > baseline: ./baseline'; echo "$head" > head
  $ (cat head; echo steps:; seq 1001 | sed 's/.*/  - {id: s&}/') > steps.yaml; tariffsim validate steps.yaml
  steps.yaml:1004:5: error: over 1000 steps
   1004 |   - {id: s1001}
        |     ^
  [2]
  $ (cat head; echo vary:; seq 1001 | sed 's/.*/  v&: {model.elasticities: 4}/') > variants.yaml; tariffsim validate variants.yaml
  variants.yaml:1004:3: error: over 1000 variants
   1004 |   v1001: {model.elasticities: 4}
        |   ^~~~~
  [2]
  $ (cat head; echo steps:; seq 1000 | sed 's/.*/  - {id: s&, policy: [{embargo: {between: [USA, CHN]}}, {embargo: {between: [USA, VNM]}}]}/') > lines.yaml; tariffsim validate lines.yaml
  lines.yaml: error: 1001000 policy lines in force, counted in every step: over 1000000
  [2]
  $ for i in $(seq 201); do cp head part$i.yaml; done
  $ (cat head; echo include:; seq 201 | sed 's/.*/  - part&.yaml/') > parts.yaml; tariffsim validate parts.yaml
  parts.yaml:204:5: error: over 200 included files
    204 |   - part201.yaml
        |     ^~~~~~~~~~~~
  [2]
  $ (cat head; printf '# '; head -c 17000000 /dev/zero | tr '\0' x) > large.yaml; tariffsim validate large.yaml
  large.yaml: error: is over 16 MiB, the most that is read
  [2]
  $ gzip large.yaml; tariffsim validate large.yaml.gz
  large.yaml.gz: error: is over 16 MiB, the most that is read
  [2]
  $ (printf 'policy: '; head -c 65 /dev/zero | tr '\0' '['; head -c 65 /dev/zero | tr '\0' ']') > deep.yaml; tariffsim validate deep.yaml
  deep.yaml:1:72: error: nested over 64 levels
      1 | policy: [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
        |                                                                        ^
  [2]
  $ (cat head; echo 'l1: &l1 [x, x, x, x, x, x, x, x, x, x]'; for i in 2 3 4 5 6 7; do p=l$((i-1)); echo "l$i: &l$i [*$p, *$p, *$p, *$p, *$p, *$p, *$p, *$p, *$p, *$p]"; done) > aliases.yaml; tariffsim validate aliases.yaml
  aliases.yaml:8:40: error: over 1000000 values, counting each use of an alias
      8 | l6: &l6 [*l5, *l5, *l5, *l5, *l5, *l5, *l5, *l5, *l5, *l5]
        |                                        ^
  [2]
  $ (cat head; printf 'text: &text '; head -c 16000 /dev/zero | tr '\0' x; printf '\nlist: ['; for i in $(seq 2500); do printf '*text, '; done; echo ']') > texts.yaml; tariffsim validate texts.yaml 2>&1 | cut -c 1-160
  texts.yaml:3:13: error: over 32 MiB of text, counting each use of an alias
      3 | text: &text xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx...
        |             ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
  $ (cat head; echo groups:; echo '  G0: USA'; seq 100 | awk '{print "  G" $1 ": G" $1 - 1}') > groups.yml; tariffsim validate groups.yml
  groups.yml:11:3: note: 'G7' is this group here, in place of that of the library
     11 |   G7: G6
        |   ^~
  groups.yml:24:3: note: 'G20' is this group here, in place of that of the library
     24 |   G20: G19
        |   ^~~
  groups.yml:41:8: error: groups within groups over 64 levels
     41 |   G37: G36
        |        ^~~
  [2]
  $ (cat head; seq 300 | sed 's/.*/title: "&"/') > repeated.yaml; tariffsim validate repeated.yaml 2>&1 | tail -4
        | ^~~~~
  repeated.yaml:103:1: error: the key 'title' is given twice, first in line 3
    103 | title: "101"
        | ^~~~~
  $ (cat head; echo policy:; seq 150 | sed 's/.*/  - tariff: {importer: USA, exporter: CNH, add: 1%}/') > mistakes.yaml; tariffsim validate mistakes.yaml 2>&1 | tail -4
  mistakes.yaml:103:39: error: unknown country 'CNH'
    103 |   - tariff: {importer: USA, exporter: CNH, add: 1%}
        |                                       ^~~ did you mean 'CHN' (China)?
  mistakes.yaml: note: and 50 more errors
  $ (cat head; echo policy:; seq 150 | sed 's/.*/  - retaliation: {by: CHN, against: USA}/') > idle.yaml; tariffsim validate idle.yaml 2>&1 | tail -4
    103 |   - retaliation: {by: CHN, against: USA}
        |     ^ retaliation answers tariffs that lines above have added (duties beyond a quota are none of them), and there are none to answer
  idle.yaml: note: and 50 more warnings
  idle.yaml: valid: idle on baseline, 3 economies, 2 sectors, 150 policy lines
  $ printf 'exporter,importer,sector,rate\n' > rates.csv; for i in $(seq 30); do echo USA,CHN,GDS,25 >> rates.csv; done
  $ (cat head; echo 'policy: [{tariff: {set: rates.csv}}]') > rates.yaml; tariffsim validate rates.yaml 2>&1 | tail -5
     19 | USA,CHN,GDS,25
        |             ^~ did you mean 25%?
  rates.csv:20:13: error: a rate of 25 is 2500 %
     20 | USA,CHN,GDS,25
        |             ^~ did you mean 25%?
  $ cat > sweep.yaml <<END
  > $(cat head)
  > policy: [{tariff: {importer: USA, exporter: CHN, add: 1%}}]
  > sweep: {"policy[0].tariff.add": 0..100% by 0.000001%}
  > END
  $ tariffsim validate sweep.yaml
  sweep.yaml:4:33: error: over 10000000 values
      4 | sweep: {"policy[0].tariff.add": 0..100% by 0.000001%}
        |                                 ^~~~~~~~~~~~~~~~~~~~
  [2]
  $ cp head one.yaml; tariffsim validate one.yaml --set "$(head -c 200 /dev/zero | sed 's/./a./g')a=1" 2>&1 | cut -c 1-120
  --set:1:1: error: expected PATH=VALUE, the path as keys and positions
      1 | a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a....
        | ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ such as model.elasticities=4 or
