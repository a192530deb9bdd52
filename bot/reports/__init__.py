"""What do the figures say, and who has been told? Periods, figures, packs, themes and the records of the board.

Pure files count what `bot/store/reported.py` hands them; `making.py` puts a pack together. Code: 8.1, 9.2, 9.7
"""
