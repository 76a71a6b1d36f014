"""Which tokens and webhooks a person meets: their own, and nobody else's."""

from django.db.models import QuerySet

from api.models import Token, Webhook
from organisation.models import User


def tokens_for(account: User) -> QuerySet[Token]:
    return Token.objects.filter(account=account)


def webhooks_for(account: User) -> QuerySet[Webhook]:
    return Webhook.objects.filter(account=account)
