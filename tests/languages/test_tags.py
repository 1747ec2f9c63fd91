"""BCP 47 tags."""

from __future__ import annotations

import pytest

from crosscheck.errors import LanguageError
from crosscheck.languages import SUPPORTED, Tag, name, parse


@pytest.mark.parametrize(
    ("written", "tag", "canonical"),
    [
        ("de", Tag("de"), "de"),
        ("DE-ch", Tag("de", "", "CH"), "de-CH"),
        ("zh-hans", Tag("zh", "Hans"), "zh-Hans"),
        ("zh_Hant_TW", Tag("zh", "Hant", "TW"), "zh-Hant-TW"),
        ("es-419", Tag("es", "", "419"), "es-419"),
        ("es-mx", Tag("es", "", "MX"), "es-MX"),
        ("de-1996", Tag("de", "", "", "-1996"), "de-1996"),
        ("sl-ROZAJ-biske", Tag("sl", "", "", "-rozaj-biske"), "sl-rozaj-biske"),
        ("en-US-u-hc-h23", Tag("en", "", "US", "-u-hc-h23"), "en-US-u-hc-h23"),
        ("de-x-privat", Tag("de", "", "", "-x-privat"), "de-x-privat"),
        ("iw", Tag("he"), "he"),
        ("cmn-Hans", Tag("zh", "Hans"), "zh-Hans"),
        ("und", Tag("und"), "und"),
    ],
)
def test_parse(written: str, tag: Tag, canonical: str) -> None:
    assert parse(written) == tag
    assert str(parse(written)) == canonical
    assert str(parse(canonical)) == canonical


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("xx", "unknown language code 'xx'; give a code"),
        ("ger", "did you mean 'de', German?"),
        ("jp", "did you mean 'ja', Japanese?"),
        ("German", "did you mean 'de', German?"),
        ("vietnamse", "did you mean 'vi', Vietnamese?"),
        ("d", "malformed language tag 'd'"),
        ("", "malformed language tag ''"),
        ("de-", "malformed language tag 'de-'"),
        ("de-CHE", "malformed language tag 'de-CHE'"),
        ("en us", "malformed language tag 'en us'"),
    ],
)
def test_errors_are_one_line_with_a_remedy(written: str, told: str) -> None:
    with pytest.raises(LanguageError) as caught:
        parse(written)
    message = str(caught.value)
    assert told in message
    assert "\n" not in message


def test_supported() -> None:
    assert len(SUPPORTED) == 20
    assert parse("de-AT").supported
    assert not parse("fi").supported
    assert not parse("und").supported


def test_names() -> None:
    assert name("de-CH") == "German"
    assert name("fi") == "Finnish"
    assert name("und") == "und"
