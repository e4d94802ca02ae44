"""Forms of the opinions app."""

from documents.forms import RecordForm

from . import actions


class EventForm(RecordForm):
    """The form of a step of a path: refuses one that may not follow where it stands, with a sentence."""

    def _post_clean(self):
        super()._post_clean()
        if not self.errors and (reason := actions.refusal_of(self.instance)):
            self.add_error("kind", reason)
