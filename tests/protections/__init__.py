"""Each protection, removed in a copy of the project: the tests that hold it must fail. `make protections`."""
