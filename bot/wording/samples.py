"""How does a text look? Invented facts to try every text with: everything known, and next to nothing.

For a translator's preview, for the console's, and for the tests.
"""

from datetime import UTC, date, datetime

from bot.wording.facts import (
    Facts,
    FindingFacts,
    LandlordFacts,
    MatterFacts,
    OtherLawFacts,
    PointFacts,
    RemedyFacts,
)

_LANDLORD = LandlordFacts(
    name="Example Homes",
    phone="0300 555 0100",
    emergency_phone="0300 555 0199",
    office_hours="Monday to Friday, 9am to 5pm",
    postal_address="1 High Street, Exton EX1 1AA",
    email="housing@example.org",
    website="https://www.example.org",
    policy_link="https://www.example.org/complaints",
    nation="england",
    ombudsman_long=(
        "The Housing Ombudsman is free and is not part of us. "
        "You can ask them for advice at any time: 0300 111 3000, or the form at www.housing-ombudsman.org.uk. "
        "They usually decide after our final answer."
    ),
    ombudsman_short="Free advice any time: Housing Ombudsman, 0300 111 3000.",
    ombudsman_phone="0300 111 3000",
    ombudsman_website="www.housing-ombudsman.org.uk",
)

_POINTS = (
    PointFacts(1, "No hot water since 14 October"),
    PointFacts(2, "Nobody rang me back"),
    PointFacts(
        3,
        "My bill is too high",
        responsible="no",
        reason="your energy firm sets the price",
        who="Exton Energy",
        contact="0300 555 0142",
    ),
    PointFacts(4, "The street light is out", responsible="unsure", tell_by=date(2026, 11, 12)),
)

FULL = Facts(
    told_no_to="Jo Marsh",
    landlord=_LANDLORD,
    reference="EX-1042",
    words="Third week no hot water.\n\nNobody rings me back!",
    first_told_on=date(2026, 11, 2),
    received_at=datetime(2026, 11, 3, 9, 12, tzinfo=UTC),
    passed_at=datetime(2026, 11, 3, 9, 13, tzinfo=UTC),
    team="our repairs team",
    contact_by=date(2026, 11, 17),
    thing="the hot water",
    action_wanted=True,
    request_reference="EX-1041",
    answered_reference="EX-0988",
    final_answer_on=date(2026, 9, 30),
    yes_link="https://hark.example.org/choice/yes1",
    no_link="https://hark.example.org/choice/no1",
    complain_link="https://hark.example.org/complain/c1",
    look_again_link="https://hark.example.org/again/a1",
    report_link="https://hark.example.org/report/r1",
    done_link="https://hark.example.org/done/d1",
    not_done_link="https://hark.example.org/done/n1",
    call_link="https://hark.example.org/call/k1",
    change_link="https://hark.example.org/change/h1",
    letter_link="https://hark.example.org/letter/l1",
    my_link="https://hark.example.org/my/p1",
    code="420917",
    write_by=date(2026, 11, 9),
    answer_by=date(2026, 11, 23),
    points=_POINTS,
    other_law=(
        OtherLawFacts("a copy of what we hold about you", 1, date(2026, 12, 2)),
        OtherLawFacts("your claim for damage or injury", who="Our insurance team, 0300 555 0115"),
    ),
    outcome="Hot water, and an apology.",
    handler_name="Priya Shah",
    handler_phone="0300 555 0107",
    ring_by=date(2026, 11, 6),
    ring_number="07700 900123",
    adjustments=("write in large print",),
    represented_by="Your sister",
    hazard="damp and mould",
    hazard_by=date(2026, 11, 18),
    alerted_at=datetime(2026, 11, 3, 9, 14, tzinfo=UTC),
    alert_taken_by="Sam from our team",
    make_safe_by=datetime(2026, 11, 4, 9, 12, tzinfo=UTC),
    read_by=date(2026, 11, 3),
    read_by_time="5pm",
    promised_on=date(2026, 11, 17),
    matters=(
        MatterFacts("EX-1042", "no hot water", "https://hark.example.org/choice/m1"),
        MatterFacts("EX-1043", "the lift is out again", "https://hark.example.org/choice/m2"),
    ),
    findings=(
        FindingFacts(
            1,
            "No hot water since 14 October",
            "We agree",
            "You had no hot water for 19 days. We say it is mended in 5.",
            "our repairs policy, part 4",
        ),
        FindingFacts(
            2, "Nobody rang me back", "We agree with part of it", "We rang once.", "our service promise"
        ),
        FindingFacts(3, "My bill is too high", not_ours="Exton Energy"),
    ),
    remedies=(
        RemedyFacts("We are sorry that you were left without hot water"),
        RemedyFacts("A new boiler", owner="our repairs team", due_on=date(2026, 12, 4)),
        RemedyFacts("£80 for the time without hot water", due_on=date(2026, 11, 30), is_done=True),
    ),
    done_now="£80 for the time without hot water",
    was_missed=True,
    ways_left="by letter, and by phone on Mondays",
    review_on=date(2027, 2, 1),
    old_answer_by=date(2026, 11, 18),
    update_every=5,
    ground="You knew of it for more than twelve months",
    weighed="You were in hospital in May. We took that time out.",
    learned="We ring people the day a part is late.",
    free_text="Dear Mr Lee,\n\nOur engineer comes on Friday.\nThank you for waiting.",
    alert_kind="emergency, gas",
    alert_link="https://hark.example.org/alert/t1",
    next_alert_at=datetime(2026, 11, 3, 9, 29, tzinfo=UTC),
)

#: What is known of every landlord and every case: a name, and nothing else.
MINIMAL = Facts(landlord=LandlordFacts(name="Example Homes"))
