"""Which Telegram bots does a landlord have? Their tokens stand in the environment, as a mailbox's password does."""

from bot.landlords.mailbox import SecretName
from bot.landlords.parts import Part, Words


class TelegramBot(Part):
    """A bot that residents write to."""

    name: Words  #: as staff call it
    token_from: SecretName  #: the variable that its token stands in
    webhook: bool = False  #: Telegram calls us, instead of us asking it; needs HARK_PUBLIC_URL at https
