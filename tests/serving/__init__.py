"""An effect that leaves a mark, for tests that run the real server in a process of its own."""
