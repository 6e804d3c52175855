"""What an answer says in any language: something, none, not yet; and what nobody sees."""

from __future__ import annotations

import pytest

from speclatch.config.model import Words
from speclatch.documents.seen import is_unseen
from speclatch.profiles.demands import is_must, is_optional
from speclatch.profiles.text import fold, is_blank
from speclatch.profiles.words import is_open, is_placeholder_word, none_answer


@pytest.mark.parametrize(
    "text",
    [
        "[ ]",
        "[ ] one program",
        "☐",
        "❌ no",
        "WIP",
        "not yet",
        "Pending: the review",
        "T.B.D.",
        "TBD?",
        "ＴＢＤ",
        "t\u200bbd",
        "FIXME x",
        "[fill in]",
        "- TBD",
        "noch offen",
        "à définir",
        "por definir",
        "a definir",
        "будет определено",
        "待定。",
        "未定",
        "미정",
        "<x-y>",
        "<script>x</script>",
        "$~$",
        "` `",
        "``",
        "![]()",
        "![ ](<>)",
        "[][a]",
        "\u0301",
        "\ufffc",
        "<?x y?>",
        "\u0422BD",
        "T\u0412\u0501",
        "to b\u0435 decided",
        "→",
        "->",
        "🤷",
        "🤔 ask Maria",
        "To be decided by Ana",
        "to be defined with legal.",
        "zu klären mit dem Betriebsrat",
        "à définir avec le client",
        "por definir con el equipo",
        "In attesa di conferma",
        "do ustalenia",
        "BELİRLENECEK",
        "chưa xác định.",
        "ще не визначено",
        "لاحقًا، بعد الاجتماع",
        "तय होना बाकी है।",
        "【未定】",
        "検討中です",
        "미정입니다",
        "🔴 not started",
        '"TBD"',
        "“pending”.",
        "«à définir»",
        "⋯",
        "・・・",
        "🟡",
        "derzeit unklar",
        "поки невідомо",
        "zatím nevíme",
        "aún sin decidir",
        "ainda não sabemos",
        "henüz net değil",
        "目前无结论",
        "not specified so far",
        "ikke bestemt ennå",
        "Päätetään myöhemmin",
        "még nem ismert",
        "θα καθοριστεί",
        "ยังไม่ทราบ",
        "belum diputuskan",
        "De stabilit",
        "Will be defined in Q3",
        "to come",
        "muss noch geklärt werden",
        "à voir avec Ana",
        "решим позже",
        "待评审后确定",
        "还没想好",
        "조사 중",
        "정해야 함",
        "Ann will decide",
        "to be figured out",
        "Lorem ipsum dolor sit amet",
        ":x:",
        ":hourglass_flowing_sand: with Ann",
        ":red_circle:",
        ":warning: TBD",
        "[TBD](https://example.org/issues/7)",
        "[pending](../notes.md).",
        "bit će određeno naknadno",
        "još nije odlučeno",
        "биће дефинисано: после састанка",
        "још увек није јасно",
        "ešte nerozhodnuté",
        "bude doplnené neskôr",
        "še ni določeno",
        "trenutno ne vemo",
        "dar nenuspręsta",
        "Bus patikslinta.",
        "pagaidām nav skaidrs",
        "tiks noteikts vēlāk",
        "täpsustatakse hiljem",
        "pole veel otsustatud",
        "per determinar",
        "encara no definit",
        "بعداً تعیین می‌شود",
        "هنوز مشخص نیست.",
        "— (pending)",
        "()",
        r"\<TBD\>",
        r"\[not yet\].",
        r"\(pending)",
    ],
)
def test_what_leaves_a_question_open(text: str) -> None:
    """Open boxes, words for later in every language and width, and what nobody sees."""
    assert is_open(text)


@pytest.mark.parametrize(
    "text",
    [
        "Pending orders are queued",
        ":white_check_mark: the keeper",
        "ratio 3:x:y, as measured",
        "`:x:`",
        "[every move](../notes.md)",
        "No",
        "None",
        "N/A",
        "- Monolith",
        "[x] AA",
        "[ ] Yes [x] No",
        "WIP-limits are set",
        "Not yet supported by Safari",
        "`TODO`, `DOING`",
        "Draft.js",
        "👍",
        "→ ADR-002",
        "API-\u0448\u043b\u044e\u0437",
        "T\u0412\u0424 is the name",
        "To be defined by Ana, unless the pump stops first: then by whoever is on duty and has the key",
        "Ana defines it with legal",
        "To be announced by mail to all riders",
        "不适用：不存数据",
        "なし",
        "0",
        "Da Milano, ogni notte",
        "Folgt ISO 27001",
        '"Deposits"',
        "`→`",
        '"TODO" and "DOING"',
        "「棚」と呼ぶ",
        "✅ In progress bars are drawn",
        "Derzeit offen für alle",
        "Currently none",
        "待机时关闭",
        "검토 필요 시 메일",
        "Később, mint 22:00",
        "To investigate faults the crew has a lamp",
        "Will be determined by the rider's region",
        "TODO el personal",
        "ยังเปิดให้ทุกคน",
        "🔴 High risk: two people look at it",
        "Nav: the bar at the top",
        "![](rota.png)",
        "``a`b``",
        "`<video>`",
        "Obert Keller",
        "Gaida, the harbour master",
        "u tijeku dana, do 18 h",
        "lahtine uks annab märku",
        "dar un aviso",
        "— (only seen, no test)",
        "-- (see ADR-003).",
        r"\<video\>",
        r"\[sic\]",
        "()=>void",
    ],
)
def test_what_answers_it(text: str) -> None:
    """Short true answers, and words that only begin alike."""
    assert not is_open(text)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("不适用：不存数据", "不存数据"),
        ("本节不适用。", ""),
        ("keine, weil nichts gespeichert wird", "weil nichts gespeichert wird"),
        ("Sans objet", ""),
        ("해당 없음", ""),
        ("لا ينطبق؛ لا توجد بيانات", "لا توجد بيانات"),
        ("लागू नहीं। कोई डेटा नहीं।", "कोई डेटा नहीं"),
        ("Gerekli Değil: kayıt yok", "kayıt yok"),
        ("keine der Tabellen", None),
        ("Nije primjenjivo: nema podataka", "nema podataka"),
        ("није применљиво", ""),
        ("Netýka sa, bez údajov", "bez údajov"),
        ("Ni potrebno", ""),
        ("Netaikoma", ""),
        ("nav piemērojams: datu nav", "datu nav"),
        ("Ei kohaldu.", ""),
        ("No escau: no es desa res", "no es desa res"),
        ("لازم نیست", ""),
        ("Cap: five a day", None),
        ("Nav: top bar", None),
    ],
)
def test_none_in_other_languages(text: str, reason: str | None) -> None:
    """An answer, perhaps with its reason."""
    assert reason == none_answer(text)


def test_a_team_has_its_own_words() -> None:
    """They are added to the built-in ones."""
    words = Words(none=("entfaellt hier",), later=("spaeter mehr",), must=("zwingendst",), optional=("nach Laune",))

    assert "" == none_answer("Entfaellt hier", words)
    assert is_open("Spaeter mehr: nach dem Termin", words)
    assert is_must("zwingendst", words)
    assert is_optional("Notizen (nach Laune)", words)


def test_what_has_no_look_is_nothing() -> None:
    """One definition for answers and for what is quoted."""
    signs = "\u200b\u2800\u3164\ufffc\U0001d159\ue000"

    assert all(map(is_unseen, signs))
    assert is_blank(signs)
    assert "tbd" == fold("t\u200bＢd")


@pytest.mark.parametrize("text", ["`-`", "`...`", "`?`", "`--`"])
def test_signs_as_code_are_no_placeholder(text: str) -> None:
    """An operator or a key in a code span is what the text speaks of."""
    assert not is_placeholder_word(text)
