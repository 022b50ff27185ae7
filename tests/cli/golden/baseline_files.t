A baseline folder of the user's own, with what is easily got wrong in each of its files. All mistakes of the tables are told in one go.

  $ mv baseline right; cp -r right wrong; rm wrong/flows.csv; tariffsim data check wrong
  error: ./wrong/flows.csv: no such file, which every baseline needs
  [2]
  $ cp -r right twice; gzip -k twice/flows.csv; tariffsim data check twice
  error: ./twice: both flows.csv and flows.csv.gz are there: which is meant is not clear
  [2]
  $ cp -r right broken; head -c 30 right/flows.csv > broken/flows.csv.gz; rm broken/flows.csv; tariffsim data check broken
  ./broken/flows.csv.gz: error: is not a complete gzip file
  [2]
  $ touch file; tariffsim data check file
  error: './file' is a file: a baseline is a folder; with baseline.yaml, countries.csv, sectors.csv and flows.csv in it
  [2]

baseline.yaml:

  $ cp -r right meta; cat > meta/baseline.yaml <<END
  > id: My Baseline
  > title: [Three economies]
  > year: 20.5
  > unit: Mio. USD
  > valuation: cif
  > source: made for tests
  > regions: {EUO: [BGR, HRX], ASI: [QQQ]}
  > END
  $ tariffsim data check meta
  ./meta/baseline.yaml:2:8: error: 'title' must be a text, not a list
      2 | title: [Three economies]
        |        ^
  ./meta/baseline.yaml:5:12: error: 'valuation' cannot be 'cif'
      5 | valuation: cif
        |            ^~~ expected one of: net-of-duty, duty-inclusive
  ./meta/baseline.yaml:6:1: error: unknown key 'source' in a baseline
      6 | source: made for tests
        | ^~~~~~ did you mean 'sources'?
  ./meta/baseline.yaml:1:5: error: id 'My Baseline' must be of small letters, digits and '-'
      1 | id: My Baseline
        |     ^~~~~~~~~~~
  ./meta/baseline.yaml:3:7: error: 'year' must be a whole number from 0 to 9999, not '20.5'
      3 | year: 20.5
        |       ^~~~
  ./meta/baseline.yaml:4:7: error: unknown unit 'Mio. USD'
      4 | unit: Mio. USD
        |       ^~~~~~~~ USD, thousand USD, million USD or billion USD (or another currency's code)
  ./meta/baseline.yaml:7:22: error: unknown country 'HRX'
      7 | regions: {EUO: [BGR, HRX], ASI: [QQQ]}
        |                      ^~~ did you mean 'HRV' (Croatia)?
  ./meta/baseline.yaml:7:34: error: unknown country 'QQQ'
      7 | regions: {EUO: [BGR, HRX], ASI: [QQQ]}
        |                                  ^~~
  [2]
  $ cat > meta/baseline.yaml <<END
  > id: meta
  > title: A code that is no country of it
  > year: last year
  > unit: million USD
  > valuation: net-of-duty
  > END
  $ tariffsim data check meta
  ./meta/baseline.yaml:3:7: error: expected a number, found the text 'last year'
      3 | year: last year
        |       ^~~~~~~~~
  [2]
  $ sed -i 's/last year/2020/' meta/baseline.yaml; echo 'regions: {VNN: [LAO, KHM]}' >> meta/baseline.yaml; tariffsim data check meta
  error: baseline.yaml: regions: unknown country 'VNN'; did you mean 'VNM' (Viet Nam)?
  [2]
  $ echo 'not a mapping' > meta/baseline.yaml; tariffsim data check meta
  ./meta/baseline.yaml:1:1: error: expected a mapping with the keys of a baseline, found the text 'not a mapping'
      1 | not a mapping
        | ^~~~~~~~~~~~~
  [2]

countries.csv and sectors.csv:

  $ cp -r right codes; cat > codes/countries.csv <<END
  > code,nam,iso_numeric
  > USA,United States,840
  > USA,Once more,
  > ,Nobody,
  > VNM,Viet Nam,7O4
  > CHN,China,1560
  > END
  $ tariffsim data check codes
  ./codes/countries.csv:1:6: error: unknown column 'nam'
      1 | code,nam,iso_numeric
        |      ^~~ did you mean 'name'?
  [2]
  $ sed -i 's/nam/name/' codes/countries.csv; tariffsim data check codes
  ./codes/countries.csv:3:1: error: repeated code 'USA': line 2 has it already
      3 | USA,Once more,
        | ^~~
  ./codes/countries.csv:4:1: error: a code must not be empty
      4 | ,Nobody,
        | ^
  ./codes/countries.csv:5:14: error: expected a number, found '7O4'
      5 | VNM,Viet Nam,7O4
        |              ^~~
  ./codes/countries.csv:6:11: error: an ISO 3166-1 numeric code is a number from 0 to 999, found 1560
      6 | CHN,China,1560
        |           ^~~~
  [2]
  $ cp right/countries.csv codes; cat > codes/sectors.csv <<END
  > code,name,kind
  > GDS,Goods,good
  > SRV,Services,services
  > SRV,Services,services
  > END
  $ tariffsim data check codes
  ./codes/sectors.csv:2:11: error: unknown kind 'good'
      2 | GDS,Goods,good
        |           ^~~~ goods or services
  ./codes/sectors.csv:4:1: error: repeated code 'SRV': line 3 has it already
      4 | SRV,Services,services
        | ^~~
  [2]
  $ echo code > codes/sectors.csv; tariffsim data check codes
  ./codes/sectors.csv: error: no rows
  [2]
  $ : > codes/sectors.csv; tariffsim data check codes
  ./codes/sectors.csv: error: no header row; expected code,name,kind
  [2]

flows.csv:

  $ cp -r right flows; cat > flows/flows.csv <<END
  > exporter,importer,sector,value
  > USA,USA,GDS,5000
  > USA,CHX,GDS,150
  > USA,Viet nam,GDS,150
  > USA,VNM,goods,20
  > CHN,USA,GDS,-450
  > CHN,CHN,GDS,6 000
  > CHN,VNM,GDS,"6,000"
  > CHN,VNM,SRV,1e999
  > USA,USA,GDS,5000
  > VNM,QQQ,GDS,1
  > END
  $ tariffsim data check flows
  ./flows/flows.csv:3:5: error: unknown country 'CHX'
      3 | USA,CHX,GDS,150
        |     ^~~ did you mean 'CHN' (China)?
  ./flows/flows.csv:4:5: error: unknown country 'Viet nam'
      4 | USA,Viet nam,GDS,150
        |     ^~~~~~~~ did you mean 'VNM' (Viet Nam)?
  ./flows/flows.csv:5:9: error: unknown sector 'goods'
      5 | USA,VNM,goods,20
        |         ^~~~~ did you mean 'GDS' (Goods)?
  ./flows/flows.csv:6:13: error: a flow must not be negative, found -450
      6 | CHN,USA,GDS,-450
        |             ^~~~
  ./flows/flows.csv:7:13: error: expected a number, found '6 000'
      7 | CHN,CHN,GDS,6 000
        |             ^~~~~ a decimal point, no thousands separators
  ./flows/flows.csv:8:13: error: expected a number, found '6,000'
      8 | CHN,VNM,GDS,"6,000"
        |             ^~~~~~~ a decimal point, no thousands separators
  ./flows/flows.csv:9:13: error: '1e999' is beyond the range of numbers
      9 | CHN,VNM,SRV,1e999
        |             ^~~~~
  ./flows/flows.csv:10:1: error: repeated cell USA USA GDS: line 2 has it already
     10 | USA,USA,GDS,5000
        | ^~~
  ./flows/flows.csv:11:5: error: unknown country 'QQQ'
     11 | VNM,QQQ,GDS,1
        |     ^~~
  [2]
  $ cat > flows/flows.csv <<END
  > exporter;importer;sector;value
  > USA;USA;GDS;5000
  > END
  $ tariffsim data check flows
  ./flows/flows.csv:1:1: error: unknown column 'exporter;importer;sector;value'
      1 | exporter;importer;sector;value
        | ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ columns are separated by commas, not by semicolons
  [2]
  $ cat > flows/flows.csv <<END
  > exporter,importer,sector,value,,value,year
  > USA,USA,GDS,5000,,1,2020
  > USA,USA,GDS
  > END
  $ tariffsim data check flows
  ./flows/flows.csv:1:32: error: a column without a name
      1 | exporter,importer,sector,value,,value,year
        |                                ^
  ./flows/flows.csv:1:33: error: repeated column 'value'
      1 | exporter,importer,sector,value,,value,year
        |                                 ^~~~~
  ./flows/flows.csv:1:39: error: unknown column 'year'
      1 | exporter,importer,sector,value,,value,year
        |                                       ^~~~ known: exporter, importer, sector, value
  [2]
  $ cat > flows/flows.csv <<END
  > exporter,importer,sector,value
  > USA,USA,GDS
  > USA,USA,GDS,5000,2020
  > END
  $ tariffsim data check flows
  ./flows/flows.csv:2: error: 3 fields where the header has 4
      2 | USA,USA,GDS
  ./flows/flows.csv:3: error: 5 fields where the header has 4
      3 | USA,USA,GDS,5000,2020
  [2]
  $ printf 'exporter,importer,sector,value\nUSA,"USA,GDS,1\n' > flows/flows.csv; tariffsim data check flows
  ./flows/flows.csv:2:5: error: this quote is never closed
      2 | USA,"USA,GDS,1
        |     ^
  [2]
  $ printf 'exporter,importer,sector,value\nUSA,US"A,GDS,1\n' > flows/flows.csv; tariffsim data check flows
  ./flows/flows.csv:2:7: error: a quote inside a field: quote the whole field and double the quotes in it
      2 | USA,US"A,GDS,1
        |       ^
  [2]
  $ printf 'exporter,importer,sector,value\rUSA,USA,GDS,1\r' > flows/flows.csv; tariffsim data check flows
  ./flows/flows.csv:1: error: a line break that is neither LF nor CRLF
      1 | exporter,importer,sector,value␍USA,USA,GDS,1
        | save the file with the line ends of Unix or Windows
  [2]
  $ printf 'exporter,importer,sector,value\nC\364te,USA,GDS,1\n' > flows/flows.csv; tariffsim data check flows
  ./flows/flows.csv:2:2: error: text that is not UTF-8
      2 | C<F4>te,USA,GDS,1
        |  ^~~~ save the file with the encoding UTF-8
  [2]
  $ echo exporter,importer,sector,value > flows/flows.csv; tariffsim data check flows
  ./flows/flows.csv: error: no rows
  [2]
  $ (echo exporter,importer,sector,value; seq 30 | sed 's/.*/USA,QQQ,GDS,&/') > flows/flows.csv; tariffsim data check flows 2>&1 | tail -4
  ./flows/flows.csv:21:5: error: unknown country 'QQQ'
     21 | USA,QQQ,GDS,20
        |     ^~~
  ./flows/flows.csv: note: and 10 more errors

tariffs.csv and export_taxes.csv:

  $ cp -r right rates; cat > rates/tariffs.csv <<END
  > exporter,importer,sector,rate
  > USA,USA,GDS,0.05
  > USA,CHN,GDS,7%
  > CHN,USA,GDS,-1.5
  > CHN,VNM,GDS,12
  > END
  $ cp rates/tariffs.csv rates/export_taxes.csv; tariffsim data check rates
  ./rates/tariffs.csv:2:13: error: a country has no border with itself: the rate must be 0, found 0.05
      2 | USA,USA,GDS,0.05
        |             ^~~~
  ./rates/tariffs.csv:3:13: error: expected a number, found '7%'
      3 | USA,CHN,GDS,7%
        |             ^~ a fraction: 25 % is 0.25
  ./rates/tariffs.csv:4:13: error: a rate must be above -1, found -1.5
      4 | CHN,USA,GDS,-1.5
        |             ^~~~
  ./rates/tariffs.csv:5:13: warning: a rate of 12 is 1200 %
      5 | CHN,VNM,GDS,12
        |             ^~ rates are fractions: 25 % is 0.25
  ./rates/export_taxes.csv:2:13: error: a country has no border with itself: the rate must be 0, found 0.05
      2 | USA,USA,GDS,0.05
        |             ^~~~
  ./rates/export_taxes.csv:3:13: error: expected a number, found '7%'
      3 | USA,CHN,GDS,7%
        |             ^~ a fraction: 25 % is 0.25
  ./rates/export_taxes.csv:4:13: error: a rate must be above -1, found -1.5
      4 | CHN,USA,GDS,-1.5
        |             ^~~~
  ./rates/export_taxes.csv:5:13: warning: a rate of 12 is 1200 %
      5 | CHN,VNM,GDS,12
        |             ^~ rates are fractions: 25 % is 0.25
  [2]

inputs.csv and final_demand.csv:

  $ cp -r right inputs; cat > inputs/inputs.csv <<END
  > country,input,sector,share
  > USA,GDS,GDS,0.7
  > USA,SRV,GDS,0.6
  > USA,SRV,SRV,1.2
  > CHN,SRV,SRV,-0.005
  > CHN,GDS,SRV,-0.5
  > END
  $ cat > inputs/final_demand.csv <<END
  > country,sector,share
  > USA,GDS,0.5
  > USA,SRV,0.6
  > CHN,SRV,1
  > END
  $ tariffsim data check inputs
  ./inputs/inputs.csv:4:13: error: a share must lie between 0 and 1, found 1.2
      4 | USA,SRV,SRV,1.2
        |             ^~~
  ./inputs/inputs.csv:5:13: warning: a negative input share is taken as it is, found -0.005
      5 | CHN,SRV,SRV,-0.005
        |             ^~~~~~
  ./inputs/inputs.csv:6:13: error: a share must lie between 0 and 1, found -0.5
      6 | CHN,GDS,SRV,-0.5
        |             ^~~~
  ./inputs/inputs.csv:2:13: error: the inputs of USA GDS sum to 1.3 of its cost, above 1
      2 | USA,GDS,GDS,0.7
        |             ^~~
  ./inputs/final_demand.csv: error: the final shares of USA sum to 1.1, not 1
  ./inputs/final_demand.csv: error: the final shares of VNM sum to 0, not 1
  [2]

elasticities.csv and groups.yaml:

  $ cp -r right more; cat > more/elasticities.csv <<END
  > sector,made-up
  > GDS,-5
  > END
  $ cat > more/groups.yaml <<END
  > ASIA: [CHN, VMN, JPN]
  > CHN: [CHN]
  > sectors: {ALL: [GDS, SVR]}
  > END
  $ tariffsim data check more
  ./more/elasticities.csv:2:5: error: a trade elasticity must be above 0, found -5
      2 | GDS,-5
        |     ^~
  ./more/elasticities.csv: error: no row for sector SRV
  ./more/groups.yaml:1:13: error: unknown country 'VMN'
      1 | ASIA: [CHN, VMN, JPN]
        |             ^~~ did you mean 'VNM' (Viet Nam)?
  ./more/groups.yaml:2:1: error: the group 'CHN' has the name of a code
      2 | CHN: [CHN]
        | ^~~
  ./more/groups.yaml:3:22: error: unknown sector 'SVR'
      3 | sectors: {ALL: [GDS, SVR]}
        |                      ^~~ did you mean 'SRV' (Services)?
  [2]
  $ cp right/elasticities.csv more; echo '[ASIA]' > more/groups.yaml; tariffsim data check more
  ./more/groups.yaml:1:1: error: groups must be a mapping of names to lists of codes
      1 | [ASIA]
        | ^
  [2]
  $ echo 'ASIA: {members: [CHN]}' > more/groups.yaml; tariffsim data check more
  ./more/groups.yaml:1:7: error: expected a text, found a mapping
      1 | ASIA: {members: [CHN]}
        |       ^
  [2]
  $ rm more/groups.yaml more/elasticities.csv; cp right/tariffs.csv more/tarifs.csv; tariffsim data check more 2>&1 >/dev/null
  warning: ./more/tarifs.csv: not a file of a baseline, ignored; did you mean tariffs.csv?
  note: baseline has no trade elasticities: solved here with 4 in every sector (Simonovska and Waugh 2014); a scenario on it needs 'model: {elasticities: NUMBER}'

Accounts that no model can stand on:

  $ cp -r right empty; grep -v ^VNM, right/flows.csv > empty/flows.csv; tariffsim data check empty
  warning: no domestic sales: VNM; what a country sells to itself stands in flows.csv as a row with exporter = importer; without it all that it makes is exported, and tariffs weigh far too much
  error: VNM has a value added of 0 million: a country must produce something (flows.csv, inputs.csv)
  [2]
  $ cp -r right poor; grep -v ,VNM, right/flows.csv > poor/flows.csv; tariffsim data check poor
  warning: no domestic sales: VNM; what a country sells to itself stands in flows.csv as a row with exporter = importer; without it all that it makes is exported, and tariffs weigh far too much
  error: VNM has an income of 0 million: value added 170, taxes 0, deficit -170 (flows.csv)
  [2]
