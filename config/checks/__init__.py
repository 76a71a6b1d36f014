"""`manage.py check --deploy --fail-level WARNING`: is this site set up so that its promises hold?

Each check has a stable id (vinh_danh.D…), says what to do, and stands in docs/operations.md. They run only with
`--deploy`: a demonstration on one machine is not bothered.
"""

from config.checks import database, secrets, signin, surroundings, web

__all__ = ["database", "secrets", "signin", "surroundings", "web"]
