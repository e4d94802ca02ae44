"""The picture that an authenticator app photographs."""

from base64 import b64encode

import qrcode
from qrcode.image.svg import SvgPathFillImage


def qr_picture(text: str) -> str:
    """Return the QR code of `text`, black on white, as a data: address for an image."""
    picture = qrcode.make(text, image_factory=SvgPathFillImage, box_size=10, border=3)
    return f"data:image/svg+xml;base64,{b64encode(picture.to_string()).decode()}"
