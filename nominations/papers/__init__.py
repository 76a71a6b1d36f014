"""Every paper of the award path: of which object it is made, who may print it, and how it is drawn up.

To add one, write a function from the object to a `documents.paper.Paper` and give it a line in `PAPERS`.
"""
