"""What became of a choice that was offered: yes, no, call me, or something else?

Pure. A wrong YES opens a complaint nobody asked for and a wrong NO hides one, so only a plain answer counts:
anything else is unclear, and is then read as a message of its own. Code: 1.3.
Each phrase of a reply gets a sign from the tables below, the longest first; loose words make it less than plain.
"""

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from itertools import dropwhile, takewhile

from bot.choice_languages import answers_in_their_language
from classifiers.labels import Choice


class Answer(StrEnum):
    YES = "yes"
    NO = "no"
    CALL = "call"
    UNCLEAR = "unclear"


class Sign(StrEnum):
    YES = "yes"
    WANTS = "says in words that they want a complaint"
    NO = "no"
    DECLINES = "says in words that they do not want one"
    SETTLED = "nothing is left to complain about"
    CALLS = "wants to be rung"
    TROUBLE = "something is still wrong"
    ASKS = "a question, where it opens its clause"
    DOUBT = "unsure, or about something else"
    OTHERWISE = "mockery, a politeness, a mind changed: no answer, whatever it looks like"
    POLITE = "a greeting, thanks, an excuse, a flat number"
    NAME = "a name behind or below the answer"
    BREAK = "the end of a clause, an and"
    LOOSE = "in no table, or no name although it has a capital"


Known = tuple[tuple[str, ...], Sign]  # a phrase, and its sign where it stands alone

_SAME = (  # what is written, by what it is read as; replaced in this order before phrases are looked up
    ("not applicable", "n a"),
    ("", "a|an|the|my|formal|official|officially|really|very|also|kindly"),
    ("dont", "do not|does not|doesnt|dnt|dinnae|wouldnt|would not"),
    ("not", "(it |this |that )?(is not|isnt)|its not|aint"),
    ("i", "id|(i|we) (would|do)(?= (want|wish|like|rather|prefer))|wed|we|im|i am|ive|ill|i will"),
    ("want", "(want|wish|like|(?<!no )need|wanting|prefer)( you| us)?( to)?"),
    ("complaint", "complain|complaints|complane|complant"),
    ("logged", "looked into|looked at|dealt with|registered|recorded|treated"),
    (
        "log",
        "raise|make|register|lodge|(open|start|put in)(?= complaint)|record|treat|look into|deal with|proceed with|go ahead with",
    ),
    ("it", "(this|that) one|this|that"),
    ("log complaint", "(log|take) it as complaint"),
    ("i want", "i (confirm|think)( it)? i want"),
    (
        "yes",
        "y|ye+s+|yus|yis|yse|yea|yup|yep|aye|ye|yh|yeah|definitely|deffo|absolutely|certainly|of course|tak|oes|ydw|si|haan|100 yes",
    ),
    ("no", "n|noo+|nope?|nah|naw|na|nie|nage"),
    ("please", "pls|plz|pliz|plse|prosze|proszę|poprosze|poproszę|os gwelwch yn dda"),
    ("thanks", "thank you|thankyou|thx|ta|cheers|diolch|dziekuje|dziękuję"),
    (
        "call me",
        "((can|could) (you|someone|somebody) )?((call|ring|phone|telephone) (me|us)|give (me|us) (call|ring|bell))( back)?",
    ),
    ("he", "she|they|man|plumber|engineer|caretaker|workman"),
    ("0", r"\d+"),
)
_PHRASES: dict[Sign, str] = {
    Sign.YES: "yes / sure / complaint / yes to complaint / i do / i would / too right i do / it would be great / it would be good / it would be best",
    Sign.WANTS: """log it / log complaint / lets do it / please do / please proceed / go ahead / go ahead and log it / go ahead and log complaint / want complaint
        want log complaint / i want complaint / i want log complaint / i want log it / i want it log as complaint / i want it logged / i want it logged as complaint
        i want proceed / it is complaint""",
    Sign.NO: "no / not now / not yet / not right now / not today / not at moment / not at it time / not at present / dim thanks",
    Sign.DECLINES: """no thanks / no need / no need log it / no complaint / not complaint / not complaining / i not complaining / i dont / i dont want complaint
        i dont want log complaint / i dont want log any complaint / i dont want log it / i dont want it / i dont want trouble / i dont want any trouble
        dont want complaint / dont log it / dont log complaint / i rather not / i rather not complaint / i rather not log complaint / dont bother / leave it / i leave it
        just leave it / forget it / i pass / just fix / just fix it / just want it fixed / i just want it fixed / i just want it done / i just want repair
        i just want repair done / just get it fixed / just get someone out""",
    Sign.SETTLED: """fixed / sorted / mended / resolved / repaired / he came / he been / he has been / working now / works now / it works / back on / its fine / it is fine
        fine / its ok / it is ok / alright / awright / all good / no worries / not worth it / whats point / what is point / no point / good enough / he apologised
        nothing ever changes / wont be necessary / not necessary / done / done now / all done / not bothered""",
    Sign.CALLS: "call me / to call me / want speak / want talk / i want speak / i want talk / rather talk / rather speak / i rather talk / i rather speak",
    Sign.TROUBLE: """ceiling / water / gas / smoke / sparks / fire / asthma / pain / pains / hospital / baby / police / worried / scared / ombudsman / solicitor / court
        compensation / escalate / still / never / nobody / no one / nothing / months / weeks / years / since / worse / again / enough / left / going on / fuming / fed up
        sick of / disgusting / disgrace / disgraceful / absolute joke / anyone else / about time / waiting / waited / missed / ignored / damp / mould / leak / leaking
        leaks / wet / cold / freeze / freezing / broken / rats / mice / unsafe / dangerous / not fixed / not sorted / not ok / not fine / not good enough / not yet done
        not yet fixed / not working / not done / not mended""",
    Sign.DOUBT: """but / if / unless / maybe / might / perhaps / depends / however / although / actually / wait / hang on / joking / kidding / not sure / im sure / i sure
        of course not / yes not / yes and no / yes or no / yes no / no yes / oh yes / oh sure / great / wonderful / brilliant
        fantastic / lovely / marvellous / i love / love it / help / cant wait / so well / because you / pigs / good luck
        another / nothing better / laughing / laugh / as always / as usual / as ever / never mind / well done / i just / shall i / die / kill / myself / animal / re
        subject / lol / haha / lmao / obviously / last time / bin it / up to you / dont know / dont mind / dunno / think about it / let you know / you dont / you want
        i see / dont call me / complaint 0 / complaint number / complaint ref / already logged / already complaint / already complained / already made
        already did / already told / already have / already said / got your / received / got it / tenant / address / be in / appointment / book / send someone / come round""",
    Sign.OTHERWISE: """as if / yes right / yes sure / whatever / thanks for nothing / no thanks to / thanks to you / changed mind / changing mind / change mind
        no problem / no problems / no probs / no bother / no trouble / cancel / cancel it / cancel complaint / withdraw / withdraw complaint / withdrawing
        decline / declining / scrap it""",
    Sign.ASKS: "what / whats / why / how / who / whos / when / where / which / will / can / could / do / does / did / is / are / am",
    Sign.LOOSE: "not / monday / tuesday / wednesday / thursday / friday / saturday / sunday / tomorrow / yesterday",
    Sign.BREAK: "and / because / cos / coz",
    Sign.POLITE: """please / thanks / so much / much / many / for asking / for your help / for your email / for your message / for getting back / to me / hi / hiya / hello
        hey / dear / sir / madam / team / all / good morning / good afternoon / good evening / morning / afternoon / evening / regards / kind regards / best / best wishes
        wishes / yours / faithfully / sincerely / kind / love / mate / pal / hen / duck / x / xx / xxx / ok / okay / oh / well / then / go on / go on then / now / today
        so / right / sorry / apologies / delay / for delay / sorry for late reply / only just seen it / only just saw it / just seen it / only saw it / didnt see it
        till today / if you could / if you can / if possible / if you dont mind / if thats ok / i think / i think so / my answer is / answer is / reply / flat / number
        house / ref / 0 / its / it / it is / here / from / you / bless you / i want / i want it / for now / it time / as complaint / about it / see attached / attached
        photos""",
}
_SIGNS = {
    tuple(phrase.split()): sign for sign, rows in _PHRASES.items() for phrase in re.split(r" / |\n", rows)
}
_LONGEST = max(map(len, _SIGNS))
_MOCKING = "🙄😂🤣😏👏🤡🤬😒🤷🖕"
_SPEAKS_ON = frozenset(["i", "you", "it", "he", "of"])
_MAY_GO_ON = frozenset(
    {("no", "thanks"), ("just", "fix")}
)  # any other phrase must be whole: "leave it with me" declines nothing
_LONGEST_ANSWER_CHARACTERS = 3000
_MOST_LOOSE_BEHIND_A_NO = 6  # words of a reason: "no thank you, I was just having a moan"
_AGREES, _REFUSES = frozenset({Sign.YES, Sign.WANTS}), frozenset({Sign.NO, Sign.DECLINES})
_DONE = frozenset(
    ["done", "all done", "done now", "fixed", "sorted", "yes done", "yes all done", "yes fixed", "yes sorted"]
)
_NOT_DONE = frozenset(["not yet", "not done", "not fixed", "not sorted"])
_BY_THE_MAIL_PROGRAM = re.compile(
    r"^(?:on\b[^\n]*(?:\n[^\n]*)?\bwrote:|from:|-{2,} ?(?:original|forwarded)|_{5,}|--[ ]?$|sent (?:from|via)|get outlook|begin forwarded).*",
    re.IGNORECASE | re.MULTILINE | re.DOTALL,
)


def read_answer(text: str, *, learnt: Choice = Choice.UNCLEAR) -> Answer:
    """Read the new text of a reply to an offer.

    Args:
        learnt: what the classifier takes it for, where it is sure; the tables come first, and mockery is no answer.
    """
    signs = [sign for clause in _clauses(text) for sign in _signs(clause)]
    if Sign.OTHERWISE in signs or any(mark in text for mark in _MOCKING):
        return Answer.UNCLEAR
    plain = _read_by_the_tables(signs)
    if plain is Answer.UNCLEAR:
        plain = _read_in_their_language(text)
    return Answer(learnt.value) if plain is Answer.UNCLEAR else plain


def _read_in_their_language(text: str) -> Answer:
    theirs = _BY_THE_MAIL_PROGRAM.sub("", text)
    said = "\n".join(line for line in theirs.splitlines() if not line.lstrip().startswith((">", "|")))
    meant = answers_in_their_language(said)
    return Answer.UNCLEAR if meant is None else Answer.YES if meant else Answer.NO


def _read_by_the_tables(signs: list[Sign]) -> Answer:
    if Sign.DOUBT in signs:
        return Answer.UNCLEAR
    says_yes, says_no = bool(_AGREES & set(signs)), bool(_REFUSES & set(signs))
    if Sign.CALLS in signs and Sign.WANTS not in signs:
        return Answer.UNCLEAR if Sign.TROUBLE in signs else Answer.CALL
    if says_yes and not says_no and _is_plain_yes(signs):
        return Answer.YES
    # "No, it still leaks" is no refusal; a reason may take a few words of its own.
    loose = _MOST_LOOSE_BEHIND_A_NO if {Sign.SETTLED, Sign.DECLINES} & set(signs) else 0
    is_plain_no = Sign.TROUBLE not in signs and signs.count(Sign.LOOSE) <= loose
    return Answer.NO if says_no and not says_yes and is_plain_no else Answer.UNCLEAR


def _is_plain_yes(signs: list[Sign]) -> bool:
    if Sign.SETTLED in signs:
        return False  # "yes it is fixed now"
    if Sign.WANTS in signs or not {Sign.LOOSE, Sign.TROUBLE} & set(signs):
        return True
    # "Yes. Still no heating" tells why; without a pause, "yes still cold" may answer something else.
    answer = list(dropwhile(lambda sign: sign not in (Sign.YES, Sign.LOOSE), signs))
    opening = list(takewhile(lambda sign: sign is not Sign.BREAK, answer))
    return Sign.TROUBLE in signs and not {Sign.LOOSE, Sign.TROUBLE} & set(opening)


def _clauses(text: str) -> Iterator[str]:
    """The clauses of a reply with their marks, without what a mail program added."""
    theirs = _BY_THE_MAIL_PROGRAM.sub("", unicodedata.normalize("NFC", text))
    theirs = re.sub(r"(?<=\w)[-/](?=\w)", " ", re.sub("['’]", "", theirs))
    theirs = re.sub(r"\bno\.? ?(?=\d)", "number ", theirs, flags=re.IGNORECASE)
    if len(theirs) > _LONGEST_ANSWER_CHARACTERS:
        return  # a letter, to be read as one
    lines = [
        line.strip()
        for line in theirs.splitlines()
        if line.strip() and not line.lstrip().startswith((">", "|"))
    ]
    if len(lines) > 1 and len(lines[-1].split()) <= 2:
        lines[-1] = lines[-1].title()  # "jean": a name below, as phones write it
    yield from re.findall(r"[\w ]*[^\w ]+", "\n".join([*lines, ""]))


def _signs(clause: str) -> list[Sign]:
    known = _known(clause)
    signs = [_in_place(at, known) for at in range(len(known))]
    signs += [Sign.DOUBT] if "?" in clause and Sign.CALLS not in signs else []
    return [*signs, Sign.BREAK]


def _in_place(at: int, known: list[Known]) -> Sign:
    """What a phrase means where it stands: an answer opens its clause, and "no heating" is none."""
    (phrase, sign), before, after = known[at], {sign for _, sign in known[:at]}, known[at + 1 : at + 2]
    speaks_on = bool(after) and after[0][1] in (Sign.LOOSE, Sign.BREAK)
    if sign is Sign.ASKS:
        return Sign.LOOSE if Sign.LOOSE in before else Sign.DOUBT
    if sign in _AGREES | _REFUSES and before & {Sign.LOOSE, Sign.TROUBLE}:
        return Sign.LOOSE  # "she said no"
    if sign is Sign.NO and speaks_on:
        return Sign.DOUBT if after[0][0][0] in _SPEAKS_ON else Sign.TROUBLE  # "no I was out", "no heating"
    is_part = sign is Sign.DECLINES or (sign is Sign.WANTS and "complaint" not in phrase)
    return (
        Sign.LOOSE if is_part and speaks_on and phrase not in _MAY_GO_ON else sign
    )  # "please do come on Friday"


def _known(clause: str) -> list[Known]:
    written, said = re.findall(r"\w+", clause), clause.lower()
    # A capital behind the answer, or a line of nothing else, can only be a name.
    opens = 0 if all(word.istitle() or word.isdigit() for word in written) else 1
    names = {word.lower() for word in written[opens:] if word.istitle()}
    for same, variants in _SAME:
        said = " ".join(re.sub(rf"\b(?:{variants})\b", same, said).split())
    words, known, at = tuple(re.findall(r"\w+", said)), list[Known](), 0
    while at < len(words):
        phrase = next(
            words[at : at + n] for n in range(_LONGEST, 0, -1) if n == 1 or words[at : at + n] in _SIGNS
        )
        known.append((phrase, _SIGNS.get(phrase, Sign.NAME if phrase[0] in names else Sign.LOOSE)))
        at += len(phrase)
    return known


def read_done(text: str) -> bool | None:
    """Read the answer to "is it done?": True, False, or None where it is something else. Code: 1.4"""
    passed_over = (Sign.POLITE, Sign.NAME)
    known = [known for clause in _clauses(text) for known in _known(clause)]
    said = " ".join(" ".join(phrase) for phrase, sign in known if sign not in passed_over)
    if "?" in text or any(mark in text for mark in _MOCKING):
        return None
    return (
        False
        if said.removeprefix("no ").removeprefix("still ") in _NOT_DONE
        else True
        if said in _DONE
        else None
    )
