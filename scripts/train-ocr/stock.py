"""The stock weights (script/Thai, whole numbers) as a network that can be trained on: floats, and more characters.

usage: stock.py STOCK.lstm STOCK.lstm-unicharset FLOAT.lstm NEW.unicharset

A weights file keeps whole numbers with one scale a row; training needs floats. The layout is told in
src/ocr/recogniser/network.rs.
"""

import struct
import sys

# What the reports hold and the stock model cannot write.
NEW = "๔๖๗๘๙ฌฃฅฦ฿–•"

SERIES = ("Series", "Parallel", "RTLReversed", "TTBReversed", "XYTranspose")
WHOLE, DOUBLE = 1, 128


class Copy:
    """Reads a network and writes the same with floats."""

    def __init__(self, data):
        self.data, self.at, self.out = data, 0, bytearray()

    def read(self, form):
        size = struct.calcsize("<" + form)
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += size
        return values

    def same(self, form):
        values = self.read(form)
        self.out += struct.pack("<" + form, *values)
        return values

    def text(self):
        (length,) = self.same("I")
        return self.same(f"{length}s")[0].decode()

    def numbers(self):
        """Rows, columns and the weights of all rows."""
        mode, rows, columns = self.read("BII")
        if not mode & WHOLE:
            raise SystemExit("these weights are floats already")
        self.read("b")
        whole = self.read(f"{rows * columns}b")
        (count,) = self.read("I")
        scales = self.read(f"{count}d")
        return rows, columns, [whole[i] * scales[i // columns] for i in range(rows * columns)]

    def weights(self):
        rows, columns, floats = self.numbers()
        # Neither whole nor with a history of training.
        self.out += struct.pack("<BIId", DOUBLE, rows, columns, 0.0)
        self.out += struct.pack(f"<{rows * columns}d", *floats)

    def layer(self):
        self.same("b")
        kind = self.text()
        _, _, flags, _, _, _ = self.same("bbiiii")
        self.text()
        if kind in SERIES:
            (count,) = self.same("I")
            for _ in range(count):
                self.layer()
            if flags & 64:
                (rates,) = self.same("I")
                self.same(f"{rates}f")
        elif kind == "Input":
            self.same("5i")
        elif kind in ("Convolve", "Maxpool"):
            self.same("2i")
        elif kind in ("LSTM", "SummLSTM"):
            self.same("i")
            for _ in range(4):
                self.weights()
        else:
            self.weights()


def copied(copy):
    """All of a weights file that `copy` was made for."""
    copy.layer()
    copy.text()
    # The flag that the weights are whole numbers.
    (flags,) = copy.read("I")
    return bytes(copy.out) + struct.pack("<I", flags & ~1) + copy.data[copy.at :]


def with_more(unicharset):
    lines = unicharset.rstrip("\n").split("\n")
    known = {line.split(" ")[0] for line in lines[1:]}
    for character in NEW:
        if character in known:
            continue
        number = len(lines) - 1
        # Properties: 1 letter, 8 digit, 16 punctuation.
        if character in "๔๖๗๘๙":
            properties, script = 8, "Thai"
        elif character in "฿–•":
            properties, script = 16, "Common"
        else:
            properties, script = 1, "Thai"
        code = f"{ord(character):x}"
        lines.append(
            f"{character} {properties} 0,255,0,255,0,0,0,0,0,0 {script} {number} 0 {number} {character}"
            f"\t# {character} [{code} ]"
        )
    lines[0] = str(len(lines) - 1)
    return "\n".join(lines) + "\n"


def main():
    stock, characters, floats, more = sys.argv[1:]
    with open(stock, "rb") as file:
        data = copied(Copy(file.read()))
    with open(floats, "wb") as file:
        file.write(data)
    with open(characters, encoding="utf-8") as file:
        text = with_more(file.read())
    with open(more, "w", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    main()
