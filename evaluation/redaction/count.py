"""Validate the evaluation set and print its counts by kind, style and hand.

Usage: python3 count.py [--review]

Exit 1 when a file breaks the format. With --review it also lists, per file, what a human
should look at again: capitalised words without a mark inside a sentence, and words that are
marked as a name in one place and stand unmarked in another.
"""

import re
import sys
from collections import Counter, defaultdict
from pathlib import Path

HERE = Path(__file__).parent
STYLES = ["plain", "words-as-names", "unusual", "foreign", "misspelt", "lower", "contact", "must-stay", "mixed"]
KINDS = "PLOCKG"
MARK = re.compile(r"\{([PLOCKG]):([^{}\n]+)\}")
HEADER = re.compile(r"# style: ([a-z-]+)  hand: (\S.*)")
WORD = re.compile(r"[^\W\d_][\w'’-]*")


def read(path):
    """Return (style, hand, registry, body, problems) of one file."""
    problems = []
    raw = path.read_bytes()
    text = raw.decode("utf-8")
    if b"\r" in raw or not text.endswith("\n"):
        problems.append("line ends must be \\n, also the last one")
    lines = text.split("\n")
    head = HEADER.fullmatch(lines[0])
    style, hand = (head[1], head[2]) if head else ("?", "?")
    if not head:
        problems.append("first line is not '# style: ...  hand: ...'")
    elif style not in STYLES:
        problems.append(f"unknown style {style}")
    if not re.fullmatch(rf"\d{{3,4}}_{re.escape(style)}\.txt", path.name):
        problems.append("file name does not match the style")
    registry = None
    start = 1
    if lines[1].startswith("# registry: "):
        registry = [n.strip() for n in lines[1][len("# registry: ") :].split(";")]
        start = 2
        if not all(registry):
            problems.append("empty name in the registry")
    if (registry is not None) != (style == "lower"):
        problems.append("a registry line belongs in lower files, and only there")
    body = "\n".join(lines[start:])
    return style, hand, registry, body, problems


def check_body(style, body):
    problems = []
    rest = MARK.sub("", body)
    if "{" in rest or "}" in rest:
        bad = rest[max(0, rest.find("{") - 20) :][:60]
        problems.append(f"stray or nested brace near {bad!r}")
    for kind, content in MARK.findall(body):
        if content != content.strip():
            problems.append(f"white space at the edge of {kind}:{content!r}")
    words = len(MARK.sub(lambda m: m[2], body).split())
    if not 80 <= words <= 2100:
        problems.append(f"{words} words, not 80 to 2100")
    if style == "lower":
        plain = re.sub(r"\[[\d:]+\]", "", MARK.sub(lambda m: m[2], body))  # a recogniser tells the time
        if plain != plain.lower() or re.search(r"[,;:?!]|\.(?!\d)", plain):
            problems.append("capital or punctuation in a lower file")
    if style == "must-stay" and sum(1 for k, _ in MARK.findall(body) if k == "K") < 3:
        problems.append("fewer than three K marks")
    return problems, words


def review(path, style, body):
    rest = MARK.sub(lambda m: "\0" * 3 if m[1] in "PLOC" else "\1" * 3, body)
    named = {
        w.lower()
        for k, c in MARK.findall(body)
        if k in "PLO"
        for w in WORD.findall(c)
        if len(w) > 2 and (w[0].isupper() or style == "lower")
    }
    again = sorted({w for w in WORD.findall(rest) if w.lower() in named})
    caps = [
        m[0]
        for m in re.finditer(r"(?<![.?!:\n“\"'‘(…] )(?<![\n“\"'‘(])\b[A-ZÀ-Þ][\w'’-]*", rest)
        if not re.match(r"[IR]\b", m[0])
    ]
    print(
        f"{path.parent.name}/{path.name}\n  unmarked capitals: {' '.join(caps)}\n  marked elsewhere: {' '.join(again)}"
    )


def main():
    failed = 0
    by = {"dev": defaultdict(Counter), "holdout": defaultdict(Counter)}
    hands = Counter()
    numbers = Counter()
    for part in by:
        for path in sorted((HERE / part).glob("*.txt")):
            style, hand, _, body, problems = read(path)
            more, words = check_body(style, body)
            numbers[path.name.split("_")[0]] += 1
            if numbers[path.name.split("_")[0]] > 1:
                problems.append("number used twice")
            for problem in problems + more:
                failed += 1
                print(f"{part}/{path.name}: {problem}", file=sys.stderr)
            count = by[part][style]
            count["files"] += 1
            count["words"] += words
            count.update(kind for kind, _ in MARK.findall(body))
            hands[hand] += 1
            if "--review" in sys.argv:
                review(path, style, body)
    columns = ["files", "words", *KINDS]
    for part, table in by.items():
        if not table:
            continue
        print(f"\n| {part} | " + " | ".join(columns) + " | names P+L+O |")
        print("|---" * (len(columns) + 2) + "|")
        total = Counter()
        for style in [*STYLES, "all"]:
            c = total if style == "all" else table[style]
            if style != "all":
                total.update(c)
            cells = [str(c[x]) for x in columns] + [str(c["P"] + c["L"] + c["O"])]
            print(f"| {style} | " + " | ".join(cells) + " |")
    print("\nhands: " + ", ".join(f"{h} {n}" for h, n in hands.most_common()))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
