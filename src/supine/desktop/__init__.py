"""What the system offers: one instance, media keys, wake lock, signals."""
