"""Which contents do texts owe that answer no matter: codes and links to pages, and what wakes staff?"""

from bot.wording.contents import Content
from bot.wording.filters import clock
from bot.wording.shared_contents import HONEST, OMBUDSMAN, REFERENCE, SEE_WHERE, printed

OF_CODES_AND_ALERTS: dict[str, tuple[Content, ...]] = {
    "page_code": (
        OMBUDSMAN,
        HONEST,
        Content("the code", "security", shows=printed(lambda facts: facts.code)),
        Content("nobody of ours asks for it", "security", says=r"never ask you for it"),
    ),
    "new_page_link": (OMBUDSMAN, HONEST, SEE_WHERE),
    "chat_code": (
        Content("the code", "3.1", shows=printed(lambda facts: facts.code)),
        Content("what to do if they did not ask", "honesty", says=r"did not ask .* do nothing"),
    ),
    "on_call_alert": (
        REFERENCE,
        Content("what for", "6.1", shows=printed(lambda facts: facts.alert_kind)),
        Content("a way to take it", "6.1", says=r"I have it", shows=printed(lambda facts: facts.alert_link)),
        Content(
            "who is next, and when",
            "6.1",
            shows=lambda facts: [clock(at) if (at := facts.next_alert_at) else ""],
        ),
    ),
    "on_call_notice": (
        Content("what for", "6.1", shows=printed(lambda facts: facts.free_text)),
        Content(
            "a way to take it",
            "6.1",
            says=r"I have it",
            shows=printed(lambda facts: facts.alert_link),
            applies=lambda facts: bool(facts.alert_link),
        ),
    ),
}
