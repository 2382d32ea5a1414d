"""What `make` runs first: small programs on the standard library alone, for a machine with nothing but Python."""
