"""The pages that a person reads while sitting: library, before, end, settings."""
