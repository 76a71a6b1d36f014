"""What a letter says: its messages, in the language of its reader, as text and as HTML for a phone's mail client."""

import hashlib
from collections.abc import Sequence
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.validators import validate_email
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import ngettext, override

from notifications.kinds import is_legal
from notifications.models import Letter, Mailbox, Message
from notifications.states import LetterKind
from notifications.unsubscribing import token_for


def as_mail(letter: Letter) -> EmailMultiAlternatives:
    """The letter as it leaves now. Raises ValidationError for an address that is none, BadHeaderError for a header."""
    validate_email(letter.address)
    messages = list(letter.messages.order_by("created_at", "pk"))
    mailbox = Mailbox.objects.filter(owner=letter.recipient_id).first()
    with override(mailbox.language if mailbox else settings.LANGUAGE_CODE):
        text, html = rendered(messages, letter.recipient, is_digest=letter.kind != LetterKind.NOTICE)
        subject, headers = _subject(letter, messages), _headers(letter, messages)
        mail = EmailMultiAlternatives(subject, text, to=[letter.address], headers=headers)
        mail.attach_alternative(html, "text/html")
    return mail


def rendered(messages: Sequence[Message], reader: Any, *, is_digest: bool = False) -> tuple[str, str]:
    """The mail as text and as HTML, in the language of the moment."""
    context = {
        "messages": messages, "site": settings.SITE_URL, "reader": reader, "is_digest": is_digest,
        "choices": f"{settings.SITE_URL}{reverse('preferences')}",
    }  # fmt: skip
    text = render_to_string("mail/letter.txt", context).strip() + "\n"
    return text, render_to_string("mail/letter.html", context)


def _subject(letter: Letter, messages: Sequence[Message]) -> str:
    if letter.kind == LetterKind.NOTICE:
        return str(messages[0])
    count = len(messages)
    if letter.kind == LetterKind.DAILY:
        return ngettext(
            "Tổng hợp trong ngày: %(count)d thông báo", "Tổng hợp trong ngày: %(count)d thông báo", count
        ) % {"count": count}
    return ngettext("Tổng hợp trong tuần: %(count)d thông báo", "Tổng hợp trong tuần: %(count)d thông báo", count) % {
        "count": count
    }


def _headers(letter: Letter, messages: Sequence[Message]) -> dict[str, str]:
    """The same Message-ID at every attempt; letters of one thread refer to one root (RFC 5322, 3.6.4).

    One click ends a kind of letter where that is allowed (RFC 8058).
    """
    domain = _domain()
    headers = {"Message-ID": f"<{letter.pk}@{domain}>", "Auto-Submitted": "auto-generated"}
    if letter.kind == LetterKind.NOTICE and messages[0].thread:
        root = hashlib.sha256(messages[0].thread.encode()).hexdigest()[:32]
        headers |= {"In-Reply-To": f"<{root}@{domain}>", "References": f"<{root}@{domain}>"}
    if not any(is_legal(message.kind) for message in messages):
        address = f"{settings.SITE_URL}{reverse('unsubscribe', args=[token_for(letter, messages)])}"
        headers |= {"List-Unsubscribe": f"<{address}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return headers


def _domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"
