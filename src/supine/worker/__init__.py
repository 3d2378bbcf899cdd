"""Child processes of the program: their messages, our end and their end."""
