"""One walk: a step is drawn, foretold, played and compared; at the end the trail is played again."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any, ClassVar

from django.db import connection, transaction
from hypothesis import event
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from tests.walks import trail
from tests.walks.book import Answer, Book, Thing
from tests.walks.cast import DAY, HOUR, START, Cast, Person, give, take
from tests.walks.deeds import VERBS, Deed, LinesDeed, VerbDeed
from tests.walks.looking import Picture, agree, note_versions
from tests.walks.rules import MAY, ROLE_ALONE, Outcome, Say, leads, office
from tests.walks.writing import WRITINGS
from workflows import clock, worklist
from workflows.errors import KeyReused, NotAllowed, NotPermitted, StaleContent

WHOLE = 30  # steps
DEEDS = [*WRITINGS, *VERBS]
REFUSALS = (NotAllowed, NotPermitted, StaleContent, KeyReused)
MOODS = ["right"] * 34 + ["wild"] * 4 + ["early"] * 4 + ["conflict"] * 3 + ["again", "reuse", "life", "life"]
HOWS = ["plain", "seen", "keyed", "stale", "mute"]
WELL = ["plain", "seen", "keyed"] * 6 + ["stale", "mute"]


class Walk(RuleBasedStateMachine):
    cast: ClassVar[Cast]
    tally: ClassVar[Counter[str]]

    def __init__(self) -> None:
        super().__init__()
        self.undo = ExitStack()
        self.undo.enter_context(clock.moved_to(START + HOUR))
        self.undo.enter_context(transaction.atomic())
        self.undo.callback(transaction.set_rollback, True)
        self.book = Book(self.cast)
        self.steps, self.sound = 0, True
        self.reached: set[str] = set()
        self.picture = Picture()
        note_versions(self.book, self.picture)

    def teardown(self) -> None:
        with self.undo:
            if not self.sound:
                return  # the step has said what is wrong
            trail.check_all(self.book)
            for what in sorted(self.reached):
                event(what)
            self.tally.update(["walks", *self.reached])
            self.tally["whole walks"] += self.steps >= WHOLE

    @rule(data=st.data())
    def step(self, data: Any) -> None:
        self.steps, self.sound = self.steps + 1, False
        getattr(self, data.draw(st.sampled_from(MOODS), "mood"))(data.draw)
        self.sound = True

    def right(self, draw: Callable) -> None:
        """Somebody who may does what it is time for."""
        book = self.book
        ripe = {deed: things for deed in DEEDS if deed.weight and (things := _ripe(book, deed))}
        weighted = [deed for deed in ripe for _ in range(deed.weight)]
        deed = draw(st.sampled_from(weighted), "deed") if ripe else DEEDS[0]
        thing = draw(st.sampled_from(ripe[deed]), "thing") if ripe else book.campaign
        lines = _some(draw, deed.lines(book, thing))
        able = [one for one in book.people if deed.expected(book, one, thing, lines, Say("…")) is None]
        self.attempt(draw, deed, draw(st.sampled_from(able or book.people), "person"), thing, lines, WELL)

    def conflict(self, draw: Callable) -> None:
        """Somebody of the right role, but who did another's duty, or whose own case it is, or who holds it not."""
        book, found = self.book, {}
        for deed in VERBS:
            role = ROLE_ALONE.get(MAY.get((deed.kind, deed.name)) or MAY.get(("nomination", getattr(deed, "verb", ""))))
            for thing in _ripe(book, deed) if role else ():
                lines = deed.lines(book, thing)
                barred = [p for p in book.people if deed.expected(book, p, thing, lines, Say("…")) is NotPermitted]
                found.setdefault(role, []).extend((deed, thing, lines, p) for p in barred if role(p, thing))
        found = found.get(leads) or found.get(office)
        if not found:
            return self.wild(draw)
        deed, thing, lines, person = draw(st.sampled_from(found), "deed, thing, lines, person")
        self.attempt(draw, deed, person, thing, lines, ["plain"])
        self.reached.add("duties kept apart")
        return None

    def early(self, draw: Callable) -> None:
        """Somebody of the right role tries what only a guard holds back."""
        book = self.book
        held = [(deed, one) for deed in VERBS for one in book.all(deed.kind) if deed.is_held_back(book, one)]
        if not held:
            return self.wild(draw)
        deed, thing = draw(st.sampled_from(held), "deed and thing")
        able = [one for one in book.people if deed.expected(book, one, thing, [], Say("…")) is NotAllowed]
        self.attempt(draw, deed, draw(st.sampled_from(able or book.people), "person"), thing, [], WELL)
        return None

    def wild(self, draw: Callable) -> None:
        """Anybody tries anything on anything."""
        book = self.book
        deed: Deed = draw(st.sampled_from(DEEDS), "deed")
        things = [*book.all(deed.kind), *(thing for thing in book.gone if thing.kind == deed.kind)]
        thing = draw(st.sampled_from(things), "thing") if things else book.campaign
        lines = _some(draw, book.all("nomination")) if isinstance(deed, LinesDeed) else []
        if not things or not deed.possible(thing, lines):
            deed, thing = DEEDS[0], book.campaign
        able = [one for one in book.people if deed.expected(book, one, thing, lines, Say("…")) is not NotPermitted]
        people = draw(st.sampled_from([able or book.people, book.people]), "people")
        self.attempt(draw, deed, draw(st.sampled_from(people), "person"), thing, lines, HOWS)

    def again(self, draw: Callable) -> None:
        """A double click, a page sent twice: the first answer, and no second act."""
        if not self.book.answers:
            return self.right(draw)
        answer: Answer = draw(st.sampled_from(self.book.answers[-3:]), "answer")
        outcome, _result = _tried(answer.again)
        later = (None, *REFUSALS) if isinstance(answer.deed, LinesDeed) else (None,)
        assert outcome in later
        self._nothing_happened("the same request again")
        return None

    def reuse(self, draw: Callable) -> None:
        """A known key under another request."""
        book = self.book
        if not book.answers:
            return self.right(draw)
        answer: Answer = draw(st.sampled_from(book.answers), "answer")
        others = [deed for deed in VERBS if isinstance(deed, VerbDeed) and deed.name not in answer.verbs]
        deed = draw(st.sampled_from(others), "deed")
        things = book.all(deed.kind)
        if not things:
            return self.right(draw)
        thing = draw(st.sampled_from(things), "thing")
        knock = {"actor": answer.person.user, "reason": "", "seen": None, "key": answer.key}
        outcome, _result = _tried(lambda: deed.play(book, thing, [], knock))
        assert outcome is KeyReused
        self._nothing_happened("a key reused")
        return None

    def life(self, draw: Callable) -> None:
        """Time passes, people come and go."""
        book = self.book
        what = draw(st.sampled_from(["days pass", "days pass", "dismiss", "appoint"]), "life")
        if what == "days pass":
            days = draw(st.integers(1, 16), "days")
            self.undo.enter_context(clock.moved_to(clock.now() + days * DAY))
            worklist.fire_due_timers()
            assert worklist.fire_due_timers() == 0
        elif what == "dismiss":
            person = draw(st.sampled_from([one for one in book.people if one.grants]), "person")
            take(book.cast, person, *draw(st.sampled_from(sorted(person.grants, key=str)), "grant"))
        else:
            person = draw(st.sampled_from(self.cast.people[:-1]), "person")
            now = next(one for one in book.people if one.name == person.name)
            for role, unit in person.grants:
                give(book.cast, now, role, unit, clock.now() + draw(st.integers(1, 30), "days") * DAY + HOUR / 2)
        self._look()

    def attempt(
        self, draw: Callable, deed: Deed, person: Person, thing: Thing, lines: list[Thing], hows: list[str]
    ) -> None:
        book, how = self.book, draw(st.sampled_from(hows), "how")
        stale = how == "stale" and len(thing.seen) > 1
        seen = thing.seen[0] if stale else thing.seen[-1] if how in ("seen", "keyed") else None
        say = Say("" if how == "mute" else "Lý do hư cấu", stale)
        key = f"key-{self.steps}" if how == "keyed" and deed.keyed else None
        knock = {"actor": person.user, "reason": say.reason, "seen": seen, "key": key}
        expected = deed.expected(book, person, thing, lines, say)
        outcome, result = _tried(lambda: deed.play(book, thing, lines, dict(knock)))
        assert outcome is expected, f"{person}: {deed} {how} {thing}: {outcome}, not {expected}"
        if expected:
            self._nothing_happened(expected.__name__)
            return
        before = thing.state
        deed.mark(book, person, thing, lines, result)
        self.reached.update([str(deed), *_milestones(book, deed, person, thing, before)])
        if key:
            again = lambda: deed.play(book, thing, lines, dict(knock))  # noqa: E731
            book.answers.append(Answer(person, key, deed, again))
        self._look()

    def _look(self) -> None:
        self.picture = Picture()
        agree(self.book, self.picture)
        note_versions(self.book, self.picture)

    def _nothing_happened(self, why: str) -> None:
        assert Picture() == self.picture, f"{why}, but something happened"
        self.reached.add(why)


def _milestones(book: Book, deed: Deed, person: Person, thing: Thing, before: str) -> Iterator[str]:
    """What a good part of the walks should come to, beside the deeds themselves."""
    if deed.name == "submit" and before == "returned":
        yield "returned and filed again"
    if deed.name in ("submit", "declare_nil") and thing.is_late:
        yield "filed late"
    if deed.name == "sign":
        yield "signed by the director" if person.name == "director" else "signed by a deputy under authority"
        if any(line.state == "declined" for line in book.nominations(thing)):
            yield "signed with a line struck"
        if len(book.numbers) > 1:
            yield "numbered in two years"
        if sum(book.numbers.values()) > 1:
            yield "two decisions"
    if deed.name == "issue" and any(line.dossier.state == "closed" for line in book.nominations(thing.on_list)):
        yield "closed"


def _ripe(book: Book, deed: Deed) -> list[Thing]:
    return [thing for thing in book.all(deed.kind) if deed.fits(book, thing, deed.lines(book, thing))]


def _some(draw: Callable, lines: list[Thing]) -> list[Thing]:
    return draw(st.sampled_from([lines, *([line] for line in lines)]), "lines") if len(lines) > 1 else lines


def _tried(act: Callable[[], Any]) -> tuple[Outcome, Any]:
    """Plays it as a request does. What a refused service did not take back itself stays, and is found."""
    try:
        with transaction.atomic():
            try:
                return None, act()
            except REFUSALS as refusal:
                if connection.needs_rollback:
                    raise  # the door alone stood in the transaction
                return _kind_of(refusal), None
    except REFUSALS as refusal:
        return _kind_of(refusal), None


def _kind_of(refusal: Exception) -> Any:
    """The rules speak of refusals; that a duty was in the way is one of them."""
    exact = type(refusal)
    return exact if exact in REFUSALS else next(kind for kind in REFUSALS if isinstance(refusal, kind))
