"""What does the resident read? One folder a text, and the one way to turn it into a message.

Law of this room: it decides nothing. Which text is sent is settled in `bot/decision/`; here it only gets its words.
"""
