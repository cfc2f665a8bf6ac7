"""Text for lines: words of the CC0 list, and numbers, dates, amounts and abbreviations as yearly reports write them.

Nothing comes from any document. The same seed gives the same text.
"""

import re

DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
MONTHS = [
    ("มกราคม", "ม.ค."), ("กุมภาพันธ์", "ก.พ."), ("มีนาคม", "มี.ค."), ("เมษายน", "เม.ย."), ("พฤษภาคม", "พ.ค."),
    ("มิถุนายน", "มิ.ย."), ("กรกฎาคม", "ก.ค."), ("สิงหาคม", "ส.ค."), ("กันยายน", "ก.ย."), ("ตุลาคม", "ต.ค."),
    ("พฤศจิกายน", "พ.ย."), ("ธันวาคม", "ธ.ค."),
]  # fmt: skip
ABBREVIATIONS = "พ.ศ. ค.ศ. อปท. อบต. อบจ. กทม. รมว. ผอ. ผบ. นร. ก.พ. ก.พ.ร. ป.ป.ช. ป.ป.ท. สตง. ครม. ฯลฯ ฯพณฯ".split()
LATIN = (
    "ITA LPA OIT EIT IIT Integrity Transparency Assessment PDF QR Code Facebook Line YouTube Website Email online "
    "Application Zoom Google Forms KPI SWOT PDCA PMQA Digital Government e-Service Smart No Gift Policy Best Practice "
    "Do Don'ts Core Value Dos & COVID-19 IT ISO 9001 Line@ LINE OA Infographic Call Center One Stop Service"
).split()
UNITS = "คน ครั้ง โครงการ กิจกรรม หน่วยงาน เรื่อง บาท ล้านบาท วัน เดือน ปี แห่ง ชุด ฉบับ รุ่น หลักสูตร ช่องทาง ราย ร้อยละ".split()
# Made-up Latin words: a network that knows the letters reads any name, one that knows a few words reads those.
ONSETS = "b c d f g h j k l m n p qu r s t v w x y z bl br ch cl cr dr fl fr gl gr pl pr sc sh sl sp st str th tr tw".split() + [""]
NUCLEI = "a e i o u ai ea ee ie io oa oo ou y".split()
CODAS = "b c ck d f g l ll m n nd ng nt p r rk s ss st t th x".split() + [""] * 6
# A consonant with the vowel above or below it, and the tone mark that may stand on both.
TONED = re.compile("([ก-ฮ][ิ-ูั็]?)([่-๋]?)")
OPENINGS = ["- ", "• ", "– ", "", "", "", ""]


def number(rng, limit=7):
    value = rng.randrange(10 ** rng.randint(1, limit))
    text = rng.choice([f"{value}", f"{value:,}", f"{value:,}", f"{value:,}.{rng.randrange(100):02d}"])
    return thai(rng, text)


def thai(rng, text):
    """Thai digits twice as often as Arabic ones: they are what the stock weights cannot write."""
    return text.translate(DIGITS) if rng.random() < 2 / 3 else text


def date(rng):
    day, (month, short), year = rng.randint(1, 31), rng.choice(MONTHS), rng.randint(2550, 2580)
    return thai(
        rng,
        rng.choice(
            [
                f"{day} {month} {year}",
                f"{day} {month} พ.ศ. {year}",
                f"{day} {short} {year}",
                f"{day} {short} {year % 100:02d}",
                f"{month} {year}",
                f"{day:02d}/{rng.randint(1, 12):02d}/{year}",
                f"ปีงบประมาณ พ.ศ. {year}",
                f"ไตรมาสที่ {rng.randint(1, 4)}/{year}",
                f"{day} - {day + 2} {short} {year % 100:02d}",
            ]
        ),
    )


def measure(rng):
    return thai(
        rng,
        rng.choice(
            [
                f"ร้อยละ {rng.randint(1, 100)}",
                f"{rng.randint(1, 100)}.{rng.randrange(100):02d}%",
                f"จำนวน {rng.randint(1, 999)} {rng.choice(UNITS)}",
                f"ไม่น้อยกว่า {rng.randint(1, 99)} {rng.choice(UNITS)}",
                f"ข้อ {rng.randint(1, 20)}.{rng.randint(1, 9)}",
                f"({rng.randint(1, 20)}) ",
                f"{rng.randint(1, 9)}.{rng.randint(1, 9)}.{rng.randint(1, 9)}",
            ]
        ),
    )


def words(rng, listed, most=6):
    said = "".join(rng.choice(listed) for _ in range(rng.randint(1, most)))
    return toned(rng, said) if rng.random() < 0.25 else said


def toned(rng, said):
    """With other tone marks than the words have: the network is to see a mark, not to expect it."""

    def other(match):
        base, tone = match.groups()
        if rng.random() > (0.2 if tone else 0.05):
            return match.group()
        return base + ("" if tone and rng.random() < 0.5 else rng.choice("่้่้๊๋"))

    return TONED.sub(other, said)


def latin(rng):
    """A word in Latin letters: a usual one, an abbreviation, an address, or one that nobody knows."""
    made = "".join(rng.choice(ONSETS) + rng.choice(NUCLEI) + rng.choice(CODAS) for _ in range(rng.randint(1, 3)))
    kind = rng.random()
    if kind < 0.35:
        return rng.choice(LATIN)
    if kind < 0.65:
        return rng.choice([made, made.title(), made.title(), made.upper()])
    if kind < 0.80:
        capitals = "".join(rng.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZ") for _ in range(rng.randint(2, 6)))
        return rng.choice([capitals, f"({capitals})", f"{capitals}-{rng.randint(1, 99)}", f"{capitals} {rng.randint(1, 9999)}"])
    return rng.choice(
        [f"{made}'s", f"{made}n't", f"e-{made.title()}", f"{made}.{rng.choice(['TV', 'com', 'pdf'])}", f"www.{made}.go.th", f"{made}@{made[:3]}.go.th"]
    )


def line(rng, listed):
    """One line of text; now and then only a number, as in a cell."""
    if rng.random() < 0.12:
        return rng.choice([number, date, measure])(rng).strip()
    parts = [rng.choice(OPENINGS)]
    for _ in range(rng.randint(1, 4)):
        kind = rng.random()
        if kind < 0.55:
            parts.append(words(rng, listed))
        elif kind < 0.70:
            parts.append(rng.choice([date, measure])(rng))
        elif kind < 0.80:
            parts.append(number(rng) + " " + rng.choice(UNITS))
        elif kind < 0.86:
            parts.append(rng.choice(ABBREVIATIONS))
        elif kind < 0.93:
            parts.append(" ".join(latin(rng) for _ in range(rng.randint(1, 3))))
        elif kind < 0.97:
            parts.append("(" + words(rng, listed, 3) + ")")
        else:
            parts.append(rng.choice(["“{}”", '"{}"', "{} ๆ", "{}/", "{}:", "{};", "{}ฯ", "{} ฿"]).format(words(rng, listed, 2)))
        parts.append(rng.choice(["", " ", " "]))
    return "".join(parts).strip()[:70]
