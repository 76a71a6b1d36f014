"""Seals: what makes the whole trail provable to an outsider. docs/trail-bundle.md has the formats.

`sequencer` gives each committed event its place, `checkpoints` signs the tree over all of them, `anchors` hands the
signed heads out of the house, `epochs` explains a restored backup, `export` writes what verify_audit.py reads.
"""
