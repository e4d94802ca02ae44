"""Who may do what at the desk: three groups of people, and the rule of the second pair of eyes.

The permissions of the groups stand here and nowhere in the database: they are right after every upgrade,
and a new model is covered by itself.
"""

from collections.abc import Iterable

from django.apps import apps
from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.db import models

from ..models import AboutAThing, Change, LinkCheck, Named, OldAddress, Review

CONTRIBUTORS, REVIEWERS, ADMINISTRATORS = GROUPS = ("contributors", "reviewers", "administrators")
DECIDE = "documents.decide_review"
# Whose authors do not publish what came of it.
AUTHORING = (
    Change.Act.ENTERED, Change.Act.EDITED, Change.Act.CORRECTED, Change.Act.RESTORED, Change.Act.IMPORTED,
)  # fmt: skip
ACCOUNTS = {f"auth.{act}_user" for act in ("view", "add", "change")} | {"auth.view_group"}


class RoleBackend(ModelBackend):
    """Signs people in by name and password, and gives them what their groups may do."""

    def get_group_permissions(self, user_obj, obj=None):
        """Return the permissions of the groups of the desk, with those given to groups in the database."""
        found = super().get_group_permissions(user_obj, obj)
        if not user_obj.is_active or user_obj.is_anonymous or obj is not None:
            return found
        return found | permissions_of(groups_of(user_obj))


def groups_of(user) -> set[str]:
    """Return the names of the groups of the desk that `user` is in."""
    if not hasattr(user, "_groups_of_the_desk"):
        user._groups_of_the_desk = set(user.groups.filter(name__in=GROUPS).values_list("name", flat=True))
    return user._groups_of_the_desk


def permissions_of(groups: Iterable[str]) -> set[str]:
    """Return the permissions of the groups with these names, as `app.act_model`."""
    groups, found = set(groups), set()
    if groups & set(GROUPS):
        found |= {
            f"{model._meta.app_label}.{act}_{model._meta.model_name}"
            for model in record_models()
            for act in ACTS
        }
        found |= {
            f"documents.view_{model._meta.model_name}" for model in (Change, Review, LinkCheck, OldAddress)
        }
    if groups & {REVIEWERS, ADMINISTRATORS}:
        # Readers are led on at once: nobody else looks at it before.
        found |= {DECIDE, "documents.add_oldaddress", "documents.delete_oldaddress"}
    if ADMINISTRATORS in groups:
        found |= ACCOUNTS | {"documents.view_loadedrow", "wtpf_tracker.view_doorevent"}
    return found


ACTS = ("view", "add", "change", "delete")


def record_models() -> list[type[models.Model]]:
    """Return the models of the record: what people enter, edit, publish and withdraw."""
    return [model for model in apps.get_models() if issubclass(model, Named) and model.of_the_record]


def may_decide(user) -> bool:
    """Whether `user` may publish, send back and withdraw what others entered."""
    return user.has_perm(DECIDE)


def authors_of(rows: Iterable[models.Model]) -> set[int]:
    """Return the primary keys of all who entered or edited one of `rows`; a query a model."""
    by_model: dict[type, list[int]] = {}
    for row in rows:
        by_model.setdefault(type(row), []).append(row.pk)
    found = set()
    for model, keys in by_model.items():
        changes = Change.objects.about(model, *keys).filter(act__in=AUTHORING, by__isnull=False)
        found |= set(changes.order_by().values_list("by", flat=True).distinct())
    return found


def refusal_to_publish(user, rows: Iterable[models.Model], *, asked_by: int | None = None) -> str:
    """Return a sentence why `user` may not publish `rows`, or an empty text where nothing is against it.

    `asked_by` is the person who proposed a correction of what is published already.
    """
    if not may_decide(user):
        return "Only reviewers and administrators publish. Send it to review instead."
    if settings.ONE_PERSON_DESK:
        return ""
    rows = list(rows)
    own = [row for row in rows if user.pk in authors_of([row])] if user.pk in authors_of(rows) else []
    if own:
        return (
            f"You entered or edited “{own[0]}” yourself: somebody else has to publish it. "
            "(An administrator can allow a one-person desk with the setting ONE_PERSON_DESK.)"
        )
    if asked_by == user.pk:
        return "You proposed this correction yourself: somebody else has to publish it."
    return ""


def shown_rows(things: Iterable[AboutAThing]) -> dict[tuple, models.Model]:
    """Return {(model, primary key): row} of the things that are still there; a query a model."""
    keys: dict[type, set[int]] = {}
    for thing in things:
        keys.setdefault(thing.model, set()).add(thing.object_pk)
    found = {}
    for model, pks in keys.items():
        needed = [field.name for field in model._meta.fields if field.many_to_one]
        rows = model._base_manager.select_related(*needed).filter(pk__in=pks)
        found |= {(model, row.pk): row for row in rows}
    return found
