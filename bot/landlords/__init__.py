"""Who is the landlord, as data? Profiles, the Code's provisions, the Ombudsman's address, bank holidays."""
