#!/bin/sh
# Installs boathook: fetches one version's executable and the list of sums, checks the sum, puts the file in place.
#
#   sh install.sh [VERSION]        the latest version unless given, as 1.2.3 or v1.2.3
#
#   BOATHOOK_INSTALL_DIR   where the executable goes; ~/.local/bin unless given
#   BOATHOOK_BASE_URL      a mirror: a folder that holds the files of one release, SHA256SUMS among them
#
# It needs curl or wget, and sha256sum, shasum or openssl. Nothing is put in place before its sum is right.
set -eu

releases=https://github.com/boathook/boathook/releases

fail() {
  printf 'install.sh: %s\n' "$*" >&2
  exit 1
}

# The name of this machine's executable among the files of a release.
asset() {
  system=$(uname -s)
  machine=$(uname -m)
  case $machine in
    x86_64 | amd64) machine=x64 ;;
    aarch64 | arm64) machine=arm64 ;;
    *) fail "there is no executable for the processor \"$machine\"" ;;
  esac
  case $system in
    Linux) printf 'boathook-linux-%s\n' "$machine" ;;
    Darwin) printf 'boathook-macos-%s\n' "$machine" ;;
    MINGW* | MSYS* | CYGWIN*) printf 'boathook-windows-x64.exe\n' ;;
    *) fail "there is no executable for the system \"$system\"" ;;
  esac
}

base_url() {
  if [ -n "${BOATHOOK_BASE_URL:-}" ]; then
    printf '%s\n' "${BOATHOOK_BASE_URL%/}"
  elif [ -n "$1" ]; then
    printf '%s/download/v%s\n' "$releases" "${1#v}"
  else
    printf '%s/latest/download\n' "$releases"
  fi
}

# fetch URL FILE
fetch() {
  if command -v curl >/dev/null 2>&1; then
    curl --fail --silent --show-error --location --output "$2" "$1" || fail "cannot fetch $1"
  elif command -v wget >/dev/null 2>&1; then
    wget --quiet --output-document="$2" "$1" || fail "cannot fetch $1"
  else
    fail "curl or wget is needed"
  fi
}

sum_of() {
  if command -v sha256sum >/dev/null 2>&1; then
    sha256sum <"$1"
  elif command -v shasum >/dev/null 2>&1; then
    shasum -a 256 <"$1"
  elif command -v openssl >/dev/null 2>&1; then
    openssl dgst -sha256 -r <"$1"
  else
    fail "sha256sum, shasum or openssl is needed to check the sum"
  fi | cut -d ' ' -f 1
}

main() {
  file=$(asset)
  url=$(base_url "${1:-}")
  dir=${BOATHOOK_INSTALL_DIR:-${HOME:?BOATHOOK_INSTALL_DIR must be set where there is no HOME}/.local/bin}
  name=boathook
  case $file in *.exe) name=boathook.exe ;; esac

  mkdir -p "$dir"
  # Beside its place, so that the last step is a rename and never a half-written file.
  work=$(mktemp -d "$dir/.boathook-install.XXXXXX")
  trap 'rm -rf "$work"' EXIT
  trap 'exit 1' HUP INT TERM

  fetch "$url/SHA256SUMS" "$work/SHA256SUMS"
  wanted=$(awk -v file="$file" '$2 == file || $2 == "*" file { print $1 }' "$work/SHA256SUMS")
  [ -n "$wanted" ] || fail "$url/SHA256SUMS names no $file"
  fetch "$url/$file" "$work/$name"
  found=$(sum_of "$work/$name")
  [ -n "$found" ] || exit 1
  [ "$found" = "$wanted" ] || fail "the sum of $file is $found, not $wanted: nothing was installed"

  chmod 755 "$work/$name"
  mv -f "$work/$name" "$dir/$name"
  printf 'Installed %s\n' "$dir/$name"
  # shellcheck disable=SC2016 # the user's shell is to expand it
  case :$PATH: in
    *:"$dir":*) ;;
    *) printf 'It is not on your PATH yet: export PATH="%s:$PATH"\n' "$dir" ;;
  esac
}

main "$@"
