"""How did the tables come to be? One file a change, titled, never edited once released; see README.md."""
