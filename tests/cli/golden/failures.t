What goes wrong when all input is right: nothing half-made stays, what was complete is kept, and the status is 1.

  $ cat > war.yaml <<END
  > tariffsim: 1
  > baseline: ./baseline
  > policy:
  >   - tariff: {importer: USA, exporter: CHN, add: 25%}
  > expect:
  >   - CHN->USA.flow_pct > 0
  >   - USA.welfare_pct in [-0.001, 0.001]
  >   - CHN.welfare_pct < 0
  > END

Scenarios that have no solution:

  $ cat > cut.yaml <<END
  > tariffsim: 1
  > baseline: ./baseline
  > policy: [{embargo: {importer: others, exporter: VNM, sectors: all}}]
  > END
  $ tariffsim run cut.yaml
  error: cut: not solved: USA, CHN can still sell abroad but no longer buy there, so that trade cannot balance
  [1]
  $ cat > starved.yaml <<END
  > tariffsim: 1
  > baseline: ./baseline
  > policy: [{tariff: {importer: USA, exporter: CHN, add: 10%}}]
  > steps:
  >   - {id: first, policy: [{tariff: {importer: CHN, exporter: USA, add: 10%}}]}
  >   - {id: second, policy: [{embargo: {importer: all, exporter: all, sectors: all}}]}
  > vary:
  >   open: {"steps[1]": null}
  > END
  $ tariffsim run starved.yaml
  error: starved, step second: not solved: USA no longer trades with the rest of the world but would have to receive 355 million a year (deficits: fixed); use deficits: none
  [1]
  $ tariffsim run --set policy[+]="{embargo: {between: [USA, VNM, CHN]}}" --set expect=null war.yaml
  war.yaml:4:5: warning: this line has no effect in the end
      4 |   - tariff: {importer: USA, exporter: CHN, add: 25%}
        |     ^ '--set' ends the trade that it is about
  error: war: not solved: USA no longer trades with the rest of the world but would have to receive 355 million a year (deficits: fixed); use deficits: none
  [1]
  $ cat > none.yaml <<END
  > tariffsim: 1
  > baseline: ./baseline
  > policy: [{embargo: {between: [USA, VNM, CHN]}}]
  > sweep: {model.elasticities: [4]}
  > END
  $ tariffsim run none.yaml
  none.yaml:4:29: warning: a sweep of one value: 'model.elasticities' does not vary
      4 | sweep: {model.elasticities: [4]}
        |                             ^
  error: none: no point has a result; the scenario as it stands: not solved: USA no longer trades with the rest of the world but would have to receive 355 million a year (deficits: fixed); use deficits: none
  [1]
  $ tariffsim run none.yaml
  none.yaml:4:29: warning: a sweep of one value: 'model.elasticities' does not vary
      4 | sweep: {model.elasticities: [4]}
        |                             ^
  error: none: no point has a result; the scenario as it stands: not solved: USA no longer trades with the rest of the world but would have to receive 355 million a year (deficits: fixed); use deficits: none
  [1]
  $ cat > draws.yaml <<END
  > tariffsim: 1
  > baseline: ./baseline
  > policy: [{embargo: {between: [USA, VNM, CHN]}}]
  > uncertainty: {draws: 8, elasticities: {standard_error: 10%}}
  > END
  $ tariffsim run draws.yaml
  error: draws: the scenario itself is not solved: USA no longer trades with the rest of the world but would have to receive 355 million a year (deficits: fixed); use deficits: none
  [1]
  $ ls out 2>/dev/null

Expectations that do not hold; the results are written all the same:

  $ tariffsim run -q -f csv --check war.yaml 2>&1 | sed "s/came out as .*/came out as .../"
  error: war: expected CHN->USA.flow_pct > 0, came out as ...
  error: war: expected USA.welfare_pct in [-0.001, 0.001], came out as ...
  checked 3 expectations of 1 scenario: 2 do not hold
  $ ls out/war
  countries.csv
  flows.csv
  pairs.csv
  range.csv
  sector_groups.csv
  sectors.csv
  summary.json
  $ tariffsim run -q --check --set expect[0]=null --set expect[1]=null war.yaml 2>&1 | sed "s/came out as .*/came out as .../"
  error: war: expected USA.welfare_pct in [-0.001, 0.001], came out as ...
  checked 1 expectation of 1 scenario: 1 does not hold

Folders and disks:

  $ touch taken; tariffsim run -q -o taken war.yaml 2>&1 | sed "s#$PWD/##"
  error: war: taken: cannot be written: Not a directory
  $ mkdir -p mine/war; echo "years of work" > mine/war/thesis.txt; tariffsim run -q -o mine war.yaml; cat mine/war/thesis.txt
  error: war: mine/war exists and is not an earlier result (it has no summary.json): not replaced; move it away or choose another folder with -o
  years of work
  $ (trap '' XFSZ; ulimit -f 1; tariffsim run -q --set policy[0].tariff.add=90% war.yaml) 2>&1 | sed "s#$PWD/##"; grep -c . out/war/flows.csv
  error: war: out/war/summary.json: cannot be written: File too large
  17
  $ tariffsim run war.yaml > /dev/full
  error: war: cannot write to standard output: No space left on device
  [1]

Studies that are stopped:

  $ cat > many.yaml <<END
  > tariffsim: 1
  > baseline: ./baseline
  > policy: [{tariff: {importer: USA, exporter: CHN, add: 25%}}]
  > uncertainty: {draws: 1000000, elasticities: {standard_error: 10%}}
  > END
  $ (timeout -s INT 1 tariffsim run many.yaml -q -o stopped; echo "[$?]") 2>&1 | sed 's/ [0-9]* of/ N of/'; ls stopped/many
  error: many: stopped; N of 1000000 points are kept in stopped/many/study-unfinished.sqlite: the same command with --resume goes on from there
  [124]
  study-unfinished.sqlite
  $ tariffsim run many.yaml -q -o stopped 2>&1 | sed 's/ [0-9]* of/ N of/'
  error: many: stopped/many/study-unfinished.sqlite holds N of 1000000 points of a study that was stopped: go on with --resume, or remove the file to start again
  $ tariffsim run many.yaml -q -o stopped --resume --set uncertainty.seed=2
  error: many: stopped/many/study-unfinished.sqlite cannot be resumed, it was started with another set of options: bring that back, or remove the file to start again
  [1]
  $ echo scribble > stopped/many/study-unfinished.sqlite; tariffsim run many.yaml -q -o stopped --resume
  error: many: stopped/many/study-unfinished.sqlite: is damaged (file is not a database): remove it to start again
  [1]
  $ SLURM_STEP_NUM_TASKS=4 tariffsim run war.yaml
  error: srun has started 4 tasks that do not know of each other: use 'srun --mpi=pmix', or mpirun
  [1]
  $ tariffsim compare out/war
  error: compare needs two scenario files or result folders, or more; such as 'tariffsim compare out/a out/b'; one is enough if it has steps or variants
  [2]
  $ tariffsim compare out/war out/nothing
  out/nothing: error: no such file
  [2]
  $ tariffsim compare out/war mine/war
  error: mine/war is not a folder of a result: it holds no summary.json; name a folder that 'tariffsim run' has written, such as out/us-china
  [2]
