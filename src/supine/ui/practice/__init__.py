"""The practice screen and its keys."""
