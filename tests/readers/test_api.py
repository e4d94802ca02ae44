"""Our API in programs that read OpenAPI: validators, and Schemathesis with all its checks."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from openapi_spec_validator import OpenAPIV31SpecValidator
from pytest_django.live_server_helper import LiveServer

from tests.api.reading import BASE, HOST, NAMES, answer, examples, rows
from wtpf_tracker.api.openapi import document, operations

pytestmark = pytest.mark.django_db
HERE = Path(__file__).parent
# All phases and checks; the same cases each time.
RUN = ["--checks", "all", "--max-examples", "5", "--generation-deterministic", "--continue-on-failure"]


@pytest.fixture(scope="session")
def server(_shipped_record):
    server = LiveServer("localhost")
    yield server
    server.stop()


def validator(found: dict, schema: dict) -> Draft202012Validator:
    """What checks an answer by a schema of the document."""
    return Draft202012Validator({**schema, "components": found["components"]}, format_checker=FormatChecker())


def schema_of(operation: dict) -> dict:
    """The schema of what an operation answers."""
    return operation["responses"]["200"]["content"]["application/json"]["schema"]


def test_document_is_valid(client, record):
    assert list(OpenAPIV31SpecValidator(answer(client, f"{BASE}openapi.json")).iter_errors()) == []


@pytest.mark.parametrize("question", ["", "?as_of=2013-02-11"])
def test_every_row_of_every_list_is_as_the_document_says(client, record, question):
    found = document(HOST)
    for name in NAMES:
        schema = schema_of(operations(found)[f"list-{name}"][1])
        validator(found, schema).validate(answer(client, f"{BASE}{name}{question}"))
        row = {"type": "array", "items": schema["properties"]["rows"]["items"]}
        validator(found, row).validate(rows(client, name, question))


def test_every_operation_answers_as_the_document_says(client, record):
    found = document(HOST)
    for name, address in examples().items():
        if address:  # the record has no file of a document
            validator(found, schema_of(operations(found)[name][1])).validate(answer(client, address))


def test_refusals_are_as_the_document_says(client, record):
    found = document(HOST)
    schema = found["components"]["schemas"]["Problem"]
    for place, status in (("opinions?x=1", 400), ("opinions/nothing", 404), ("nothing", 404)):
        said = answer(client, f"{BASE}{place}", status)
        validator(found, schema).validate(said)
        assert list(said) == schema["required"]


def test_schemathesis_finds_nothing(server, record, tmp_path):
    command = [sys.executable, "-m", "schemathesis.cli", "run", f"{server.url}{BASE}openapi.json", *RUN]
    there = {"SCHEMATHESIS_HOOKS": "api_hooks", "PYTHONPATH": str(HERE), "NO_COLOR": "1"}
    answered = subprocess.run(
        command, cwd=tmp_path, env={**os.environ, **there}, capture_output=True, text=True, check=False
    )
    assert answered.returncode == 0, answered.stdout[-6000:] + answered.stderr[-2000:]
    assert "Operations:       47 selected / 47 total" in answered.stdout
