"""Search over many paragraphs: how long a question takes, and whether both databases find the same.

    python benchmarks/search.py                       200,000 paragraphs, SQLite in a temporary folder
    DATABASE_URL=postgres://.../wt_bench python benchmarks/search.py
    python benchmarks/search.py --filled --hits HITS.json     the database that an earlier run has filled

The paragraphs, generated from a seed, are those of texts in eight versions each; beside them stand
stakeholders, meetings, documents and statements. Everything in the database that is named is lost. Each
question is asked once to warm up and five times to be measured: read, found, counted, the first page
fetched and marked. `--hits` writes the hits of every question, to compare two databases with `cmp`. The
time of the processor alone, PostgreSQL's included, tells little of what else the machine does.
"""

import argparse
import datetime
import hashlib
import json
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]
SCRATCH = tempfile.TemporaryDirectory()
os.environ.setdefault("DATABASE_URL", f"sqlite:///{SCRATCH.name}/search.sqlite3")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wtpf_tracker.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from generated_prose import COUNTRIES, SUBJECTS, zipf  # noqa: E402

from documents.models import Process, Source, Stakeholder  # noqa: E402
from documents.search import index  # noqa: E402
from documents.search.asked import read  # noqa: E402
from documents.search.finding import PER_PAGE, find  # noqa: E402
from opinions.models import Intervention, Opinion, Revision  # noqa: E402

PUBLISHED = datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)
SPELLINGS = ["5G/6G", "multi-stakeholder", "conférence", "развитие", "互联网治理", "الإنترنت"]
ASKED = ["5G/6G", "6g", "multistakeholder", "conference", "развития", "互联", "治", "الانترنت"]
VERSIONS, PARAGRAPHS_EACH, TIMES = 8, 25, 5


def fill(paragraphs: int, chance: random.Random) -> list[str]:
    """Make the record; return the words of its texts by how often they stand there, the commonest first."""
    prose = zipf(chance)
    process = Process.objects.create(
        slug="p", title="A forum", short_title="Forum", date="2012/2014", published_at=PUBLISHED
    )
    source = Source.objects.create(
        key="S1", title="A report", kind="official", published="2012-11-30", published_at=PUBLISHED
    )
    who = Stakeholder.objects.bulk_create(
        Stakeholder(
            slug=name.lower(), name=name, short_name=name, category="member-state", published_at=PUBLISHED
        )
        for name in COUNTRIES
    )
    opinions = Opinion.objects.bulk_create(
        Opinion(
            process=process,
            slug=f"text-{number}",
            title=f"On {chance.choice(SUBJECTS)} and {prose.vocabulary[number % 3000]}",
            short_title=f"Text {number}",
            published_at=PUBLISHED,
        )
        for number in range(paragraphs // VERSIONS // PARAGRAPHS_EACH)
    )
    for number, opinion in enumerate(opinions):
        _texts(opinion, number, prose, chance, who, source)
    Intervention.objects.bulk_create(
        Intervention(
            key=f"said-{number}",
            stakeholder=chance.choice(who),
            opinion=chance.choice(opinions),
            date=_day(chance),
            summary=_paragraph(prose, chance),
            published_at=PUBLISHED,
        )
        for number in range(paragraphs // 50)
    )
    return prose.vocabulary


def _texts(opinion, number, prose, chance, who, source) -> None:
    """Eight versions of a text; in each a tenth of the paragraphs is new."""
    kept = [_paragraph(prose, chance) for _ in range(PARAGRAPHS_EACH)]
    rows = []
    for version in range(1, VERSIONS + 1):
        kept = [_paragraph(prose, chance) if chance.random() < 0.1 else text for text in kept]
        rows.append(
            Revision(
                opinion=opinion,
                number=version,
                label=f"Draft {version}",
                text="\n".join(kept),
                basis="official",
                date=_day(chance),
                published_at=PUBLISHED,
            )
        )
    rows = Revision.objects.bulk_create(rows)
    sponsor = Revision.sponsors.through
    sponsor.objects.bulk_create(sponsor(revision=row, stakeholder=chance.choice(who)) for row in rows)
    named = Revision.sources.through
    named.objects.bulk_create(named(revision=row, source=source) for row in rows)


def _paragraph(prose, chance: random.Random) -> str:
    words = [word.text for word in prose.paragraph(chance.randint(20, 60))]
    if chance.random() < 0.3:
        words[chance.randrange(len(words))] = chance.choice(SUBJECTS)
    if chance.random() < 0.05:
        words[0] = chance.choice(SPELLINGS)
    return " ".join(words)


def _day(chance: random.Random) -> str:
    return str(datetime.date(2008, 1, 1) + datetime.timedelta(days=chance.randrange(3650)))


def questions(words: list[str], chance: random.Random, number: int = 300) -> list[str]:
    """Return questions of every kind over common, middling and rare words."""

    def word() -> str:
        return words[min(int(chance.paretovariate(0.35)), len(words)) - 1]

    kinds = [
        lambda: word(),
        lambda: f"{word()} {word()}",
        lambda: f"{word()} {word()} {word()}",
        lambda: f'"{word()} {word()}"',
        lambda: f"{word()} OR {word()}",
        lambda: f"{word()} -{word()}",
        lambda: f"{word()[:3]}*",
        lambda: f"{chance.choice(SUBJECTS)}",
        lambda: f'"{chance.choice(SUBJECTS)}" {word()}',
        lambda: f"{word()} sponsor:{chance.choice(COUNTRIES)}",
        lambda: f"{word()} kind:statement year:{chance.randint(2008, 2017)}",
        lambda: f"{word()} before:{chance.randint(2008, 2017)}-0{chance.randint(1, 9)}",
        lambda: f"{word()} {word()} version:current after:2012",
        lambda: chance.choice(ASKED),
        lambda: f"{chance.choice(COUNTRIES)} {chance.choice(SUBJECTS)}",
    ]
    return [kinds[at % len(kinds)]() for at in range(number)]


def processor(backend: int | None) -> float:
    """Return the milliseconds that a processor has worked for us, in this process and in PostgreSQL's."""
    own = time.process_time() * 1000
    if backend is None:
        return own
    return own + int(Path(f"/proc/{backend}/schedstat").read_text().split()[0]) / 1e6


def backend_of_ours() -> int | None:
    """Return the process in which PostgreSQL answers us, where it runs on this machine."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return cursor.fetchone()[0]


def ask(text: str, backend: int | None) -> tuple[float, float, list, bool]:
    """Ask one question; return the milliseconds it took, those of work, the places of its hits, and whether
    there are more."""
    start, worked = time.perf_counter(), processor(backend)
    found = find(read(text))
    found.counts()
    found[:PER_PAGE]
    took = (time.perf_counter() - start) * 1000
    return took, processor(backend) - worked, [row.place for row in found.rows], found.more


def measure(texts: list[str], hits_file: Path | None) -> None:
    """Ask every question, and print how long that took."""
    backend, hits, times = backend_of_ours(), {}, {}
    for text in texts:
        _, _, places, more = ask(text, backend)
        hits[text] = [len(places), more, hashlib.sha256(repr(places).encode()).hexdigest()]
        runs = [ask(text, backend)[:2] for _ in range(TIMES)]
        taken, worked = zip(*runs, strict=True)
        times[text] = statistics.median(taken), min(taken), statistics.median(worked)
    if hits_file:
        hits_file.write_text(json.dumps(hits, indent=1, ensure_ascii=False))
    many = sum(1 for one in hits.values() if one[1])
    print(f"{len(hits)} questions, {many} with more hits than are counted; load {os.getloadavg()[0]:.1f}")
    for which, name in enumerate(("median of five", "best of five", "processor")):
        ordered = sorted(figures[which] for figures in times.values())
        at = [ordered[int((len(ordered) - 1) * part)] for part in (0.5, 0.95, 0.99)]
        print(f"{name:>14}: p50 {at[0]:6.1f} ms, p95 {at[1]:6.1f} ms, p99 {at[2]:6.1f} ms")
    print("most work:")
    for text, figures in sorted(times.items(), key=lambda pair: -pair[1][2])[:8]:
        more = " and more" if hits[text][1] else ""
        print(f"  {figures[2]:6.1f} ms  {text}  ({hits[text][0]}{more})")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--paragraphs", type=int, default=200_000)
    parser.add_argument("--hits", type=Path)
    parser.add_argument("--filled", action="store_true", help="the database is filled from an earlier run")
    given = parser.parse_args()
    chance = random.Random(20121010)
    if given.filled:
        words = zipf(chance).vocabulary
    else:
        call_command("migrate", verbosity=0)
        call_command("flush", interactive=False, verbosity=0)
        words = fill(given.paragraphs, chance)
        start = time.perf_counter()
        entries = index.rebuild()
        print(f"{entries} entries made and indexed in {time.perf_counter() - start:.0f} s")
    print(connection.vendor)
    measure(questions(words, random.Random(7)), given.hits)


if __name__ == "__main__":
    main()
