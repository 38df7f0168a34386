"""Who speaks, told by the evidence of the whole text."""

from __future__ import annotations

import pytest

from interview_coder.domain.model import Draft, KnownName, NameKind, Role
from interview_coder.importing import parse_text

GUESS = "guessed"


def turns(draft: Draft) -> list[tuple[str | None, str]]:
    return [(None if turn.speaker is None else draft.speakers[turn.speaker].label, turn.text) for turn in draft.turns]


def talk(*pairs: str) -> list[tuple[str | None, str]]:
    """Turns written as ``I words``, ``R1 words``, ``S1 words``, ``- words`` (nobody)."""
    words = {"I": "Interviewer", "R": "Respondent ", "S": "Spreker "}
    result: list[tuple[str | None, str]] = []
    for pair in pairs:
        code, text = pair.split(" ", 1)
        label = None if code == "-" else words[code[0]] + (code[1:] if code[0] != "I" else f" {code[1:]}".rstrip())
        result.append((label, text))
    return result


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Labels
        ("V: Hoe?\nA: Zo.\nV: En?\nA: Ja.", talk("I Hoe?", "R1 Zo.", "I En?", "R1 Ja.")),
        ("Vraag: Hoe?\nAntwoord: Zo.\nVraag: En?\nAntwoord: Ja.", talk("I Hoe?", "R1 Zo.", "I En?", "R1 Ja.")),
        ("Q: How?\nA: So.\nQ: And?\nA: Yes.", talk("I How?", "R1 So.", "I And?", "R1 Yes.")),
        ("Interviewer: How?\nParticipant 2: So.\nParticipant 1: Yes.", talk("I How?", "R2 So.", "R1 Yes.")),
        ("INTERVIEWER: Hoe?\nGEÏNTERVIEWDE: Zo.", talk("I Hoe?", "R1 Zo.")),
        ("I:Hoe?\nR:Zo.", talk("I Hoe?", "R1 Zo.")),
        ("I : Hoe?\nR : Zo.", talk("I Hoe?", "R1 Zo.")),
        ("I; Hoe?\nR: Zo.\nI: En?", talk("I Hoe?", "R1 Zo.", "I En?")),
        ("(I) Hoe?\n(R) Zo.\n(I) En?\n(R) Ja.", talk("I Hoe?", "R1 Zo.", "I En?", "R1 Ja.")),
        ("I. Hoe?\nB. Zo.\nEn zo.\nI. En?\nB. Ja.", talk("I Hoe?", "R1 Zo. En zo.", "I En?", "R1 Ja.")),
        ("I1: Hoe?\nI2: En?\nR: Zo.", talk("I1 Hoe?", "I2 En?", "R1 Zo.")),
        ("R2: Zo.\nR1: Ja.\nI: Hoe?", talk("R2 Zo.", "R1 Ja.", "I Hoe?")),
        ("I: Hoe?\nInterviewer: En?\nR: Zo.\nRespondent: Ja.", talk("I Hoe?", "I En?", "R1 Zo.", "R1 Ja.")),
        ("I: Hoe?\nR1 en R2: Zo!\nR1: Ja.\nR2: Nee.", talk("I Hoe?", "S1 Zo!", "R1 Ja.", "R2 Nee.")),
        ("I: Hoe?\nR: Zo.\nNotulist: Koffie?\nR: Ja.", talk("I Hoe?", "R1 Zo.", "S1 Koffie?", "R1 Ja.")),
        ("Interviewer (Sanne): Hoe?\nR1 - Karin: Zo.", talk("I Hoe?", "R1 Zo.")),
        ("Mevr. Bakker (R2): Zo.\nI: Hoe?", talk("R2 Zo.", "I Hoe?")),
        # Paragraphs that go on, and what only looks like a label
        ("I: Hoe?\nR: Zo.\n\nEn nog iets.\n\nI: En?", talk("I Hoe?", "R1 Zo. En nog iets.", "I En?")),
        ("I: Hoe?\nR: Ik dacht:\nnou ja: goed.\nI: En?", talk("I Hoe?", "R1 Ik dacht: nou ja: goed.", "I En?")),
        ("I: Hoe?\nR: Drie.\nTen eerste: dit.\nI: En?", talk("I Hoe?", "R1 Drie. Ten eerste: dit.", "I En?")),
        ("I: Hoe?\nR: Wel.\nRotterdam: veel.\nI: En?", talk("I Hoe?", "R1 Wel. Rotterdam: veel.", "I En?")),
        ("I: Hoe?\nR: [lacht]\n[stilte]\nI: En?", talk("I Hoe?", "R1 [lacht] [stilte]", "I En?")),
        ("I: Hoe?\nR: Om 12:30.\n12:45 was laat.\nI: En?", talk("I Hoe?", "R1 Om 12:30. 12:45 was laat.", "I En?")),
        ("I: Hoe?\nR: Zie https://voorbeeld.nl: daar.", talk("I Hoe?", "R1 Zie https://voorbeeld.nl: daar.")),
        ("Iets.\n\nNog een: echt.\n\nVoorbeeld: dit.", talk("- Iets.", "- Nog een: echt.", "- Voorbeeld: dit.")),
        ("Voorbeeld: dit.\n\nMaar niet.\n\nVoorbeeld: dat.\n\nOok zo.\n\nOf niet.", talk(
            "- Voorbeeld: dit.", "- Maar niet.", "- Voorbeeld: dat.", "- Ook zo.", "- Of niet.")),
        ("A. Dit.\nB. Dat.\nC. Meer.", talk("- A. Dit.", "- B. Dat.", "- C. Meer.")),
        # Numbers and lost line breaks
        ("1 I: Hoe?\n2 R: Zo.\n3 en zo.\n4 I: En?", talk("I Hoe?", "R1 Zo. en zo.", "I En?")),
        ("001\tI:\tHoe?\n002\tR:\tZo.\n003\tI:\tEn?", talk("I Hoe?", "R1 Zo.", "I En?")),
        ("I: Hoe? R: Zo. I: En? R: Ja.", talk("I Hoe?", "R1 Zo.", "I En?", "R1 Ja.")),
        # Unlabelled introduction
        (
            "Dit gesprek ging goed, al was het kort en stond de radio in de kamer ernaast nog heel lang aan.\n\n"
            "I: Hoe?\nR: Zo.",
            talk("- Dit gesprek ging goed, al was het kort en stond de radio in de kamer ernaast nog heel lang aan.",
                 "I Hoe?", "R1 Zo."),
        ),
    ],
)  # fmt: skip
def test_layouts(text: str, expected: list[tuple[str | None, str]]) -> None:
    assert turns(parse_text(text)) == expected


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("[00:12:31] I: Hoe?\nR: Zo.", [751, None]),
        ("(12:31) I: Hoe?\n(12:40) R: Zo.", [751, 760]),
        ("00:12:31 I: Hoe?\n00:12:40 R: Zo.", [751, 760]),
        ("12:31 I: Hoe?\n12:40 R: Zo.", [751, 760]),
        ("[1:02:03.5] I: Hoe?\nR: Zo.", [3723.5, None]),
        ("I [00:12:31]: Hoe?\nR (12:40): Zo.", [751, 760]),
        ("I: [00:12:31] Hoe?\nR: (12:40) Zo.", [751, 760]),
        ("[00:12 - 00:15] I: Hoe?\n[00:15 - 00:20] R: Zo.", [12, 15]),
        ("Interviewer 00:12\nHoe?\n\nRespondent 00:15\nZo.", [12, 15]),
        ("00:12\nI: Hoe?\n\n00:15\nR: Zo.", [12, 15]),
        ("00:12 Interviewer\nHoe?\n\n00:15 Respondent\nZo.", [12, 15]),
        ("Spreker 1   00:12\nHoe?\n\nSpreker 2   00:15\nZo.", [12, 15]),
        ("I: Hoe? #00:12:31-5#\nR: Zo. #00:12:40-1#", [None, None]),
    ],
)
def test_times(text: str, seconds: list[float | None]) -> None:
    draft = parse_text(text)
    assert turns(draft) == talk("I Hoe?", "R1 Zo.")
    assert [turn.seconds for turn in draft.turns] == seconds


def test_times_inside_a_turn_are_no_words() -> None:
    draft = parse_text("I: Hoe [00:12:31] gaat het (12:40)?\nR: Goed 00:13:00, om 14:00 uur, echt {01:02:03}.")
    assert turns(draft) == talk("I Hoe gaat het?", "R1 Goed, om 14:00 uur, echt.")


def test_proportion_in_brackets_stays() -> None:
    assert turns(parse_text("I: Hoe?\nR: Een op drie (1:30) dus.")) == talk("I Hoe?", "R1 Een op drie (1:30) dus.")


def test_interviewer_guessed_by_the_questions() -> None:
    text = (
        "Karin: Ik ben er.\nSanne: Wat doet u precies?\nKarin: Ik doe de intake, al jaren.\nSanne: En nu?\nKarin: Nog."
    )
    draft = parse_text(text)
    assert [(speaker.label, speaker.role, speaker.source) for speaker in draft.speakers] == [
        ("Respondent 1", Role.RESPONDENT, "Karin"),
        ("Interviewer", Role.INTERVIEWER, "Sanne"),
    ]
    assert draft.names == (KnownName("Karin", NameKind.PERSON), KnownName("Sanne", NameKind.PERSON))
    assert [GUESS in warning for warning in draft.warnings] == [True]
    assert not any(name.text in warning for name in draft.names for warning in draft.warnings)


@pytest.mark.parametrize("label", ["Sanne", "Vermeer", "SV", "S.V.", "Sanne Vermeer", "Mevr. Vermeer", "S. Vermeer"])
def test_interviewer_told_by_the_header(label: str) -> None:
    draft = parse_text(
        f"Interviewer: Sanne Vermeer\nDatum: 3 mei 2021\n\nKarin: Wat?\n{label}: Zo.\nKarin: En?\n{label}: Ja."
    )
    assert turns(draft) == talk("R1 Wat?", "I Zo.", "R1 En?", "I Ja.")
    assert draft.warnings == ()


def test_several_respondents_by_name() -> None:
    draft = parse_text("I: Hoe?\nEls: Zo.\nDe heer Smit: Ja.\nEls: Ja hoor.\nDe heer Smit: Nee.\nI: En?\n")
    assert turns(draft) == talk("I Hoe?", "R1 Zo.", "R2 Ja.", "R1 Ja hoor.", "R2 Nee.", "I En?")


def test_bold_or_italic_questions_without_labels() -> None:
    for mark in ("**", "*", "_", "__"):
        text = f"{mark}Hoe gaat het?{mark}\n\nGoed.\n\nEcht.\n\n{mark}En thuis?{mark}\n\nOok goed.\n"
        draft = parse_text("# Gesprek\n\n" + text) if mark in "__" else parse_text(text)
        if mark in ("**", "*"):
            assert turns(draft) == talk("I Hoe gaat het?", "R1 Goed. Echt.", "I En thuis?", "R1 Ook goed.")
            assert len(draft.warnings) == 1


def test_no_speakers() -> None:
    draft = parse_text("Een verhaal van iemand\nop twee regels.\n\nEn nog een alinea.\n")
    assert {turn.speaker for turn in draft.turns} == {None}
    assert len(draft.warnings) == 1


def test_lines_broken_at_a_margin_are_one_paragraph() -> None:
    line = "Dit is een regel van een tekst die op een marge wordt afgebroken en dan"
    draft = parse_text(f"{line}\n{line}\nklaar.\n\n{line}\nook.\n")
    assert [turn.text for turn in draft.turns] == [f"{line} {line} klaar.", f"{line} ook."]


def test_titles_are_left_out_and_counted() -> None:
    draft = parse_text("Transcript\nInterview zeven\nVertrouwelijk\n\nI: Hoe?\nR: Zo.\n")
    assert turns(draft) == talk("I Hoe?", "R1 Zo.")
    assert draft.warnings == ("3 lines that belong to no turn were left out.",)


def test_captions_without_speakers_run_to_the_end_of_a_sentence() -> None:
    cues = ["Hoe gaat", "het met u?", "Goed hoor,", "echt."]
    text = "WEBVTT\n\n" + "\n".join(f"00:00:0{i}.000 --> 00:00:0{i}.900\n{cue}\n" for i, cue in enumerate(cues))
    draft = parse_text(text)
    assert [(turn.text, turn.seconds) for turn in draft.turns] == [("Hoe gaat het met u?", 0), ("Goed hoor, echt.", 2)]


def test_captions_with_notes_settings_and_entities() -> None:
    text = (
        "WEBVTT - titel\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nNOTE\nniet meelezen\n\n"
        "1\n00:01.000 --> 00:02.000 align:start position:0%\n"
        "<v.luid Interviewer><i>Hoe</i> &amp; <00:01.500><c.x>wat?</c></v>\n\n"
        "2\n00:03.000 --> 00:04.000\n<v Karin>Zo.</v>\n<v Interviewer>En?</v>\n"
    )
    draft = parse_text(text)
    assert turns(draft) == talk("I Hoe & wat?", "R1 Zo.", "I En?")
    assert [turn.seconds for turn in draft.turns] == [1, 3, 3]
