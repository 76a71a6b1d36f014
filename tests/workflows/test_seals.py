"""The log, its tree and its signed heads."""

import hashlib
from pathlib import Path

import pytest

from tests.factories import make_world, submitted
from workflows.canonical import canonical
from workflows.models import AuditEvent, Checkpoint, Epoch, Leaf, OutboxEntry, TreeHead
from workflows.seals import anchors, checkpoints, merkle
from workflows.seals.checkpoints import Head, SealRefused, known_keys, seal
from workflows.seals.epochs import begin_epoch
from workflows.seals.notes import BadNote, Signer, Verifier, opened, signed_note
from workflows.seals.sequencer import sequence

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]


@pytest.fixture
def folder(settings, tmp_path):
    settings.SEAL_ANCHORS = str(tmp_path / "anchors")
    return Path(settings.SEAL_ANCHORS)


def entry_for(made, effect="workflows.anchor_in_folder"):
    return OutboxEntry.objects.get(effect=effect, object_id=made.pk)


def tree_of(leaves):
    """RFC 6962 §2.1, word by word."""
    if len(leaves) == 1:
        return leaves[0]
    split = 1
    while split * 2 < len(leaves):
        split *= 2
    return hashlib.sha256(b"\x01" + tree_of(leaves[:split]) + tree_of(leaves[split:])).digest()


def path_to(root_index, leaves, proof):
    """RFC 9162 §2.1.3.2: the root that an inclusion proof leads to."""
    index, last, node = root_index, len(leaves) - 1, leaves[root_index]
    for sibling in proof:
        if index % 2 or index == last:
            node = merkle.node_hash(sibling, node)
            while index % 2 == 0 and index:
                index, last = index >> 1, last >> 1
        else:
            node = merkle.node_hash(node, sibling)
        index, last = index >> 1, last >> 1
    return node


LEAVES = [merkle.leaf_hash(bytes([number])) for number in range(20)]


@pytest.mark.parametrize("size", range(1, 20))
def test_frontier_has_the_root_of_the_whole_tree(size):
    assert merkle.root_of(LEAVES[:size]) == tree_of(LEAVES[:size])


def test_empty_tree_has_the_hash_of_nothing():
    assert merkle.Frontier().root() == hashlib.sha256(b"").digest()


@pytest.mark.parametrize("size", range(1, 20))
def test_inclusion_proof_leads_from_each_leaf_to_the_root(size):
    leaves = LEAVES[:size]

    proofs = [merkle.inclusion_proof(i, size, lambda a, b: tree_of(leaves[a:b])) for i in range(size)]

    assert [path_to(i, leaves, proof) for i, proof in enumerate(proofs)] == [tree_of(leaves)] * size


def test_every_committed_event_gets_its_place():
    submitted(make_world())

    sequence()

    assert list(Leaf.objects.order_by("index").values_list("index", "event_id")) == list(
        enumerate(AuditEvent.objects.order_by("pk").values_list("pk", flat=True))
    )


def test_leaf_is_the_rfc_6962_hash_of_the_event():
    submitted(make_world())
    sequence()

    leaf = Leaf.objects.select_related("event").latest("index")

    assert bytes(leaf.hash) == hashlib.sha256(b"\x00" + canonical(leaf.event.leaf())).digest()


def test_sequencing_again_changes_nothing():
    submitted(make_world())

    assert (sequence() > 0, sequence()) == (True, 0)


def test_thorough_sequencing_finds_what_a_mark_would_pass_over():
    submitted(make_world())
    TreeHead.objects.update_or_create(pk=1, defaults={"settled": 10**9})

    assert (sequence(), sequence(thorough=True) == AuditEvent.objects.count()) == (0, True)


def test_checkpoint_is_signed_over_the_tree():
    submitted(make_world())

    made = seal("submit")

    head = Head.parse(opened(made.note, known_keys())[0])
    leaves = [bytes(leaf) for leaf in Leaf.objects.order_by("index").values_list("hash", flat=True)]
    assert (head.origin, head.size, head.root, head.occasion) == (
        "vinh-danh.localhost/1", len(leaves), tree_of(leaves), "submit",
    )  # fmt: skip


def test_same_head_is_signed_once():
    submitted(make_world())

    assert seal().pk == seal().pk


def test_nothing_is_sealed_without_a_key(settings):
    settings.SEAL_KEY = ""
    submitted(make_world())

    assert (seal(), Leaf.objects.count() == AuditEvent.objects.count()) == (None, True)


def test_checkpoint_goes_into_the_folder(folder):
    submitted(make_world())
    made = seal()
    anchors.anchor_in_folder(entry_for(made))

    assert [path.read_text() for path in folder.iterdir()] == [made.note]


def test_note_that_stands_outside_is_written_over_by_none(folder):
    submitted(make_world())
    made = seal()
    anchors.keep(anchors.name_of(made.origin, made.size), "another note")

    anchors.anchor_in_folder(entry_for(made))

    assert {path.read_text() for path in folder.iterdir()} == {made.note, "another note"}


def test_both_notes_over_one_head_stand_outside_when_a_key_takes_over(folder):
    submitted(make_world())
    first = seal()
    second = checkpoints.rotate(checkpoints.configured_key(), Signer.generate("next"))

    for made in (first, second):
        anchors.anchor_in_folder(entry_for(made))

    assert {path.read_text() for path in folder.iterdir()} == {first.note, second.note}


def test_key_that_was_used_before_does_not_take_over_again():
    submitted(make_world())
    key = checkpoints.configured_key()
    seal()

    with pytest.raises(SealRefused, match="seal_key"):
        checkpoints.rotate(key, key)


def test_reason_of_an_epoch_holds_no_control_sign(folder):
    submitted(make_world())
    head = Head.parse(seal().note.rpartition("\n\n")[0])
    lost = Head(head.origin, head.size + 9, bytes(32), head.time, "interval")
    anchors.keep(anchors.name_of(lost.origin, lost.size), signed_note(str(lost), checkpoints.configured_key()))

    epoch = begin_epoch(reason="Khôi phục\x00\x07 (hư cấu)")

    assert epoch.note.splitlines()[5] == "reason Khôi phục (hư cấu)"


def test_each_place_outside_gets_an_entry_of_its_own():
    submitted(make_world())

    made = seal()

    entries = OutboxEntry.objects.filter(object_type="workflows.checkpoint", object_id=made.pk)
    assert sorted(entries.values_list("effect", flat=True)) == [
        "workflows.anchor_by_mail", "workflows.anchor_in_folder",
    ]  # fmt: skip


def test_checkpoint_is_mailed_to_the_auditors(settings, mailoutbox):
    settings.SEAL_MAIL_TO = ["kiemtra@example.vn"]
    submitted(make_world())
    made = seal()

    anchors.anchor_by_mail(entry_for(made, "workflows.anchor_by_mail"))

    assert [(mail.to, mail.body, mail.attachments[0].content) for mail in mailoutbox] == [
        (["kiemtra@example.vn"], made.note, made.note)
    ]


def test_other_key_does_not_sign(settings):
    submitted(make_world())
    seal()
    settings.SEAL_KEY = str(Signer.generate("tests.example"))
    make_world()

    with pytest.raises(SealRefused, match="rotate_seal_key"):
        seal()


def test_new_key_takes_over_with_a_checkpoint_of_both(settings):
    submitted(make_world())
    seal()
    old, new = checkpoints.configured_key(), Signer.generate("tests.example.2")

    made = checkpoints.rotate(old, new)

    settings.SEAL_KEY = str(new)
    make_world()
    assert opened(made.note, known_keys())[1] == [old.verifier, new.verifier]
    assert opened(seal().note, known_keys())[1] == [new.verifier]


def anchored(folder):
    """A world whose head was given out."""
    world = make_world()
    anchors.anchor_in_folder(entry_for(seal()))
    return world


def given_out_by_a_later_self(origin="vinh-danh.localhost/1", size=10**6):
    """What the folder holds after the database went back to an earlier backup."""
    head = Head(origin, size, b"\x07" * 32, "2013-08-09T00:00:00Z", "interval")
    anchors.keep(anchors.name_of(head.origin, head.size), signed_note(str(head), checkpoints.configured_key()))


@pytest.mark.parametrize("origin", ["vinh-danh.localhost/1", "vinh-danh.localhost/2"])
def test_restored_backup_does_not_seal(folder, origin):
    anchored(folder)
    given_out_by_a_later_self(origin)
    make_world()

    with pytest.raises(SealRefused, match="begin_epoch"):
        seal()


def test_rewritten_log_does_not_seal(folder):
    anchored(folder)
    given_out_by_a_later_self(size=2)
    make_world()

    with pytest.raises(SealRefused, match="begin_epoch"):
        seal()


def test_note_of_a_stranger_in_the_folder_stops_nothing(folder):
    anchored(folder)
    head = Head("vinh-danh.localhost/1", 10**6, b"\x07" * 32, "2013-08-09T00:00:00Z", "interval")
    anchors.keep("vinh-danh.localhost-0001-999999999999.note", signed_note(str(head), Signer.generate("stranger")))
    make_world()

    assert seal().size == AuditEvent.objects.count()


def test_epoch_explains_the_gap_and_sealing_goes_on(folder):
    anchored(folder)
    kept = Checkpoint.objects.get()
    given_out_by_a_later_self()
    make_world()

    epoch = begin_epoch(reason="Khôi phục bản sao lưu\nngày 8/8 (hư cấu)")

    said = opened(epoch.note, known_keys())[0].splitlines()
    assert [line.rpartition(" ")[0] for line in said[2:4]] == [
        "lost vinh-danh.localhost/1 1000000", f"kept {kept.size}",
    ]  # fmt: skip
    assert (said[5], seal().origin) == ("reason Khôi phục bản sao lưu ngày 8/8 (hư cấu)", "vinh-danh.localhost/2")


def test_epoch_takes_back_a_record_that_the_backup_has_lost(folder):
    anchored(folder)
    lost = signed_note(
        "vinh-danh epoch\nvinh-danh.localhost/2\nlost vinh-danh.localhost/1 9 AA==\nkept 0 AA==\n"
        "time 2013-08-09T00:00:00Z\nreason Lần một (hư cấu)\n",
        checkpoints.configured_key(),
    )
    anchors.keep(anchors.epoch_name("vinh-danh.localhost/2"), lost)
    given_out_by_a_later_self("vinh-danh.localhost/2")

    begin_epoch(reason="Lần hai (hư cấu)")

    assert list(Epoch.objects.order_by("pk").values_list("origin", flat=True)) == [
        "vinh-danh.localhost/2", "vinh-danh.localhost/3",
    ]  # fmt: skip


def test_rotation_lost_with_a_backup_is_not_repeated_over_a_fork(folder, settings):
    anchored(folder)
    old, new = checkpoints.configured_key(), Signer.generate("tests.example.2")
    settings.SEAL_KEY = str(new)
    head = Head("vinh-danh.localhost/1", 10**6, b"\x07" * 32, "2013-08-09T00:00:00Z", "interval")
    anchors.keep(anchors.name_of(head.origin, head.size), signed_note(str(head), new))

    with pytest.raises(SealRefused, match="begin_epoch"):
        checkpoints.rotate(old, new)


def test_epoch_needs_a_checkpoint_outside(folder):
    submitted(make_world())

    with pytest.raises(SealRefused):
        begin_epoch(reason="Không có gì")


@pytest.mark.parametrize("note", ["", "text", "text\n\n", "text\n\n— nobody AAAA\n", "\n\n— tests.example %%%\n"])
def test_note_signed_by_nobody_known_is_refused(note):
    with pytest.raises(BadNote):
        opened(note, [Signer.generate("tests.example").verifier])


def test_key_reads_back_as_written():
    key = Signer.generate("so-tttt.example")

    assert (Signer.parse(str(key)), Verifier.parse(str(key.verifier))) == (key, key.verifier)


@pytest.mark.parametrize("vkey", ["", "a+b", "a+00000000+AAAA", "a b+00000000+AQ==", "x+b94e06e7+" + "A" * 44])
def test_text_that_is_no_key_is_refused(vkey):
    with pytest.raises(BadNote):
        Verifier.parse(vkey)


def test_private_key_is_never_shown_by_accident():
    key = Signer.generate("so-tttt.example")

    assert repr(key) == "<Signer so-tttt.example>"
