"""Files that people may upload by mistake or on purpose. The bot accepts or refuses each, in bounded time and space."""

import io
import zipfile
from collections.abc import Callable

from hypothesis import strategies as st

from fakecord import File
from tests.fuzz import values

MEGABYTE = 1024 * 1024
ROSTER = "username,administration,name,email\n{name},MW,{text},{text}@x.example\n"
REPORT = "Name,Email,Join time,Leave time,Duration\n{text},{text},{at},{at},{number}\n{name},,{at},,{number}\n"


def zip_bomb() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 50 * MEGABYTE)
    return held.getvalue()


def strange_files() -> dict[str, File]:
    """Each file by a description. All are within Discord's upload limit."""
    header = b"username,administration\n"
    meeting = b"Name,Join time,Leave time\n"
    contents = {
        "empty": b"",
        "blank": b"\xef\xbb\xbf \r\n\t\n",
        "nulls": b"\0" * 5000,
        "zip bomb": zip_bomb(),
        "picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 100,
        "one line of commas": b"," * 900_000,
        "100,000 columns": b",".join([b"name"] * 100_000),
        "500,000 lines": b"a\n" * 500_000,
        "quote never closed": header + b'awa,"ML' + b"x" * 900_000,
        "quotes alone": b'"' * 300_001,
        "20,000 lines that name nobody": header + b"nobody,ML\n" * 19_999,
        "20,000 comings of one": meeting + b"Awa,2021-03-15 11:00,2021-03-15 11:01\n" * 19_999,
        "headers twice": b"username,administration,username,administration\nawa,ML,mary,MW\n",
        "header alone": header,
        "utf-16": (header + b"awa,ML\n").decode().encode("utf-16"),
        "utf-16 without its mark": (header + b"awa,ML\n").decode().encode("utf-16-le"),
        "latin-1": "utilisateur;administration\nÉlodie;Côte d'Ivoire\n".encode("latin-1"),
        "half a character": header + "awa,Mali\ud800\n".encode("utf-8", "surrogatepass"),
        "carriage returns": b"username,administration\rawa,ML\r",
        "ids without end": b"discord_id,administration\n" + b"9" * 400_000 + b",ML\n",
        "minutes without end": b"Name,Join time,Duration\nAwa,2021-03-15 11:00," + b"9" * 5000 + b"\n",
        "years without end": b"Name,Join time,Leave time\nAwa,9999-12-31 23:59,0001-01-01 00:00+05\n",
    }
    files = {name: File(f"{name}.csv", content) for name, content in contents.items()}
    return files | {
        "100 MB": File("big.csv", b"awa,ML\n" * 150_000, times=100),
        "one line of 50 MB": File("line.csv", b"x" * MEGABYTE, times=50),
        "100 MB that says it is small": File("liar.csv", b"awa,ML\n" * 150_000, times=100, claimed=300),
    }


def damaged_files() -> st.SearchStrategy[File]:
    """A roster or a report with random cells, in any encoding, perhaps cut off."""
    encodings: list[Callable[[str], bytes]] = [
        lambda words: words.encode("utf-8", "surrogatepass"),
        lambda words: words.encode("utf-8-sig", "replace"),
        lambda words: words.encode("utf-16", "replace"),
        lambda words: words.encode("cp1252", "replace"),
    ]
    cells = st.fixed_dictionaries(
        {
            "name": st.sampled_from(["awa", "mary", "Mary", "Awa"]) | values.text(1, 60),
            "text": values.text(1, 300),
            "at": st.sampled_from(["2021-03-15 11:00", "03/15/2021 11:00:00 AM", "11:00", *values.TIMES]),
            "number": values.integer(None, None),
        }
    )
    filled = st.builds(lambda form, each: form.format(**each), st.sampled_from([ROSTER, REPORT]), cells)
    cut = st.builds(lambda text, at: text[:at], filled, st.integers(0, 400)) | filled
    return st.builds(lambda text, encode: File("damaged.csv", encode(text)), cut, st.sampled_from(encodings))
