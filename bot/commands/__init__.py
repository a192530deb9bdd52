"""What can be done from the command line? One file a command, heavy imports inside."""
