"""A few hundred questions: typed by hand, and every word under every filter."""

TYPED = """
brazil
Brazil's
BRAZIL
federative republic
united kingdom
"United Kingdom"
uk
côte d'ivoire
cote d’ivoire
Cote dIvoire
WHO
who
who spoke
isoc
"internet society"
internet
Internet exchange points
"internet exchange points"
"exchange internet points"
exchange-points
ixps
IXPs as a long-term solution
long-term
longterm
"long term solution"
multi-stakeholder
multistakeholder
multi stakeholder
"multi-stakeholder cooperation"
multistakeholderism
5G/6G
5g
6G
"5G 6G"
5g6g
IPv6
ipv4 ipv6
IPv*
e-mail
email
R&D
r d
know-how
knowhow
99.9%
Resolution 101
"Resolution 101 (Rev. Guadalajara, 2010)"
rev guadalajara
WTPF-IEG/2/10
wtpf ieg 2 10
"WTPF-IEG/2/1"
WTPF-IEG/2
WTPF-13/16(Rev.1)
WTPF-13/16
wtpf-13
16(Rev.1)
freedom of expression
"freedom of expression"
"freedom of every"
“freedom of expression”
«freedom of expression»
the
of the
the of and
"of the"
govern*
gov*
g*
governments
government
governmental
governance
cooper*
coöperation
cooperation
naive users
naïve
Élève
eleve
conférences
conferences
conférence préparée
états membres
etats
réseaux
reseaux
cooperación
países
paises en desarrollo
развитие
развития
правительства
Интернет
интернету
ёлка
елка
йод
российская федерация
الاتصالات
المعلومات
والمعلومات
اتصال
الإنترنت
الانترنت
مصر
互联网
互联网治理
互联
网
决议
决议促进
网络发展
发展网络
中华人民共和国
共和国
互联网 development
Zusammenarbeit
große
grosse
Länder
considering
considering ordinary
ordinary matter 7
"ordinary matter 7"
"matter 7 of part 2"
considering -ordinary
considering part
considering kind:event
satellites
last line satellites
roaming numbering
"the last line"
line 40
spam
spam OR satellites
spam | satellites
spam OR satellites OR health
spam OR
OR spam
-spam
spam -broadband
broadband -spam
NOT spam broadband
broadband NOT privacy
-kind:paragraph
-kind:paragraph -kind:passage internet
privacy & spam
"privacy & spam"
"unfinished phrase
""
"
*
-
- -
()
(internet)
[internet]
internet!
¿internet?
internet,exchange
internet/exchange
internet—exchange
http://example.org/internet
kind:document
kind:contribution
kind:documents
kind:intervention
kind:nonsense
kind:meeting OR kind:topic
kind:meeting kind:topic
sponsor:brazil
sponsor:"United Kingdom"
sponsor:united-kingdom
by:isoc
stakeholder:WHO
who:côte-divoire
sponsor:brazil kind:contribution before:2013-02
sponsor:brazil kind:paragraph
sponsor:brazil version:old
version:current internet
version:old internet
year:2013
year:2012 internet
before:2012
after:2013-03
after:2012 before:2013-02-02 kind:document
before:yesterday internet
before:2013-13
meeting:forum
meeting:wg-1
meeting:"WG 1" brazil
opinion:ixps
opinion:"Exchange points" invites
text:text-fr
topic:exchange
process:wtpf-13 kind:process
process:nothing
nothing:internet
xyzzy
brasil
internt
long report
"long report"
text
in fr
report
forum
geneva
agenda
statement
role of government
role governments brazil
cheaper connections
debate
developing countries
"in developing countries"
A text on spam
S77
S77 report
1
101
2010
%
&
''
'; drop table
a AND b
internet AND exchange
AND
NOT
OR
NEAR(internet exchange)
internet NEAR exchange
title:internet
words:internet
"internet" + "exchange"
internet ^exchange
{internet}
internet:exchange
a:* & b
!internet
internet <-> exchange
internet\\exchange
''internet''
"""
WORDS = ("internet", "governments", "brazil", "considering", "spam", "развитие", "互联", "5g/6g", "broad*")
FILTERS = (
    "kind:paragraph",
    "kind:document",
    "kind:statement",
    "sponsor:brazil",
    "sponsor:isoc",
    "year:2013",
    "before:2013-04",
    "after:2013",
    "version:old",
    "opinion:ixps",
    "-kind:paragraph",
    "OR satellites",
    "-draft",
)


def questions() -> list[str]:
    """Return every question, each once."""
    typed = [line for line in TYPED.split("\n") if line]
    return list(dict.fromkeys([*typed, *(f"{word} {rest}" for word in WORDS for rest in FILTERS)]))
