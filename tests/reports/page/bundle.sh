#!/usr/bin/env bash
# bundle.sh NODE MODULES FOLDER: the committed page of reports is what its sources make.
set -euo pipefail
node=$1 modules=$2 folder=$3
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
web=$here/../../../reports/web
[ -d "$modules/esbuild" ] || { echo "skipped: the npm packages of reports/web are not installed"; exit 77; }
"$node" "$web/bundle.mjs" "$modules" "$folder"
for file in page.html LICENCES.txt; do
  cmp "$folder/$file" "$web/bundle/$file" || { echo "reports/web/bundle/$file is not what ./dev web makes"; exit 1; }
done
