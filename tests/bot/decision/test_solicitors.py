"""Is a law firm told from a resident who threatens with one, and a councillor from one who speaks of a councillor?"""

import pytest

from bot.decision.solicitors import implies_consent, is_solicitors_letter
from classifiers.labels import Signal
from tests.builders import a_reading

LEGAL, SPEAKS_FOR = Signal.LEGAL, Signal.REPRESENTATIVE

LETTERS = """We act for the above named tenant. This is a letter of claim.
Our client instructs us that the mould has not been treated. Pre-Action Protocol for Housing Conditions Claims.
We are instructed by Mrs Patel in a disrepair claim.
Yours faithfully, Harding & Moss Solicitors
Yours sincerely
Amir Khan
Trainee, Dale LLP
We act on behalf of your tenant. We are authorised by the Solicitors Regulation Authority.
Letter before action. Our client has suffered loss."""

RESIDENTS = """I'm getting a solicitor if this isn't fixed.
My solicitor will send you a letter before action next week.
This is my letter before action under the pre-action protocol. I have waited a year.
I will take you to court, I mean it.
I spoke to a solicitor and he says I have a disrepair claim.
You will be hearing from Smith LLP.
A letter of claim is on its way from me personally.
My neighbour's solicitors wrote to you already"""

IMPLIED = [
    ("I am writing on behalf of my constituent, Ms Doyle.", "Jane Doe MP jane.doe.mp@parliament.uk"),
    ("My constituent has no heating.", "casework casework@example.net"),
    ("I am her ward councillor and she has asked me to help.", "Ann ann@example.net"),
    ("As a councillor for Elm ward I ask you to look at this.", "Ann ann@example.net"),
    ("Please see below.", "Cllr Ann Lee ann@example.net"),
    ("Please look into this case.", "Casework casework@parliament.uk"),
    ("The Mayor asks for a reply.", "Office of the Mayor of Anytown mayor@example.net"),
    ("I'm writing as Member of Parliament for Anytown", "J Doe j@example.net"),
    ("Our constituents in Elm House are worried.", "Office office@example.net"),
]
NOT_IMPLIED = [
    ("I have written to my MP about mum's flat.", "Jo Reed jo@example.net"),
    ("Cllr Lee told me to e-mail you about my ex-wife's house.", "Ray ray@example.net"),
    ("The mayor should see the state of my sister's kitchen", "Ray ray@example.net"),
    ("I will go to my councillor and the MP next", "Ray ray@example.net"),
    ("I am her daughter.", "Mo Patel mp@example.net"),
    ("I am her support worker.", "M Patel m.mp.patel@example.net"),
    ("She spoke to the member of parliament for our town.", "Ray ray@example.net"),
    ("I am a friend of hers", "Mayor Singh mayor.singh@example.net"),
    ("as councillor Lee said, this is urgent for my dad", "Ray ray@example.net"),
]


@pytest.mark.parametrize(
    "text", [*LETTERS.splitlines()[:4], "\n".join(LETTERS.splitlines()[4:7]), *LETTERS.splitlines()[7:]]
)
def test_a_law_firm_for_a_client_is_a_solicitors_letter(text: str) -> None:
    assert is_solicitors_letter(a_reading(signals=frozenset({LEGAL, SPEAKS_FOR})), text)


@pytest.mark.parametrize("text", RESIDENTS.splitlines())
def test_a_resident_who_threatens_with_law_is_not_a_solicitor(text: str) -> None:
    assert not is_solicitors_letter(a_reading(signals=frozenset({LEGAL})), text)


def test_an_adviser_who_says_our_client_is_not_a_solicitor() -> None:
    text = "We support our client Mr Jones with his complaint about the damp. Regards, Anytown Advice"

    assert not is_solicitors_letter(a_reading(signals=frozenset({SPEAKS_FOR})), text)


def test_a_letter_that_reads_neither_legal_nor_for_another_is_left_to_its_content() -> None:
    assert not is_solicitors_letter(a_reading(), "We act for the above. Letter of claim.")


@pytest.mark.parametrize(("text", "sender"), IMPLIED, ids=[text for text, _ in IMPLIED])
def test_a_members_consent_is_implied(text: str, sender: str) -> None:
    assert implies_consent(text, sender)


@pytest.mark.parametrize(("text", "sender"), NOT_IMPLIED, ids=[text for text, _ in NOT_IMPLIED])
def test_one_who_only_speaks_of_a_member_implies_nothing(text: str, sender: str) -> None:
    assert not implies_consent(text, sender)
