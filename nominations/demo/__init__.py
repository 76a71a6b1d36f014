"""The demonstration: the plan of 2013 with invented people. Nobody here is real but the plan's signatory."""
