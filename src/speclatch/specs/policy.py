"""What a version of the repository asks of its specs, and what of that another version asks no longer."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from posixpath import dirname, join
from types import MappingProxyType
from typing import NamedTuple

from speclatch.config.model import BASELINE_PATH, Config
from speclatch.model import Phase, Severity
from speclatch.profiles.profile import Profile

Levels = Mapping[str, Mapping[Phase, Severity | None]]
"""The built-in severity of each rule by phase."""


class Policy(NamedTuple):
    """What a tree says it is to be judged by: its configuration, the profiles that follow, its baseline."""

    config: Config
    profiles: Sequence[Profile] = ()
    baseline: frozenset[str] = frozenset()


class Relaxation(NamedTuple):
    """One thing that is asked no longer. ``word`` is what to look for in the file ``path``; ``message`` says it.

    ``values`` are the repository's own texts that stand for each ``{}`` of the message.
    """

    path: str
    word: str
    message: str
    values: tuple[str, ...] = ()


class Moved(NamedTuple):
    """A spec that another profile would govern, or none (``after`` is ``""``)."""

    path: str
    before: str
    after: str


class Vanished(NamedTuple):
    """A finding that would be found no more: in the spec ``path``, or in the document that ``about`` describes."""

    rule: str
    profile: str
    path: str
    about: str = ""


class Effects(NamedTuple):
    """What a change of the policy does, seen in what is there; ``complete`` is False where time ran out."""

    moved: tuple[Moved, ...] = ()
    vanished: tuple[Vanished, ...] = ()
    complete: bool = True


COPY, NEW_COPY, EMPTY = "a copy of the template as it was", "an untouched copy of the template", "an empty document"
"""Documents that show what a profile asks, whatever the specs that are there have answered."""


class PolicyChange(NamedTuple):
    """A change of the policy: before and after, and the texts of the files that hold them after, by path.

    ``levels`` are the rules' built-in severities, by which one configuration is milder than another. ``effects`` is
    what the change does to what is there, where that has been looked at; ``baseline_alone``: there is nothing to see.
    """

    before: Policy
    after: Policy
    texts: Mapping[str, str] = MappingProxyType({})
    levels: Levels = MappingProxyType({})
    effects: Effects | None = None
    baseline_alone: bool = False


def files_of(config: Config, names: Collection[str]) -> frozenset[str]:
    """The files that hold a policy: configuration (one of ``names``), templates, the baseline."""
    sidecars = (join(dirname(use.template), use.metadata) for use in config.profiles if use.template and use.metadata)
    templates = (use.template for use in config.profiles)
    return frozenset({*names, config.path, BASELINE_PATH, *templates, *sidecars} - {""})
