"""A small record in six languages and many spellings, to ask questions of; the same on every database."""

from documents.search import index
from opinions.models import Opinion
from tests.factory import (
    make_amendment,
    make_contribution,
    make_event,
    make_file,
    make_intervention,
    make_meeting,
    make_opinion,
    make_other_title,
    make_pledge,
    make_process,
    make_revision,
    make_session,
    make_source,
    make_stakeholder,
    make_topic,
)

WHO = {
    "brazil": ("Brazil", "Federative Republic of Brazil"),
    "united-kingdom": ("United Kingdom", "United Kingdom of Great Britain and Northern Ireland"),
    "cote-divoire": ("Côte d’Ivoire", "Republic of Côte d’Ivoire"),
    "isoc": ("ISOC", "Internet Society"),
    "who": ("WHO", "World Health Organization"),
    "russia": ("Russian Federation", "Российская Федерация"),
    "china": ("China", "中华人民共和国"),
    "egypt": ("Egypt", "جمهورية مصر العربية"),
}
DRAFTS = [
    """Recalling Resolution 101 (Rev. Guadalajara, 2010) on Internet Protocol-based networks,
recognizing that multi-stakeholder cooperation is essential,
noting the "freedom of expression" of every user,
invites Member States to build Internet exchange points (IXPs);
invites Sector Members to share 5G/6G experience.""",
    """Recalling Resolution 101 (Rev. Guadalajara, 2010) on Internet Protocol-based networks,
recognizing that multistakeholder cooperation of governments is useful,
noting the freedom of every expression of users,
invites Member States to consider building Internet exchange points (IXPs);
encourages Sector Members to share e-mail and 5G experience, R&D and know-how.""",
    """recognizing that multistakeholder governance includes governments,
invites governments to support Internet exchange points, notably in developing countries;
encourages all to deploy IPv6 alongside IPv4, and to measure 99.9% availability.""",
]
LANGUAGES = {
    "fr": "Rappelant les conférences préparées par l’Union,\ninvite les États Membres à leurs réseaux.",
    "es": "Reconociendo la cooperación entre los países en desarrollo,\ninvita a los Estados Miembros.",
    "ru": "Признавая развитие сетей и роль правительств,\nпредлагает развивать Интернет. Ёлка йод.",
    "ar": "إذ يدرك أهمية الاتصالات والمعلومات،\nيدعو الدول الأعضاء إلى تطوير الإنترنت.",
    "zh": "认识到互联网治理的重要性，\n请成员国通过决议促进网络发展。",
    "de": "In Anerkennung der Zusammenarbeit der Länder über große Netze.",
}


def make_corpus() -> None:
    """Fill the database and the index."""
    who = {
        slug: make_stakeholder(slug=slug, short_name=short, name=name, summary=f"Takes part as {short}.")
        for slug, (short, name) in WHO.items()
    }
    process = make_process(slug="wtpf-13", short_title="WTPF-13", title="World Policy Forum")
    topic = make_topic(process, slug="exchange", title="Internet exchange points", short_title="IXPs")
    forum = make_meeting(process=process, slug="forum", title="The Forum in Geneva", short_title="Forum")
    meeting = make_session(forum, slug="wg-1", title="Working Group 1 of the Forum", short_title="WG 1")
    exchange = make_opinion(
        process,
        topic=topic,
        slug="ixps",
        title="Promoting Internet exchange points",
        short_title="Exchange points",
        summary="On where networks meet: cheaper connections.",
    )
    make_other_title(exchange, title="IXPs as a long-term solution")
    chain = []
    for number, text in enumerate(DRAFTS, start=1):
        sponsors = [who["united-kingdom"], who["brazil"]][: 1 + number % 2]
        words = {"text": text, "date": f"201{number}-0{number}", "label": f"Draft {number}"}
        chain.append(make_revision(exchange, sponsors=sponsors, based_on=chain[-1:], **words))
    make_documents(who, process, meeting)
    make_words(who, exchange, meeting)
    for language, text in LANGUAGES.items():
        titles = {"title": f"Text {language}", "short_title": f"In {language}"}
        opinion = make_opinion(process, slug=f"text-{language}", **titles)
        make_revision(opinion, text=text, language=language, date="2014-11", sponsors=[who["egypt"]])
    make_many(process, who)
    index.rebuild()


def make_documents(who, process, meeting) -> None:
    """Documents under symbols of every kind, one with a long file."""
    for number, (symbol, title, by) in enumerate(
        [
            ("WTPF-IEG/2/10", "Supporting multi-stakeholderism", "united-kingdom"),
            ("WTPF-IEG/2/1", "Agenda of the second meeting", "isoc"),
            ("WTPF-13/16(Rev.1)-E", "Role of government in the multistakeholder framework", "brazil"),
            ("", "Statement of the Côte d’Ivoire on broadband", "cote-divoire"),
        ]
    ):
        document = make_contribution(
            [who[by]],
            process=process,
            meeting=meeting,
            symbol=symbol,
            title=title,
            slug=f"document-{number}",
            date=f"2013-0{number + 1}-0{number + 1}",
            summary=f"What {WHO[by][0]} thinks of broadband, privacy & spam; 5G/6G.",
        )
    lines = [f"Line {number} on the numbering of networks and roaming." for number in range(1, 80)]
    lines.append("The last line speaks of satellites.")
    make_file(document, "\n".join(lines).encode(), name="statement.txt")
    make_source(key="S77", title="Report on the Forum: who said what", author="A. Élève", note="Read.")


def make_words(who, opinion: Opinion, meeting) -> None:
    """Events, statements, changes and a promise."""
    for number, (slug, text) in enumerate(
        [
            ("brazil", "Brazil asked for the role of governments to be recognised."),
            ("who", "WHO spoke of health and of IT in hospitals."),
            ("russia", "Russia spoke of the Интернет and of sovereignty."),
            ("china", "China spoke of 互联网 and of development."),
            ("cote-divoire", "Côte d’Ivoire supported naïve users and coöperation."),
        ]
    ):
        said = {"key": f"said-{slug}", "summary": text, "date": f"2013-05-1{number}"}
        make_intervention(opinion, stakeholder=who[slug], meeting=meeting, **said)
    submitted = {"key": "submitted-1", "summary": "The UK submitted its draft."}
    make_event(opinion, "submitted", actors=[who["united-kingdom"]], **submitted)
    adopted = {"key": "adopted-1", "summary": "Adopted after long debate.", "date": "2013-05-16"}
    make_event(opinion, "adopted", meeting=meeting, **adopted)
    change = {"key": "change-1", "summary": "Add “in developing countries”."}
    make_amendment(opinion, proposers=[who["brazil"]], **change)
    make_pledge(opinion, key="promise-1", subject="A text on spam", stakeholders=[who["isoc"]])


def make_many(process, who) -> None:
    """So many alike that a common word has more hits than are counted."""
    titles = {"title": "A long report", "short_title": "Long report"}
    opinion = make_opinion(process, slug="long", instrument="report", **titles)
    for part in range(3):
        lines = [f"considering ordinary matter {number} of part {part};" for number in range(400)]
        make_revision(opinion, text="\n".join(lines), date=f"2015-0{part + 1}", sponsors=[who["isoc"]])
