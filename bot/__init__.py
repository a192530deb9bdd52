"""What happens to a message? The room where it is decided, kept and answered.

The law of this room: it imports `channels.messages`, `.door` and `.errors` anywhere, a channel itself only in
`wiring`, `running` and `commands`; pure files are handed the time and touch nothing; only `store` speaks SQL.

In, and through the corridor:

- `front_door.py`: commits what a channel receives; then the sender is told "accepted"
- `watching.py`: which process watches each mailbox     `mailboxes.py`: pure: does it work, and since when not
- `inbox.py`: pure: how long an arrival is held, when it is tried again
- `worker.py`: the loop: arrivals, rounds, outbox
- `intake.py`: the corridor, step by step, in reading order
- `moment.py`: what is at hand inside one transaction
- `keeping.py`: keeps the message and finds its conversation     `conversations.py`: pure: whose conversation it is
- `standing.py`: where the conversation stands, as values
- `choice.py`: pure: reads the answer to a choice     `queues.py`: pure: which queue, in touch by when
- `decision/`: pure: what is done with a message, and why

What a decision becomes:

- `carrying_out.py`: cases and offers, in one transaction     `replying.py`: the one answer
- `opening.py`: cases, their clocks and links     `choosing.py`: what a yes or a no does
- `guarding.py`: carries out the precautions: holds, tasks, hazard clocks, needs, representatives
- `acknowledging.py`: the acknowledgement, by staff or by the guard
- `answering.py`: facts from the rows, the text they fill, the outbox row
- `holding_back.py` `caps.py`: no answer where an address has had too many
- `tasking.py`: asks a person     `waking.py` `alerts.py`: wakes a person; who is next
- `bouncing.py`: a delivery report     `page_answers.py` `answers.py`: a tap on one of our pages

Out, and what falls due:

- `outbox.py`: pure: when a message that did not leave is tried again
- `dispatch.py`: what follows when one has left, failed or come back
- `duties.py`: pure: what falls due now     `rounds.py`: carries it out, once a minute
- `working_days.py` `deadlines.py` `deadline_rules.py`: pure: dates, each function naming its provision

For people:

- `acts/`: what staff can do with a case     `casework/`: pure rules of a case's life
- `console/`: where staff work     `my/`: what a resident's link opens
- `web.py` `pages.py` `health.py`: the application, its pages, what machines read
- `wording/`: what the resident reads     `in_words.py`: dates and codes said on a screen
- `story.py` `story_words.py`: a case told in sentences     `case_lines.py`: a case told to a machine
- `ledger.py`: the count that proves no loss

What it stands on:

- `__main__.py` `commands/`: the command line     `settings.py`: what is set for this installation
- `wiring.py`: builds the real things     `running.py`: everything in one process, and how it stops
- `house.py`: what the house holds while it runs     `keys.py`: which links are truly ours
- `landlords/`: the landlord as data     `last_good.py`: where a profile is broken today, its last good version
- `store/`: what is kept     `clock.py`: what time it is     `logs.py`: what may be logged     `errors.py`: what can go wrong
- `bringing.py`: cases of another system, kept as history; `brought_*.py` beside it
- `importing.py`: old mail from files     `demo_mails.py`: an invented morning
- `rehearsal.py` `rehearsed_acts.py`: a conversation played in the script's own time
"""
