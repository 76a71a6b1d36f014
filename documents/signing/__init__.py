"""Digital signatures on papers, the way Nghị định 30/2020/NĐ-CP has them (docs/decisions/signing-order.md).

`form` turns a paper into a file to be signed, `keys` and `tokens` hold what signs, `acts` signs, `checking` checks.
"""
