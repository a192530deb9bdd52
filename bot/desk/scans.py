"""Which files came with a sheet? Read whole, counted and weighed; their bytes go into the sheet as they are."""

import base64
from collections.abc import Mapping
from typing import Final

from starlette.datastructures import FormData, UploadFile

MOST_FILES: Final = 5
MOST_BYTES: Final = 15 * 1024 * 1024
MOST_BODY_BYTES: Final = MOST_BYTES + 1024 * 1024  #: of a request that may bring scans
FIELD: Final = "scans"


async def read_files(form: FormData) -> tuple[list[Mapping[str, str]], str]:
    """The files of a form as a sheet keeps them, and what is wrong with them, a sentence or ""."""
    given = [one for one in form.getlist(FIELD) if isinstance(one, UploadFile) and one.filename]
    if len(given) > MOST_FILES:
        return [], f"Choose {MOST_FILES} files at most."
    contents = [await one.read() for one in given]
    if sum(map(len, contents)) > MOST_BYTES:
        return [], f"The files are too large. Together they may be {MOST_BYTES // 1024 // 1024} MB."
    empty = next((one.filename for one, content in zip(given, contents, strict=True) if not content), "")
    if empty:
        return [], f"The file “{empty}” is empty."
    return [_kept(one, content) for one, content in zip(given, contents, strict=True)], ""


def _kept(file: UploadFile, content: bytes) -> Mapping[str, str]:
    return {
        "name": file.filename or "",
        "type": file.content_type or "",
        "content": base64.b64encode(content).decode(),
    }
