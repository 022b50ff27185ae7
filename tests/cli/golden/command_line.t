Every call that cannot be meant as it stands: what is wrong, what was probably meant, and status 2.

  $ tariffsim
  error: no command given; one of: run, compare, validate, list, describe, schema, data, help; see 'tariffsim --help'
  [2]
  $ tariffsim rum x.yaml
  error: unknown command 'rum'; did you mean 'run'?
  [2]
  $ tariffsim x.yaml
  error: unknown command 'x.yaml'; did you mean 'tariffsim run x.yaml'?
  [2]
  $ tariffsim --frobnicate
  error: unknown option '--frobnicate'; expected one of: --output, --format, --baseline, --set, --threads, --check, --resume, --tariffs, --products, --scenario, --only, --levels, --sectors, --year, --aggregate, --quiet, --verbose, --color, --version, --help
  [2]
  $ tariffsim run x.yaml --treads 2
  error: unknown option '--treads'; did you mean '--threads'?
  [2]
  $ tariffsim run x.yaml -x
  error: unknown option '-x'; expected one of: --output, --format, --baseline, --set, --threads, --check, --resume, --tariffs, --products, --scenario, --only, --levels, --sectors, --year, --aggregate, --quiet, --verbose, --color, --version, --help
  [2]
  $ tariffsim run x.yaml --output
  error: the required argument for option '--output' is missing; see 'tariffsim --help'
  [2]
  $ tariffsim run x.yaml -o ''
  error: --output is empty; give it a folder, such as '-o out'
  [2]
  $ tariffsim run x.yaml -f jsn
  error: unknown format 'jsn'; did you mean 'json'?
  [2]
  $ tariffsim run x.yaml -f csv,pdf
  error: unknown format 'pdf'; expected one of: json, csv, html, md, xlsx, netcdf
  [2]
  $ tariffsim run x.yaml -f ''
  error: unknown format ''; expected one of: json, csv, html, md, xlsx, netcdf
  [2]
  $ tariffsim run x.yaml -j 0
  error: --threads is 0, but must lie between 1 and 1024; leave it out to use all cores
  [2]
  $ tariffsim run x.yaml -j many
  error: the argument ('many') for option '--threads' is invalid; see 'tariffsim --help'
  [2]
  $ tariffsim run x.yaml --color alway
  error: unknown colour choice 'alway'; did you mean 'always'?
  [2]
  $ tariffsim run x.yaml -o a -o b
  error: option '--output' cannot be specified more than once; see 'tariffsim --help'
  [2]
  $ tariffsim run x.yaml --quiet=yes
  error: option '--quiet' does not take any arguments; see 'tariffsim --help'
  [2]

Commands that lack what they are about, or have too much of it:

  $ tariffsim run
  error: run needs a scenario file; such as 'tariffsim run us-china.yaml'
  [2]
  $ tariffsim validate
  error: validate needs a scenario file; such as 'tariffsim validate us-china.yaml'
  [2]
  $ tariffsim compare
  error: compare needs two scenario files or result folders, or more; such as 'tariffsim compare out/a out/b'; one is enough if it has steps or variants
  [2]
  $ tariffsim compare baseline
  error: baseline is not a folder of a result: it holds no summary.json; name a folder that 'tariffsim run' has written, such as out/us-china
  [2]
  $ tariffsim list
  error: list needs one word; expected one of: baselines, groups, products, scenarios, elasticities, tariffs, countries, sectors
  [2]
  $ tariffsim list group
  error: cannot list 'group'; did you mean 'groups'?
  [2]
  $ tariffsim list everything
  error: cannot list 'everything'; expected one of: baselines, groups, products, scenarios, elasticities, tariffs, countries, sectors
  [2]
  $ tariffsim list baselines groups
  error: list needs one word; for what one baseline has: tariffsim list baselines --baseline groups
  [2]
  $ tariffsim list products us-232-stel
  error: no list of products 'us-232-stel'; did you mean 'us-232-steel'?
  [2]
  $ tariffsim list products us-232-steel us-232-copper
  error: 'list products' shows all lists, or the codes of one
  [2]
  $ tariffsim list sectors --baseline basline
  error: unknown baseline 'basline'; there are: north-america-2022, world-2017, world-2022, world-2023, world-2024
  [2]
  $ tariffsim describe baseline other
  error: describe takes one baseline; an ID or a folder
  [2]
  $ tariffsim describe nowhere
  error: unknown baseline 'nowhere'; there are: north-america-2022, world-2017, world-2022, world-2023, world-2024
  [2]
  $ tariffsim describe ./nowhere
  error: no baseline folder './nowhere'
  [2]
  $ tariffsim schema x
  error: schema takes no arguments; such as 'tariffsim schema'
  [2]
  $ tariffsim data
  error: 'data' needs a command; expected 'data check FOLDER', 'data build RECIPE' or 'data import SOURCE FILE...'
  [2]
  $ tariffsim data chek x
  error: unknown command 'data chek'; did you mean 'data check'?
  [2]
  $ tariffsim data frobnicate
  error: unknown command 'data frobnicate'; expected 'data check FOLDER', 'data build RECIPE' or 'data import SOURCE FILE...'
  [2]
  $ tariffsim data import
  error: data import needs a source and its files; such as 'tariffsim data import icio 2022_SML.csv -o ./icio-2022'
  [2]
  $ tariffsim data check
  error: data check needs one folder; such as 'tariffsim data check ./my-baseline'
  [2]
  $ tariffsim data check nowhere
  error: no baseline folder './nowhere'
  [2]
  $ tariffsim data build
  error: data build needs a recipe; such as 'tariffsim data build recipe.yaml -o ./my-baseline'
  [2]
  $ tariffsim data build recipe.yaml input=x
  error: unexpected 'input=x'; after the recipe: flows=FOLDER, inputs=FOLDER
  [2]
  $ tariffsim data build recipe.yaml x
  error: unexpected 'x'; after the recipe: flows=FOLDER, inputs=FOLDER
  [2]

Files that are not there, or not what they should be:

  $ tariffsim validate x.yaml
  x.yaml: error: no such file
  [2]
  $ tariffsim validate .
  .: error: is a folder, not a file
  [2]
  $ touch empty.yaml; tariffsim validate empty.yaml
  empty.yaml: error: the file is empty: expected a scenario; a scenario begins with 'tariffsim: 1'
  [2]
  $ printf 'title: "Z\366lle"\n' > latin1.yaml; tariffsim validate latin1.yaml
  latin1.yaml:1:10: error: text that is not UTF-8
      1 | title: "Z<F6>lle"
        |          ^~~~ save the file with the encoding UTF-8
  [2]
  $ printf 'tariffsim: 1\n' | head -c 9 > cut.yaml.gz; tariffsim validate cut.yaml.gz
  cut.yaml.gz: error: is not a complete gzip file
  [2]
  $ tariffsim compare nowhere1 nowhere2
  nowhere1: error: neither a file here nor a scenario of the library; 'tariffsim list scenarios' shows the library
  nowhere2: error: neither a file here nor a scenario of the library; 'tariffsim list scenarios' shows the library
  [2]

Of two scenarios with one id one would replace the results of the other:

  $ cat > one.yaml <<END
  > tariffsim: 1
  > id: same
  > baseline: ./baseline
  > END
  $ cp one.yaml two.yaml; tariffsim validate one.yaml two.yaml
  error: one.yaml and two.yaml both have the id 'same'; each scenario of a call needs an id of its own
  [2]
  $ touch groups.yaml; tariffsim validate one.yaml groups.yaml
  note: groups.yaml: ignored, it is no scenario
  one.yaml: valid: same on baseline, 3 economies, 2 sectors, 0 policy lines

What --set and --baseline say is checked as the file is:

  $ tariffsim validate one.yaml --set
  error: the required argument for option '--set' is missing; see 'tariffsim --help'
  [2]
  $ tariffsim validate one.yaml --set model.elasticities
  --set:1:1: error: expected PATH=VALUE, the path as keys and positions
      1 | model.elasticities
        | ^~~~~~~~~~~~~~~~~~ such as model.elasticities=4 or policy[1].tariff.add=20%
  [2]
  $ tariffsim validate one.yaml --set model.elasticity=4
  --set:1:7: error: unknown key 'elasticity' in a model
      1 | model.elasticity=4
        |       ^~~~~~~~~~ did you mean 'elasticities'?
  [2]
  $ tariffsim validate one.yaml --set policy.0.tariff.add=10%
  --set:1:1: error: 'policy' must be a list, not a mapping
      1 | policy.0.tariff.add=10%
        | ^~~~~~ each item begins with '- '
  [2]
  $ tariffsim validate one.yaml --set 'policy[0].tariff.add=10%'
  --set:1:7: error: what stands before this is nothing, not a list
      1 | policy[0].tariff.add=10%
        |       ^~~ [+] adds an item
  [2]
  $ tariffsim validate one.yaml --set model.elasticities=mad-up
  --set:1:20: error: unknown source of elasticities 'mad-up'; baseline has: made-up, other
      1 | model.elasticities=mad-up
        |                    ^~~~~~ did you mean 'made-up'?
  [2]
  $ tariffsim validate one.yaml --baseline baseline
  --baseline:1:10: error: unknown baseline 'baseline'
      1 | baseline="baseline"
        |          ^~~~~~~~~~ for the folder, write './baseline'
  [2]
  $ tariffsim validate one.yaml --baseline ./basline
  --baseline:1:10: error: no baseline folder 'basline'
      1 | baseline="./basline"
        |          ^~~~~~~~~~~ did you mean 'baseline' there?
  [2]
