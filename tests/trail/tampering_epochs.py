"""Ways to tamper with a log that went on after an older backup was restored, each with what must come of it."""

from collections.abc import Callable

from tests.trail.bundles import NOMINATION, ONE, STRANGER, Bundle, award, signed
from tests.trail.tampering import Case, Forge


def restored() -> tuple[Bundle, str]:
    """A log that went on after an older copy was restored, and the last checkpoint that was given out before."""
    lost = award()
    kept = lost.copy()
    lost.wait(60)
    lost.act(NOMINATION, 1, "award", "awarded")
    given_out = lost.seal()
    kept.restored(lost)
    kept.act(NOMINATION, 2, "award", "awarded")
    kept.seal()
    return kept, given_out


EPOCHS: list[Case] = []


def case(exit: int, code: str, leaf: int | None = None) -> Callable[[Forge], Forge]:
    def keep(forge: Forge) -> Forge:
        EPOCHS.append(Case(forge.__name__, forge, exit, code, leaf))
        return forge

    return keep


@case(1, "origin")
def lose_the_epoch_record(bundle: Bundle) -> None:
    bundle.epochs.clear()


@case(2, "held.origin")
def lose_the_epoch_record_and_what_came_before(bundle: Bundle) -> None:
    bundle.epochs.clear()
    bundle.checkpoints = bundle.checkpoints[-1:]


@case(1, "epoch.signature")
def forge_the_epoch_record(bundle: Bundle) -> None:
    bundle.epochs[0] = signed(bundle.epochs[0].partition("\n\n")[0] + "\n", STRANGER)


@case(1, "epoch.signature")
def change_the_reason_of_an_epoch(bundle: Bundle) -> None:
    bundle.epochs[0] = bundle.epochs[0].replace("Hỏng đĩa", "Bão lũ")


@case(2, "held.less")
def admit_less_than_was_lost(bundle: Bundle) -> None:
    last = bundle.checkpoints[3].split("\n")
    text = bundle.epochs[0].partition("\n\n")[0].split("\n")
    text[2] = f"lost so.example/1 {last[1]} {last[2]}"
    bundle.epochs[0] = signed("\n".join(text) + "\n", ONE)


@case(1, "root", 6)
def claim_to_have_kept_another_tree(bundle: Bundle) -> None:
    text = bundle.epochs[0].partition("\n\n")[0].split("\n")
    text[3] = f"kept 7 {text[2].split(' ')[3]}"
    bundle.epochs[0] = signed("\n".join(text) + "\n", ONE)


@case(1, "epoch.chain")
def jump_to_another_log(bundle: Bundle) -> None:
    text = bundle.epochs[0].partition("\n\n")[0].split("\n")
    text[1] = "khac.example/2"
    bundle.epochs[0] = signed("\n".join(text) + "\n", ONE)
