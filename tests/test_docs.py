"""What README and CONTRIBUTING say is so: commands, variables, addresses, files."""

import re
import tomllib
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

ROOT = Path(__file__).resolve().parent.parent
PAPERS = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
TEXTS = {name: (ROOT / name).read_text(encoding="utf-8") for name in PAPERS}
README = TEXTS["README.md"]
WHOLE = "\n".join(TEXTS.values())


def found(pattern: str, text: str = WHOLE) -> list[str]:
    """Return what a pattern finds, each once; a pattern that finds nothing would test nothing."""
    things = list(dict.fromkeys(re.findall(pattern, text, re.MULTILINE)))
    assert things, pattern
    return things


def commands() -> dict[str, str]:
    """The commands of this project and the app that brings each."""
    own = ("documents", "opinions", "wtpf_tracker")
    return {name: app for name, app in get_commands().items() if str(app).startswith(own)}


@pytest.mark.parametrize("target", found(r"^    make (\w+)|`make (\w+)"), ids="".join)
def test_make_target_exists(target):
    name = "".join(target)
    assert re.search(rf"^{name}:", (ROOT / "Makefile").read_text(), re.MULTILINE), name


@pytest.mark.parametrize("name", found(r"manage\.py (\w+)"))
def test_command_exists(name):
    assert name in get_commands()


def test_every_command_of_the_project_is_in_the_readme():
    assert [name for name in commands() if not re.search(rf"\b{name}\b", README)] == []


@pytest.mark.parametrize("name", commands())
def test_command_says_what_it_does(name):
    assert load_command_class(commands()[name], name).help.endswith(".")


def test_every_setting_is_in_the_readme_and_no_other():
    table = README[README.index("| variable |") :].partition("\n\n")[0]
    said = set(found(r"`([A-Z][A-Z_]+)`", "\n".join(row.split("|")[1] for row in table.splitlines())))
    settings = (ROOT / "wtpf_tracker/settings.py").read_text(encoding="utf-8")
    read = set(found(r"env\.\w+\(\s*\"([A-Z_]+)\"", settings))
    assert said == read


@pytest.mark.parametrize("address", found(r"`(/[^`\s]*)`"))
def test_address_answers(client, record, address):
    assert client.get(address, follow=True).status_code == 200


@pytest.mark.parametrize("query", found(r"`(\?[^`\s]+[^`\s=])`"))
def test_query_is_understood(client, record, query):
    response = client.get(f"/{query}")
    assert response.status_code == 200
    assert "could know on" in response.content.decode()


@pytest.mark.parametrize("target", found(r"\]\(([^)#]+)\)"))
def test_linked_file_exists(target):
    assert (ROOT / target).exists()


@pytest.mark.parametrize("path", found(r"`(\.?[a-z][\w-]*(?:/[\w.-]*)+|[\w-]+\.(?:yaml|txt|toml|py))`"))
def test_file_or_folder_that_is_named_exists(path):
    made_when_run = {"media/", "staticfiles/", "secret_key.txt"}
    fixtures = {file.name for file in (ROOT / "fixtures").iterdir()}
    assert path in made_when_run | fixtures or (ROOT / path).exists() or list(ROOT.glob(f"*/{path}"))


def test_pythons_are_those_of_the_makefile():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    makefile = (ROOT / "Makefile").read_text()
    versions = set(found(r"\b3\.\d+\b", README))
    assert versions == set(found(r"python(3\.\d+)", makefile)) == {"3.11", "3.12", "3.13"}
    assert project["requires-python"] == f">={min(versions)}"


def test_columns_of_the_record_that_the_papers_name_exist():
    from documents.models.base import Confidence

    assert found(r"^- \*\*(\w+)\*\*:", README) == Confidence.values


def test_papers_name_no_file_of_one_machine():
    assert not re.search(r"/(work|home|root|tmp|Users)/", WHOLE)
