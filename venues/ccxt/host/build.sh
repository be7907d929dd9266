#!/bin/sh
# Makes dist/: the venue host and ccxt in one file. Does nothing when nothing has changed. Maven calls it.
#   KEEL_NODE=own   brings a Node of our own even where the machine's would do
set -eu
cd "$(dirname "$0")"

# The oldest Node that can run what is built, as README and NodeRuntime have it.
needed=20.18.1

fail() {
    printf 'venue host: %s\n' "$*" >&2
    exit 1
}

# Whether version $1 is at least version $2.
at_least() {
    awk -v have="$1" -v want="$2" 'BEGIN {
        split(have, a, "."); split(want, b, ".")
        for (i = 1; i <= 3; i++) if (a[i] + 0 != b[i] + 0) exit !(a[i] + 0 > b[i] + 0)
    }'
}

# Installs what the lock file of folder $1 lists, unless that is there already. No script of a package runs.
install() {
    want=$(cksum "$1/package.json" "$1/package-lock.json")
    if [ "$(cat "$1/node_modules/.keel-installed" 2>/dev/null || true)" = "$want" ]; then
        return
    fi
    rm -rf "$1/node_modules"
    (cd "$1" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null) ||
        fail "npm could not fetch what $1/package-lock.json lists; the first build needs a network or npm's cache"
    echo "$want" >"$1/node_modules/.keel-installed"
}

command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 ||
    fail "node and npm must be on the PATH to build the venue host; install them:
  Debian, Ubuntu:  apt-get install nodejs npm
  Homebrew:        brew install node
Any Node from 18 on can build; where it is older than $needed the build brings a newer one to run."

# Two builds at a time, such as ./keel's and an editor's, take turns.
if command -v flock >/dev/null 2>&1; then
    mkdir -p dist
    exec 9>dist/.lock
    flock 9
fi

have=$(node -p 'process.versions.node')
at_least "$have" 18.0.0 || fail "node must be 18 or newer to build the venue host, is $have"

install .
node build.mjs

if [ "${KEEL_NODE:-}" = own ] || ! at_least "$have" "$needed"; then
    install runtime
fi
