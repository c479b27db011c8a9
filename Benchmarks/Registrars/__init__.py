"""Compares registrars: how much processor time each takes for a REGISTER."""
