"""Telling webhooks: where they may be, one call, whose turn it is. Why so: docs/decisions/webhooks.md."""
