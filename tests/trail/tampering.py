"""Ways to tamper with a bundle, each with what must come of it. What is wrong with a bundle is written with a manifest
that fits, as a forger would; only what has `after` in it touches the written files."""

import json
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import rfc8785

from tests.trail.bundles import DECISION, NOMINATION, ONE, PDF, STRANGER, TWO, ZERO, Bundle, sha, signed

Forge = Callable[[Bundle], None]


@dataclass(frozen=True)
class Case:
    """`code` and `leaf` are those of the first fault that the verifier names."""

    name: str
    forge: Forge
    exit: int
    code: str = ""
    leaf: int | None = None
    after: Callable[[Path], None] | None = None


CASES: list[Case] = []


def case(exit: int, code: str = "", leaf: int | None = None) -> Callable[[Forge], Forge]:
    def keep(forge: Forge) -> Forge:
        CASES.append(Case(forge.__name__, forge, exit, code, leaf))
        return forge

    return keep


def written(exit: int, code: str = "", leaf: int | None = None) -> Callable[[Callable[[Path], None]], object]:
    """A change of the written files, behind the manifest's back."""

    def keep(after: Callable[[Path], None]) -> object:
        CASES.append(Case(after.__name__, lambda bundle: None, exit, code, leaf, after))
        return after

    return keep


# ---- the forger's tools


def edit(bundle: Bundle, leaf: int, **changes: Any) -> None:
    bundle.events[leaf] = rfc8785.dumps(json.loads(bundle.events[leaf]) | changes)


def rehash(bundle: Bundle) -> None:
    """Numbers, links and heads anew, so that every chain fits."""
    bundle.heads.clear()
    for leaf, line in enumerate(bundle.events):
        event = json.loads(line)
        key = event["object_type"], event["object_id"]
        head = bundle.heads.get(key, {"seq": "0", "hash": ZERO, "state": event["source"]})
        event |= {"seq": str(int(head["seq"]) + 1), "prev_hash": head["hash"], "source": head["state"]}
        bundle.events[leaf] = rfc8785.dumps(event)
        bundle.heads[key] = {
            "object_type": key[0], "object_id": key[1], "seq": event["seq"], "hash": sha(bundle.events[leaf]),
            "state": event["target"],
        }  # fmt: skip
    prune(bundle)


def prune(bundle: Bundle) -> None:
    """Only the words and snapshots that some event still names."""
    text = b"".join(bundle.events).decode()
    bundle.payloads = {key: row for key, row in bundle.payloads.items() if key in text}
    bundle.snapshots = {key: row for key, row in bundle.snapshots.items() if key in text}


def reseal(bundle: Bundle, signer: Any = ONE) -> None:
    """Signs every checkpoint anew, as who holds the key can; sizes beyond the log become its size."""
    old, bundle.checkpoints = bundle.checkpoints, []
    for note in old:
        lines = note.split("\n")
        size = min(int(lines[1]), len(bundle.events))
        text = bundle.head_text(size).split("\n")
        bundle.checkpoints.append(signed("\n".join([*text[:3], *lines[3:5], ""]), signer))


def remove(bundle: Bundle, *leaves: int) -> None:
    bundle.events = [line for leaf, line in enumerate(bundle.events) if leaf not in leaves]


def of_object(bundle: Bundle, pk: int, kind: str = NOMINATION) -> list[int]:
    wanted = f'"object_id":"{pk}","object_type":"{kind}"'.encode()
    return [leaf for leaf, line in enumerate(bundle.events) if wanted in line]


# ---- events


@case(1, "changed", 2)
def edit_an_event(bundle: Bundle) -> None:
    edit(bundle, 2, capacity="giám đốc")


@case(1, "head.differs", 4)
def edit_the_last_event_of_an_object(bundle: Bundle) -> None:
    edit(bundle, 4, capacity="giám đốc")


@case(1, "root", 2)
def edit_and_rehash(bundle: Bundle) -> None:
    edit(bundle, 2, capacity="giám đốc")
    rehash(bundle)


@case(2, "held.root", 0)
def edit_rehash_and_sign_again(bundle: Bundle) -> None:
    edit(bundle, 2, capacity="giám đốc")
    rehash(bundle)
    reseal(bundle)


@case(1, "head.differs", 2)
def cut_the_tail_of_an_object(bundle: Bundle) -> None:
    remove(bundle, 4)
    prune(bundle)


@case(1, "root", 4)
def cut_the_tail_of_an_object_and_rehash(bundle: Bundle) -> None:
    remove(bundle, 4)
    rehash(bundle)


@case(1, "beyond", 11)
def cut_the_log_before_a_checkpoint(bundle: Bundle) -> None:
    remove(bundle, 11, 12, 13)
    rehash(bundle)


@case(2, "held.ahead", 11)
def cut_the_log_and_its_checkpoints(bundle: Bundle) -> None:
    remove(bundle, 11, 12, 13)
    rehash(bundle)
    bundle.checkpoints = bundle.checkpoints[:6]


@case(1, "root", 0)
def delete_an_object(bundle: Bundle) -> None:
    remove(bundle, *of_object(bundle, 2))
    prune(bundle)


@case(1, "root", 0)
def delete_an_object_and_rehash(bundle: Bundle) -> None:
    remove(bundle, *of_object(bundle, 2))
    rehash(bundle)


@case(2, "held.root", 0)
def delete_an_object_rehash_and_sign_again(bundle: Bundle) -> None:
    remove(bundle, *of_object(bundle, 2))
    rehash(bundle)
    bundle.checkpoints.clear()
    bundle.seal()


@case(1, "seq", 2)
def reorder_events_of_an_object(bundle: Bundle) -> None:
    bundle.events[2], bundle.events[4] = bundle.events[4], bundle.events[2]


@case(1, "root", 2)
def reorder_events_of_two_objects(bundle: Bundle) -> None:
    bundle.events[2], bundle.events[3] = bundle.events[3], bundle.events[2]


@case(1, "root", 2)
def reorder_and_rehash(bundle: Bundle) -> None:
    bundle.events[2], bundle.events[4] = bundle.events[4], bundle.events[2]
    rehash(bundle)


@case(1, "root", 2)
def insert_backdated(bundle: Bundle) -> None:
    extra = rfc8785.dumps(json.loads(bundle.events[2]) | {"verb": "endorse", "act_id": "chen"})
    bundle.events.insert(3, extra)
    rehash(bundle)


@case(1, "early", 14)
def append_backdated(bundle: Bundle) -> None:
    bundle.act(DECISION, 9, "sign", "signed", at="2026-03-02T01:30:00.000000Z")
    bundle.seal()


@case(1, "late", 14)
def append_forward_dated(bundle: Bundle) -> None:
    bundle.act(DECISION, 9, "sign", "signed", at="2026-03-03T01:30:00.000000Z")
    bundle.seal()


@case(1, "source", 14)
def start_from_a_state_it_was_not_in(bundle: Bundle) -> None:
    bundle.act(NOMINATION, 1, "award", "awarded", source="forwarded")
    bundle.seal()


@case(0)
def forge_a_new_event(bundle: Bundle) -> None:
    """Documented: no hash can show it."""
    bundle.wait(60)
    bundle.act(DECISION, 9, "sign", "signed")
    bundle.seal()


@case(3, "tail", 14)
def leave_a_tail_unsealed(bundle: Bundle) -> None:
    bundle.act(DECISION, 9, "sign", "signed")


@case(0)
def cut_the_tail_after_the_last_checkpoint(bundle: Bundle) -> None:
    """Documented: nobody holds anything that speaks of it."""
    bundle.act(DECISION, 9, "sign", "signed")
    remove(bundle, 14)
    rehash(bundle)


@case(2, "held.root", 6)
def restore_a_backup_and_live_another_history(bundle: Bundle) -> None:
    remove(bundle, *range(6, 14))
    rehash(bundle)
    bundle.checkpoints = bundle.checkpoints[:3]
    for pk in range(20, 28):
        bundle.act(NOMINATION, pk, "submit", "submitted")
    bundle.wait(60)
    bundle.seal()


# ---- the form of an event


@case(1, "fields", 3)
def add_a_field(bundle: Bundle) -> None:
    edit(bundle, 3, note="x")


@case(1, "fields", 3)
def drop_a_field(bundle: Bundle) -> None:
    event = json.loads(bundle.events[3])
    del event["authority"]
    bundle.events[3] = rfc8785.dumps(event)


@case(1, "fields", 3)
def write_a_number_for_a_text(bundle: Bundle) -> None:
    edit(bundle, 3, version=2)


@case(1, "nfc", 3)
def write_decomposed_text(bundle: Bundle) -> None:
    bundle.events[3] = unicodedata.normalize("NFD", bundle.events[3].decode()).encode()


@case(1, "canonical", 3)
def change_the_order_of_fields(bundle: Bundle) -> None:
    event = json.loads(bundle.events[3])
    swapped = {name: event[name] for name in list(event)[::-1]}
    bundle.events[3] = json.dumps(swapped, ensure_ascii=False, separators=(",", ":")).encode()


@case(1, "canonical", 3)
def escape_more_than_needed(bundle: Bundle) -> None:
    bundle.events[3] = json.dumps(json.loads(bundle.events[3]), separators=(",", ":"), sort_keys=True).encode()


@case(1, "json", 3)
def name_a_field_twice(bundle: Bundle) -> None:
    bundle.events[3] = bundle.events[3].replace(b'"verb"', b'"verb":"approve","verb"')


@case(1, "shape", 3)
def write_local_time(bundle: Bundle) -> None:
    edit(bundle, 3, at="2026-03-02T08:00:00.000000+07:00")


# ---- words, contents, heads, files


@case(1, "words", 2)
def edit_the_words(bundle: Bundle) -> None:
    row = payload_of(bundle, 2)
    row["plain"] = row["plain"].replace("Ánh", "Anh")


@case(0)
def replace_words_by_others(bundle: Bundle) -> None:
    """No event names them, so nobody takes them for its words: those count as erased, these as loose."""
    row = bundle.payloads.pop(payload_of(bundle, 2)["hash"])
    row["plain"] = row["plain"].replace("Ánh", "Anh")
    row["hash"] = sha((row["salt"] + row["plain"]).encode())
    bundle.payloads[row["hash"]] = row


@case(1, "words", 2)
def take_the_salt_away(bundle: Bundle) -> None:
    payload_of(bundle, 2)["salt"] = ""


def payload_of(bundle: Bundle, leaf: int) -> dict[str, Any]:
    return bundle.payloads[json.loads(bundle.events[leaf])["payload_hash"]]


@case(1, "content", 3)
def edit_a_snapshot(bundle: Bundle) -> None:
    row = bundle.snapshots[json.loads(bundle.events[3])["content_hash"]]
    row["plain"] = row["plain"].replace("Tập thể", "Cá nhân")


@case(0)
def erase_words_and_snapshots(bundle: Bundle) -> None:
    """What the law asks for; every proof holds."""
    bundle.payloads.clear()
    bundle.snapshots.clear()


@case(1, "head.differs", 4)
def move_an_object_without_an_event(bundle: Bundle) -> None:
    bundle.heads[NOMINATION, "1"]["state"] = "awarded"


@case(1, "head.missing", 4)
def take_an_object_away(bundle: Bundle) -> None:
    del bundle.heads[NOMINATION, "1"]


@case(1, "head.extra")
def invent_an_object(bundle: Bundle) -> None:
    bundle.heads[NOMINATION, "77"] = bundle.heads[NOMINATION, "1"] | {"object_id": "77"}


@case(1, "file.differs", 4)
def swap_an_attachment(bundle: Bundle) -> None:
    bundle.blobs[bundle.files[0]["sha256"]] = b"letter nr. 5, other"


@case(1, "file.differs", 4)
def swap_an_attachment_of_equal_length(bundle: Bundle) -> None:
    digest = bundle.files[0]["sha256"]
    bundle.blobs[digest] = bundle.blobs[digest][::-1]


@case(1, "file.swapped", 4)
def swap_an_attachment_and_its_hash(bundle: Bundle) -> None:
    swap(bundle, 0, "thư khác".encode())


@case(1, "file.differs", 6)
def swap_the_pdf(bundle: Bundle) -> None:
    digest = bundle.files[1]["sha256"]
    bundle.blobs[digest] = PDF + b"!"


@case(3, "file.unlisted", 6)
def swap_the_pdf_and_its_hash(bundle: Bundle) -> None:
    swap(bundle, 1, PDF + b"!")


def swap(bundle: Bundle, place: int, data: bytes) -> None:
    del bundle.blobs[bundle.files[place]["sha256"]]
    bundle.files[place] |= {"sha256": sha(data), "size": str(len(data))}
    bundle.blobs[sha(data)] = data


@case(3, "file.missing", 4)
def lose_an_attachment(bundle: Bundle) -> None:
    del bundle.blobs[bundle.files[0]["sha256"]]


@case(3, "file.unlisted", 4)
def lose_an_attachment_and_its_line(bundle: Bundle) -> None:
    del bundle.blobs[bundle.files.pop(0)["sha256"]]


@case(1, "order")
def list_a_file_twice(bundle: Bundle) -> None:
    bundle.files.append(dict(bundle.files[0]))


# ---- checkpoints, keys, epochs


@case(1, "untrusted")
def sign_with_a_key_of_ones_own(bundle: Bundle) -> None:
    reseal(bundle, STRANGER)
    bundle.keys = [{"vkey": STRANGER.vkey, "since": "0", "until": ""}]


@case(1, "rotation")
def change_the_key_alone(bundle: Bundle) -> None:
    bundle.act(NOMINATION, 1, "award", "awarded")
    bundle.seal(TWO)
    bundle.keys[0]["until"] = "15"
    bundle.keys.append({"vkey": TWO.vkey, "since": "15", "until": ""})


@case(1, "key")
def antedate_a_key(bundle: Bundle) -> None:
    bundle.wait(60)
    bundle.rotate(TWO)
    bundle.keys[1]["since"] = "3"


@case(1, "signature")
def change_a_checkpoint(bundle: Bundle) -> None:
    bundle.checkpoints[2] = bundle.checkpoints[2].replace("interval", "forwarded")


@case(1, "origin")
def replay_a_checkpoint_from_elsewhere(bundle: Bundle) -> None:
    other = Bundle(origin="khac.example/1", clock=bundle.clock)
    other.act(NOMINATION, 1, "submit", "submitted")
    bundle.checkpoints.append(other.seal())


@case(1, "root", 11)
def replay_a_checkpoint_of_a_fork(bundle: Bundle) -> None:
    other = bundle.copy()
    edit(other, 12, capacity="khác")
    other.wait(60)
    bundle.checkpoints.insert(7, other.seal(size=13))


@case(1, "shrinks")
def turn_checkpoints_round(bundle: Bundle) -> None:
    bundle.checkpoints[3], bundle.checkpoints[4] = bundle.checkpoints[4], bundle.checkpoints[3]


@case(3, "tail", 13)
def lose_the_last_checkpoint(bundle: Bundle) -> None:
    del bundle.checkpoints[-1]


@case(3, "tail", 0)
def lose_every_checkpoint(bundle: Bundle) -> None:
    bundle.checkpoints.clear()


# ---- the written files


@written(3, "missing")
def lose_a_file(folder: Path) -> None:
    (folder / "heads.jsonl").unlink()


@written(4, "line")
def add_a_line_behind_the_manifest(folder: Path) -> None:
    with (folder / "epochs.jsonl").open("ab") as file:
        file.write(b"\n")


@written(1, "digest")
def rename_a_file_behind_the_manifest(folder: Path) -> None:
    text = (folder / "files.jsonl").read_text()
    (folder / "files.jsonl").write_text(text.replace("attachment/1", "attachment/5"))


@written(1, "manifest")
def change_the_date_of_export(folder: Path) -> None:
    text = (folder / "manifest.json").read_text()
    (folder / "manifest.json").write_text(text.replace('"exported_at":"2026', '"exported_at":"2027'))


@written(1, "manifest")
def lay_the_manifest_out_anew(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")


@written(4, "unreadable")
def export_another_format(folder: Path) -> None:
    text = (folder / "manifest.json").read_text()
    (folder / "manifest.json").write_text(text.replace("vinh-danh-trail/1", "vinh-danh-trail/2"))
