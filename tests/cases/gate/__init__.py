"""The anonymity gate."""
