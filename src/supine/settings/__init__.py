"""What a person can set, and the file that keeps it."""
