from notifications.models.letter import Letter
from notifications.models.mailbox import Mailbox, Preference, UndeliverableAddress
from notifications.models.message import Message

__all__ = ["Letter", "Mailbox", "Message", "Preference", "UndeliverableAddress"]
