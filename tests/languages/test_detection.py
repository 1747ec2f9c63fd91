"""The language of documents and of single sentences."""

# ruff: noqa: E501

from __future__ import annotations

import subprocess
import sys

import pytest

from crosscheck.languages import SUPPORTED, UNDETERMINED, detect, sentence_language

TEXTS = {
    "ar": "يدرس المجلس خطة جديدة لتحسين المياه في القرى القريبة من النهر، وسوف يبدأ العمل في الربيع القادم.",
    "cs": "Rada projednává nový plán, jak zlepšit vodu ve vesnicích u řeky, a práce začnou příští jaro.",
    "de": "Der Rat berät über einen neuen Plan für das Wasser in den Dörfern am Fluss, und die Arbeit beginnt bald.",
    "en": "The council is discussing a new plan for the water in the villages near the river, and work will start soon.",
    "es": "El consejo estudia un nuevo plan para el agua de los pueblos cercanos al río, y las obras empezarán pronto.",
    "fr": "Le conseil étudie un nouveau plan pour l'eau des villages proches de la rivière, et les travaux vont commencer.",
    "hi": "परिषद नदी के पास के गाँवों के पानी के लिए एक नई योजना पर विचार कर रही है, और काम जल्द शुरू होगा।",
    "id": "Dewan sedang membahas rencana baru untuk air di desa-desa dekat sungai, dan pekerjaan akan segera dimulai.",
    "it": "Il consiglio sta studiando un nuovo piano per l'acqua dei villaggi vicino al fiume, e i lavori inizieranno presto.",
    "ja": "議会は川の近くの村の水についての新しい計画を話し合っており、工事は来年の春に始まる予定です。",
    "ko": "의회는 강 근처 마을의 물을 위한 새로운 계획을 논의하고 있으며 공사는 내년 봄에 시작될 것이다.",
    "nl": "De raad bespreekt een nieuw plan voor het water in de dorpen bij de rivier, en het werk begint binnenkort.",
    "pl": "Rada omawia nowy plan dotyczący wody we wsiach nad rzeką, a prace rozpoczną się przyszłą wiosną.",
    "pt": "O conselho está a estudar um novo plano para a água das aldeias perto do rio, e as obras vão começar em breve.",
    "ru": "Совет обсуждает новый план водоснабжения деревень у реки, и работы начнутся следующей весной.",
    "sv": "Rådet diskuterar en ny plan för vattnet i byarna vid floden, och arbetet kommer att börja nästa vår.",
    "tr": "Meclis, nehrin yakınındaki köylerin suyu için yeni bir plan görüşüyor ve çalışmalar yakında başlayacak.",
    "uk": "Рада обговорює новий план водопостачання сіл біля річки, і роботи почнуться наступної весни.",
    "vi": "Hội đồng đang bàn về một kế hoạch mới cho nguồn nước ở các làng gần sông, và công việc sẽ sớm bắt đầu.",
    "zh": "委员会正在讨论一项新的计划，改善河边村庄的供水，工程将于明年春天开始。",
}
BEYOND = {
    "fi": "Neuvosto keskustelee uudesta suunnitelmasta, joka koskee joen lähellä olevien kylien vettä, ja työ alkaa pian.",
    "da": "Rådet drøfter en ny plan for vandet i landsbyerne ved floden, og arbejdet begynder til næste forår, siger de.",
    "el": "Το συμβούλιο συζητά ένα νέο σχέδιο για το νερό στα χωριά κοντά στο ποτάμι.",
    "bg": "Съветът обсъжда нов план за водата в селата край реката и работата ще започне през следващата пролет.",
    "th": "สภากำลังหารือเกี่ยวกับแผนใหม่สำหรับน้ำในหมู่บ้านใกล้แม่น้ำ",
    "hu": "A tanács új tervet tárgyal a folyó menti falvak vízellátásáról, és a munka jövő tavasszal kezdődik meg.",
}


def test_every_supported_language_is_tried() -> None:
    assert set(TEXTS) == set(SUPPORTED)


@pytest.mark.parametrize("language", [*TEXTS, *BEYOND])
def test_detect(language: str) -> None:
    text = (TEXTS | BEYOND)[language]
    found = detect(text)
    assert found.tag == language
    assert found.confidence > 0.9
    assert detect(text) == found


def test_langdetect_itself_agrees() -> None:
    from langdetect import DetectorFactory
    from langdetect import detect as by_langdetect

    DetectorFactory.seed = 0
    answers = {language: by_langdetect(text).split("-")[0] for language, text in (TEXTS | BEYOND).items()}
    assert answers == {language: language for language in answers}


@pytest.mark.parametrize("text", ["", " \n", "12.5 % – 2024", "§ 4 (1)", "•••"])
def test_without_letters(text: str) -> None:
    assert detect(text) == (UNDETERMINED, 0.0)


def test_a_little_of_another_script_does_not_matter() -> None:
    assert detect("Der Bericht über 北京 und Москва liegt vor. " + TEXTS["de"]).tag == "de"
    assert detect("東京の Microsoft Office は新しい。" + TEXTS["ja"]).tag == "ja"


def test_a_long_text_is_judged_by_all_of_it() -> None:
    assert detect("Introduction. " * 10 + (TEXTS["de"] + " ") * 200).tag == "de"


def test_the_answer_is_the_same_in_every_process() -> None:
    code = "from crosscheck.languages import detect; print(detect('Ein kurzer Text, a short text'))"
    answers = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(answers) == 1


@pytest.mark.parametrize("own", [language for language in SUPPORTED if language != "en"])
def test_an_english_sentence_in_a_translation(own: str) -> None:
    assert sentence_language(TEXTS["en"], (own, "en")).tag == "en"
    assert sentence_language(TEXTS["en"], ("en", own)).tag == "en"
    assert sentence_language(TEXTS[own], (own, "en")).tag in (own, UNDETERMINED)
    assert sentence_language(TEXTS[own], (own, "en")).tag == own


@pytest.mark.parametrize(
    "pair", [("zh", "ja"), ("ja", "ko"), ("ru", "uk"), ("de", "nl"), ("es", "pt"), ("ar", "hi")]
)
def test_other_pairs(pair: tuple[str, str]) -> None:
    for language in pair:
        assert sentence_language(TEXTS[language], pair).tag == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2024",
        "Nguyen Huu Quang, Quang Ninh",
        "The New York Times",
        "Microsoft Windows Server 2022 Datacenter Edition",
        "https://example.org/the/end-of-the-world-and-all-that",
        "Kommentar (0)",
        "„The End of the World as We Know It“",
        "Er las „The Old Man and the Sea“ von Ernest Hemingway.",
        "A. B. C. D. E. F.",
    ],
)
def test_names_numbers_and_titles_tell_nothing_of_english(text: str) -> None:
    assert sentence_language(text, ("de", "en")).tag != "en"


def test_regions_of_one_language_are_not_told_apart() -> None:
    assert sentence_language(TEXTS["en"], ("en-GB", "en-US")).tag == UNDETERMINED


def test_the_tag_comes_back_as_it_was_given() -> None:
    assert sentence_language(TEXTS["en"], ("de-CH", "en-GB")).tag == "en-GB"
