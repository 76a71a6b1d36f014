"""What is done to accounts and powers: `mandates` are the verbs; `grants` the bare rows, for set-up and tests."""

from organisation.services.grants import appoint, dismiss
from organisation.services.safety import end_session, end_sessions, end_sessions_of, forget_factors, living, unlink

__all__ = [
    "appoint", "dismiss", "end_session", "end_sessions", "end_sessions_of", "forget_factors", "living", "unlink",
]  # fmt: skip
