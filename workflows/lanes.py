"""Lanes keep kinds of background work apart: each has workers of its own, so what is slow keeps nobody waiting."""

from enum import StrEnum


class Lane(StrEnum):
    """The name of a lane is that of its queue at the broker (`celery worker --queues quick`)."""

    QUICK = "quick"  # what people wait for: messages, deadlines; done in moments
    LONG = "long"  # papers, packages and lists of thousands
    OUTSIDE = "outside"  # what other machines must answer: mail, webhooks, time stamps
