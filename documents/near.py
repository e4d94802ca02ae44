"""What somebody may have meant by an address that leads nowhere; bounded work, over names."""

from difflib import get_close_matches
from heapq import nlargest

from .models import Contribution
from .text.symbols import family_key, symbol_key

MOST = 5000
LONGEST = 80
LOOKED_AT = 40
"""Names that are compared letter by letter: those with most pairs of letters in common with the question."""


def near_words(word: str, words: list[str], *, most: int = 6) -> list[str]:
    """Return the nearest of `words`, best first; at most `MOST` of them are looked at."""
    asked = word[:LONGEST].casefold()
    pairs = set(zip(asked, asked[1:], strict=False))

    def in_common(name: str) -> float:
        shared = sum(map(pairs.__contains__, zip(name, name[1:], strict=False)))
        return shared / (len(name) + len(asked) + 1)

    likely = nlargest(LOOKED_AT, words[:MOST], key=in_common)
    return get_close_matches(asked, likely, n=most, cutoff=0.6)


def near_documents(address: str, day=None) -> list[Contribution]:
    """Return the documents whose symbol, or name in the address, is nearest to `address`, best first."""
    rows = Contribution.objects.visible(day)
    names = {}
    for pk, key, slug in rows.order_by("pk").values_list("pk", "symbol_key", "slug")[:MOST]:
        names.setdefault(key or slug, pk)
    asked = symbol_key(address[:LONGEST].removeprefix("unnumbered/"))
    kin = family_key(asked)
    family = [key for key in names if family_key(key) == kin]
    near = list(dict.fromkeys([*family[:6], *near_words(asked, list(names))]))
    found = rows.with_addresses().in_bulk([names[key] for key in near])
    return [found[names[key]] for key in near]
