"""The HTML of every kind of page is valid by the Nu Html Checker, all in one call."""

import json
import subprocess
import urllib.error
import urllib.request

from tests.browser.kinds import ALL


def html_of(address: str) -> str:
    """Return the page at an address, whatever its status."""
    try:
        with urllib.request.urlopen(address) as response:  # noqa: S310 - our own server
            return response.read().decode()
    except urllib.error.HTTPError as answer:
        return answer.read().decode()


def complaints(packages, folder) -> list[str]:
    """Return what the checker says of the .html files in `folder`: file, line and message."""
    jar = packages / "vnu-jar" / "build" / "dist" / "vnu.jar"
    command = ["java", "-jar", jar, "--format", "json", "--exit-zero-always", "--stdout", folder]
    answer = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    return [
        f"{said['url'].rpartition('/')[2]}:{said.get('lastLine')}: {said['message']} {said.get('extract')!r}"
        for said in json.loads(answer.stdout)["messages"]
        if said["type"] == "error" or said.get("subType") == "warning"
    ]


def test_every_kind_of_page_is_valid(site, packages, tmp_path):
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, path in ALL.items():
        (folder / f"{name.replace(' ', '-')}.html").write_text(html_of(site + path))
    assert complaints(packages, folder) == []


def test_checker_finds_what_is_wrong(packages, tmp_path):
    (tmp_path / "bad.html").write_text("<!doctype html><title>x</title><p><div>a</p>")
    assert complaints(packages, tmp_path)
