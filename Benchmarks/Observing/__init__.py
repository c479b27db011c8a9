"""Measures what metrics and the live page cost a run."""
