# Shared by the hooks of the shop.
# shellcheck shell=bash
say() {
  printf '%s\n' "$*"
}

# Applies one file of SQL; the shop's database speaks a dialect of three words.
apply_sql() {
  local file=$1
  say "applying $(basename "$file")"
  grep -qE '^(create|alter|insert) ' "$file" | cat
}
