"""The demonstration: the plan of 2013 with invented people.

Whoever acts here is invented; the real signatory stands in the plan alone.
"""
