"""Invent lines of spoken interviews with names marked, to train the detector: seeded, without end.

Frames are in `facts/frames.txt`; names come from the lists, from chains of letters learnt from them, from words of the
dictionary and from slips of the pen. Must-stay words come from the keep list.
"""

from __future__ import annotations

import random
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import build_lists
from contexts import MARKED, unmark

from interview_coder.redaction.lexicon import _keep_lines, _read

PARTS: dict[str, list[str]] = {
    name: [word.replace("_", " ") for word in words.split()]
    for name, words in tomllib.loads((build_lists.FACTS / "parts.toml").read_text(encoding="utf-8")).items()
}


@dataclass
class Chain:
    """Words made letter by letter, as the words it has read are."""

    order: int = 3
    table: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def read(self, words: Iterable[str]) -> None:
        """Learn from words in lower case."""
        for word in sorted(words):
            padded = "^" * self.order + word + "$"
            for index in range(self.order, len(padded)):
                self.table[padded[index - self.order : index]].append(padded[index])

    def word(self, rng: random.Random) -> str:
        """A new word."""
        while True:
            text = "^" * self.order
            while not text.endswith("$") and len(text) < 18:
                text += rng.choice(self.table[text[-self.order :]])
            made = text.strip("^$")
            if 4 <= len(made) <= 13:
                return made


class Inventor:
    """Invents names and lines."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.recent: list[str] = []
        lists = {title: frozenset(names) for title, names in _read("lists.txt.gz").items()}
        self.words = frozenset((build_lists.CACHE / "words.txt").read_text(encoding="utf-8").split("\n"))
        self.everyday = lists["everyday"]
        facts_first = {name.lower() for name in build_lists.facts("first_names.txt")}
        self.first = sorted(facts_first)
        self.foreign = sorted(lists["first"] - facts_first)
        self.last = sorted(lists["surname"])
        self.place = sorted(lists["place"])
        self.place_phrase = sorted(phrase for phrase in lists["place-phrase"] if " - " not in phrase)
        self.organisation = sorted(lists["organisation"])
        self.organisation_phrase = sorted(lists["organisation-phrase"])
        self.demonym = sorted(word for word in lists["capital"] if word.endswith(("er", "ers", "se")) and len(word) > 6)
        self.nation = sorted(lists["nation"])
        self.common_words = sorted(word for word in self.words if 3 <= len(word) <= 8 and word.isalpha())
        self.any_words = sorted(word for word in self.words if 3 <= len(word) <= 15 and word.isalpha())
        self.heard_words = sorted(word for word in lists["common"] | self.everyday if len(word) > 2 and word.isalpha())
        self.everyday_words = sorted(word for word in self.everyday if 3 <= len(word) <= 9 and word.isalpha())
        names = lists["first"] | lists["surname"] | lists["place"] | lists["organisation"]
        self.sounds = sorted({word for word in build_lists.facts("spoken.txt") if word.isalpha()} - names)
        self.two_faced = sorted(word for word in names & self.words if word.isalpha() and len(word) > 2)
        keep = [entry for entry, _exact in _keep_lines()]
        self.keep = sorted(keep)
        self.programmes = [entry for entry in self.keep if len(entry) > 6]
        self.acronyms = [entry for entry in self.keep if len(entry) <= 4 and entry.isalpha()]
        self.chains = {name: Chain() for name in ("first", "last", "place", "organisation")}
        self.chains["first"].read(self.first + self.foreign)
        self.chains["last"].read(self.last)
        self.chains["place"].read(self.place)
        self.chains["organisation"].read(self.organisation)
        lines = (build_lists.FACTS / "frames.txt").read_text(encoding="utf-8").splitlines()
        self.frames = [line for line in lines if line and not line.startswith("#")]
        self.named = [line for line in self.frames if re.search(r"\{[PFMXLRSOTDE]\}", line)]
        self.plain = [line for line in self.frames if not re.search(r"\{[PFMXLRSOTDE]\}", line)]

    # -- names

    def pick(self, *options: tuple[float, str]) -> str:
        """One of the options, by weight."""
        return self.rng.choices([name for _, name in options], [weight for weight, _ in options])[0]

    def title(self, name: str) -> str:
        """The name with capitals, particles apart."""
        return re.sub(r"(^|[\s-])(\w)", lambda m: m[1] + m[2].upper(), name)

    def slip(self, word: str) -> str:
        """A word misspelt or misheard."""
        rng = self.rng
        if len(word) < 4:
            return word
        sounds = [
            ("ij", "y"),
            ("ei", "ij"),
            ("ij", "ei"),
            ("au", "ou"),
            ("ou", "auw"),
            ("s", "z"),
            ("z", "s"),
            ("f", "v"),
            ("c", "k"),
            ("k", "ck"),
            ("d", "t"),
            ("ie", "i"),
            ("aa", "a"),
            ("oo", "o"),
            ("ee", "e"),
            ("th", "t"),
            ("ch", "g"),
            ("g", "ch"),
            ("x", "ks"),
            ("ks", "x"),
            ("y", "ij"),
            ("n", "nn"),
            ("l", "ll"),
            ("r", "rr"),
        ]
        where = rng.randrange(1, len(word) - 1)
        way = rng.randrange(5)
        if way == 0:
            return word[:where] + word[where + 1] + word[where] + word[where + 2 :]
        if way == 1:
            return word[:where] + word[where + 1 :]
        if way == 2:
            return word[:where] + word[where] + word[where:]
        fitting = [(a, b) for a, b in sounds if a in word]
        if fitting:
            a, b = rng.choice(fitting)
            return word.replace(a, b, 1)
        return word + rng.choice("een")

    def given(self) -> str:
        """A given name: a new one, or one of this excerpt again."""
        if self.recent and self.rng.random() < 0.2:
            return self.rng.choice(self.recent)
        self.recent.append(self._new_given())
        return self.recent[-1]

    def _new_given(self) -> str:
        """A given name that was not heard yet."""
        way = self.pick((42, "list"), (14, "foreign"), (14, "chain"), (14, "word"), (10, "slip"), (6, "double"))
        if way == "list":
            return self.title(self.rng.choice(self.first))
        if way == "foreign":
            return self.title(self.rng.choice(self.foreign))
        if way == "chain":
            return self.title(self.chains["first"].word(self.rng))
        if way == "word":
            return self.title(self.rng.choice(self.common_words if self.rng.random() < 0.7 else self.everyday_words))
        if way == "slip":
            return self.title(self.slip(self.rng.choice(self.first)))
        return self.title(self.rng.choice(self.first)) + self.rng.choice("- ") + self.title(self.rng.choice(self.first))

    def family(self) -> str:
        """A family name."""
        way = self.pick((40, "list"), (18, "chain"), (20, "word"), (12, "slip"), (6, "double"), (4, "place"))
        if way == "list":
            name = self.title(self.rng.choice(self.last))
        elif way == "chain":
            name = self.title(self.chains["last"].word(self.rng))
        elif way == "word":
            name = self.title(self.rng.choice(self.common_words if self.rng.random() < 0.7 else self.everyday_words))
        elif way == "slip":
            name = self.title(self.slip(self.rng.choice(self.last)))
        elif way == "place":
            name = self.title(self.rng.choice(self.place))
        else:
            name = self.title(self.rng.choice(self.last)) + "-" + self.title(self.rng.choice(self.last))
        if self.rng.random() < 0.28:
            return self.rng.choice(PARTS["particles"]) + " " + name
        return name

    def full(self) -> str:
        """A person's first and family name, or initials and family name."""
        if self.rng.random() < 0.9:
            return f"{self.given()} {self.family()}"
        letters = "".join(self.rng.choice("ABCDEFGHJKLMNPRSTW") + "." for _ in range(self.rng.randint(1, 3)))
        return f"{letters} {self.family()}"

    def person(self) -> str:
        """A person, marked."""
        way = self.pick((35, "given"), (53, "full"), (12, "title"))
        if way == "title":
            return self.titled()
        return f"[[{self.given() if way == 'given' else self.full()}]]"

    def titled(self) -> str:
        """A person with a title, marked."""
        title = self.rng.choice(
            [
                "mevrouw",
                "meneer",
                "mevrouw",
                "meneer",
                "de heer",
                "juf",
                "meester",
                "dokter",
                "mevr.",
                "dhr.",
                "collega",
                "oom",
                "tante",
                "wethouder",
            ]
        )
        name = self.family()
        if self.rng.random() < 0.3:
            name = f"{self.given()} {name}"
        elif title in ("juf", "meester", "oom", "tante", "collega"):
            name = self.given()
        if self.rng.random() < 0.5:
            name = name[:1].upper() + name[1:]
        return f"{title} [[{name}]]"

    def town(self) -> str:
        """A place, marked."""
        way = self.pick((50, "list"), (8, "phrase"), (14, "chain"), (10, "made"), (8, "word"), (10, "slip"))
        if way == "list":
            name = self.title(self.rng.choice(self.place))
        elif way == "phrase":
            small = ("aan", "de", "den", "op", "bij", "en", "van", "in", "ter", "het", "'s")
            name = " ".join(
                w if w in small and i else self.title(w)
                for i, w in enumerate(self.rng.choice(self.place_phrase).split())
            )
        elif way == "chain":
            name = self.title(self.chains["place"].word(self.rng))
        elif way == "made":
            name = self.title(self.chains["last"].word(self.rng)[:7] + self.rng.choice(PARTS["ends"]))
        elif way == "word":
            name = self.title(self.rng.choice(self.common_words))
        else:
            name = self.title(self.slip(self.rng.choice(self.place)))
        return f"[[{name}]]"

    def region(self) -> str:
        """A region with its article, marked."""
        return f"{self.rng.choice(['de', 'het', 'de', 'het'])} {self.town()}"

    def word(self) -> str:
        """A word of the dictionary with a capital, as a name."""
        return self.title(self.rng.choice(self.common_words))

    def school(self) -> str:
        """A school, the word of kind outside the mark."""
        core = self.core()
        return self.rng.choice(
            [
                f"het [[{core}]] College",
                f"[[{core}]] College",
                f"ROC [[{core}]]",
                f"roc [[{core}]]",
                f"het [[{core}]]",
                f"[[{core}]]",
                f"het [[{core}]] college",
                f"het [[{core}]] Lyceum",
                f"basisschool [[De {core}]]",
                f"de [[{core}]]",
                f"AOC [[{core}]]",
                f"mbo [[{core}]]",
                f"scholengemeenschap [[{core}]]",
                f"hogeschool [[{core}]]",
            ]
        )

    def core(self) -> str:
        """The name of an organisation without the word of kind."""
        rng = self.rng
        way = self.pick(
            (22, "list"),
            (12, "phrase"),
            (14, "family"),
            (8, "place"),
            (8, "chain"),
            (8, "word"),
            (14, "made"),
            (14, "of two"),
        )
        if way == "list":
            return self.title(rng.choice(self.organisation))
        if way == "phrase":
            return self.title(rng.choice(self.organisation_phrase))
        if way == "family":
            return self.family()
        if way == "place":
            return self.town().strip("[]")
        if way == "chain":
            return self.title(self.chains["organisation" if rng.random() < 0.5 else "last"].word(rng))
        if way == "word":
            return self.word()
        return self.made_firm() if way == "made" else self.firm_of_two()

    def made_firm(self) -> str:
        """A firm's name of one word that nobody has heard: *ZorgPlus*, *Novicare*, *HVM*, *Beukenhof*."""
        rng = self.rng
        way = self.pick((25, "fused"), (20, "letters"), (30, "home"), (25, "care"))
        if way == "fused":
            glue = self.title if rng.random() < 0.6 else str
            return self.title(rng.choice(PARTS["short_words"])) + glue(rng.choice(PARTS["short_words"]))
        if way == "letters":
            letters = "".join(rng.choice("ABCDEFGHIKLMNOPRSTVWZ") for _ in range(rng.randint(2, 4)))
            return letters + rng.choice(["", "", "", "&" + rng.choice("BCDHKMPS"), str(rng.randint(1, 9))])
        if way == "home":
            base = rng.choice([rng.choice(self.common_words), self.chains["last"].word(rng), rng.choice(self.place)])
            return self.title(base) + rng.choice(PARTS["home_ends"])
        return self.title(self.chains["last"].word(rng)[:5]) + rng.choice(PARTS["firm_ends"])

    def firm_of_two(self) -> str:
        """A firm's name of several words: *Smit en Dekker*, *Gouden Leeuw*, *Sint Jozef*, *Jan Linders*."""
        rng = self.rng
        way = self.pick((18, "pair"), (26, "adjective"), (10, "saint"), (14, "person"), (16, "trade"), (16, "words"))
        if way == "pair":
            other = rng.choice([self.family(), "Zonen", "Zn", "Partners"])
            return f"{self.family()} {rng.choice(['en', '&'])} {other}"
        if way == "adjective":
            return f"{rng.choice(PARTS['adjectives'])} {self.word()}"
        if way == "saint":
            patron = rng.choice(["Sint", "St.", "Prins", "Prinses", "Koning", "Koningin", "Dr.", "Maria"])
            return f"{patron} {self.given()}"
        if way == "person":
            return self.full()
        if way == "trade":
            return f"{rng.choice(PARTS['firm_words'])} {self.given() if rng.random() < 0.5 else self.family()}"
        return f"{self.word()} {self.word()}"

    def firm(self) -> str:
        """A firm or home, the word of kind outside the mark."""
        core, home = self.core(), self.rng.choice(PARTS["homes"])
        return self.rng.choice(
            [
                f"{home} [[{core}]]",
                f"{home} [[{core}]]",
                f"{self.title(home)} [[{core}]]",
                f"[[{core}]]",
                f"[[{core}]]",
                f"[[{core}]]",
                f"{home} [[{self.rng.choice(['De', 'Het', 'De', chr(39) + 't'])} {self.word()}]]",
                f"[[{self.rng.choice(['De', 'Het', 'De', chr(39) + 't', 'Huize', 'Stal', 'Hoeve'])} {self.word()}]]",
                f"de [[{core}]]",
                f"[[De {self.word()}]]",
                f"[[{core}]] {self.rng.choice(PARTS['trades'])}",
                f"[[{self.family()}]] {self.rng.choice(PARTS['trades'])}",
            ]
        )

    def street(self) -> str:
        """A street, perhaps with a number, marked."""
        base = self.rng.choice(
            [self.rng.choice(self.last), self.rng.choice(self.common_words), self.rng.choice(self.place)]
        )
        number = f" {self.rng.randint(1, 240)}" if self.rng.random() < 0.4 else ""
        return f"[[{self.title(base)}{self.rng.choice(PARTS['streets'])}{number}]]"

    def heard(self, name: str) -> str:
        """A name as a recogniser writes it: parted where it is one word, or misspelt."""
        rng = self.rng
        words = name.split(" ")
        longest = max(range(len(words)), key=lambda index: len(words[index]))
        word = words[longest]
        if len(word) > 6 and rng.random() < 0.5:
            cut = rng.randrange(3, len(word) - 2)
            tail = word[cut:]
            word = f"{word[:cut]} {self.title(tail) if rng.random() < 0.4 else tail}"
        else:
            word = self.slip(word)
        return " ".join([*words[:longest], word, *words[longest + 1 :]])

    def typed(self, text: str) -> str:
        """A line typed in haste: words outside names misspelt."""
        parts = re.split(r"(\[\[.+?\]\])", text)
        for place in range(0, len(parts), 2):
            parts[place] = re.sub(
                r"\w{4,}", lambda m: self.slip(m[0]) if self.rng.random() < 0.15 else m[0], parts[place]
            )
        return "".join(parts)

    def stays(self) -> str:
        """A word that stays."""
        way = self.pick((30, "keep"), (30, "nation"), (25, "acronym"), (15, "any"))
        if way == "nation":
            return self.title(self.rng.choice(self.nation))
        if way == "acronym":
            return self.rng.choice(self.acronyms).upper()
        entry = self.rng.choice(self.keep)
        return self.title(entry) if self.rng.random() < 0.8 else entry

    def programme(self) -> str:
        """A programme's name, in one of the ways it is written."""
        entry = self.rng.choice(self.programmes)
        return (
            entry
            if self.rng.random() < 0.3
            else entry[:1].upper() + entry[1:]
            if self.rng.random() < 0.5
            else self.title(entry)
        )

    def ordinary(self) -> str:
        """A word in lower case, often one that is a name elsewhere."""
        way = self.pick((45, "two-faced"), (30, "heard"), (25, "any"))
        words = {"two-faced": self.two_faced, "heard": self.heard_words, "any": self.any_words}
        return self.rng.choice(words[way])

    # -- lines

    def line(self, *, named: float = 0.62) -> str:
        """One line with its marks."""
        frame = self.rng.choice(self.named if self.rng.random() < named else self.plain)
        makers: dict[str, Callable[[], str]] = {
            "P": self.person,
            "F": lambda: f"[[{self.given()}]]",
            "M": self.titled,
            "X": lambda: f"[[{self.family()}]]",
            "L": self.town,
            "R": self.region,
            "S": self.school,
            "O": self.firm,
            "E": lambda: f"[[{self.core()}]]",
            "T": self.street,
            "D": lambda: f"[[{self.title(self.rng.choice(self.demonym))}]]",
            "K": self.stays,
            "V": self.programme,
            "w": self.ordinary,
            "W": lambda: self.title(self.ordinary()),
            "c": lambda: self.title(self.rng.choice(self.everyday_words)),
            "A": lambda: self.title(
                self.rng.choice(self.everyday_words if self.rng.random() < 0.6 else self.any_words)
            ),
            "Y": lambda: self.title(self.rng.choice(self.sounds)),
            "y": lambda: self.rng.choice(self.sounds),
            "N": lambda: str(self.rng.randint(2, 60)),
        }
        line = re.sub(r"\{([A-Za-z])\}", lambda m: makers[m[1]](), frame)
        return line[:1].upper() + line[1:] if not line.startswith("[[") else line

    def excerpt(self) -> tuple[str, list[tuple[int, int]]]:
        """A few lines as one text, and the spans of the names in it."""
        rng = self.rng
        self.recent.clear()
        lines = [self.line() for _ in range(rng.randint(1, 5))]
        glue = rng.choice([" ", " ", " ", "\n", "\nR: ", "\nR "])
        text = glue.join(lines)
        if rng.random() < 0.15:
            text = rng.choice(["R: ", "I: ", "Respondent: "]) + text
        if rng.random() < 0.12:
            text = MARKED.sub(lambda m: f"[[{self.heard(m[1])}]]", text)
        if rng.random() < 0.08:
            text = self.typed(text)
        style = self.pick((58, "plain"), (30, "speech"), (7, "lower-names"), (5, "loose"))
        if style == "speech":
            text = re.sub(r"[.,;:?!“”\"]", "", re.sub(r"\n(?:R: )?", "\n" if rng.random() < 0.4 else " ", text)).lower()
            text = re.sub(r"^(?:r|i|respondent) (?=\S)", "", text)
        elif style == "lower-names":
            text = MARKED.sub(lambda m: f"[[{m[1].lower()}]]", text)
        elif style == "loose":
            text = text.replace(", ", " ").replace(". ", " ")
        return unmark(text)


def main() -> None:
    """Print some lines, to look at."""
    import sys

    inventor = Inventor(7)
    for _ in range(12):
        text, spans = inventor.excerpt()
        sys.stdout.write(text + "\n   " + " | ".join(text[a:b] for a, b in spans) + "\n")


if __name__ == "__main__":
    main()
