"""The mean of two sets of weights of one network, of which one was trained on from the other, as floats.

usage: mean.py BEFORE.lstm AFTER.lstm MEAN.lstm

Training on new kinds of lines costs something on the old ones; half way between, most of both is kept (Wortsman and others,
"Robust fine-tuning of zero-shot models", CVPR 2022).
"""

import struct
import sys

from stock import Copy, copied


class Mean(Copy):
    """Reads two networks at once and writes what is half way between."""

    def __init__(self, before, after):
        super().__init__(before)
        self.after = Copy(after)

    def numbers(self):
        self.after.at = self.at
        rows, columns, before = super().numbers()
        shape_and_after = self.after.numbers()
        if shape_and_after[:2] != (rows, columns) or self.after.at != self.at:
            raise SystemExit("these are weights of two networks")
        return rows, columns, [(a + b) / 2 for a, b in zip(before, shape_and_after[2])]


def main():
    before, after, mean = sys.argv[1:]
    with open(before, "rb") as one, open(after, "rb") as other:
        data = copied(Mean(one.read(), other.read()))
    with open(mean, "wb") as file:
        file.write(data)


if __name__ == "__main__":
    main()
