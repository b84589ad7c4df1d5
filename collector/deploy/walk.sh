#!/usr/bin/env bash
# Walks the whole loop once on this machine, on loopback: people contribute, a model is trained and published, more
# people contribute, it is replaced, rolled back; somebody erases what they sent.
#
#   cargo build --profile native -p collector && cargo build --profile native -p trainer && collector/deploy/walk.sh
#
# PROGRAMS names another folder with the two programs, PEOPLE another number of people. Needs curl.
set -euo pipefail
cd "$(dirname "$0")/../.."
programs=$(realpath "${PROGRAMS:-target/native}")
people=${PEOPLE:-700}
work=$(mktemp -d)
collector=
end() {
    [ -z "$collector" ] || kill "$collector" 2>/dev/null || true
    rm -rf "$work"
}
trap end EXIT
fail() {
    echo "FAILED: $*" >&2
    exit 1
}

cd "$work"
mkdir site
echo '<!doctype html>' > site/index.html
{
    echo id,title
    for show in $(seq 1 80); do echo "show-$show,Show $show"; done
} > shows.csv

COLLECTOR_REQUESTS_PER_MINUTE=0 "$programs/collector" --listen 127.0.0.1:0 --database c.sqlite --catalogue shows.csv 2> log &
collector=$!
address=
for _ in $(seq 100); do
    address=$(sed -n 's/.*"message":"listening","address":"\([^"]*\)".*/\1/p' log)
    [ -z "$address" ] || break
    sleep 0.1
done
[ -n "$address" ] || fail "the collector does not say where it listens: $(cat log)"
echo "the collector listens on $address"

# Person N has a token of their own and mostly likes shows of one of four kinds.
token() { printf '%032d' "$1" | base64 | tr '+/' '-_' | tr -d '=\n'; }
contribution() {
    awk -v person="$1" -v token="$(token "$1")" 'BEGIN {
        srand(person)
        for (show = 1; show <= 80; show++) {
            if (rand() < (show % 4 == person % 4 ? 0.7 : 0.08)) {
                ratings = ratings (ratings == "" ? "" : ",") "{\"show\":\"show-" show "\",\"mark\":\"liked\"}"
            }
        }
        print "{\"version\":1,\"token\":\"" token "\",\"catalogue\":\"walk\",\"ratings\":[" ratings "]}"
    }'
}
contribute() {
    for person in $(seq "$1" "$2"); do
        contribution "$person" > body.json
        status=$(curl --silent --output answer.json --write-out '%{http_code}' --header 'Content-Type: application/json' \
            --data-binary @body.json "http://$address/v1/contributions")
        [ "$status" = 200 ] || fail "person $person got $status: $(cat answer.json)"
    done
}
watch() {
    "$programs/trainer" --quiet watch --once --site site --shows shows.csv --ratings export --state state "$@" \
        -- "$programs/collector" export --database c.sqlite --keep-apart --out export/ratings.parquet
}
published() { sed -n 's/.*"file":"\([^"]*\)".*/\1/p' site/model.json; }

mkdir export
contribute 1 "$people"
watch --at-least 1000
first=$(published)
[ -f "site/$first" ] || fail "no model was published"

contribute $((people + 1)) $((people + people / 5))
watch --at-least 100
second=$(published)
[ "$first" != "$second" ] || fail "the model was not replaced"

"$programs/trainer" rollback --site site
[ "$(published)" = "$first" ] || fail "the first model does not count again"

status=$(curl --silent --output answer.json --write-out '%{http_code}' --request DELETE \
    --header "Erasure-Token: $(token 1)" "http://$address/v1/contributions")
[ "$status" = 204 ] || fail "erasing got $status"
"$programs/collector" export --database c.sqlite --keep-apart --out export/ratings.parquet | tee told
grep -q "by $((people + people / 5 - 1)) people" told || fail "who erased is still in the export"
echo "the loop works"
