"""What is done to accounts and powers: `mandates` are the verbs; `grants` the bare rows, for set-up and tests."""

from organisation.services.grants import appoint, dismiss
from organisation.services.safety import end_sessions, forget_factors

__all__ = ["appoint", "dismiss", "end_sessions", "forget_factors"]
