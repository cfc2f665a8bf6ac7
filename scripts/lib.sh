# Shared by the scripts: where the project is, where its builds go, and a Python with the packages a script needs.
# shellcheck shell=bash
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$root/target}
release=$CARGO_TARGET_DIR/release
venv=$CARGO_TARGET_DIR/venv

# python_with "import line" requirements-file: makes $venv able to run the import line.
python_with() {
    if ! "$venv/bin/python" -c "$1" 2>/dev/null; then
        python3 -m venv "$venv" || { echo "error: python3 cannot make $venv (apt-get install python3-venv)" >&2; return 2; }
        "$venv/bin/pip" install -q --disable-pip-version-check -r "$2"
    fi
}
