"""The doors: signing in, the second factor, sessions, asking again before a signature. docs/decisions/sign-in.md."""
