#!/bin/sh
# Makes .venv from requirements-dev.lock, unless it is already the one that this lock gives. Takes nothing but a Python with
# venv. PYTHON=… chooses which. An environment counts as whole only when the copy of the lock lies in it, and that copy
# is made last: what an interruption leaves behind is thrown away the next time.
set -eu

lock=requirements-dev.lock
environment=.venv
copy=$environment/requirements-dev.lock
asked=${PYTHON:-}

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

# Is this a Python that can be used? Says why not otherwise, on standard output.
unsuitable() {
    "$1" -c '
import sys
version = ".".join(map(str, sys.version_info[:3]))
if not (3, 11) <= sys.version_info[:2] <= (3, 13):
    print("is Python " + version)
    sys.exit()
try:
    import ensurepip, venv
except ImportError:
    print("is Python " + version + " without venv")
' 2>/dev/null || echo 'does not start'
}

version_of() {
    "$1" -c 'import sys; print(sys.version_info[:2])' 2>/dev/null
}

whole() {
    cmp -s "$lock" "$copy" || return 1
    here=$(version_of "$environment/bin/python") || return 1
    [ -z "$asked" ] || [ "$here" = "$(version_of "$asked")" ]
}

cd "$(dirname "$0")/.."
[ -f "$lock" ] || fail "There is no $lock here. It is part of the repository: fetch it back with git checkout -- $lock"
if whole; then exit 0; fi

python=
seen=
for candidate in ${asked:-python3 python3.13 python3.12 python3.11}; do
    command -v "$candidate" >/dev/null 2>&1 || continue
    reason=$(unsuitable "$candidate")
    if [ -z "$reason" ]; then
        python=$candidate
        break
    fi
    seen="$seen
  $candidate $reason"
done
[ -n "$python" ] || fail "Python 3.11, 3.12 or 3.13 with venv is needed, and none was found.${seen:+
Found on this machine:$seen}" \
    "Install one (Debian and Ubuntu: apt-get install python3 python3-venv; macOS: brew install python@3.13;" \
    "others: python.org), or say where it is: make PYTHON=/path/to/python3.13"

echo "Setting up $environment with $("$python" --version) (once, and again when $lock changes) …"
rm -rf "$environment"
"$python" -m venv "$environment"
"$environment/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r "$lock" ||
    fail "The packages in $lock could not be installed; pip says why above. Is there a way out to the package index?"
cp "$lock" "$copy.part"
mv "$copy.part" "$copy"
