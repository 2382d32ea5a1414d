"""What things cost, measured against something in the same run (see README.md)."""
