Rates that governments choose: what can only be told with the baseline at hand, and a game of two.

  $ cat > best.yaml <<END
  > tariffsim: 1
  > baseline: ./baseline
  > optimum: {player: CHN, choose: {tariff: {exporter: VNM, sectors: SRV}}}
  > END
  $ tariffsim validate best.yaml
  best.yaml:3:32: error: there is no rate to choose: CHN imports none of the goods of this line from the partners that it is about
      3 | optimum: {player: CHN, choose: {tariff: {exporter: VNM, sectors: SRV}}}
        |                                ^ name other partners or sectors; trade under an embargo, and between members of the player, does not count
  [2]
  $ tariffsim validate --set optimum.choose='{export_tax: {importer: VNM, sectors: SRV}}' best.yaml
  --set:1:16: error: there is no rate to choose: CHN exports none of the goods of this line to the partners that it is about
      1 | optimum.choose={export_tax: {importer: VNM, sectors: SRV}}
        |                ^ name other partners or sectors; trade under an embargo, and between members of the player, does not count
  [2]
  $ cat > twice.yaml <<END
  > tariffsim: 1
  > baseline: ./baseline
  > optimum:
  >   player: USA
  >   choose:
  >     - tariff: {exporter: CHN, sectors: GDS}
  >     - tariff: {sectors: GDS, by: partner}
  > END
  $ tariffsim validate twice.yaml
  twice.yaml:7:7: error: CHN->USA, GDS: this rate is chosen by another line already
      7 |     - tariff: {sectors: GDS, by: partner}
        |       ^ leave these partners or sectors out of one of the two lines
  [2]

Output of what is not made, where nobody in the player sells services.

  $ sed -i -e '/VNM,VNM,SRV/d' -e '/VNM,USA,SRV/d' baseline/flows.csv
  $ cat > output.yaml <<END
  > tariffsim: 1
  > baseline: ./baseline
  > optimum: {player: VNM, maximise: {VNM.welfare: 1, "VNM.output[SRV]": 1}, choose: {tariff: {sectors: GDS}}}
  > END
  $ tariffsim validate output.yaml
  output.yaml:3:51: error: there is nothing to maximise: VNM does not produce SRV
      3 | optimum: {player: VNM, maximise: {VNM.welfare: 1, "VNM.output[SRV]": 1}, choose: {tariff: {sectors: GDS}}}
        |                                                   ^~~~~~~~~~~~~~~~~
  [2]

  $ cat > game.yaml <<END
  > tariffsim: 1
  > baseline: ./baseline
  > game: {players: [USA, CHN], choose: {tariff: {exporter: [USA, CHN], sectors: GDS}}}
  > report: {range: none}
  > END
  $ tariffsim run -q -f csv -o results game.yaml
  $ cut -d , -f 1-3 results/game/payoffs.csv
  player_a_plays,player_b_plays,player
  status_quo,status_quo,USA
  status_quo,status_quo,CHN
  best_answer,status_quo,USA
  best_answer,status_quo,CHN
  status_quo,best_answer,USA
  status_quo,best_answer,CHN
  nash,nash,USA
  nash,nash,CHN
  $ cut -d , -f 1-2 results/game/reactions.csv | sort | uniq -c | sed 's/^ *//' | head -4
  1 CHN,1
  1 CHN,2
  1 CHN,3
  1 CHN,4

A quota on trade under an embargo, whichever line is first.

  $ cat > closed.yaml <<END
  > tariffsim: 1
  > baseline: ./baseline
  > policy:
  >   - quota: {importer: USA, exporter: CHN, sectors: GDS, amount: 50%}
  >   - quota: {importer: CHN, exporter: others, sectors: GDS, amount: 50%}
  >   - embargo: {importer: USA, exporter: CHN}
  >   - embargo: {importer: CHN, exporter: VNM}
  > END
  $ tariffsim validate closed.yaml
  closed.yaml:4:5: warning: this quota does nothing: all of its trade is under an embargo
      4 |   - quota: {importer: USA, exporter: CHN, sectors: GDS, amount: 50%}
        |     ^ leave out one of the two
  closed.yaml:5:5: note: part of the trade of this quota is under an embargo
      5 |   - quota: {importer: CHN, exporter: others, sectors: GDS, amount: 50%}
        |     ^ its amount is for the rest
  closed.yaml: valid: closed on baseline, 3 economies, 2 sectors, 4 policy lines
  $ cat > below.yaml <<END
  > tariffsim: 1
  > baseline: ./baseline
  > policy:
  >   - embargo: {importer: USA, exporter: CHN}
  >   - quota: {importer: USA, exporter: CHN, sectors: GDS, amount: 50%}
  > END
  $ tariffsim validate below.yaml
  below.yaml:5:5: warning: this quota does nothing: all of its trade is under an embargo
      5 |   - quota: {importer: USA, exporter: CHN, sectors: GDS, amount: 50%}
        |     ^ leave out one of the two
  below.yaml: valid: below on baseline, 3 economies, 2 sectors, 2 policy lines
