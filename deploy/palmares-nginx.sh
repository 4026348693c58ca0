#!/bin/sh
# Hands nginx what a bake tells it, by root, who believes none of it: palmares writes those files, and a line of nginx's
# configuration can write anywhere. Each line must have one of the forms below, which name, forward and type, no more.
#   palmares-nginx.sh [FROM [TO]] ; NGINX: the program that checks, `nginx` unless set
set -eu
export LC_ALL=C
from=${1:-/var/lib/palmares/site/current/nginx}
to=${2:-/etc/nginx/palmares}
mkdir -p "$to"
next=$(mktemp -d "$to.XXXXXX")
trap 'rm -rf "$next"' EXIT

text='([^"\\$]|\\["\\])*'
pattern='([^"\\]|\\.)*'
forms="map \\\$(status|palmares_[a-z_]+) \\\$palmares_[a-z_]+ \\{
  default (\"$text\"|[0-9]+);
  (\"[/~]$pattern\"|[0-9]+) (\"$text\"|[0-9]+|\\\$palmares_known);
add_header [A-Za-z-]+ \\\$palmares_[a-z_]+ always;
types \\{
  \"[a-z]+/$text\" [a-z0-9]+;
location (= \"/[A-Za-z0-9/_.-]+\"|~ \"/([A-Za-z0-9_-]|\\\\\\.)+\\\$\") \\{
  types \\{ \\}
  default_type \"[a-z]+/$text\";
  if \\(\\\$request_method !~ \"\\^\\(GET\\|HEAD\\)\\\$\"\\) \\{
    return 405;
  try_files \\\$palmares_file @absent;
 *\\}"

for name in maps.conf server.conf; do
  # Copied first: what is checked is what is used.
  head -c 8388608 "$from/$name" > "$next/$name"
  if wrong=$(grep -aEvxn -m 1 -e "$forms" "$next/$name"); then
    echo "$name, line ${wrong%%:*}: not of a form that a bake writes. nginx keeps what it had." >&2
    exit 1
  fi
done
for name in maps.conf server.conf; do
  if [ -e "$to/$name" ]; then cp -p "$to/$name" "$next/$name.before"; else : > "$next/$name.before"; fi
  install -m 0644 "$next/$name" "$to/$name"
done
if ! "${NGINX:-nginx}" -t -q; then
  for name in maps.conf server.conf; do install -m 0644 "$next/$name.before" "$to/$name"; done
  exit 1
fi
