"""Which conference met where and when, so that "Resolution 64 (Rev. Dubai, 2012)" finds its body.

Places and years are those under which ITU cites its instruments.
"""

BODIES = {
    "pp": "Plenipotentiary Conference",
    "wtsa": "World Telecommunication Standardization Assembly",
    "wtdc": "World Telecommunication Development Conference",
    "wtpf": "World Telecommunication/ICT Policy Forum",
    "wcit": "World Conference on International Telecommunications",
    "wrc": "World Radiocommunication Conference",
    "ra": "Radiocommunication Assembly",
    "council": "ITU Council",
    "itu-t": "ITU-T",
    "itu-d": "ITU-D",
    "itu-r": "ITU-R",
}
_CONFERENCES = {
    "pp": "kyoto 1994, minneapolis 1998, marrakesh 2002, antalya 2006, guadalajara 2010, busan 2014, "
    "dubai 2018, bucharest 2022",
    "wtsa": "helsinki 1993, geneva 1996, montreal 2000, florianópolis 2004, florianopolis 2004, "
    "johannesburg 2008, dubai 2012, hammamet 2016, geneva 2022, new delhi 2024",
    "wtdc": "valletta 1998, istanbul 2002, doha 2006, hyderabad 2010, dubai 2014, buenos aires 2017, "
    "kigali 2022",
    "wtpf": "geneva 1998, geneva 2001, lisbon 2009, geneva 2013, geneva 2021",
}
_BY_PLACE = {
    tuple(name.rsplit(" ", 1)): body for body, names in _CONFERENCES.items() for name in names.split(", ")
}
_WORDS = (
    ("plenipotentiary", "pp"),
    ("standardization assembly", "wtsa"),
    ("development conference", "wtdc"),
    ("policy forum", "wtpf"),
    ("council", "council"),
    ("radiocommunication conference", "wrc"),
    ("radiocommunication assembly", "ra"),
)


def body_of_conference(place: str, year: str) -> str:
    """The body that met at a place in a year, as a key of `BODIES`; empty where the table has none."""
    return _BY_PLACE.get((place.casefold(), year), "")


def body_named(text: str) -> str:
    """The body a phrase begins with ("WTSA", "Plenipotentiary Conference", "ITU Council"), or empty."""
    low = text.casefold().strip()
    short = low.split("-")[0].rstrip("’'s ") if not low.startswith("itu-") else low[:5]
    if short in BODIES:
        return short
    places = [(low.find(words), body) for words, body in _WORDS if words in low]
    return min(places)[1] if places else ""
