# Shared by the scripts: where the project is, and a Python with the packages a script needs.
# shellcheck shell=bash
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
venv=$root/target/fixtures-venv

# python_with "import line" requirements-file: makes $venv able to run the import line.
python_with() {
    if ! "$venv/bin/python" -c "$1" 2>/dev/null; then
        python3 -m venv "$venv"
        "$venv/bin/pip" install -q -r "$2"
    fi
}
