"""The bar appears on long work alone, and leaves nothing behind."""

from __future__ import annotations

import pytest

from crosscheck.cli import progress


def test_none_is_wanted():
    with progress.bar(False) as said:
        assert said is None


def test_short_work_shows_nothing(capfd):
    with progress.bar(True) as said:
        said("reading a.txt", 1, 2)
    assert capfd.readouterr() == ("", "")


def test_long_work_shows_a_bar(capfd, monkeypatch):
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    monkeypatch.setenv("FORCE_COLOR", "1")
    with progress.bar(True) as said:
        said("reading a.txt", 1, 2)
        said("reading b.txt", 2, 2)
    out, err = capfd.readouterr()
    assert out == ""
    assert "reading b.txt" in err and "100%" in err


def test_an_error_stops_the_bar(monkeypatch):
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    with pytest.raises(KeyError), progress.bar(True) as said:
        said("reading a.txt", 1, 2)
        raise KeyError
