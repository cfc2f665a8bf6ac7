# Shared by the scripts: where the project is, where its builds go, what a script needs of the machine and of Python.
# shellcheck shell=bash
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
export CARGO_TARGET_DIR=${CARGO_TARGET_DIR:-$root/target}
release=$CARGO_TARGET_DIR/release
venv=$CARGO_TARGET_DIR/venv
# The folder of further documents beside the project; RAINGAN_BESIDE names another one, or says `none`.
beside=${RAINGAN_BESIDE:-$root/../shared}
[ -d "$beside" ] || beside=none

# python_with "import line" requirements-file: makes $venv able to run the import line.
python_with() {
    if ! "$venv/bin/python" -c "$1" 2>/dev/null; then
        python3 -m venv "$venv" || { echo "error: python3 cannot make $venv (apt-get install python3-venv)" >&2; return 2; }
        "$venv/bin/pip" install -q --disable-pip-version-check -r "$2"
    fi
}

# build_program: builds the program in the profile `release`. With an example beside it cargo takes the features that the tests'
# dependencies ask for, too, and so what `cargo test` has compiled: alone, half of the tree and the library come once more.
build_program() {
    cargo build --quiet --release --locked --manifest-path "$root/Cargo.toml" --bin raingan --example pdf_extract_text
}

# postgres_folder: where the programs of the newest PostgreSQL server are; Debian keeps them out of the PATH.
postgres_folder() {
    local found
    found=$(ls -d /usr/lib/postgresql/*/bin/initdb 2>/dev/null | sort -V | tail -n 1) || true
    found=${found:-$(command -v initdb)} && dirname "$found"
}

# has NEED: whether the machine has what a script needs.
has() {
    case $1 in
        rustfmt) cargo fmt --version ;;
        clippy) cargo clippy --version ;;
        cc | c++ | java | npm | pdftotext) command -v "$1" ;;
        # The oldest Python that what is pinned in scripts/*requirements.txt runs on; Debian keeps what venv needs apart.
        python) python3 -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' ;;
        postgresql) postgres_folder && command -v openssl ;;
        # As tests/it/diff/page.rs looks for it.
        chromium) [ -x "${CHROMIUM:-/usr/bin/chromium}" ] ;;
        ps) command -v ps ;;
        *) false ;;
    esac >/dev/null 2>&1
}

# named NEED: what to call it in a message.
named() {
    case $1 in
        cc) echo "a C compiler" ;;
        c++) echo "a C++ compiler" ;;
        java) echo "Java 17" ;;
        python) echo "Python 3.11 or later with venv" ;;
        postgresql) echo "PostgreSQL and openssl" ;;
        chromium) echo Chromium ;;
        pdftotext) echo "pdftotext (poppler)" ;;
        *) echo "$1" ;;
    esac
}

# packages NEED: what Debian and Ubuntu call it.
packages() {
    case $1 in
        clippy) echo rust-clippy ;;
        cc) echo build-essential ;;
        c++) echo g++ ;;
        java) echo openjdk-17-jre-headless ;;
        python) echo python3 python3-venv ;;
        postgresql) echo postgresql openssl ;;
        ps) echo procps ;;
        pdftotext) echo poppler-utils ;;
        *) echo "$1" ;;
    esac
}

# as_root COMMAND…: as root, by sudo where need be. Nothing asks for a password where nobody can answer.
as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif [ -n "${CI:-}" ] || [ "${DEBIAN_FRONTEND:-}" = noninteractive ] || ! [ -t 2 ]; then
        sudo -n "$@"
    else
        sudo "$@"
    fi
}

# provide NEED…: installs what is missing, by rustup or apt-get, and says so. What cannot be installed stands in `lacking`
# afterwards, and the status is 1. RAINGAN_INSTALL=no installs nothing.
lacking=()
provide() {
    local need package wanted=() missing=()
    lacking=()
    for need in "$@"; do
        has "$need" || missing+=("$need")
    done
    [ ${#missing[@]} -gt 0 ] || return 0
    if [ "${RAINGAN_INSTALL:-}" = no ]; then
        echo "nothing is installed, as RAINGAN_INSTALL=no says" >&2
    else
        for need in "${missing[@]}"; do
            case $need in
                rustfmt | clippy)
                    if command -v rustup >/dev/null; then
                        echo "installing $need (rustup component add $need)" >&2
                        rustup component add "$need" >&2 || true
                        continue
                    fi ;;
            esac
            # shellcheck disable=SC2046
            wanted+=($(packages "$need"))
        done
        install_packages "${wanted[@]}"
    fi
    for need in "${missing[@]}"; do
        has "$need" || lacking+=("$need")
    done
    [ ${#lacking[@]} -eq 0 ]
}

install_packages() {
    [ $# -gt 0 ] || return 0
    if ! command -v apt-get >/dev/null; then
        echo "missing: $*; install them as this system does (there is no apt-get)" >&2
        return 0
    fi
    if [ "$(id -u)" != 0 ] && ! command -v sudo >/dev/null; then
        echo "missing: $*; ask somebody who is root to run: apt-get install $*" >&2
        return 0
    fi
    echo "installing $* (apt-get)" >&2
    if ! as_root apt-get update -qq </dev/null >&2; then
        echo "missing: $*; apt-get update does not work here" >&2
        return 0
    fi
    # One that this release does not have must not keep the others away.
    local package found=()
    for package in "$@"; do
        if [ -n "$(apt-cache show "$package" 2>/dev/null)" ]; then
            found+=("$package")
        else
            echo "missing: apt-get knows no $package here" >&2
        fi
    done
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qqy -o Dpkg::Use-Pty=0 --no-install-recommends "${found[@]}" </dev/null >&2 ||
        echo "missing: apt-get could not install ${found[*]}" >&2
}

# need NEED…: provides it, or ends the script.
need() {
    provide "$@" && return
    local one
    for one in "${lacking[@]}"; do
        echo "error: $(named "$one") is missing" >&2
    done
    exit 2
}
