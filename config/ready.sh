#!/bin/sh
# Called before every npm script (predemo, pretest, prestart …) with what is to be got ready: demo, test, start,
# or check (packages only). Installs what is missing, or says in two lines what to type. Never asks, never hangs.
set -u
what=${1:-start}
cd "$(dirname "$0")/.." || exit 1

has() { command -v "$1" >/dev/null 2>&1; }
say() { printf 'zhibu: %s\n' "$@" >&2; }

# npm puts node_modules/.bin first; what is about to be replaced must not run its own replacement.
outer=$(printf '%s' "$PATH" | tr ':' '\n' | grep -v node_modules | paste -sd: -)

installed=node_modules/.package-lock.json
if [ ! -e "$installed" ] || [ -n "$(find package-lock.json -newer "$installed")" ]; then
  say '正在安装依赖 installing packages (npm ci)'
  PATH=$outer npm ci </dev/null >&2 || {
    say '依赖未装好 packages are not installed' '请执行 type: npm ci'
    exit 1
  }
fi
PATH=$PWD/node_modules/.bin:$PATH node -e 'process.exit(parseInt(process.versions.node) < 26 ? 1 : 0)' || {
  say '缺少 Node 26 is missing (it comes from npm as an optional package)' '请执行 type: npm ci --include=optional'
  exit 1
}

has_postgres() {
  for initdb in /usr/lib/postgresql/*/bin/initdb "$(pg_config --bindir 2>/dev/null)/initdb"; do
    [ -x "$initdb" ] && return 0
  done
  return 1
}
# Without its windows a browser takes half the work; where that one is not packaged, any other serves.
browser=chromium-headless-shell
has_browser() { has chromium-headless-shell || has chromium || has chromium-browser || has google-chrome; }
has_font() { has fc-list && [ -n "$(fc-list :lang=zh 2>/dev/null)" ]; }

missing() {
  [ "$what" = check ] && return
  [ "$what" = start ] && [ -n "${DATABASE_URL:-}" ] || has_postgres || printf ' postgresql'
  [ "$what" = start ] && [ -n "${REDIS_URL:-}" ] || has redis-server || has valkey-server || printf ' redis-server'
  [ "$what" = test ] || return 0
  has_browser || printf ' %s' "$browser"
  has_font || printf ' fonts-noto-cjk fontconfig'
}
apt() {
  DEBIAN_FRONTEND=noninteractive timeout 600 apt-get -y -q -o DPkg::Lock::Timeout=60 -o Acquire::Retries=1 \
    -o Acquire::http::Timeout=20 "$@" </dev/null >/dev/null 2>&1
}

need=$(missing)
[ -z "$need" ] && exit 0
if [ "$(id -u)" = 0 ] && has apt-get; then
  say "正在安装 installing$need (apt-get)"
  # shellcheck disable=SC2086 # one word per package
  { apt update && apt install --no-install-recommends $need; } || apt install --no-install-recommends $need
  browser=chromium
  need=$(missing)
  # shellcheck disable=SC2086 # one word per package
  [ -z "$need" ] || apt install --no-install-recommends $need
  need=$(missing)
  [ -z "$need" ] && exit 0
fi
browser=chromium
need=$(missing)
say "缺少 missing:$need" "请执行 type: sudo apt-get install -y$need"
# Without a browser or its fonts the other tests can still run.
case $need in *postgresql* | *redis-server*) exit 1 ;; esac
