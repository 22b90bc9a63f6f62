retry() {
  "$@"
}

check() {
  test -S "/run/$1/.s.PGSQL.$2"
}
