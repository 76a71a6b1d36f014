"""Ways in which whoever owns the database tampers with the trail, guards off; each returns the leaf at fault.

The bundle is exported from what is left, as an auditor would ask for it, by a site that still signs with its key.
"""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile

from nominations.models import Attachment, Decision, Nomination
from nominations.services import dossiers
from tests.factories import World
from tests.trail.forging import (
    act_again,
    change,
    cut,
    event_at,
    forget_checkpoints,
    index_of,
    last_index,
    log_anew,
    log_in,
    logged,
    others_after,
    own_key,
    rehash,
    remove,
    sign_again,
    stand_all,
    swap,
)
from workflows import clock
from workflows.canonical import digest, sha256_hex
from workflows.models import (
    AuditEvent,
    AuditPayload,
    Checkpoint,
    ContentSnapshot,
    Epoch,
    Leaf,
    SealKey,
    Subject,
)  # fmt: skip
from workflows.seals.checkpoints import Head, seal
from workflows.seals.notes import Signer, signed_note

Forge = Callable[[World], int | None]


@dataclass(frozen=True)
class Case:
    """`code` is that of the first fault named; its leaf, or range of leaves, holds the one at fault."""

    name: str
    forge: Forge
    exit: int
    code: str


CASES: list[Case] = []


def case(exit: int, code: str = "") -> Callable[[Forge], Forge]:
    def keep(forge: Forge) -> Forge:
        CASES.append(Case(forge.__name__, forge, exit, code))
        return forge

    return keep


# ---- events


@case(1, "changed")
def edit_an_event(world: World) -> int:
    change(at := index_of("receive"), capacity="giám đốc")
    return at


@case(1, "head.differs")
def edit_the_last_event_of_an_object(world: World) -> int:
    change(at := last_index(Decision), capacity="giám đốc")
    return at


@case(1, "changed")
def edit_an_event_and_its_own_hash(world: World) -> int:
    change(at := index_of("receive"), authority="1")
    change(at, hash=digest(event_at(at).leaf()))
    return at


@case(1, "root")
def edit_and_rehash(world: World) -> int:
    change(at := index_of("receive"), capacity="giám đốc")
    rehash()
    return at


@case(1, "root")
def put_another_person_behind_an_act(world: World) -> int:
    change(at := index_of("mark_eligible"), actor=world.people["deputy_director"].pk)
    rehash()
    return at


@case(2, "held.root")
def edit_and_recompute_everything(world: World) -> int:
    change(at := index_of("receive"), capacity="giám đốc")
    rehash()
    log_anew()
    sign_again(own_key())
    return at


@case(1, "head.differs")
def cut_the_tail_of_an_object(world: World) -> int:
    """The log moves up, the object stays where it stood."""
    remove(at := last_index(Decision))
    log_anew()
    forget_checkpoints(at)
    return last_index(Decision)


@case(1, "late")
def cut_the_tail_of_an_object_and_rehash(world: World) -> int:
    remove(at := index_of("award"))
    stand_all()
    log_anew()
    return at


@case(1, "beyond")
def cut_the_log_before_a_checkpoint(world: World) -> int:
    cut(at := index_of("sign", Decision))
    return at


@case(2, "held.ahead")
def cut_the_log_and_its_checkpoints(world: World) -> int:
    cut(at := index_of("sign", Decision))
    forget_checkpoints(at)
    return at


@case(1, "seq")
def reorder_events_of_an_object(world: World) -> int:
    event = event_at(at := index_of("receive"))
    later = AuditEvent.objects.get(object_type=event.object_type, object_id=event.object_id, seq=event.seq + 1)
    swap(at, later.place.index)
    return at


@case(1, "root")
def reorder_and_rehash(world: World) -> int:
    reorder_events_of_an_object(world)
    rehash()
    return index_of("mark_eligible")


@case(1, "root")
def move_a_leaf(world: World) -> int:
    at = index_of("submit")
    swap(at, others_after(at))
    return at


@case(1, "root")
def insert_in_the_middle(world: World) -> int:
    """A copy of an act, every later event one place on."""
    event = event_at(at := index_of("receive"))
    order = logged()
    event.pk, event.seq, event.verb, event.source = None, 900, "endorse", event.target
    event.save(force_insert=True)
    log_in([*order[: at + 1], event.pk, *order[at + 1 :]])
    rehash()
    return at + 1


@case(1, "early")
def backdate(world: World) -> int:
    """The last act of the decision, a day earlier; every chain fits."""
    at = last_index(Decision)
    change(at, at=event_at(at).at - timedelta(days=1))
    rehash()
    return at


@case(1, "early")
def append_backdated(world: World) -> int:
    """A new act of today that says it was yesterday's."""
    seal()
    act_again(index_of("award"), at=clock.now() - timedelta(days=1))
    return AuditEvent.objects.count() - 1


@case(1, "seq")
def delete_a_leaf_of_an_object(world: World) -> int:
    event = event_at(at := index_of("receive"))
    remove(at)
    log_anew()
    forget_checkpoints(at)
    return AuditEvent.objects.get(
        object_type=event.object_type, object_id=event.object_id, seq=event.seq + 1
    ).place.index


@case(1, "late")
def delete_an_object(world: World) -> int:
    return without_an_object()


@case(2, "late")
def delete_an_object_and_recompute_everything(world: World) -> int:
    at = without_an_object()
    forget_checkpoints()
    return at


def without_an_object() -> int:
    """One nomination gone with its row, its events and their places; the rest closes up."""
    event = event_at(at := index_of("submit"))
    gone = AuditEvent.objects.filter(object_type=event.object_type, object_id=event.object_id)
    remove(*gone.values_list("place__index", flat=True))
    Attachment.objects.filter(nomination=event.object_id)._raw_delete("default")
    Nomination.objects.filter(pk=event.object_id)._raw_delete("default")
    log_anew()
    return at


@case(2, "late")
def restore_a_backup_and_live_another_history(world: World) -> int:
    """Back to before the signature; other acts follow, as many as before and more."""
    size = Leaf.objects.count()
    cut(at := index_of("sign", Decision))
    forget_checkpoints(at)
    for _ in range(size - at + 2):
        act_again(index_of("mark_eligible"))
    return at


# ---- words, contents, objects, files


@case(1, "words")
def edit_the_words(world: World) -> int:
    event = event_at(at := index_of("mark_eligible"))
    row = AuditPayload.objects.get(hash=event.payload_hash)
    AuditPayload.objects.filter(hash=row.hash).update(body={**row.body, "actor": "Người Khác"})
    return at


@case(1, "content")
def edit_a_snapshot(world: World) -> int:
    event = event_at(at := index_of("submit"))
    row = ContentSnapshot.objects.get(hash=event.content_hash)
    ContentSnapshot.objects.filter(hash=row.hash).update(body={**row.body, "achievements": "Xuất sắc hơn"})
    return at


@case(1, "head.differs")
def move_an_object_without_an_event(world: World) -> int:
    event = event_at(index_of("award"))
    Nomination.objects.filter(pk=event.object_id).update(state="declined")
    return index_of("award")


@case(1, "head.missing")
def take_an_object_away(world: World) -> int:
    event = event_at(index_of("award"))
    Attachment.objects.filter(nomination=event.object_id)._raw_delete("default")
    Nomination.objects.filter(pk=event.object_id)._raw_delete("default")
    return index_of("award")


@case(1, "head.extra")
def invent_an_object(world: World) -> None:
    nomination = Nomination.objects.order_by("pk").first()
    nomination.pk = 10**6
    nomination.save(force_insert=True)


@case(1, "file.differs")
def swap_an_attachment(world: World) -> int:
    overwrite(Attachment.objects.get().file)
    return leaf_of(Attachment.objects.get().nomination)


@case(1, "file.differs")
def swap_the_pdf(world: World) -> int:
    overwrite(Decision.objects.get().pdf)
    return last_index(Decision)


@case(3, "file.unlisted")
def swap_an_attachment_and_its_row(world: World) -> int:
    """The new file under its own hash: what the nomination stood on is nowhere."""
    row = Attachment.objects.get()
    storage, name = row.file.storage, row.file.name
    storage.delete(name)
    other = storage.save("attachments/00/other", ContentFile(b"%PDF-1.7 other"))
    Attachment.objects.filter(pk=row.pk).update(
        file=other, sha256=sha256_hex(b"%PDF-1.7 other"), size=14, name="khác.pdf"
    )
    return leaf_of(row.nomination)


def overwrite(file: Any) -> None:
    storage, name = file.storage, file.name
    storage.delete(name)
    storage.save(name, ContentFile(b"%PDF-1.7 other"))


def leaf_of(subject: Subject) -> int:
    """The leaf of the object's last act."""
    last = AuditEvent.objects.filter(object_type=subject.object_type(), object_id=subject.pk).order_by("seq").last()
    return last.place.index


# ---- checkpoints, keys, epochs


@case(1, "untrusted")
def sign_with_a_key_of_ones_own(world: World) -> None:
    stranger = Signer.generate("tests.example")
    sign_again(stranger)
    SealKey.objects.update(vkey=str(stranger.verifier))
    settings.SEAL_KEY = str(stranger)


@case(1, "signature")
def change_a_checkpoint(world: World) -> None:
    made = Checkpoint.objects.order_by("pk").first()
    Checkpoint.objects.filter(pk=made.pk).update(note=made.note.replace("occasion submit", "occasion forward"))


@case(1, "root")
def replace_a_checkpoint_by_one_of_another_tree(world: World) -> int:
    made = Checkpoint.objects.order_by("pk").first()
    head = Head.parse(made.note.partition("\n\n")[0] + "\n")
    other = Head(head.origin, head.size, b"\x07" * 32, head.time, head.occasion)
    Checkpoint.objects.filter(pk=made.pk).update(root=other.root.hex(), note=signed_note(str(other), own_key()))
    return 0


@case(1, "origin")
def claim_a_restoration_that_never_was(world: World) -> None:
    last = Head.parse(Checkpoint.objects.order_by("pk").last().note.partition("\n\n")[0] + "\n")
    root = base64.b64encode(last.root).decode()
    text = (
        f"vinh-danh epoch\nkhac.example/2\nlost khac.example/1 {last.size} {root}\nkept {last.size} {root}\n"
        f"time {last.time}\nreason Hỏng đĩa (hư cấu)\n"
    )
    Epoch.objects.create(origin="khac.example/2", note=signed_note(text, own_key()))


# ---- what no hash can show: docs/trail-bundle.md


@case(0)
def cut_the_tail_after_the_last_checkpoint(world: World) -> None:
    """Nobody holds anything that speaks of it."""
    sealed = Checkpoint.objects.order_by("-size").values_list("size", flat=True)[0]
    cut(sealed)


@case(0)
def forge_a_new_act(world: World) -> None:
    """Whoever holds the application signs in as another."""
    dossiers.receive(world.tail, actor=world.people["office_reviewer"])
