"""Migrations, in the order of their names; written by hand for both databases."""
