"""The demonstration: an invented hospital, its bureau and a neighbour, as pure data from a seed, and its way in."""
