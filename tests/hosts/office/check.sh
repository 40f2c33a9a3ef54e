#!/usr/bin/env bash
# Exports go through a real office program and come back unchanged.
#
#   tests/hosts/office/check.sh HOST_SIM
#
# HOST_SIM is the built simulator. Needs `soffice` (Debian: libreoffice-calc-nogui) and `python3` with `venv`; openpyxl comes from
# PyPI. Fills a database with values that spreadsheets like to spoil, exports it in every format and language, imports
# each file again as it is and after LibreOffice has opened it and saved it as the other formats: nothing may change.
set -euo pipefail

host_sim=$(realpath "${1:?usage: check.sh HOST_SIM}")
here=$(realpath "$(dirname "$0")")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5
check() { venv/bin/python "$here/check.py" "$@"; }
host_sim() { "$host_sim" --db "$work/roster.db" "$@"; }
office() { soffice "-env:UserInstallation=file://$work/profile" --headless "$@" >/dev/null 2>office.log || { cat office.log; return 1; }; }

# Imports a file for a trial: every row must be unchanged.
unchanged() {
    host_sim import "$1" --dry-run --json >plan.json || { cat plan.json; echo "FAILED: $1"; return 1; }
    check unchanged plan.json "$1"
}

# Text for every column, as people choose who know that their list has codes in it.
text_columns=$(printf '%s/2/' $(seq 1 99))

check sample users.csv
host_sim import users.csv --json >first.json || { cat first.json; exit 1; }

for language in de en; do
    [ "$language" = de ] && delimiter=59 || delimiter=44
    for format in xlsx xlsx-table ods csv csv-plain; do
        kind=${format%%-*}
        file=$format-$language.$kind
        host_sim export -o "$file" --format "$format" --language "$language"
        unchanged "$file"
        [ "$kind" = xlsx ] && check workbook "$file" "$language"
        input=()
        [ "$format" = csv ] && input=("--infilter=CSV:$delimiter,34,76,1,${text_columns%/}")
        [ "$format" = csv-plain ] && input=("--infilter=CSV:44,34,76,1,${text_columns%/}")
        for target in xlsx ods "csv:Text - txt - csv (StarCalc):$delimiter,34,76,1,,0,false,true,false"; do
            out=saved-$format-$language
            office "${input[@]}" --convert-to "$target" --outdir "$out" "$file"
            unchanged "$out/$format-$language.${target%%:*}"
        done
        [ "$format" = csv ] || continue
        # As people open it who tell the program no more than to leave quoted cells alone: numbers become numbers.
        [ "$language" = de ] && locale=1031 || locale=1033
        for target in xlsx ods; do
            out=typed-$language
            office "--infilter=CSV:$delimiter,34,76,1,,$locale,true,false" --convert-to "$target" --outdir "$out" "$file"
            unchanged "$out/$format-$language.$target"
            check has_numbers "$out/$format-$language.$target"
        done
    done
done
echo "office: every export came back unchanged"
