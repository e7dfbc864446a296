#!/usr/bin/env bash
# Packs the crate, installs it from the package alone, offline, and makes and builds a site with it in a bare
# folder: theme, starter and archetypes must be in the binary, and their sources in the package.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

cd "$root"
cargo package --offline --allow-dirty --no-verify --quiet --target-dir "$scratch/packed"
tar -xzf "$scratch"/packed/package/crosswalk-*.crate -C "$scratch"
# Dependencies that the tests have built already are taken from there (hence --debug); the crate itself is another one,
# and is not worth optimising for four commands.
CARGO_PROFILE_DEV_OPT_LEVEL=0 cargo install --debug --offline --locked --quiet --path "$scratch"/crosswalk-* --root "$scratch/installed" --target-dir "$root/target"
# Nothing of the sources is left to be read.
rm -rf "$scratch"/crosswalk-* "$scratch/packed"

mkdir "$scratch/bare"
cd "$scratch/bare"
crosswalk() { env -i "$scratch/installed/bin/crosswalk" "$@"; }
crosswalk init 站点
crosswalk build --strict -r 站点
crosswalk new article 第一篇 -r 站点
crosswalk check --strict -r 站点
for page in index.html news/three-editions/index.html products/drive/compare/classic-vs-team/index.html assets/style.css; do
  test -s "站点/output/$page" || {
    echo "the new site lacks $page"
    exit 1
  }
done
