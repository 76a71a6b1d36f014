"""What machines show instead of a session, and where the site calls them."""

from api.models.token import Token
from api.models.webhook import Attempt, Webhook

__all__ = ["Attempt", "Token", "Webhook"]
