"""Reports reach their files whole, or not at all, and one failure loses no other."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from report_samples import TOOL, english_german

from crosscheck.errors import ReportError
from crosscheck.gate import judge
from crosscheck.output.kinds import KINDS
from crosscheck.output.writing import Destination, plan, replace, write

REPORT = english_german()
VERDICT = judge(REPORT.findings)


def refused(*requests: str) -> str:
    with pytest.raises(ReportError) as caught:
        plan(requests)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_the_suffix_names_the_kind(tmp_path: Path) -> None:
    html, upper, data = tmp_path / "a.html", tmp_path / "B.HTM", tmp_path / "c.json"
    assert plan([str(html), str(upper), str(data), "-"]) == (
        Destination("html", html),
        Destination("html", upper),
        Destination("json", data),
        Destination("json", None),
    )


def test_a_prefix_names_the_kind(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    assert plan([f"json:{path}", "HTML:-"]) == (Destination("json", path), Destination("html", None))


@pytest.mark.parametrize("request_", ["report.pdf", "report", "", "pdf:report.html", ".html"])
def test_an_unknown_kind_is_refused_with_the_known_ones(request_: str) -> None:
    message = refused(request_)
    assert all(kind in message for kind in KINDS)


def test_a_prefix_without_a_file_is_refused() -> None:
    assert "file name is missing" in refused("json:")


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "none" / "report.html"
    message = refused(str(path))
    assert str(path) in message and "does not exist" in message


def test_a_folder_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "report.html"
    folder.mkdir()
    assert "is a folder" in refused(str(folder))


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_locked_folder_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert "permission" in refused(str(tmp_path / "report.html"))


def test_a_place_is_named_once(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    assert "already" in refused(str(path), f"html:{tmp_path}/./report.json")
    assert "already" in refused("-", "html:-")


def test_writes_all(tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    destinations = plan([str(tmp_path / "a.json"), str(tmp_path / "b.html"), "-"])
    write(destinations, [REPORT], VERDICT, TOOL)
    assert (tmp_path / "b.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    data = (tmp_path / "a.json").read_bytes()
    assert json.loads(data)["schema"] == "crosscheck/1"
    printed = capfdbinary.readouterr()
    assert printed.out == data
    assert printed.err == b""
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.json", "b.html"]


def test_one_that_fails_loses_no_other(tmp_path: Path) -> None:
    blocked = tmp_path / "gone" / "a.html"
    blocked.parent.mkdir()
    destinations = plan([str(blocked), str(tmp_path / "b.json")])
    blocked.parent.rmdir()
    with pytest.raises(ReportError) as caught:
        write(destinations, [REPORT], VERDICT, TOOL)
    assert str(blocked) in str(caught.value) and "\n" not in str(caught.value)
    assert json.loads((tmp_path / "b.json").read_bytes())


def test_an_interrupted_write_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.json"
    path.write_text("old")

    def fail(_self: Path, _target: Path) -> Path:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="No space"):
        replace(path, b"new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(os.name != "posix", reason="permissions and links of POSIX")
def test_permissions_and_links_are_kept(tmp_path: Path) -> None:
    real, link, fresh = tmp_path / "real.json", tmp_path / "link.json", tmp_path / "fresh.json"
    real.write_text("old")
    real.chmod(0o640)
    link.symlink_to(real)
    replace(link, b"new")
    assert link.is_symlink() and real.read_bytes() == b"new" and real.stat().st_mode & 0o777 == 0o640
    before = os.umask(0o027)
    try:
        replace(fresh, b"new")
    finally:
        os.umask(before)
    assert fresh.stat().st_mode & 0o777 == 0o640


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="no null device")
def test_a_device_is_written_to_not_replaced() -> None:
    write(plan(["json:/dev/null"]), [REPORT], VERDICT, TOOL)
    assert Path("/dev/null").is_char_device()
