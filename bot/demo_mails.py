"""Which residents write on the demonstration's morning? Invented people; nobody here lives anywhere."""

from typing import Final

#: (name, address, subject, text); every name, street and number is made up.
MORNING: Final[tuple[tuple[str, str, str, str], ...]] = (
    (
        "Maureen Tully",
        "m.tully@resident.example",
        "heating",
        "Third week now with no hot water and nobody rings me back. I boil the kettle for a wash. I am 78.",
    ),
    (
        "Dev Patel",
        "devp@resident.example",
        "Complaint",
        "I want to make a formal complaint. Your plumber missed three appointments and I lost three days' pay. I want someone to fix the leak and say sorry.",
    ),
    (
        "Ola Nowak",
        "ola.nowak@resident.example",
        "kitchen tap",
        "Hello, kitchen tap dripping since yesterday, can somebody come please? Flat 12 Aspen House. Thank you",
    ),
    (
        "Chantelle Rose",
        "chantelle.r@resident.example",
        "Re: How did we do?",
        "Score: 3 out of 10. The lad was polite but he never came back to finish the tiles, so half the wall is still bare.",
    ),
    ("Graham Pike", "gpike@resident.example", "", "What time does the office open on Saturdays?"),
    (
        "Siobhan Carey",
        "s.carey@resident.example",
        "URGENT smell of gas",
        "There is a strong smell of gas in the hallway of my flat, I have opened the windows. 4 Rowan Court.",
    ),
    (
        "J",
        "j.private@resident.example",
        "need to move",
        "My husband hits me and I am scared for me and the kids. Please do not reply to this email, he reads it. You can ring my sister on 07700 900321.",
    ),
    (
        "Walter Imrie",
        "w.imrie@resident.example",
        "letters",
        "I am registered blind and cannot read your letters or e-mails. Please ring me about the broken lift, 07700 900654.",
    ),
    (
        "Kofi Asante",
        "kofi@resident.example",
        "mould",
        "There is black mould all over my baby's bedroom wall. This is the first time I report it. She is six months old.",
    ),
    (
        "Beryl Hood",
        "berylh@resident.example",
        "thank you",
        "Just to say thank you to Dave who mended our front gate so neatly. A real gentleman.",
    ),
    (
        "Tariq Aziz",
        "tariq.a@resident.example",
        "still waiting",
        "You said Tuesday. It is now Friday week. The bathroom window still does not shut and I have had no call.",
    ),
    (
        "Lena Fischer",
        "lena.f@resident.example",
        "neighbour",
        "I want to complain about my neighbour upstairs, he plays music until 3 at night every weekend and shouts at people on the stairs.",
    ),
    (
        "Paul Deane",
        "paul.deane@resident.example",
        "rent",
        "My rent account shows a payment of 412.50 twice in October. Could you put that right please?",
    ),
    (
        "Agnieszka W",
        "aga.w@resident.example",
        "",
        "Dzien dobry, w mojej lazience od tygodnia cieknie woda i nikt nie przychodzi. Prosze o pomoc.",
    ),
    (
        "Rhys Morgan",
        "rhys.m@resident.example",
        "lift",
        "Lift in Beech Tower is out again. No bother for me but Mrs Ellis on 9 can't get down with her frame.",
    ),
    (
        "Out of office",
        "noreply@resident.example",
        "Automatic reply: Your message",
        "I am away until Monday and will answer when I am back.",
    ),
    (
        "Carol Mbeki",
        "carol.mb@resident.example",
        "my dad",
        "I'm writing for my dad, Joseph Mbeki at 31 Alder Way. He has been without heating for nine days and gets told someone will call and nobody does.",
    ),
    (
        "Sam Whitlock",
        "samw@resident.example",
        "oh wonderful",
        "Thanks ever so much for the lovely indoor waterfall. Four visits, four different excuses. Truly a five star service.",
    ),
    (
        "Priti Shah",
        "priti.shah@resident.example",
        "no complaint, just so you know",
        "The repair was late and the man was grumpy but it's done. Please don't log a complaint, I just wanted you to know.",
    ),
    (
        "Ivor Blunt",
        "ivor.b@resident.example",
        "stage 2",
        "I am not happy with your response to my complaint from September. It ignores everything I said. I want it looked at by somebody else.",
    ),
    (
        "Nadia Rahimi",
        "nadia.r@resident.example",
        "transfer",
        "How do I apply for a transfer to a ground floor flat? My knees are bad.",
    ),
    (
        "Colin Farr",
        "colin.farr@resident.example",
        "rude",
        "Your officer Mr Brand called me a liar on the phone when I asked about the roof. I have never been spoken to like that.",
    ),
    (
        "Mei Ling Tan",
        "meiling@resident.example",
        "fob",
        "I lost my door fob, what is the price for new one and where I can collect?",
    ),
    (
        "Harjit Singh",
        "harjit.s@resident.example",
        "socket",
        "Socket in the front room sparked last night and there was a burning smell. I turned it off at the fuse box. Can you send someone.",
    ),
    (
        "Joan Ferris",
        "joan.ferris@resident.example",
        "cannot go on",
        "I can't see the point any more. The damp, the letters about arrears, I just want it all to stop. I have thought about ending it.",
    ),
)
