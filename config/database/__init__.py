"""Who may do what in the database itself, on PostgreSQL: `access` says it by model, `grants` in SQL, `roles` asks.

`manage.py install_guards` sets it, the deploy checks compare, docs/decisions/database-roles.md has the reasons.
"""
