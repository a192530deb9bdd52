"""Would an account at GOV.UK Notify work as it is set? Its templates are looked at; nothing is sent."""

import re
from typing import Any, Final

from channels.errors import ChannelError, GiveUp
from channels.notify.account import Account
from channels.notify.api import KEY_REFUSED, ask_and_wait

_FIELD: Final = re.compile(r"\(\(([^)?]+)(?:\?\?[^)]*)?\)\)")
_FIELDS: Final = {"sms": {"body"}, "letter": {"heading", "body"}}
_CALLED: Final = {"sms": "text messages", "letter": "letters"}


def try_account(account: Account) -> list[str]:
    """What is wrong with it, a sentence each."""
    wanted = {"sms": account.text_template, "letter": account.letter_template}
    faults = [
        fault for kind, template in wanted.items() if template for fault in _try(account, kind, template)
    ]
    if not any(wanted.values()):
        faults = ["it has neither a template for text messages nor one for letters, so nothing can be sent."]
    return [f"GOV.UK Notify ({account.landlord_id}): {fault}" for fault in dict.fromkeys(faults)]


def _try(account: Account, kind: str, template: str) -> list[str]:
    try:
        found: dict[str, Any] = ask_and_wait(account, lambda client: client.get_template(template))
    except GiveUp as error:
        if error.why == KEY_REFUSED:
            return ["the key is refused."]
        return [f"there is no template {template} for {_CALLED[kind]}."]
    except ChannelError as error:
        return [f"it could not be asked. {error}"]
    if found.get("type") != kind:
        return [f"the template {template} is not one for {_CALLED[kind]}."]
    return _wrong_fields(kind, template, f"{found.get('subject') or ''}\n{found.get('body') or ''}")


def _wrong_fields(kind: str, template: str, text: str) -> list[str]:
    """A field of ours that is not in it would be lost; one that we do not fill has every message refused."""
    there = {name.strip().lower() for name in _FIELD.findall(text)}
    ours = _FIELDS[kind]
    lacks = [f"the template {template} lacks (({name}))." for name in sorted(ours - there)]
    strange = [
        f"the template {template} asks for (({name})), which we do not fill." for name in sorted(there - ours)
    ]
    return lacks + strange
