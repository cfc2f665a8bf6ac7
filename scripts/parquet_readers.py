"""Reads a Parquet warehouse with DuckDB, Polars and pandas, and holds it against a SQLite warehouse of the same reports.

usage: parquet_readers.py WAREHOUSE DATABASE
"""

import json
import os
import sqlite3
import sys

import duckdb
import pandas
import polars
import pyarrow

# How each reader names the type of a column, by the type that the package says.
TYPES = {
    "string": ("VARCHAR", "String", "str"),
    "integer": ("BIGINT", "Int64", "int64[pyarrow]"),
    "number": ("DOUBLE", "Float64", "double[pyarrow]"),
    "money": ("DECIMAL(18,2)", "Decimal(precision=18, scale=2)", "decimal128(18, 2)[pyarrow]"),
    "date": ("DATE", "Date", "date32[day][pyarrow]"),
    "datetime": ("TIMESTAMP WITH TIME ZONE", "Datetime(time_unit='us', time_zone='UTC')", "timestamp[us, tz=UTC][pyarrow]"),
    "boolean": ("BOOLEAN", "Boolean", "bool[pyarrow]"),
}
SUMMED = ("integer", "number", "money", "boolean")


def kind(field):
    return "money" if field["name"].endswith("_thb") else field["type"]


def hold(what, found, expected):
    if found != expected:
        sys.exit(f"error: {what}: found {found!r}, expected {expected!r}")


def close(what, found, expected):
    """Sums of floating-point numbers depend on the order of the rows."""
    found, expected = float(found or 0), float(expected or 0)
    if abs(found - expected) > 1e-9 * max(1.0, abs(expected)):
        sys.exit(f"error: {what}: sum {found!r}, expected {expected!r}")


def main(warehouse, database):
    # All readers look at one snapshot.
    current = os.path.realpath(os.path.join(warehouse, "current"))
    with open(os.path.join(current, "datapackage.json"), encoding="utf-8") as file:
        resources = json.load(file)["resources"]
    sqlite = sqlite3.connect(database)
    os.chdir(warehouse)
    duck = duckdb.connect()
    with open("current/views.sql", encoding="utf-8") as file:
        duck.execute(file.read())
    rows = 0
    for resource in resources:
        name, folder = resource["name"], os.path.join(current, resource["path"])
        fields = [field for field in resource["schema"]["fields"]]
        if folder_has_years := any("fiscal_year_be=" in part for part in resource["parts"]):
            hold(f"{name}: the last field", fields.pop()["name"], "fiscal_year_be")
        columns = {field["name"]: kind(field) for field in fields}
        count = sqlite.execute(f"SELECT count(*) FROM {name}").fetchone()[0]
        rows += count

        described = duck.execute(f"DESCRIBE {name}").fetchall()
        hold(f"DuckDB: {name}", [(row[0], row[1]) for row in described], [(c, TYPES[k][0]) for c, k in columns.items()])
        hold(f"DuckDB: rows of {name}", duck.execute(f"SELECT count(*) FROM {name}").fetchone()[0], count)

        frame = polars.read_parquet(os.path.join(folder, "**/*.parquet"), hive_partitioning=folder_has_years)
        if folder_has_years:
            hold(f"Polars: {name}: years", str(frame.schema["fiscal_year_be"]), "Int64")
            frame = frame.drop("fiscal_year_be")
        hold(f"Polars: {name}", [(c, str(t)) for c, t in frame.schema.items()], [(c, TYPES[k][1]) for c, k in columns.items()])
        hold(f"Polars: rows of {name}", frame.height, count)

        hold(f"pandas: rows of {name}", len(pandas.read_parquet(folder)), count)
        table = pandas.read_parquet(folder, dtype_backend="pyarrow", partitioning=None)
        hold(f"pandas: {name}: columns", list(table.columns), list(columns))
        for column, of in columns.items():
            if of != "string":
                hold(f"pandas: {name}.{column}", str(table[column].dtype), TYPES[of][2])

        for column, of in columns.items():
            nulls = sqlite.execute(f"SELECT count(*) FROM {name} WHERE {column} IS NULL").fetchone()[0]
            found = duck.execute(f"SELECT count(*) FROM {name} WHERE {column} IS NULL").fetchone()[0]
            hold(f"nulls of {name}.{column}", (found, frame[column].null_count(), int(table[column].isna().sum())), (nulls,) * 3)
            if of in SUMMED:
                expected = sqlite.execute(f"SELECT sum({column}) FROM {name}").fetchone()[0]
                cast = f"CAST({column} AS BIGINT)" if of == "boolean" else column
                close(f"DuckDB: {name}.{column}", duck.execute(f"SELECT sum({cast}) FROM {name}").fetchone()[0], expected)
                close(f"Polars: {name}.{column}", frame[column].sum(), expected)
                close(f"pandas: {name}.{column}", table[column].sum(), expected)
            elif of in ("string", "date"):
                distinct = sqlite.execute(f"SELECT count(DISTINCT {column}) FROM {name}").fetchone()[0]
                found = duck.execute(f"SELECT count(DISTINCT {column}) FROM {name}").fetchone()[0]
                hold(f"distinct values of {name}.{column}", found, distinct)
                hold(f"Polars: distinct values of {name}.{column}", frame[column].drop_nulls().n_unique(), distinct)
                hold(f"pandas: distinct values of {name}.{column}", int(table[column].nunique()), distinct)

    views = [row[0] for row in sqlite.execute("SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name")]
    for view in views:
        expected = sqlite.execute(f"SELECT count(*) FROM {view}").fetchone()[0]
        hold(f"DuckDB: rows of {view}", duck.execute(f"SELECT count(*) FROM {view}").fetchone()[0], expected)
    print(
        f"DuckDB {duckdb.__version__}, Polars {polars.__version__}, pandas {pandas.__version__} (pyarrow"
        f" {pyarrow.__version__}): {len(resources)} tables, {rows} rows, {len(views)} views as in SQLite"
    )


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
