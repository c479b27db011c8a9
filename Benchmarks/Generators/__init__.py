"""Compares load generators: how much processor time each takes for a REGISTER."""
