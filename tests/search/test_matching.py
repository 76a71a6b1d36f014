"""How words are looked up on PostgreSQL: always in the index, however often somebody asked before."""

import pytest
from django.db import connection

from search.asking import read
from search.matching import entries, near_to

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


def test_statement_is_planned_for_its_own_words():
    _sql, parameters = entries("nomination", read("nguyen van")).query.sql_with_params()

    assert [one for one in parameters if "nguyen" in str(one)] == []
