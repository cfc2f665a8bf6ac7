"""Draws what a query of planned and spent money by year answers.

usage: chart.py DATABASE.db QUERY.sql PICTURE.png
"""

import pathlib
import sqlite3
import sys

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot  # noqa: E402

# Colours that people who cannot tell red from green tell apart (Okabe and Ito).
PLANNED, SPENT, MET = "#56b4e9", "#0072b2", "#d55e00"
MILLION = 1_000_000
WIDTH = 0.38


def main(database, query, picture):
    connection = sqlite3.connect(database)
    connection.row_factory = sqlite3.Row
    rows = connection.execute(pathlib.Path(query).read_text(encoding="utf-8")).fetchall()
    if len(rows) < 2:
        sys.exit(f"error: {query} gives {len(rows)} years: a chart needs two")
    years = range(len(rows))
    figure, money = pyplot.subplots(figsize=(8, 4), dpi=100, layout="constrained")
    money.bar([x - WIDTH / 2 for x in years], [(row["planned_thb"] or 0) / MILLION for row in rows], WIDTH, color=PLANNED, label="planned")
    money.bar([x + WIDTH / 2 for x in years], [(row["used_thb"] or 0) / MILLION for row in rows], WIDTH, color=SPENT, label="spent")
    money.set_xticks(list(years), [str(row["fiscal_year_be"]) for row in rows])
    money.set_xlabel("fiscal year (BE)")
    money.set_ylabel("million baht")
    share = money.twinx()
    share.plot(list(years), [row["met_percent"] for row in rows], color=MET, marker="o", label="targets met")
    share.set_ylim(0, 100)
    share.set_ylabel("per cent of targets")
    lines = [*money.get_legend_handles_labels()[0], *share.get_legend_handles_labels()[0]]
    figure.legend(lines, [line.get_label() for line in lines], loc="outside upper center", ncols=3, frameon=False)
    for side in (money, share):
        side.spines["top"].set_visible(False)
    figure.savefig(picture, metadata={"Software": None})


if __name__ == "__main__":
    main(*sys.argv[1:])
