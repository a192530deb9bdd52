"""Which accounts at GOV.UK Notify are set up here, from settings and profiles, and what is wrong with another?"""

import os
from collections.abc import Mapping
from typing import TYPE_CHECKING

from bot.landlords.profile import Profile
from bot.settings import Settings

if TYPE_CHECKING:
    from channels.notify.account import Account

_WHOSE = (
    "HARK_NOTIFY_API_KEY is set and several landlords are served: "
    "write [notify] into the profile whose account it is."
)
_NOBODY_BELIEVED = (
    "GOV.UK Notify has no callback token here, so text messages come in only every three minutes, "
    "and nobody says whether ours arrived."
)


def accounts_of(
    settings: Settings, profiles: Mapping[str, Profile], *, secrets: Mapping[str, str] = os.environ
) -> "tuple[list[Account], list[str]]":
    """Every account that can be used, and why another cannot, a sentence each.

    Args:
        secrets: where the profiles' secrets are looked up.
    """
    asked = [_of_profile(settings, profile, secrets) for profile in profiles.values() if profile.notify]
    asked += _of_settings(settings, profiles)
    found = [account for account, _ in asked if account is not None]
    return found, [fault for _, faults in asked for fault in faults]


def _of_profile(
    settings: Settings, profile: Profile, secrets: Mapping[str, str]
) -> "tuple[Account | None, list[str]]":
    notify = profile.notify
    assert notify is not None  # noqa: S101 - the caller looked
    unset = [f"{profile.name}: {fault}" for fault in notify.unset_secrets(secrets)]
    if unset:
        return None, unset
    return _account(
        profile,
        settings.notify_base_url,
        api_key=secrets[notify.api_key_from],
        callback_token=secrets.get(notify.callback_token_from or "", ""),
        text_template=notify.text_template or "",
        letter_template=notify.letter_template or "",
    )


def _of_settings(
    settings: Settings, profiles: Mapping[str, Profile]
) -> "list[tuple[Account | None, list[str]]]":
    """The account of the settings is the only landlord's, where its profile names none."""
    if not settings.notify_api_key or not profiles:
        return []
    if len(profiles) > 1:
        return [(None, [_WHOSE])]
    (profile,) = profiles.values()
    if profile.notify:
        return []
    account = _account(
        profile,
        settings.notify_base_url,
        api_key=settings.notify_api_key,
        callback_token=settings.notify_callback_token or "",
        text_template=settings.notify_text_template or "",
        letter_template=settings.notify_letter_template or "",
    )
    return [account]


def _account(
    profile: Profile,
    base_url: str,
    *,
    api_key: str,
    callback_token: str,
    text_template: str,
    letter_template: str,
) -> "tuple[Account | None, list[str]]":
    from channels.notify.account import Account, is_whole_key

    if not is_whole_key(api_key.strip()):
        return None, [
            f"{profile.name}: the key for GOV.UK Notify is not whole; copy it again, with its name."
        ]
    account = Account(
        profile.id, api_key.strip(), base_url, callback_token.strip(), text_template, letter_template
    )
    faults = [f"{profile.name}: {_NOBODY_BELIEVED}"] if text_template and not callback_token.strip() else []
    return account, faults
