"""A plan as a person reads it. `points` walks the plan's own schema, so that all that a plan holds is on the page."""

from campaigns.shown.points import Detail, Point, Section, sections_of, settings_of

__all__ = ["Detail", "Point", "Section", "sections_of", "settings_of"]
