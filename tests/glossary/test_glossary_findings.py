"""The glossary in an audit: settings and tables in, findings and counts out."""

from __future__ import annotations

from pathlib import Path

import pytest

import crosscheck
from crosscheck.errors import CrosscheckError, InputError, SettingsError
from crosscheck.glossary import Term
from crosscheck.model import PairReport
from crosscheck.readers import read_terms
from crosscheck.settings import Settings, load

ENGLISH = "The party cells met. Each party cell has a secretary. The WHO sent a letter to the cells."
GERMAN = "Die Parteigruppen trafen sich. Jede Parteizelle hat einen Sekretär. Die WHO schrieb den Zellen."


def audited(folder: Path, source: str, target: str, *terms: Term | str, langs: str = "en de") -> PairReport:
    paths = []
    for name, text in (("a.txt", source), ("b.txt", target)):
        (folder / name).write_text(text, "utf-8")
        paths.append(str(folder / name))
    one, two = langs.split()
    return crosscheck.audit(*paths, source_lang=one, target_lang=two, settings=Settings(glossary=terms))


def told(report: PairReport) -> list[tuple[str, str, str]]:
    return [
        (one.rule, one.source.text if one.source else "", one.target.text if one.target else "")
        for one in report.findings
        if one.rule.startswith("glossary")
    ]


def test_a_term_that_is_not_used_is_found_with_its_places(tmp_path: Path) -> None:
    report = audited(tmp_path, ENGLISH, GERMAN, Term("party cell", ("Parteizelle",)))
    (finding,) = report.findings
    assert told(report) == [("glossary-term", "party cells", "Die Parteigruppen trafen sich.")]
    assert (
        finding.suggestion == "Parteizelle"
        and finding.message == "“party cells” should be “Parteizelle” here"
    )
    assert finding.source and report.source.text[finding.source.start : finding.source.end] == "party cells"
    assert report.stats["term_mentions"] == 2 and report.stats["terms_agreeing"] == 1


def test_a_forbidden_word_says_more_than_a_missing_one(tmp_path: Path) -> None:
    term = Term("party cell", ("Parteizelle",), ("Parteigruppe",), note="house style")
    report = audited(tmp_path, ENGLISH, GERMAN, term)
    assert told(report) == [("glossary-forbidden", "party cells", "Parteigruppen")]
    assert report.findings[0].message == "“Parteigruppen” is not to be used here (house style)"


def test_a_longer_term_hides_the_shorter_one_in_it(tmp_path: Path) -> None:
    cell = Term("cell", ("Gefängniszelle",))
    longer = Term("party cell", ("Parteizelle", "Parteigruppe"))
    assert len(told(audited(tmp_path, ENGLISH, GERMAN, cell))) == 3
    assert told(audited(tmp_path, ENGLISH, GERMAN, cell, longer)) == [
        ("glossary-term", "cells", "Die WHO schrieb den Zellen.")
    ]


def test_a_term_may_stand_in_the_sentence_beside(tmp_path: Path) -> None:
    source = "The old party cell was closed after the long war. It had forty members and a small library."
    target = (
        "Nach dem langen Krieg wurde sie geschlossen. Die Parteizelle hatte vierzig Mitglieder und Bücher."
    )
    assert told(audited(tmp_path, source, target, Term("party cell", ("Parteizelle",)))) == []


def test_words_may_be_forbidden_everywhere(tmp_path: Path) -> None:
    report = audited(tmp_path, "The children played.", "Die Kids spielten.", Term(forbidden=("Kid",)))
    assert told(report) == [("glossary-forbidden", "The children played.", "Kids")]
    assert "term_mentions" in report.stats


def test_languages_of_a_term_are_minded(tmp_path: Path) -> None:
    other = Term("party cell", ("cellule",), (), "en", "fr")
    assert told(audited(tmp_path, ENGLISH, GERMAN, other)) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("t.tsv", "source\ttarget\tforbidden\nparty cell\tParteizelle|Zelle der Partei\tParteigruppe\n"),
        ("t.csv", 'source,target,forbidden,note\nparty cell,"Parteizelle",Parteigruppe,\n\n'),
    ],
)
def test_terms_come_from_tables(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    report = audited(tmp_path, ENGLISH, GERMAN, str(tmp_path / name))
    assert told(report) == [("glossary-forbidden", "party cells", "Parteigruppen")]


def test_a_table_of_languages_serves_every_pair(tmp_path: Path) -> None:
    path = tmp_path / "terms.tsv"
    path.write_text(
        "en\tde\tfr\tnote\nparty cell\tParteizelle|Zelle\tcellule du parti\thouse\nfair\t\tfoire\t\n", "utf-8"
    )
    terms = read_terms(str(path))
    assert Term("party cell", ("Parteizelle", "Zelle"), (), "en", "de", note="house") in terms
    assert Term("Zelle", ("party cell",), (), "de", "en", note="house") in terms
    assert Term("foire", ("fair",), (), "fr", "en") in terms
    assert len(terms) == 10


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("t.txt", "x", "give a .tsv or .csv file"),
        ("t.tsv", "term\tmeaning\na\tb\n", "line 1 names no column 'source'"),
        ("t.tsv", "source\ttarget\na\t\n", "line 2 names no term and its translation"),
        ("t.csv", 'source,target\n"a,b\n', "never closed"),
    ],
)
def test_a_wrong_table_is_one_line(tmp_path: Path, name: str, text: str, said: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(InputError, match=said):
        read_terms(str(tmp_path / name))
    with pytest.raises(CrosscheckError):
        audited(tmp_path, ENGLISH, GERMAN, str(tmp_path / name))


def settings(folder: Path, text: str) -> Settings:
    (folder / "crosscheck.toml").write_text(text, "utf-8")
    return load(str(folder / "crosscheck.toml"))


def test_settings_name_terms_and_tables(tmp_path: Path) -> None:
    assert settings(tmp_path, 'glossary = "t.tsv"').glossary == (str(tmp_path / "t.tsv"),)
    found = settings(
        tmp_path,
        '[[glossary]]\nfile = "t.csv"\n'
        '[[glossary]]\nsource = "cell"\ntarget = ["Zelle", "Raum"]\ncase = true\n'
        '[[glossary]]\nforbidden = "Kids"\ntarget_lang = "de"\n',
    )
    assert found.glossary == (
        str(tmp_path / "t.csv"),
        Term("cell", ("Zelle", "Raum"), case=True),
        Term(forbidden=("Kids",), target_lang="de"),
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[glossary]]\nsource = "cell"', "line 1: 'glossary' needs a source and a target"),
        ('[[glossary]]\ntarget = "Zelle"', "line 1: 'glossary' needs a source and a target"),
        ('[[glossary]]\nsource = "a"\ntarget = [5]', "line 3: 'glossary.target' must be a text"),
        (
            '[[glossary]]\nsource = "a"\ntarget = "b"\ncase = 1',
            "line 4: 'glossary.case' must be true or false",
        ),
        ('[[glossary]]\nsorce = "a"', "line 2: unknown key 'sorce'; did you mean 'source'?"),
        ('[[glossary]]\nfile = "a.tsv"\nsource = "a"', "line 1: 'glossary' names a file and a term"),
        ("glossary = 5", "line 1: 'glossary' must be a table"),
    ],
)
def test_a_wrong_setting_shows_its_line(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SettingsError) as caught:
        settings(tmp_path, text)
    assert said in str(caught.value)
