"""A read list meets the unit's own: what each row is to the nominees that stand already, and the list as a workbook."""
