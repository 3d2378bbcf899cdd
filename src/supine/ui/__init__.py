"""The interface: pages, practice screen, painting and widgets. Views only show values."""
