#!/bin/sh
# Builds two clones of what is committed, and compares every jar and POM that they make, byte by byte.
# Usage: src/build/reproducible.sh [FOLDER] [Maven's arguments, such as -o]
# Without a folder both go to a temporary one, which is deleted unless they differ.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd -P)
if [ $# -gt 0 ] && [ "${1#-}" = "$1" ]; then
  work=$1
  shift
  mkdir -p "$work"
else
  work=$(mktemp -d)
fi

# Different names of different lengths, so that a path that got into a jar is a difference.
for clone in first the-second; do
  rm -rf "${work:?}/$clone"
  git clone -q "$root" "$work/$clone"
  (cd "$work/$clone" && mvn -q -B -ntp -DskipTests "$@" verify)
  (
    cd "$work/$clone"
    find . -path '*/target/*' \( -name 'yolonas-*.jar' -o -name 'bom.*' \) ! -path '*/target/*/*' |
      LC_ALL=C sort | xargs sha256sum
  ) >"$work/$clone.sha256"
done

count=$(wc -l <"$work/first.sha256")
if [ "$count" -eq 0 ]; then
  echo "reproducible: expected jars in $work/first, found none" >&2
  exit 1
fi
if diff "$work/first.sha256" "$work/the-second.sha256"; then
  echo "reproducible: $count files, all the same"
  rm -rf "${work:?}/first" "${work:?}/the-second"
else
  echo "reproducible: these differ; both builds stay in $work" >&2
  exit 1
fi
