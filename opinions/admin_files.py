"""From a file that was read to revisions: a page of the admin between the two."""

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from documents.admin import ContributionFileAdmin
from documents.desk import reviews
from documents.desk.history import work
from documents.models import ContributionFile
from documents.text.model import RefusedError
from documents.uploads import document_of

from .forms import RevisionFromFileForm
from .models import Opinion, Revision

admin.site.unregister(ContributionFile)


@admin.register(ContributionFile)
class FileWithTextAdmin(ContributionFileAdmin):
    """A file that was read offers its text to be entered as a revision."""

    change_form_template = "admin/file_change_form.html"
    actions = ("enter_text", *ContributionFileAdmin.actions)

    def get_urls(self):
        own = path(
            "<path:object_id>/enter/",
            self.admin_site.admin_view(self.enter_view),
            name="documents_contributionfile_enter",
        )
        return [own, *super().get_urls()]

    @admin.action(description="Enter its text as a revision of ...", permissions=["view"])
    def enter_text(self, request, rows):
        """Lead on to the form for the one file that was chosen."""
        if len(rows) == 1:
            return redirect(_place_of(rows[0]))
        self.message_user(request, "Choose one file: texts are entered one by one.", messages.ERROR)
        return None

    def enter_view(self, request, object_id):
        """Ask of which opinion the text is a revision, and enter it."""
        file = self.get_object(request, unquote(object_id))
        if file is None:
            raise Http404
        if not request.user.has_perm("opinions.add_revision"):
            raise PermissionDenied
        try:
            document = document_of(file)
        except RefusedError as refusal:
            self.message_user(request, f"The file was not read. {refusal}", messages.ERROR)
            return redirect("admin:documents_contributionfile_change", file.pk)
        form = RevisionFromFileForm(
            request.POST or None,
            document=document,
            instance=Revision(contribution=file.contribution),
            initial=_proposed(file, document),
        )
        if form.is_valid() and (entered := self._entered(request, form)):
            return redirect("admin:opinions_revision_change", entered[-1].pk)
        return self._page(request, file, document, form)

    def _entered(self, request, form) -> list[Revision]:
        """Enter what the form asks for, or put the reason why not into the form."""
        try:
            with work(by=request.user):
                entered = form.enter()
        except ValidationError as problem:
            for sentence in problem.messages:
                form.add_error(None, sentence)
            return []
        if "_review" in request.POST:
            reviews.ask_review(by=request.user, rows=entered)
        names = " and ".join(f"“{revision}” (version {revision.number})" for revision in entered)
        self.message_user(request, f"Entered: {names}.", messages.SUCCESS)
        return entered

    def _page(self, request, file, document, form):
        words = {
            **self.admin_site.each_context(request),
            "title": "Enter its text as a revision",
            "opts": self.model._meta,
            "original": file,
            "form": form,
            "media": self.media + form.media,
            "texts": [("The text", document.paragraphs), ("The text before the changes", document.before)],
            "changes": document.changes,
        }
        return TemplateResponse(request, "admin/enter_revision.html", words)


def _place_of(file: ContributionFile) -> str:
    return reverse("admin:documents_contributionfile_enter", args=[file.pk])


def _proposed(file: ContributionFile, document) -> dict:
    """What the form begins with: from the document, for a person to confirm."""
    contribution = file.contribution
    opinions = list(Opinion.objects.filter(events__contribution=contribution).distinct()[:2])
    return {
        "opinion": opinions[0] if len(opinions) == 1 else None,
        "label": contribution.name[:120],
        "date": contribution.date,
        "language": file.language,
        "basis": Revision.Basis.OFFICIAL,
        "sponsors": contribution.submitters.order_by("submissions__order"),
        # A file with tracked changes says itself which text it was written from.
        "based_on": Revision.objects.filter(text=document.text_before)[:1] if document.before else [],
        "sources": contribution.sources.all(),
        "locator": contribution.locator,
        "confidence": contribution.confidence,
    }
