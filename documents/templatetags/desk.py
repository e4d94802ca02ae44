"""Tags of the pages of the desk."""

from django import template
from django.contrib.admin.templatetags.admin_urls import admin_urlname

from ..desk import roles
from ..desk.queue import Group, queue_of

register = template.Library()


@register.simple_tag
def waiting_for(user) -> list[Group]:
    """`{% waiting_for user as groups %}`: what waits for a person, and what the person waits for."""
    return queue_of(user) if user.has_perm("documents.view_review") else []


@register.filter
def roles_of(user) -> str:
    """`{{ user|roles_of }}`: the groups of a person in words, empty where there is none."""
    return " and ".join(name.removesuffix("s") for name in roles.GROUPS if name in roles.groups_of(user))


@register.filter
def form_of(row) -> str:
    """`{% url row|form_of row.pk %}`: the name of the address of a row's form."""
    return admin_urlname(row._meta, "change")


@register.filter
def history_of(row) -> str:
    """`{% url row|history_of row.pk %}`: the name of the address of a row's history."""
    return admin_urlname(row._meta, "history")
