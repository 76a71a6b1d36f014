"""RFC 6962 §2.1 Merkle trees, grown one leaf at a time."""

import hashlib
from collections.abc import Callable, Sequence

EMPTY_ROOT = hashlib.sha256().digest()
RootOf = Callable[[int, int], bytes]


def leaf_hash(data: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


class Frontier:
    """The roots of the complete subtrees of a tree, largest first: all that is needed to let it grow."""

    def __init__(self, size: int = 0, roots: Sequence[bytes] = ()) -> None:
        if size.bit_count() != len(roots):
            raise ValueError(f"a tree of {size} leaves has {size.bit_count()} complete subtrees, not {len(roots)}")
        self.size, self.roots = size, list(roots)

    def append(self, leaf: bytes) -> None:
        """Adds a leaf's hash."""
        node, size = leaf, self.size
        while size & 1:
            node, size = node_hash(self.roots.pop(), node), size >> 1
        self.roots.append(node)
        self.size += 1

    def root(self) -> bytes:
        if not self.roots:
            return EMPTY_ROOT
        node = self.roots[-1]
        for left in reversed(self.roots[:-1]):
            node = node_hash(left, node)
        return node


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The root over these leaf hashes."""
    frontier = Frontier()
    for leaf in leaves:
        frontier.append(leaf)
    return frontier.root()


def inclusion_proof(index: int, size: int, subtree: RootOf) -> list[bytes]:
    """RFC 6962 §2.1.1: the hashes that lead from leaf `index` to the root of the first `size` leaves.

    `subtree(start, end)` answers the root over the leaves from `start` up to, not including, `end`.
    """
    if not 0 <= index < size:
        raise ValueError(f"no leaf {index} in a tree of {size}")
    proof: list[bytes] = []
    start, end = 0, size
    while end - start > 1:
        split = start + _largest_power_below(end - start)
        if index < split:
            proof.append(subtree(split, end))
            end = split
        else:
            proof.append(subtree(start, split))
            start = split
    return proof[::-1]


def _largest_power_below(count: int) -> int:
    return 1 << (count - 1).bit_length() - 1
