"""What a record's annotations say about a field: may it be unstated, what is it, how is it marked."""

from dataclasses import MISSING, fields
from enum import Enum
from functools import cache
from types import UnionType
from typing import Annotated, Any, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

from campaigns.plan.stated import NotStated


class Hint(NamedTuple):
    """A type taken apart.

    `main` is the type of the value, `marks` its annotations, `words` the fixed words that may stand instead
    (`not_stated`, `whole_scope`), `argument` what a generic record is filled with.
    """

    main: Any
    marks: tuple[Any, ...] = ()
    words: tuple[Enum, ...] = ()
    argument: Any = None

    @property
    def may_be_unstated(self) -> bool:
        return NotStated.NOT_STATED in self.words


class Field(NamedTuple):
    name: str
    hint: Any
    required: bool
    default: Any


@cache
def fields_of(cls: Any) -> tuple[Field, ...]:
    """The fields of a record in order, with their annotations resolved."""
    resolved = get_type_hints(cls, include_extras=True)
    return tuple(Field(f.name, resolved[f.name], f.default is MISSING, f.default) for f in fields(cls))


def taken_apart(hint: Any) -> Hint:
    """Splits `Annotated[str, mark] | NotStated` into its parts: the type first, then the words."""
    main, *others = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
    words = tuple(word for other in others for word in other)
    marks: tuple[Any, ...] = ()
    if get_origin(main) is Annotated:
        main, *rest = get_args(main)
        marks = tuple(rest)
    argument = None
    if get_origin(main) not in (None, tuple):
        (argument,), main = get_args(main), get_origin(main)
    return Hint(main, marks, words, argument)


def filled(hint: Any, argument: Any) -> Any:
    """The hint, with the type variable of a generic record replaced."""
    return argument if isinstance(hint, TypeVar) else hint
