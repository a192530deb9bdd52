"""Are wishes for another door told from complaints about calls, and is an unsafe address seen?"""

import pytest

from bot.casework.doors import (
    door_asked,
    is_only_convenience,
    names_a_need,
    says_keep_away,
    says_watched,
)

PHONE = """Please ring, I'm blind.
Please ring me on the number you have, I can't read e-mails.
Can you call me instead? I'm dyslexic.
I need a phone call please, my eyesight is very poor
could someone phone my mum, she cannot see the screen
I'd prefer to be called.
Give me a ring when you get this, I struggle to read
Please contact me by phone only.
I would rather speak to someone, long emails are too much for me
I have no internet please ring me
Reply over the phone please as I'm partially sighted
I’m registered blind so just call
Don't send letters, ring me please.
phone only please, dyslexia
Could you telephone us? My husband is registered blind."""

POST = """Please send me a letter, I don't have a computer.
Can you reply by post?
I need everything in large print.
Please send it in braille.
Could I have that on yellow paper, I am dyslexic
easy read please
Large print letters only
I can't hear so don't ring me, write by letter please
Bigger print please, my glasses do not help any more
a paper copy would help, I have no internet"""

TEXT = """I'm deaf, please text me.
Text only please, I can't hear on the phone
Please don't ring me, I'm deaf. Text me instead.
Contact me by text please
never call me, just text me
I cannot use the phone. By SMS please, text relay works too."""

NO_OTHER_DOOR = """Please don't ring me, I'm deaf. E-mail is fine.
Do not phone me, I am hard of hearing
You said you would ring me and nobody did.
Nobody has rung or bothered to call me back.
I was promised you'd call me on Tuesday
They never ring me back.
The man was rude to me and used to call me names.
Please don't call my mobile, e-mail me
I can't speak on the phone, I have a stammer
I struggle to talk on the phone because of my anxiety
You said you'd phone us yesterday
he said someone would call us
The intercom handset is broken and I use a wheelchair.
I am deaf and use BSL. Could you book an interpreter?
Nobody told me by letter that you would come, and I need extra time.
stop calling me, e-mail is best for me
No phone calls please, my hearing is poor
The lady failed to ring me back
Please allow me more time, I have autism
I was informed about the visit in a letter, I need a ramp"""


@pytest.mark.parametrize("text", PHONE.splitlines())
def test_a_wish_to_be_rung_is_seen(text: str) -> None:
    assert door_asked(text) == "phone"


@pytest.mark.parametrize("text", POST.splitlines())
def test_a_wish_for_a_letter_is_seen(text: str) -> None:
    assert door_asked(text) == "post"


@pytest.mark.parametrize("text", TEXT.splitlines())
def test_a_wish_for_a_text_is_seen(text: str) -> None:
    assert door_asked(text) == "text"


@pytest.mark.parametrize("text", NO_OTHER_DOOR.splitlines())
def test_a_no_to_calls_or_a_broken_promise_to_ring_asks_for_no_door(text: str) -> None:
    assert door_asked(text) == ""


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("Please ring, I'm blind", True),
        ("I am registered blind", True),
        ("I can't read e-mails very well", True),
        ("mum is nearly deaf", True),
        ("I have no internet", True),
        ("she's visually impaired", True),
        ("The blind in the kitchen fell down", False),
        ("I can't read the meter, please ring me", False),
        ("Nobody reads my e-mails", False),
        ("Are you deaf or what", False),
    ],
)
def test_a_need_is_seen_in_plain_words(text: str, needed: bool) -> None:
    assert names_a_need(text) is needed


WATCHED = """Please don't reply, my husband reads my e-mails.
He checks my phone every night.
my ex has access to my inbox
My partner looks through my messages so be careful
he has my password
my boyfriend will see this email
My ex-husband still logs into my account
I have to be quick before he sees this
My dad goes through my phone
she reads all my texts
he's always checking my phone
my partner might see your reply
My ex partner can get into my e-mails
my son monitors my e-mails
Please be quick, he knows my password
If he finds this I do not know what will happen
my husband opens my post"""

KEEP_AWAY = """Please do not reply to this e-mail.
don't write back
It is not safe to e-mail me
It isn't safe for me to use this
please dont contact me on here
Do not send me anything.
this is a shared inbox
Please no letters
so don't text me please
Never write to this address.
This address is not safe
I need help. Don't answer this."""

SAFE_TO_WRITE = """You never reply to my e-mails.
You don't answer the phone.
They do not respond.
I wrote three times and you don't reply
Nobody contacts me.
No reply. No answer. Nothing.
Please don't contact my ex, he is violent.
Don't tell him where I live
don't send the same man again
Please don't e-mail him
My husband will see the plumber on Tuesday.
They read this and did nothing.
he looked at the leak and left
You people don't respond to anything
Why do you not reply?
The contractor never writes anything down
My ex hit me last night and I am scared
If you don't answer I will go to the Ombudsman.
My husband never reads my e-mails, so send it to me
she sees my son every week
He hits me and the council do not answer
Please reply to this address, it is my own
We will not write again
My mum reads her letters with a magnifier
I do not send this lightly"""


@pytest.mark.parametrize("text", WATCHED.splitlines())
def test_somebody_who_reads_along_is_seen(text: str) -> None:
    assert says_watched(text)
    assert says_keep_away(text)


@pytest.mark.parametrize("text", KEEP_AWAY.splitlines())
def test_a_plea_not_to_write_back_is_seen(text: str) -> None:
    assert says_keep_away(text)


@pytest.mark.parametrize("text", SAFE_TO_WRITE.splitlines())
def test_a_complaint_about_silence_is_no_plea_for_silence(text: str) -> None:
    assert not says_keep_away(text)


@pytest.mark.parametrize(
    ("text", "harmless"),
    [
        ("Don't ring after 9, I work nights", True),
        ("please don't call before noon, I'm asleep after my night shift", True),
        ("Best not to ring at 3, I'm on the school run", True),
        ("There's no signal in the flat, e-mail is better", True),
        ("I'm at work till 5 so leave a voicemail", True),
        ("Don't ring after 6, he's home then", False),
        ("Don't ring after 6, I work nights and my husband answers", False),
        ("Only ring while I am at work, it isn't safe at home", False),
        ("Ring only between 1 and 2", False),
        ("Please withhold your number, I'm in a meeting with my ex", False),
        ("don't leave a voicemail, someone may find it", False),
    ],
)
def test_only_a_plain_reason_with_nobody_to_fear_is_convenience(text: str, harmless: bool) -> None:
    assert is_only_convenience(text) is harmless
