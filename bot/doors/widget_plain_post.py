"""What did the page without scripts post? Its form, as the chat would have posted it."""

import base64
import json
from typing import Final

from starlette.datastructures import FormData, UploadFile

from bot.house import House
from channels.web.photos import MOST_BYTES

_LETTERS: Final = "0123456789abcdef"
_SAFE: Final = {
    "yes": "Yes, it is safe to ring me on {number}.",
    "no": "No, do not ring me. I will contact you.",
}


def client_id(house: House) -> str:
    """An id for the message that a form will post, so that a form posted twice is kept once."""
    return house.draw(_LETTERS, 32)


async def post_of(form: FormData) -> bytes:
    """The form as JSON."""
    photos = [
        await _photo(file)
        for file in form.getlist("photos")
        if isinstance(file, UploadFile) and (file.filename or file.size)
    ]
    said = {
        "client_id": str(form.get("client_id", "")),
        "text": _words(form),
        "photos": photos,
        "name": str(form.get("name", "")),
        "email": str(form.get("email", "")),
    }
    return json.dumps(said).encode()


def _words(form: FormData) -> str:
    safe = _SAFE.get(str(form.get("safe", "")), "")
    return safe.format(number=str(form.get("number", "")).strip()) if safe else str(form.get("text", ""))


async def _photo(file: UploadFile) -> dict[str, str]:
    content = await file.read(MOST_BYTES + 1)
    return {
        "name": file.filename or "",
        "type": file.content_type or "",
        "data": base64.b64encode(content).decode(),
    }
