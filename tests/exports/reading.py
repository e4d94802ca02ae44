"""What the forms of a page hold, read with Python's own readers."""

import csv
import io
import json

from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
HOST = "http://testserver"


def body(response) -> str:
    """Return the text of an answer, streamed or not; it has to be a good one."""
    assert response.status_code == 200, response
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode()


def csv_rows(client, address: str) -> list[dict]:
    """Return the rows of a CSV file."""
    return list(csv.DictReader(io.StringIO(body(client.get(address)), newline="")))


def json_of(client, address: str):
    """Return what a JSON answer holds."""
    return json.loads(body(client.get(address)))


def feed_of(client, address: str) -> etree._Element:
    """Return the root of a feed."""
    return etree.fromstring(body(client.get(address)).encode())


def entries(client, address: str) -> list[etree._Element]:
    """Return the entries of a feed, those of its further pages too."""
    found = []
    while address:
        root = feed_of(client, address)
        found += root.findall(f"{ATOM}entry")
        following = [link.get("href") for link in root.findall(f"{ATOM}link") if link.get("rel") == "next"]
        address = following[0].removeprefix(HOST) if following else ""
    return found


def links(found) -> list[str]:
    """Return where the entries of a feed lead, without the host."""
    return [entry.find(f"{ATOM}link").get("href").removeprefix(HOST) for entry in found]
