"""From where somebody comes, and under what mark their failures are counted."""

import ipaddress

from django.conf import settings
from django.utils.crypto import salted_hmac

# One household or office holds a whole network of this size, and may change its address inside it at will.
COUNTED_IPV6 = 64


def address_of(request) -> str | None:
    """Return the address a request comes from, or None where none is known.

    Behind a proxy it is the last of X-Forwarded-For, which the proxy itself wrote; those before it are
    whatever the visitor chose to send.
    """
    given = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        given = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip() or given
    try:
        return str(ipaddress.ip_address(given))
    except ValueError:
        return None


def counted_address(request) -> str | None:
    """Return the address under which failures are counted: of IPv6 the network."""
    address = address_of(request)
    if address is None or ":" not in address:
        return address
    return str(ipaddress.ip_network(f"{address.partition('%')[0]}/{COUNTED_IPV6}", strict=False)[0])


def counted_name(request, credentials) -> str:
    """Return the mark under which failures of a name are counted.

    A password typed into the wrong field must not lie about, so the name itself is not kept.
    """
    name = (credentials or {}).get("username") or ""
    return salted_hmac("wtpf_tracker.doors", name, algorithm="sha256").hexdigest()
