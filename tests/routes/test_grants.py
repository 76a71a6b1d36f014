"""What gives nobody anything: Django's own permissions, groups, superusers, grants of the dead; what ends at once."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from guardian.models import GroupObjectPermission, UserObjectPermission

from campaigns.models import CampaignGrant
from campaigns.permissions import Roles
from nominations.models import Dossier
from organisation.models import Organisation, Unit, UnitGrant, User
from organisation.services import appoint, dismiss
from organisation.states import Role, UnitKind
from tests.factories import World, make_user, make_world, submitted
from tests.nominations.desk import signed_in
from workflows import clock
from workflows.rules import roles_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def outsider(world: World) -> User:
    return make_user(world.organisation, "nguoi-ngoai", "Người Ngoài Hư Cấu")


def held(user: User) -> tuple[dict, dict, dict]:
    roles: Roles = roles_of(User.objects.get(pk=user.pk), clock.now())
    return roles.units, roles.organisations, roles.campaigns


def every_permission() -> list[Permission]:
    return list(Permission.objects.filter(content_type__app_label__in=["organisation", "campaigns", "nominations"]))


def status(client: Client, dossier: Dossier) -> int:
    return client.get(dossier.get_absolute_url()).status_code


NOTHING: tuple[dict, dict, dict] = ({}, {}, {})


def test_permission_of_a_model_is_no_grant(outsider: User):
    outsider.user_permissions.set(every_permission())

    assert held(outsider) == NOTHING


def test_permission_of_a_group_is_no_grant(outsider: User):
    group = Group.objects.create(name="Nhóm hư cấu")
    group.permissions.set(every_permission())
    outsider.groups.add(group)

    assert held(outsider) == NOTHING


@pytest.mark.parametrize("model", [UserObjectPermission, GroupObjectPermission])
def test_generic_row_of_guardian_is_no_grant(world: World, outsider: User, model: type):
    group = Group.objects.create(name="Nhóm hư cấu")
    outsider.groups.add(group)
    holder = {"user": outsider} if model is UserObjectPermission else {"group": group}
    for permission in Permission.objects.filter(content_type=ContentType.objects.get_for_model(Unit)):
        model.objects.create(
            permission=permission, content_type=permission.content_type, object_pk=str(world.root.pk), **holder
        )

    assert held(outsider) == NOTHING


def test_superuser_holds_nothing(outsider: User):
    User.objects.filter(pk=outsider.pk).update(is_superuser=True, is_staff=True)

    assert held(outsider) == NOTHING


def test_superuser_is_asked_by_no_permission_of_django(outsider: User):
    outsider.is_superuser = True

    assert (outsider.has_perm("nominations.change_dossier"), outsider.has_module_perms("nominations")) == (False, False)


def test_account_that_is_switched_off_holds_nothing(world: World):
    User.objects.filter(pk=world.auditor.pk).update(is_active=False)

    assert held(world.auditor) == NOTHING


def test_account_that_is_switched_off_is_signed_out_at_once(world: World):
    dossier, client = submitted(world), signed_in(world.unit_head)
    before = status(client, dossier)
    User.objects.filter(pk=world.unit_head.pk).update(is_active=False)

    assert (before, status(client, dossier)) == (200, 302)


def test_grant_that_is_taken_away_is_gone_at_the_next_request(world: World):
    dossier, client = submitted(world), signed_in(world.unit_officer)
    before = status(client, dossier)
    dismiss(world.unit_officer, Role.UNIT_OFFICER, world.units[0])

    assert (before, status(client, dossier)) == (200, 404)


def test_grant_on_a_campaign_that_is_taken_away_is_gone_at_the_next_request(world: World, outsider: User):
    dossier, client = submitted(world), signed_in(outsider)
    permission = Permission.objects.get(codename="auditor", content_type__model="campaign")
    grant = CampaignGrant.objects.create(user=outsider, permission=permission, content_object=world.campaign)
    before = status(client, dossier)
    grant.delete()

    assert (before, status(client, dossier)) == (200, 404)


def lonely_unit(world: World, **fields: object) -> Unit:
    return Unit.objects.create(
        organisation=world.organisation, code="don-vi-moi", name="Đơn vị hư cấu", kind=UnitKind.DIVISION,
        parent=world.root, **fields,
    )  # fmt: skip


def test_grants_go_with_their_unit_so_that_its_key_gives_nothing_again(world: World, outsider: User):
    unit = lonely_unit(world)
    appoint(outsider, Role.UNIT_HEAD, unit)
    key = unit.pk
    unit.delete()
    lonely_unit(world, pk=key)

    assert (held(outsider), UnitGrant.objects.filter(content_object_id=key).count()) == (NOTHING, 0)


def test_grants_go_with_their_account_so_that_its_key_gives_nothing_again(world: World, outsider: User):
    appoint(outsider, Role.AUDITOR, world.root)
    key = outsider.pk
    User.objects.get(pk=key).delete()
    again = make_user(world.organisation, "nguoi-moi", "Người Mới Hư Cấu", pk=key)

    assert held(again) == NOTHING


def test_session_of_a_deleted_account_opens_nothing_for_the_next_bearer_of_its_key(world: World, outsider: User):
    appoint(outsider, Role.AUDITOR, world.root)
    dossier, client = submitted(world), signed_in(outsider)
    User.objects.get(pk=outsider.pk).delete()
    again = make_user(world.organisation, "nguoi-moi", "Người Mới Hư Cấu", pk=outsider.pk)
    appoint(again, Role.AUDITOR, world.root)

    assert (status(signed_in(again), dossier), status(client, dossier)) == (200, 302)


def test_external_root_is_no_organisation(world: World, outsider: User):
    elsewhere = Unit.objects.create(
        organisation=world.organisation, code="ngoai", name="Doanh nghiệp hư cấu", kind=UnitKind.ENTERPRISE,
        is_external=True,
    )  # fmt: skip
    appoint(outsider, Role.AUDITOR, elsewhere)

    assert held(outsider)[1] == {}


def test_no_grant_stands_without_its_object_or_account(world: World):
    users, units = User.objects.values("pk"), Unit.objects.values("pk")
    orphans = UnitGrant.objects.exclude(user__in=users, content_object__in=units).count()

    assert (orphans, Organisation.objects.filter(pk=world.organisation.pk).count()) == (0, 1)
