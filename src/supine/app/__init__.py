"""The composition root: everything is built and connected here."""
