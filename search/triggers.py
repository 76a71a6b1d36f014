"""The index is kept by the database: whatever writes a name or a text, by whatever way, writes its words too.

Triggers on the tables of `search.kinds` keep `search.Entry`, in the same transaction. PostgreSQL folds in SQL and looks
words up in a GIN index; SQLite folds in the tokenizer of an FTS5 table that lies beside. Neither needs an extension.
"""

from typing import Any

from django.db import connections

from search.kinds import KINDS, Kind
from search.models import Entry

ENTRIES = Entry._meta.db_table
WORDS = "search_words"  # SQLite's FTS5 table
VOCABULARY = "search_vocabulary"  # of WORDS: every word once
INDEX = "search_entry_words"

# The second is no SQL function: that would be inlined, its cost forgotten, and all entries read instead of the index.
PG_FUNCTIONS = """
CREATE OR REPLACE FUNCTION search_fold(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT trim(regexp_replace(regexp_replace(translate(lower(regexp_replace(
    normalize(words, NFD), '[\\u0300-\\u036f]', '', 'g')), 'đĐ', 'dd'),
    '[^a-z0-9]+', ' ', 'g'), '([a-z0-9]{60})[a-z0-9]+', '\\1', 'g'))
$$;
CREATE OR REPLACE FUNCTION search_lexemes(kind text, folded text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 1000 AS $$
BEGIN
  RETURN array_to_tsvector(string_to_array(trim('=' || kind || ' ' || left(folded, 200000)), ' '));
END $$;
"""


def _pg(kind: Kind) -> list[str]:
    table, name = kind.model._meta.db_table, f"search_{kind.name}"
    columns = ", ".join(kind.columns)
    parts = ", ".join([*(f"NEW.{column}" for column in kind.columns), *_code(kind, "NEW")])
    return [
        f"""CREATE OR REPLACE FUNCTION {name}_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    DELETE FROM {{schema}}.{ENTRIES} WHERE kind = '{kind.name}' AND object_id = OLD.id;
    RETURN NULL;
  END IF;
  INSERT INTO {{schema}}.{ENTRIES} AS e (kind, object_id, text)
  VALUES ('{kind.name}', NEW.id, {{schema}}.search_fold(concat_ws(' ', {parts})))
  ON CONFLICT (kind, object_id) DO UPDATE SET text = excluded.text WHERE e.text <> excluded.text;
  RETURN NULL;
END $$""",
        f"CREATE OR REPLACE TRIGGER {name}_written AFTER INSERT OR UPDATE OF {columns} ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {name}_entry()",
        f"CREATE OR REPLACE TRIGGER {name}_deleted AFTER DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {name}_entry()",
    ]


def _code(kind: Kind, row: str) -> list[str]:
    return [f"'{kind.code}' || {row}.id"] if kind.code else []


def text_of(kind: Kind, row: str) -> str:
    """SQL of the words of a row on SQLite, whose tokenizer takes off every mark but the bar of đ."""
    parts = [*(f"coalesce({row}.{column}, '')" for column in kind.columns), *_code(kind, row)]
    return "replace(replace(" + " || ' ' || ".join(parts) + ", 'đ', 'd'), 'Đ', 'd')"


def _sqlite(kind: Kind) -> list[str]:
    table, name = kind.model._meta.db_table, f"search_{kind.name}"
    gone = f"DELETE FROM {ENTRIES} WHERE kind = '{kind.name}' AND object_id"
    made = f"INSERT INTO {ENTRIES} (kind, object_id, text) VALUES ('{kind.name}', NEW.id, {text_of(kind, 'NEW')})"
    return [
        f"CREATE TRIGGER IF NOT EXISTS {name}_inserted AFTER INSERT ON {table} BEGIN {gone} = NEW.id; {made}; END",
        f"CREATE TRIGGER IF NOT EXISTS {name}_updated AFTER UPDATE OF {', '.join(kind.columns)} ON {table} "
        f"BEGIN UPDATE {ENTRIES} SET text = {text_of(kind, 'NEW')} "
        f"WHERE kind = '{kind.name}' AND object_id = NEW.id; END",
        f"CREATE TRIGGER IF NOT EXISTS {name}_deleted AFTER DELETE ON {table} BEGIN {gone} = OLD.id; END",
    ]


SQLITE = [
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {WORDS} USING fts5(kind, text, content='{ENTRIES}', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {VOCABULARY} USING fts5vocab({WORDS}, 'row')",
    f"CREATE TRIGGER IF NOT EXISTS {WORDS}_inserted AFTER INSERT ON {ENTRIES} "
    f"BEGIN INSERT INTO {WORDS} (rowid, kind, text) VALUES (NEW.id, NEW.kind, NEW.text); END",
    f"CREATE TRIGGER IF NOT EXISTS {WORDS}_updated AFTER UPDATE ON {ENTRIES} WHEN OLD.text <> NEW.text "
    f"BEGIN INSERT INTO {WORDS} ({WORDS}, rowid, kind, text) VALUES ('delete', OLD.id, OLD.kind, OLD.text); "
    f"INSERT INTO {WORDS} (rowid, kind, text) VALUES (NEW.id, NEW.kind, NEW.text); END",
    f"CREATE TRIGGER IF NOT EXISTS {WORDS}_deleted AFTER DELETE ON {ENTRIES} "
    f"BEGIN INSERT INTO {WORDS} ({WORDS}, rowid, kind, text) VALUES ('delete', OLD.id, OLD.kind, OLD.text); END",
]


def statements(vendor: str, schema: str = "public") -> list[str]:
    """What installs the index and its triggers; each may be run again."""
    if vendor != "postgresql":
        return [*SQLITE, *(statement for kind in KINDS for statement in _sqlite(kind))]
    index = f"CREATE INDEX IF NOT EXISTS {INDEX} ON {ENTRIES} USING gin (search_lexemes(kind, text))"
    return [PG_FUNCTIONS, index, *(one.replace("{schema}", schema) for kind in KINDS for one in _pg(kind))]


def install(using: str = "default") -> None:
    connection = connections[using]
    present = set(connection.introspection.table_names())
    if not present.issuperset({ENTRIES, *(kind.model._meta.db_table for kind in KINDS)}):
        return
    with connection.cursor() as cursor:
        for statement in statements(connection.vendor, _schema(connection)):
            cursor.execute(statement)


def uninstall(using: str = "default") -> None:
    """Takes the triggers off the tables of objects; what is written meanwhile needs `rebuild`."""
    connection = connections[using]
    with connection.cursor() as cursor:
        for kind in KINDS:
            on = f" ON {kind.model._meta.db_table}" if connection.vendor == "postgresql" else ""
            for moment in ("written", "inserted", "updated", "deleted"):
                cursor.execute(f"DROP TRIGGER IF EXISTS search_{kind.name}_{moment}{on}")


def rebuild(using: str = "default") -> int:
    """Writes every entry anew from the objects, set-based; answers how many there are."""
    connection = connections[using]
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {ENTRIES}")
        for kind in KINDS:
            cursor.execute(
                f"INSERT INTO {ENTRIES} (kind, object_id, text) SELECT '{kind.name}', t.id, "
                f"{_words(kind, connection.vendor)} FROM {kind.model._meta.db_table} t ORDER BY t.id"
            )
        if connection.vendor != "postgresql":
            cursor.execute(f"INSERT INTO {WORDS} ({WORDS}) VALUES ('rebuild')")
    return Entry.objects.using(using).count()


def _words(kind: Kind, vendor: str) -> str:
    if vendor != "postgresql":
        return text_of(kind, "t")
    parts = [*(f"t.{column}" for column in kind.columns), *_code(kind, "t")]
    return f"search_fold(concat_ws(' ', {', '.join(parts)}))"


def _schema(connection: Any) -> str:
    if connection.vendor != "postgresql":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(current_schema())")
        return str(cursor.fetchone()[0])


def install_after_migrate(*, using: str = "default", **_: Any) -> None:
    install(using)
