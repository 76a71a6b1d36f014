"""A tab that still holds what another tab has removed meets the same answer as a stranger."""

import pytest

from nominations.models import Nomination
from nominations.services import nominations as noms
from tests.factories import make_dossier, make_nomination, make_world
from workflows.errors import NotPermitted


@pytest.mark.django_db
def test_save_nomination_is_not_permitted_when_it_was_removed_meanwhile() -> None:
    world = make_world()
    nomination = make_nomination(world, make_dossier(world))
    noms.remove_nomination(Nomination.objects.get(pk=nomination.pk), actor=world.unit_head)

    with pytest.raises(NotPermitted):
        noms.save_nomination(nomination, actor=world.unit_officer, full_name="Người Hư Cấu")
