"""Is what a mail system adds cut, and never what a person says?"""

import pytest

from channels.email.new_text import new_text
from channels.email.small_print import is_small_print, without_small_print, without_warning

WORDS = "The ceiling leaks.\n\nCllr Siân Ŵyn"
CONFIDENTIAL = (
    "This email and any attachments are confidential and intended solely for the addressee. If you have\n"
    "received this email in error please notify the sender and delete it."
)
WARNINGS = {
    "english": "CAUTION: This email originated from outside of the organisation. Do not click links or open\n"
    "attachments unless you recognise the sender and know the content is safe.",
    "a word in brackets": "[EXTERNAL]",
    "external": "EXTERNAL EMAIL: Do not click any links unless you trust the sender.",
    "a sign": "⚠ This message was sent from outside your organisation. Please be careful with attachments.",
    "outlook": "You don't often get email from sam@example.net. Learn why this is important",
    "a gateway": "This Message Is From an External Sender",
    "welsh": "RHYBUDD: Daeth yr e-bost hwn o'r tu allan i'r sefydliad. Peidiwch â chlicio ar ddolenni.",
    "german": "ACHTUNG: Diese E-Mail stammt von einem externen Absender. Öffnen Sie keine Links oder Anhänge.",
    "french": "ATTENTION : Ce message provient de l'extérieur. Ne cliquez pas sur les liens.",
    "polish": "UWAGA: Ta wiadomość pochodzi spoza organizacji. Nie klikaj w linki.",
    "dutch": "LET OP: Deze e-mail komt van buiten de organisatie. Klik niet op links.",
}
NO_WARNINGS = {
    "thrown out": "This email was sent from outside because you threw me out of my flat.",
    "an outside wall": "External wall is cracked.",
    "a threat": "Warning: I will go to the papers. This message is from outside the flat.",
    "a step": "Caution: the step is broken. Do not click it away.",
    "lines without a full stop": "This is the outside wall\nDo not click links or open attachments\nthe ceiling leaks",
    "a warning and words": "This email is from outside the organisation. The ceiling leaks.",
}
DISCLAIMERS = {
    "english": CONFIDENTIAL,
    "opinions": "DISCLAIMER: The views expressed are those of the author and do not necessarily represent the Council.",
    "trees": "Please consider the environment before printing this e-mail",
    "a scanner": "This email has been checked for viruses by Avast antivirus software.\nwww.avast.com",
    "a company": "Registered in Wales, company number 0123456. Registered office: 1 Heol Fawr.",
    "welsh": "Mae'r e-bost hwn yn gyfrinachol ac wedi'i fwriadu ar gyfer y derbynnydd yn unig.\n"
    "Os cawsoch hwn drwy gamgymeriad rhowch wybod i'r anfonwr a'i ddileu.",
    "german": "Diese E-Mail enthält vertrauliche Informationen. Wenn Sie nicht der richtige Adressat sind,\n"
    "informieren Sie bitte den Absender und vernichten Sie diese Mail.",
    "french": "Ce message est confidentiel et destiné exclusivement à son destinataire. En cas d'erreur,\n"
    "merci de le supprimer.",
    "spanish": "Este mensaje es confidencial y se dirige a su destinatario. Si lo recibe por error, elimínelo.",
    "polish": "Ta wiadomość jest poufna i przeznaczona wyłącznie dla adresata. Omyłkowo otrzymaną prosimy usunąć.",
    "russian": "Это сообщение конфиденциально и предназначено адресату. Получив его по ошибке, удалите его.",
    "chinese": "本邮件内容保密，仅供收件人使用。如误收请删除。",
}
NO_DISCLAIMERS = {
    "for the manager alone": "This email is confidential and intended only for the manager.",
    "in danger": "This email is confidential. Please delete it once read, do not copy to the tenant upstairs.",
    "about a neighbour": "This is private and confidential. The man at number 4 hits his wife.",
    "in fear": "This message is confidential, if he received it in error and tells the sender I am not safe.",
    "an ultimatum": "If you have not fixed this by Friday we go to the Ombudsman.",
    "a letter gone wrong": "The letter was sent by mistake to next door, it is confidential and you sent it in error.",
    "views": "All your emails say Monday and nobody comes. The views from the window are of bin bags.",
    "words right below a disclaimer": f"{CONFIDENTIAL}\nThe ceiling leaks very badly today.",
    "liable": "This message was sent in error to next door. You are liable.",
}


@pytest.mark.parametrize("warning", WARNINGS.values(), ids=WARNINGS.keys())
def test_a_gateway_s_warning_goes(warning: str) -> None:
    assert new_text(f"{warning}\n\n{WORDS}") == WORDS
    assert without_warning([*warning.split("\n"), "Hello"]) == ["Hello"]


@pytest.mark.parametrize("words", NO_WARNINGS.values(), ids=NO_WARNINGS.keys())
def test_words_that_only_look_like_a_warning_stay(words: str) -> None:
    assert new_text(f"{words}\n\n{WORDS}") == f"{words}\n\n{WORDS}"


@pytest.mark.parametrize("disclaimer", DISCLAIMERS.values(), ids=DISCLAIMERS.keys())
def test_a_disclaimer_goes(disclaimer: str) -> None:
    assert new_text(f"{WORDS}\n\n{disclaimer}\n") == WORDS


@pytest.mark.parametrize("words", NO_DISCLAIMERS.values(), ids=NO_DISCLAIMERS.keys())
def test_words_that_only_look_like_a_disclaimer_stay(words: str) -> None:
    assert new_text(f"{WORDS}\n\n{words}") == f"{WORDS}\n\n{words}"


def test_several_disclaimers_and_a_rule_between_all_go() -> None:
    text = f"{WORDS}\n\n{'_' * 30}\n{CONFIDENTIAL}\n\n{'*' * 30}\n\n{DISCLAIMERS['trees']}\n\n{DISCLAIMERS['a company']}"

    assert new_text(text) == WORDS


def test_a_disclaimer_below_a_signature_hides_no_signature() -> None:
    assert new_text(f"Fix it\n-- \nBob Jones\n07700 900123\n\n{CONFIDENTIAL}") == "Fix it"


def test_words_right_below_a_warning_stay() -> None:
    warning = WARNINGS["outlook"]

    assert new_text(f"{warning}\nthe ceiling leaks\n\n{WORDS}") == f"the ceiling leaks\n\n{WORDS}"
    assert new_text(f"{WARNINGS['external']}\nThe ceiling leaks") == "The ceiling leaks"


def test_a_disclaimer_right_below_the_last_line_goes_without_it() -> None:
    assert new_text(f"Fix it please.\nBob\n{CONFIDENTIAL}") == "Fix it please.\nBob"


def test_a_mail_that_is_nothing_else_is_not_emptied() -> None:
    assert new_text(CONFIDENTIAL) == CONFIDENTIAL
    assert new_text("[EXTERNAL]") == "[EXTERNAL]"
    assert without_small_print([]) == without_warning([]) == []
    assert not is_small_print("")
