"""What somebody may have meant by an address that leads nowhere; bounded work, over names."""

from difflib import get_close_matches

from .models import Contribution
from .text.symbols import family_key, symbol_key

MOST = 5000
LONGEST = 80


def near_words(word: str, words: list[str], *, most: int = 6) -> list[str]:
    """Return the nearest of `words`, best first; at most `MOST` of them are looked at."""
    return get_close_matches(word[:LONGEST].casefold(), words[:MOST], n=most, cutoff=0.6)


def near_documents(address: str, day=None) -> list[Contribution]:
    """Return the documents whose symbol, or name in the address, is nearest to `address`, best first."""
    rows = Contribution.objects.visible(day)
    names = {}
    for pk, key, slug in rows.order_by("pk").values_list("pk", "symbol_key", "slug")[:MOST]:
        names.setdefault(key or slug, pk)
    asked = symbol_key(address[:LONGEST].removeprefix("unnumbered/"))
    family = [key for key in names if family_key(key) == family_key(asked)]
    near = list(dict.fromkeys([*family[:6], *near_words(asked, list(names))]))
    found = rows.with_addresses().in_bulk([names[key] for key in near])
    return [found[names[key]] for key in near]
