"""People of the desk for the tests: `make_staff`, and `sign_in` past the door with a second factor."""

import time
from binascii import unhexlify

from django.contrib.auth.models import Group, User
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from wtpf_tracker.doors.sessions import BEGAN, SEEN

PASSWORD = "four small herons"  # noqa: S105


def make_staff(name="ada", *groups: str, superuser=False, password=None) -> User:
    """Return a new person who may work at the desk, a member of `groups`.

    Without a password nobody can sign in as them on a page; it takes long to make one.
    """
    user = User.objects.create_user(name, password=password, is_staff=True, is_superuser=superuser)
    user.groups.set([Group.objects.get_or_create(name=group)[0] for group in groups])
    return user


def give_factor(user) -> TOTPDevice:
    """Return the second factor of a person, a new one if they have none."""
    return TOTPDevice.objects.filter(user=user).first() or TOTPDevice.objects.create(user=user, name="app")


def code_of(device: TOTPDevice, *, steps=0) -> str:
    """Return the code that the person's app shows, now or so many half-minutes later."""
    totp = TOTP(unhexlify(device.key))
    totp.time = time.time() + 30 * steps
    return f"{totp.token():06}"


def wrong_code(device: TOTPDevice) -> str:
    """Return six digits that no app of this person shows about now."""
    near = {code_of(device, steps=steps) for steps in range(-3, 4)}
    return next(code for code in (f"{number:06}" for number in range(10)) if code not in near)


def sign_in(client, user):
    """Let the person in with password and second factor given; return the client."""
    client.force_login(user)
    session = client.session
    session[DEVICE_ID_SESSION_KEY] = give_factor(user).persistent_id
    session[BEGAN] = session[SEEN] = int(time.time())
    session.save()
    return client
