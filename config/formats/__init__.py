"""How each language writes dates and numbers. Django's own Vietnamese module reads 05/11/2026 as 11 May."""
