"""The demonstration's data; a second run changes nothing."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from nominations.demo import story
from nominations.demo.keys import make_keys
from workflows import outbox


class Command(BaseCommand):
    help = "Loads the plan of 2013 with invented people and nominations, as of 5 August 2013."

    def handle(self, **_options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("Dữ liệu trình diễn chỉ nạp được khi DEMO=1.")
        campaign = story.tell()
        while outbox.drain():
            pass
        if settings.SIGNING_KEYS and settings.SIGNING_ROOTS:  # last: what was signed so far is paper
            make_keys(campaign.organisation, settings.SIGNING_KEYS, settings.SIGNING_ROOTS)
        self.stdout.write(
            f"{campaign.code}: {campaign.dossiers.count()} hồ sơ, {campaign.nominations.count()} đề nghị."
        )
