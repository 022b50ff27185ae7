Recipes of baselines.

  $ mv baseline source; cp -r source inputs; sed -i 's/id: baseline/id: inputs/' inputs/baseline.yaml
  $ cat > recipe.yaml <<END
  > tariffsim-recipe: 2
  > id: Made Up
  > titel: Made up
  > year: 2020
  > unit: million USD
  > valuation: net-of-duty
  > flows: source
  > keep: USA
  > join_countries: [{code: ASI, member: [CHN, VNM]}]
  > elasticities: [{name: two, goods: -2, services: three}]
  > digits: 99
  > END
  $ tariffsim data build recipe.yaml
  recipe.yaml:1:19: error: unknown format version '2'
      1 | tariffsim-recipe: 2
        |                   ^ this version (0.1.0) reads format 1: write 'tariffsim-recipe: 1'
  recipe.yaml:3:1: error: unknown key 'titel' in a recipe
      3 | titel: Made up
        | ^~~~~ did you mean 'title'?
  recipe.yaml:2:5: error: id 'Made Up' must be of small letters, digits and '-'
      2 | id: Made Up
        |     ^~~~~~~
  recipe.yaml:9:30: error: unknown key 'member' in a group
      9 | join_countries: [{code: ASI, member: [CHN, VNM]}]
        |                              ^~~~~~ did you mean 'members'?
  recipe.yaml:9:18: error: the key 'name' is missing in this group
      9 | join_countries: [{code: ASI, member: [CHN, VNM]}]
        |                  ^ Its name.
  recipe.yaml:10:35: error: a trade elasticity must be above 0, found -2
     10 | elasticities: [{name: two, goods: -2, services: three}]
        |                                   ^~
  recipe.yaml:10:49: error: expected a number, found the text 'three'
     10 | elasticities: [{name: two, goods: -2, services: three}]
        |                                                 ^~~~~
  recipe.yaml:11:9: error: digits must be from 1 to 17, found 99
     11 | digits: 99
        |         ^~
  [2]
  $ cat > recipe.yaml <<END
  > tariffsim-recipe: 1
  > id: made
  > title: Made
  > year: 2020
  > unit: million USD
  > valuation: net-of-duty
  > flows: source
  > keep: [USA, USA, QQQ]
  > join_countries: [{code: ASI, name: Asia, members: [CHM, CHN]}]
  > join_sectors: [{code: ALL, name: All, members: [GDS, SVR, GDS]}]
  > services: SRV
  > END
  $ tariffsim data build recipe.yaml
  recipe.yaml:8:13: error: 'USA' is named twice
      8 | keep: [USA, USA, QQQ]
        |             ^~~
  recipe.yaml:8:18: error: unknown country 'QQQ'
      8 | keep: [USA, USA, QQQ]
        |                  ^~~
  recipe.yaml:9:52: error: unknown country 'CHM'
      9 | join_countries: [{code: ASI, name: Asia, members: [CHM, CHN]}]
        |                                                    ^~~ did you mean 'CHN' (China)?
  recipe.yaml: error: country VNM of the source is neither kept nor in a group
  recipe.yaml:10:54: error: unknown sector 'SVR'
     10 | join_sectors: [{code: ALL, name: All, members: [GDS, SVR, GDS]}]
        |                                                      ^~~ did you mean 'SRV' (Services)?
  recipe.yaml:10:59: error: 'GDS' is named twice
     10 | join_sectors: [{code: ALL, name: All, members: [GDS, SVR, GDS]}]
        |                                                           ^~~
  [2]
  $ sed -i 's/USA, QQQ/CHN, VNM/; /^join/d; s/^services.*/services: [SVC]/' recipe.yaml; tariffsim data build recipe.yaml
  recipe.yaml:9:12: error: unknown sector 'SVC'
      9 | services: [SVC]
        |            ^~~
  [2]
  $ sed -i 's/USA, CHN/CHN/; s/keep: \[/keep: [USA, /; s/CHN, CHN/CHN/; s/SVC/SRV/' recipe.yaml; grep keep recipe.yaml
  keep: [USA, CHN, VNM]
  $ echo 'sector_groups: {everything: [GDS, SVR]}' >> recipe.yaml; tariffsim data build recipe.yaml
  recipe.yaml: error: sector_groups: everything: unknown sector 'SVR'; did you mean 'SRV' (Services)?
  [2]
  $ sed -i 's/SVR/SRV/' recipe.yaml; tariffsim data build recipe.yaml flows=nowhere
  error: no baseline folder 'nowhere'
  [2]
  $ cat >> recipe.yaml <<END
  > inputs:
  >   from: inputs
  >   elsewhere: ROW
  >   parents: {GDS: [GDS, SRV], SRV: SRV, XYZ: GDX}
  > END
  $ tariffsim data build recipe.yaml
  recipe.yaml: error: inputs has no inputs.csv
  [2]
  $ printf 'country,input,sector,share\nUSA,GDS,GDS,0.3\n' > inputs/inputs.csv; tariffsim data build recipe.yaml
  recipe.yaml:13:14: error: unknown country 'ROW'
     13 |   elsewhere: ROW
        |              ^~~
  recipe.yaml:14:40: error: unknown sector 'XYZ'
     14 |   parents: {GDS: [GDS, SRV], SRV: SRV, XYZ: GDX}
        |                                        ^~~
  recipe.yaml:14:45: error: unknown sector 'GDX'
     14 |   parents: {GDS: [GDS, SRV], SRV: SRV, XYZ: GDX}
        |                                             ^~~ did you mean 'GDS' (Goods)?
  recipe.yaml: error: GDS and SRV share the parent SRV but not all parents
  [2]
  $ sed -i 's/ROW/VNM/; s/parents: .*/parents: {GDS: GDS}/' recipe.yaml; tariffsim data build recipe.yaml
  recipe.yaml: error: sector SRV has no parents
  recipe.yaml: error: SRV of the input shares' source is no sector's parent
  [2]
