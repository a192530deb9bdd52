"""How do answers to surveys come in? One answer, one arrival: a JSON object, as it was sent or made of one row of a file.

- `source.py`: which field of an answer holds what
- `receive.py`: the signed webhook
- `parse.py`: one answer as an `Incoming`
- `fields.py`: an answer as plain words, and why one cannot be taken
- `written.py`: dates, scores and numbers as people and machines write them
"""
