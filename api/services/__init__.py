"""Tokens: made, found, used, revoked. Webhooks: made, turned off and on, begun again."""
