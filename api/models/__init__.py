"""What machines show instead of a session."""

from api.models.token import Token

__all__ = ["Token"]
