"""A process with one of everything, and more of it, to see pages whole and count what they ask."""

from dataclasses import dataclass

from django.db import connection
from django.test.utils import CaptureQueriesContext

from documents.models import Contribution, Meeting, Process, Source, Stakeholder
from opinions.models import Opinion
from tests.factory import (
    make_amendment,
    make_body,
    make_contribution,
    make_discrepancy,
    make_event,
    make_fact,
    make_gap,
    make_intervention,
    make_meeting,
    make_opinion,
    make_participation,
    make_pledge,
    make_process,
    make_revision,
    make_schedule_item,
    make_session,
    make_source,
    make_stakeholder,
    make_topic,
)


@dataclass
class World:
    """The things that have pages; `grow` ties more rows to each of them."""

    source: Source
    process: Process
    meeting: Meeting
    stakeholder: Stakeholder
    document: Contribution
    opinion: Opinion

    def addresses(self) -> list[str]:
        """The page of each thing, and every list; `/changes/` apart, which shows whatever came last."""
        things = [self.process, self.meeting, self.stakeholder, self.document, self.source]
        lists = ["documents", "meetings", "stakeholders", "schedule", "sources", "about"]
        return [*(thing.get_absolute_url() for thing in things), *(f"/{name}/" for name in lists)]

    def grow(self, times: int = 1) -> None:
        """Add `times` rows of every kind, each tied to all things that it can be tied to."""
        for _ in range(times):
            self._add_documents()
            self._add_texts()
            self._add_the_rest()

    def _add_documents(self):
        common = {"process": self.process, "sources": [self.source]}
        other = make_contribution([self.stakeholder, make_stakeholder()], meeting=self.meeting, **common)
        make_contribution(replaces=self.document, symbol="", meeting=make_session(self.meeting), **common)
        make_fact(contribution=self.document, meeting=self.meeting, stakeholder=self.stakeholder, **common)
        make_schedule_item(self.process, meeting=self.meeting, sources=[self.source])
        make_participation(self.meeting, stakeholder=self.stakeholder, sources=[self.source])
        make_participation(self.meeting, person="Somebody", role="chair", sources=[self.source])
        make_meeting(process=self.process, body=make_body(parent=self.meeting.body))
        make_stakeholder(parent=self.stakeholder)
        make_pledge(
            self.opinion,
            stakeholders=[self.stakeholder, make_stakeholder()],
            meeting=self.meeting,
            delivered_by=self.document,
            fate="delivered",
            sources=[self.source],
        )
        make_event(self.opinion, contribution=other, meeting=self.meeting, sources=[self.source])

    def _add_texts(self):
        topic = make_topic(self.process)
        opinion = make_opinion(self.process, topic=topic, sources=[self.source])
        for text in (self.opinion, opinion):
            common = {"contribution": self.document, "sources": [self.source]}
            revision = make_revision(text, sponsors=[self.stakeholder], **common)
            make_event(text, actors=[self.stakeholder], meeting=self.meeting, revision=revision, **common)
            make_amendment(text, proposers=[self.stakeholder], meeting=self.meeting, **common)
            make_intervention(text, stakeholder=self.stakeholder, meeting=self.meeting, **common)

    def _add_the_rest(self):
        about = {"meetings": [self.meeting], "contributions": [self.document]}
        for doubt in (make_discrepancy(self.process), make_gap(self.process)):
            doubt.meetings.set(about["meetings"])
            doubt.contributions.set(about["contributions"])
            doubt.stakeholders.set([self.stakeholder])
        common = {"meeting": self.meeting, "contribution": self.document, "sources": [self.source]}
        said = make_intervention(stance="", stakeholder=self.stakeholder, **common)
        said.opinion = None
        said.save()


def make_world() -> World:
    """A process, a meeting, a stakeholder, a document and a text, each tied to the others once."""
    source, process, stakeholder = make_source(), make_process(), make_stakeholder()
    meeting = make_meeting(process=process, sources=[source])
    document = make_contribution([stakeholder], meeting=meeting, sources=[source])
    world = World(source, process, meeting, stakeholder, document, make_opinion(process, sources=[source]))
    world.grow()
    return world


def queries_of(client, address: str) -> int:
    """How many queries the page at `address` asks; the page has to answer 200."""
    with CaptureQueriesContext(connection) as queries:
        response = client.get(address)
    assert response.status_code == 200, address
    return len(queries)
