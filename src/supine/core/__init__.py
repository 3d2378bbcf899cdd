"""The practice itself: pure values and functions. No Qt, no clock, no settings file."""
