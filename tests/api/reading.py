"""Answers of the API as tests read them, and the addresses that it has."""

import json

from wtpf_tracker.api.catalogue import KINDS
from wtpf_tracker.api.docs import example_of, parameters_of
from wtpf_tracker.api.openapi import document, operations

BASE = "/api/v1/"
HOST = "http://testserver"
NAMES = [kind.name for kind in KINDS]


def answer(client, address: str, status: int = 200, **headers) -> dict:
    """Return what an answer says; it has to have the status, and the media type that goes with it."""
    response = client.get(address.removeprefix(HOST), headers=headers)
    assert response.status_code == status, (address, response.status_code, response.content[:300])
    media_type = "application/json" if status == 200 else "application/problem+json"
    assert response["Content-Type"] == media_type
    return json.loads(response.content)


def rows(client, name: str, question: str = "", limit: int = 200) -> list[dict]:
    """Return all rows of a list, from part to part."""
    joint = "&" if question else "?"
    part = answer(client, f"{BASE}{name}{question}{joint}limit={limit}")
    found = part["rows"]
    while part["next"]:
        part = answer(client, part["next"])
        found += part["rows"]
    return found


def examples() -> dict[str, str]:
    """Return an address of every operation, as the record has it."""
    found = document(HOST)
    return {
        name: example_of(path, parameters_of(found, operation))
        for name, (path, operation) in operations(found).items()
    }


def every_address(client) -> list[str]:
    """Return every list, every single thing in one, and the other operations."""
    ones = [row["self"] for name in NAMES for row in rows(client, name)]
    return [*(f"{BASE}{name}" for name in NAMES), *dict.fromkeys(ones), *filter(None, examples().values())]
