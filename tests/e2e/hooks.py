"""Webhooks to look at: their receivers are invented."""

from typing import Any

from django.utils import timezone

from api.models import Attempt, Webhook
from api.services.webhooks import make_webhook
from organisation.models import User


def webhooks_of(username: str) -> list[Webhook]:
    """One that is told, one that fails, one that the site turned off; their receivers are invented."""
    account, now = User.objects.get(username=username), timezone.now()
    made = [
        make_webhook(account, name=name, url=f"https://phanmem.example.vn/{path}", kinds=kinds, verbs=verbs)[0]
        for name, path, kinds, verbs in (
            ("Phần mềm nhân sự (hư cấu)", "nhan-su", [], []),
            (
                "Cổng dữ liệu (hư cấu)",
                "cong-du-lieu/thi-dua",
                ["dossiers", "decisions"],
                ["submit", "issue"],
            ),
            ("Kho lưu trữ (hư cấu)", "kho", ["decisions"], []),
        )
    ]
    Webhook.objects.filter(pk=made[1].pk).update(failing_since=now, attempts=2, due_at=now)
    Webhook.objects.filter(pk=made[2].pk).update(failing_since=now, off_at=now)
    for webhook in made[1:]:
        for status, trouble, answer in ((200, "", "OK"), (None, "slow", ""), (503, "refused", "<h1>Đang bảo trì</h1>")):
            Attempt.objects.create(
                webhook=webhook, at=now, after=120, until=145, count=25, status=status, trouble=trouble,
                answer=answer, milliseconds=87,
            )  # fmt: skip
    return made


def the_webhooks() -> list[Any]:
    webhooks_of("giamdoc")
    return []


def a_failing_webhook() -> list[Any]:
    return [webhooks_of("giamdoc")[1].pk]


def a_dead_webhook() -> list[Any]:
    return [webhooks_of("giamdoc")[2].pk]
