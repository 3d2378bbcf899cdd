"""The pages that are read sitting: library, before, end, settings."""
