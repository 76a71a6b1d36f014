"""The award path as a person knows it, written by hand: what the walks hold the engine to. Imports nothing of it.

A machine is {verb: (states it starts from, state it leads to)}; "" is the state it started from.
"""

FIRST = {"campaign": "draft", "dossier": "draft", "nomination": "draft", "list": "compiling", "decision": "drafted"}

MACHINES = {
    "campaign": {
        "revise": ("draft", ""),
        "submit": ("draft", "submitted"),
        "withdraw": ("submitted", "draft"),
        "send_back": ("submitted", "draft"),
        "approve": ("draft submitted", "approved"),
        "launch": ("approved", "launched"),
        "close_nominations": ("launched", "nominations_closed"),
        "reopen_nominations": ("nominations_closed", "launched"),
        "conclude": ("launched nominations_closed", "concluded"),
        "archive": ("concluded", "archived"),
        "cancel": ("draft submitted approved launched nominations_closed", "cancelled"),
    },
    "dossier": {
        "submit": ("draft returned", "submitted"),
        "present": ("draft returned", ""),
        "declare_nil": ("draft", "nil"),
        "reopen": ("nil", "draft"),
        "withdraw": ("submitted", "draft"),
        "receive": ("submitted", "received"),
        "release": ("received", "received"),
        "claim": ("received", "received"),
        "send_back": ("received", "returned"),
        "check_off": ("received", "checked"),
        "close": ("checked nil", "closed"),
    },
    "nomination": {
        "submit": ("draft returned", "submitted"),
        "take_back": ("submitted", "draft"),
        "receive": ("submitted", "under_review"),
        "mark_eligible": ("under_review", "eligible"),
        "find_ineligible": ("under_review", "ineligible"),
        "send_back": ("under_review", "returned"),
        "reconsider": ("eligible ineligible returned", "under_review"),
        "withdraw": ("draft submitted under_review returned eligible", "withdrawn"),
        "tell_apart": ("under_review", "under_review"),
        "hold": ("under_review eligible", "on_hold"),
        "resume": ("on_hold", "under_review"),
        "consolidate": ("eligible", "consolidated"),
        "set_aside": ("consolidated", "eligible"),
        "forward": ("consolidated", "forwarded"),
        "recall": ("forwarded declined", "consolidated"),
        "strike": ("forwarded", "declined"),
        "restore": ("declined", "forwarded"),
        "approve": ("forwarded", "approved"),
        "award": ("approved", "awarded"),
    },
    "list": {
        "forward": ("compiling returned", "forwarded"),
        "cancel": ("compiling returned", "cancelled"),
        "send_back": ("forwarded", "returned"),
        "sign": ("forwarded", "signed"),
        "issue": ("signed", "issued"),
    },
    "decision": {
        "assign_number": ("drafted", "numbered"),
        "sign": ("numbered", "signed"),
        "issue": ("signed", "issued"),
    },
}

ITEMS = {  # what a document's verb makes of its nominations
    ("dossier", "submit"): "submit",
    ("dossier", "withdraw"): "take_back",
    ("dossier", "receive"): "receive",
    ("list", "forward"): "forward",
    ("list", "cancel"): "set_aside",
    ("list", "send_back"): "recall",
    ("list", "sign"): "approve",
    ("list", "issue"): "award",
}

TOLD = {  # who hears of it, once an act
    ("dossier", "submit"): ("tell_office", "tell_unit", "seal"),
    ("dossier", "present"): ("tell_heads",),
    ("dossier", "declare_nil"): ("tell_office",),
    ("dossier", "withdraw"): ("tell_office",),
    ("dossier", "receive"): ("tell_unit",),
    ("dossier", "send_back"): ("tell_unit",),
    ("dossier", "check_off"): ("tell_unit",),
    ("dossier", "close"): ("tell_unit",),
    ("nomination", "withdraw"): ("tell_office",),
    ("list", "forward"): ("tell_leaders", "seal"),
    ("list", "send_back"): ("tell_office",),
    ("list", "sign"): ("tell_office", "tell_records", "seal"),
    ("list", "issue"): ("tell_units", "tell_publishers", "seal"),
    ("decision", "sign"): ("render_decision",),
    ("decision", "issue"): ("distribute",),
}

UNSETTLED = ["under_review", "eligible", "on_hold", "consolidated", "forwarded", "approved"]


def starts_from(kind: str, verb: str) -> list[str]:
    return MACHINES[kind][verb][0].split()


def leads_to(kind: str, verb: str, state: str) -> str:
    return MACHINES[kind][verb][1] or state
