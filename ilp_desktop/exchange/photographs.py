"""Makes photographs from phones small enough to keep with a record."""

import io

_SIDES = (1600, 1200, 800)
"""Longest sides in pixels, tried in turn; a wound or a card stays readable at all of them."""
_QUALITY = 80
_MOST_PIXELS = 60_000_000
"""More than any phone makes; a picture that claims more is not unpacked."""


def small_enough(content: bytes, most: int) -> bytes:
    """The picture as a JPG of at most ``most`` bytes; what fits already, or is no picture, comes back as it is."""
    if len(content) <= most:
        return content
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as picture:
            if picture.width * picture.height > _MOST_PIXELS:
                return content
            picture.draft("RGB", (_SIDES[0], _SIDES[0]))
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return content
    for side in _SIDES:
        upright.thumbnail((side, side))
        target = io.BytesIO()
        upright.save(target, "JPEG", quality=_QUALITY)
        if target.tell() <= most:
            return target.getvalue()
    return content
