"""Names of WordprocessingML, and short ways to read its elements."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# The strict form of the format uses other names for the same things; files are brought to one.
STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFF = ("0", "false", "off", "none")


def child(element, name: str):
    """The first child of this name, or None (also where the element is None)."""
    return None if element is None else element.find(f"{W}{name}")


def value(element, name: str) -> str:
    """The `val` of the first child of this name, or an empty text."""
    found = child(element, name)
    return "" if found is None else found.get(f"{W}val", "")


def switched_on(element, name: str) -> bool:
    """Whether a yes-or-no property such as `vanish` is present and not switched off."""
    found = child(element, name)
    return found is not None and found.get(f"{W}val", "1") not in _OFF


def number(text: str | None, otherwise: int) -> int:
    """A whole number that a file claims, or `otherwise` where it is none; never absurdly large."""
    try:
        return max(-100_000, min(int(text or ""), 100_000))
    except ValueError:
        return otherwise
