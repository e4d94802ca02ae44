"""What somebody sent after their session had ended: kept until they are in again, to be sent with one click.

It lies in the session that begins then, is shown to the same person alone, on the page it was typed on, and
goes when it is sent or they sign out. Only what came with the ended session and with the token of a form of
ours is kept, so that no other site can have somebody send what they did not type.
"""

from dataclasses import dataclass

KEPT = "kept_form"
MOST_CHARACTERS = 1_000_000
# What holds passwords and codes, or says who one is.
NOT_KEPT = (
    "/admin/login/",
    "/admin/logout/",
    "/admin/second-factor/",
    "/admin/password_change/",
    "/admin/auth/",
)


@dataclass(frozen=True)
class KeptForm:
    """A form as it was sent: its address, its fields in order, and the names of files that cannot be kept."""

    path: str
    fields: list[tuple[str, str]]
    files: list[str]


def form_of(request) -> dict | None:
    """Return what a request to the desk sends, as a session can hold it; None where nothing is to be kept."""
    path = request.path_info
    if request.method != "POST" or not path.startswith("/admin/") or path.startswith(NOT_KEPT):
        return None
    if not getattr(request, "csrf_processing_done", False):  # Django sets it once the token was right
        return None
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name != "csrfmiddlewaretoken"
        for value in values
    ]
    if not fields or sum(len(name) + len(value) for name, value in fields) > MOST_CHARACTERS:
        return None
    files = [file.name for _, many in request.FILES.lists() for file in many]
    return {"path": request.get_full_path(), "fields": fields, "files": files}


def keep(session, person_pk: int, form: dict | None) -> None:
    """Put what `form_of` returned into the session that begins, for the person whose session has ended."""
    if form is not None:
        session[KEPT] = {"person": person_pk, **form}


def kept_form(request) -> KeptForm | None:
    """Return what is kept for the person who asks for this page, or None."""
    if request.method != "GET" or not request.user.is_authenticated:
        return None
    kept = request.session.get(KEPT)
    if not kept or kept["person"] != request.user.pk or kept["path"] != request.get_full_path():
        return None
    return KeptForm(kept["path"], [tuple(pair) for pair in kept["fields"]], kept["files"])


def forget_sent(request) -> None:
    """Forget what was kept once somebody who is in has sent a form to the same address."""
    if request.method == "POST" and request.user.is_authenticated:
        kept = request.session.get(KEPT)
        if kept and kept["path"] == request.get_full_path():
            del request.session[KEPT]
