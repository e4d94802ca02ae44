"""The second factor: who must have one, setting it up, checking a code, recovery codes, taking it away."""

import datetime
from base64 import b32encode
from binascii import unhexlify
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django_otp import devices_for_user, user_has_device
from django_otp.models import Device
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from documents.desk.roles import ADMINISTRATORS, REVIEWERS

# The groups whose members publish or decide who may: one password is not enough for them.
MUST_HAVE = (REVIEWERS, ADMINISTRATORS)
DIGITS = 6
RECOVERY_CODES = 10
ISSUER = "WTPF Tracker"


@dataclass(frozen=True)
class Checked:
    """What came of a code: the device that accepted it, or None, perhaps with when to try again."""

    device: Device | None = None
    wait_until: datetime.datetime | None = None

    @property
    def by_recovery_code(self) -> bool:
        """Whether it was a recovery code, which is now used up."""
        return isinstance(self.device, StaticDevice)


def must_have_factor(user) -> bool:
    """Return whether the person may not work with a password alone."""
    return settings.SECOND_FACTOR and (user.is_superuser or user.groups.filter(name__in=MUST_HAVE).exists())


def has_factor(user) -> bool:
    """Return whether the person has set up a second factor."""
    return user_has_device(user)


def is_verified(user) -> bool:
    """Return whether the second factor was given in this session."""
    return getattr(user, "otp_device", None) is not None


def is_in(user) -> bool:
    """Return whether somebody who gave the right password may come in as things stand."""
    return is_verified(user) or not (has_factor(user) or must_have_factor(user))


def enrolment_address(user, key: str) -> str:
    """Return the otpauth: address that an authenticator app reads from a picture; `key` is in hexadecimal."""
    query = urlencode({"secret": spelt(key), "issuer": ISSUER, "digits": DIGITS}, quote_via=quote)
    return f"otpauth://totp/{quote(ISSUER)}:{quote(user.get_username())}?{query}"


def spelt(key: str) -> str:
    """Return a key in hexadecimal as authenticator apps spell it."""
    return b32encode(unhexlify(key)).decode()


@transaction.atomic
def enrol(user, key: str, code: str) -> TOTPDevice | None:
    """Give the person a second factor if `code` is one of `key` at this moment; return it, else None.

    The code is used up by it. Without a key nobody gets one, nor who has one already.
    """
    get_user_model().objects.select_for_update().get(pk=user.pk)  # two windows cannot both enrol
    totp = TOTP(unhexlify(key), digits=DIGITS)
    right = key and is_code(code) and totp.verify(int(code), tolerance=1)
    if not right or TOTPDevice.objects.filter(user=user).exists():
        return None
    return TOTPDevice.objects.create(
        user=user, name="authenticator", key=key, digits=DIGITS, last_t=totp.t(), drift=totp.drift
    )


def is_code(typed: str) -> bool:
    """Return whether it has the form of a code of an app; a recovery code has not."""
    return len(typed) == DIGITS and typed.isascii() and typed.isdecimal()


@transaction.atomic
def check_code(user, typed: str) -> Checked:
    """Use up a code of the person's app or a recovery code, and say what came of it.

    Each wrong one doubles the time until the next is looked at.
    """
    model, checked = TOTPDevice if is_code(typed) else StaticDevice, Checked()
    for device in model.objects.select_for_update().filter(user=user, confirmed=True):
        _, hindrance = device.verify_is_allowed()
        if hindrance:
            checked = Checked(wait_until=hindrance["locked_until"])
        elif device.verify_token(typed):
            return Checked(device)
    return checked


@transaction.atomic
def make_recovery_codes(user) -> list[str]:
    """Give the person new recovery codes in place of the old ones; return them, in halves to be read."""
    device, _ = StaticDevice.objects.get_or_create(user=user, name="recovery codes")
    device.token_set.all().delete()
    codes = [StaticToken.random_token() for _ in range(RECOVERY_CODES)]
    StaticToken.objects.bulk_create([StaticToken(device=device, token=code) for code in codes])
    return [f"{code[:4]} {code[4:]}" for code in codes]


def recovery_codes_left(user) -> int:
    """Return how many recovery codes the person has not used yet."""
    return StaticToken.objects.filter(device__user=user).count()


@transaction.atomic
def remove_factor(user) -> None:
    """Take away the person's second factor and the recovery codes."""
    for device in list(devices_for_user(user, confirmed=None)):
        device.delete()
