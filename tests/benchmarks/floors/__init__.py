"""Programs that do as little as can be done; ours is measured against them."""
