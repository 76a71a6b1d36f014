"""The plan's whole campaign through the service layer, told act by act and checked at the end."""

from nominations.walkthrough.checking import faults, own_database, totals, trail
from nominations.walkthrough.playing import Played, play, play_award_path

__all__ = ["Played", "faults", "own_database", "play", "play_award_path", "totals", "trail"]
