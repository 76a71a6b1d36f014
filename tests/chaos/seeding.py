"""Who works during the run, and on what: dossiers at the desk, and papers that go the whole way to the decision."""

from typing import Any

from nominations.models import Dossier
from notifications.models import Mailbox
from organisation.models import User
from tests.factories import World, checked, make_world, submitted
from tests.nominations.desk import signed_in
from workflows import outbox

DESKS, UNDONE, PAPERS, URGED = 6, 2, 6, 4


def seed() -> dict[str, Any]:
    """What the load needs to know, plain; everything that the seeding itself asked for is done."""
    world = make_world(units=DESKS + UNDONE)
    desks = [desk(world, place) for place in range(DESKS)]
    undone = [desk(world, DESKS + place) for place in range(UNDONE)]
    papers = [paper() for _ in range(PAPERS)]
    letters = correspondence()
    while outbox.drain():
        pass
    reach_everybody()
    return {"desks": desks, "undone": undone, "papers": papers, "letters": letters}


def desk(world: World, place: int) -> dict[str, Any]:
    """A filed dossier with its unit's head and its reviewer, both signed in."""
    dossier = submitted(world, place, count=1)
    head = Dossier.objects.get(pk=dossier.pk).filed_by
    return {
        "dossier": dossier.pk,
        "people": {"head": person(head), "reviewer": person(world.office_reviewer)},
    }


def person(user: User) -> dict[str, Any]:
    return {"pk": user.pk, "session": signed_in(user).cookies["sessionid"].value}


def paper() -> dict[str, int]:
    """A reviewed dossier in an organisation of its own, with those who compile, forward, sign and issue its list."""
    world = make_world(units=1)
    checked(world, count=2)
    roles = ("office_reviewer", "office_head", "director", "records_clerk")
    return {"campaign": world.campaign.pk, **{role: world.people[role].pk for role in roles}}


def correspondence() -> dict[str, Any]:
    """An organisation of its own whose units have not filed, and those who write to them."""
    world = make_world(units=URGED)
    people = {role: world.people[role].pk for role in ("office_reviewer", "office_head")}
    return {"round": world.round.pk, "people": people}


def reach_everybody() -> None:
    """Each has an address and takes letters at any hour, so that those that wait wait for the post alone."""
    people = list(User.objects.all())
    for user in people:
        user.email = f"{user.username}@example.vn"
    User.objects.bulk_update(people, ["email"])
    Mailbox.objects.bulk_create(
        [Mailbox(owner=user, quiet_from=0, quiet_until=0, working_days_only=False) for user in people]
    )
