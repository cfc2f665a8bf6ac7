"""Loads the same reports into three databases and asks all of them the same questions.

usage: queries.py RAINGAN FOLDER [--update]

FOLDER holds reports as JSON. A database of its own is made on the server of RAINGAN_TEST_POSTGRES and dropped again. Then the
reports of `made_corpus.py` are loaded, and what the queries answer is held against what is known of them.
"""

import collections
import csv
import difflib
import io
import os
import pathlib
import sqlite3
import subprocess
import sys
from decimal import Decimal, InvalidOperation
from urllib.parse import urlsplit, urlunsplit

import duckdb
import made_corpus

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs/queries.md"
# Rows shown of each answer.
SHOWN = 6
# What psql prints for nothing, told apart from an empty text.
NOTHING = "\\N"


def queries():
    return sorted((ROOT / "scripts/sql").glob("*.sql"))


class Sqlite:
    name = "SQLite"

    def __init__(self, load, folder):
        load(f"sqlite:{folder}/reports.db")
        self.connection = sqlite3.connect(folder / "reports.db")

    def ask(self, sql):
        cursor = self.connection.execute(sql)
        return [column[0] for column in cursor.description], cursor.fetchall()

    def close(self):
        self.connection.close()


class Duckdb:
    name = "DuckDB"

    def __init__(self, load, folder):
        load(f"parquet:{folder}/parquet")
        self.connection = duckdb.connect()
        self.connection.execute((folder / "parquet/current/views.sql").read_text(encoding="utf-8"))

    def ask(self, sql):
        cursor = self.connection.execute(sql)
        return [column[0] for column in cursor.description], cursor.fetchall()

    def close(self):
        self.connection.close()


class Postgres:
    name = "PostgreSQL"

    def __init__(self, load, folder):
        self.server = os.environ["RAINGAN_TEST_POSTGRES"]
        self.database = f"raingan_queries_{os.getpid()}_{folder.name.lower().replace('.', '_')}"
        # Texts in the order of their characters, as the other two have them.
        made = f"CREATE DATABASE {self.database} TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C.UTF-8' ENCODING 'UTF8'"
        self.psql(self.server, made)
        self.url = urlunsplit(urlsplit(self.server)._replace(path=f"/{self.database}"))
        load(self.url)

    def psql(self, url, sql):
        command = ["psql", "--no-psqlrc", "--quiet", "--csv", f"--pset=null={NOTHING}", "--set=ON_ERROR_STOP=1", "--command", sql, url]
        return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout

    def ask(self, sql):
        names, *rows = csv.reader(io.StringIO(self.psql(self.url, sql)))
        return names, [tuple(None if value == NOTHING else value for value in row) for row in rows]

    def close(self):
        self.psql(self.server, f"DROP DATABASE {self.database}")


def plain(value):
    """One writing for each value, whatever type a database gives it: 4080.25, 4080 and 4080.00 are numbers."""
    if value is None:
        return ""
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    if not number.is_finite():
        return str(value)
    return f"{number.normalize():f}"


def heading(query):
    """The comment at its head."""
    lines = query.read_text(encoding="utf-8").splitlines()
    return " ".join(line[3:] for line in lines if line.startswith("-- "))


def body(query):
    """The query without the comment at its head."""
    lines = query.read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith("-- "))


def table(names, rows):
    def line(cells):
        return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |\n"

    text = line(names) + line("---" for _ in names)
    text += "".join(line(row) for row in rows[:SHOWN])
    more = len(rows) - SHOWN
    return text + (f"\n… and {more} more.\n" if more > 0 else "")


def page(answers):
    text = (
        "# Ready queries\n\nThe files in `scripts/sql` answer what people ask most. Each runs unchanged on SQLite, PostgreSQL and DuckDB,\n"
        "and `scripts/queries` holds the three answers against each other. What is shown is the answer on the reports of the\n"
        "fictional agency in `fixtures/`.\n\n```sh\n"
        "raingan load out/ --to sqlite:reports.db && sqlite3 -box reports.db < scripts/sql/targets-missed.sql\n"
        "raingan load out/ --to postgres://me@host/db && psql postgres://me@host/db -f scripts/sql/targets-missed.sql\n"
        "raingan load out/ --to parquet:lake && cat lake/current/views.sql scripts/sql/targets-missed.sql | duckdb\n```\n\n"
        "Sums are taken from the marts (see [the warehouse](warehouse.md)); of these queries `scripts/queries` also holds each answer\n"
        "on all three databases against what is known of 425 reports of forty invented agencies (`scripts/made_corpus.py`).\n"
    )
    for query, names, rows in answers:
        shown = table(names, rows) if rows else "Nothing in the reports of `fixtures/`.\n"
        text += f"\n## {query.name}\n\n{heading(query)}\n\n```sql\n{body(query)}```\n\n{shown}"
    return text


def compare(answers):
    """The differences between the databases' answers to one query, for people."""
    (first, (names, rows)), *others = answers.items()
    for name, (other_names, other_rows) in others:
        if other_names != names:
            yield f"{first} names {names}, {name} {other_names}"
        as_lines = [["\t".join(row) for row in rows], ["\t".join(row) for row in other_rows]]
        yield from difflib.unified_diff(*as_lines, first, name, lineterm="", n=0)


# What of an answer is known, where the query tells of more.
OF_CORPUS = {"figures-in-doubt": lambda row: row[0] == "budget-unread"}


def corpus(program, folder):
    """What the queries answer otherwise than is known of the made corpus, on each database."""
    folder.mkdir()
    answers = made_corpus.make(folder)
    reports = sorted(folder.glob("*.json"))

    def load(target):
        command = [program, "load", "--quiet", *reports, "--agencies", folder / "register.csv", "--to", target]
        subprocess.run(command, check=True)

    for kind in (Sqlite, Postgres, Duckdb):
        database = kind(load, folder)
        try:
            for query, (known, rows) in answers.items():
                names, told = database.ask((ROOT / f"scripts/sql/{query}.sql").read_text(encoding="utf-8"))
                at = [names.index(name) for name in known]
                told = [tuple(plain(row[i]) for i in at) for row in told]
                told = collections.Counter(filter(OF_CORPUS.get(query), told) if query in OF_CORPUS else told)
                wanted = collections.Counter(tuple(map(plain, row)) for row in rows)
                yield from (f"{kind.name}, {query}: answers {row}, which is not so" for row in (told - wanted).elements())
                yield from (f"{kind.name}, {query}: does not answer {row}" for row in (wanted - told).elements())
                print(f"{query}: {sum(wanted.values())} known answers held against {kind.name}")
        finally:
            database.close()


def main():
    program, folder, *options = sys.argv[1:]
    folder = pathlib.Path(folder).resolve()
    reports = sorted(folder.glob("*.json"))

    def load(target):
        subprocess.run([program, "load", "--quiet", *reports, "--to", target], check=True)

    databases, answers, wrong = [], [], []
    try:
        databases.extend(database(load, folder) for database in (Sqlite, Postgres, Duckdb))
        for query in queries():
            said = {}
            for database in databases:
                names, rows = database.ask(query.read_text(encoding="utf-8"))
                said[database.name] = names, [tuple(map(plain, row)) for row in rows]
            wrong.extend(f"{query.name}: {line}" for line in compare(said))
            answers.append((query, *said[Sqlite.name]))
            print(f"{query.name}: {len(answers[-1][2])} rows from {', '.join(said)}")
    finally:
        for database in databases:
            database.close()
    wrong.extend(corpus(pathlib.Path(program).resolve(), folder / "corpus"))
    held = [*made_corpus.ANSWERED]
    empty = [query.name for query, _, rows in answers if not rows and query.stem not in held]
    wrong.extend(f"{name}: no rows: a query that answers nothing is not tested" for name in empty)
    made = page(answers)
    if "--update" in options:
        PAGE.write_text(made, encoding="utf-8")
    elif not PAGE.is_file() or PAGE.read_text(encoding="utf-8") != made:
        wrong.append("docs/queries.md is not what the queries answer: scripts/queries --update, then read git diff")
    print("\n".join(wrong), file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
