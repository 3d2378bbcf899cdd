"""What is kept for the person: plain files, written whole or not at all. No Qt."""
