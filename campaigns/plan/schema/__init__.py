"""The parts of a plan, by meaning: the paper, the people, the work, the awards, the office's own settings."""
