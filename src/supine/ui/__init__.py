"""What the person sees. Views show what they are given; they decide nothing."""
