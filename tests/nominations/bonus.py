"""Money switched on in an invented campaign."""

from campaigns.models import Campaign
from nominations.models import BonusRule
from nominations.services import bonus as services
from tests.factories import World

SALARIES = [
    {"since": "2012-05-01", "amount": 1_050_000, "source": "Nghị định số 31/2012/NĐ-CP"},
    {"since": "2013-07-01", "amount": 1_150_000, "source": "Nghị định số 66/2013/NĐ-CP"},
    {"since": "2024-07-01", "amount": 2_340_000, "source": "Nghị định số 73/2024/NĐ-CP"},
    {"since": "2026-07-01", "amount": 2_530_000, "source": "Nghị định số 161/2026/NĐ-CP"},
]


def rule_for(world: World, campaign: Campaign | None = None, **other: object) -> BonusRule:
    """0.3 for a person and 0.6 for a collective, rounded up to ten thousands, not saved."""
    rates = [
        {"form": world.form.pk, "kind": kind, "multiplier": multiplier, "source": "Nghị định 91/2017/NĐ-CP, Điều 73"}
        for kind, multiplier in (("individual", "0.3"), ("collective", "0.6"))
    ]
    values = {
        "campaign": campaign or world.campaign, "is_on": True, "rates": rates, "salaries": SALARIES,
        "rounding_to": 10_000, "rounding_way": "up", "rounding_source": "Nghị định 91/2017/NĐ-CP, Điều 68",
    } | other  # fmt: skip
    return BonusRule(**values)


def switched_on(world: World, **other: object) -> BonusRule:
    last = BonusRule.objects.filter(campaign=world.campaign).first()
    return services.write(rule_for(world, **other), actor=world.office_head, seen=str(last.pk if last else ""))
