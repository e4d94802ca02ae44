"""The tables of both apps, by the words that commands know them by."""

from documents.desk.tables import ContributionResource, MeetingResource, StakeholderResource
from opinions.desk.tables import EventResource, StanceResource

TABLES = {
    each.kind: each
    for each in (StakeholderResource, MeetingResource, ContributionResource, EventResource, StanceResource)
}
