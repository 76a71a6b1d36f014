"""Tokens: made, found, used, revoked."""
