"""One practice under way: its controller, session, clock and trace; bells, wave and narrator."""
