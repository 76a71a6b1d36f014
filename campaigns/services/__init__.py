"""Putting a plan to work, and the verbs of a campaign."""
