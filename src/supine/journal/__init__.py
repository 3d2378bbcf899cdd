"""What was practised and how the back felt. Pure values and files, no Qt."""
