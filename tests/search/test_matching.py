"""How words are looked up on PostgreSQL: always in the index, however often somebody asked before."""

import pytest
from django.db import connection

from search.asking import read
from search.matching import entries, near_to
from tests.factories import make_world
from tests.nominations.desk import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.postgres_only]


@pytest.mark.parametrize(
    ("typed", "slip"),
    [
        ("nguyen", False), ("nguyen van", False), ('"kim tuyet"', False), ("HS-77", False), ("nguyen van", True),
        ("khong co ai", True),
    ],
)  # fmt: skip
def test_words_are_looked_up_in_the_index(typed, slip):
    asked = read(typed)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_entry (kind, object_id, text) SELECT 'nomination', n,"
            " CASE n % 20 WHEN 0 THEN 'nguyen van ' ELSE 'tran thi ' END || n"
            " FROM generate_series(1, 5000) n"
        )
        cursor.execute("ANALYZE search_entry")

    found = entries("nomination", asked, near_to(asked) if slip else None)[:1001]

    assert ("search_entry_words" in found.explain(), "Seq Scan" in found.explain()) == (True, False)


def test_statement_is_planned_each_time_it_is_asked():
    client = signed_in(make_world().office_reviewer)
    for _ in range(5):
        client.get("/search/", {"q": "nguyen van"})

    with connection.cursor() as cursor:
        cursor.execute("SELECT statement LIKE '%search_entry%' FROM pg_prepared_statements GROUP BY 1")
        assert cursor.fetchall() == [(False,)]
