"""The profiles in force: which files each governs, and what it asks of them, read when somebody wants to know."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import NamedTuple, overload

from speclatch.profiles.profile import ID_KEY, Profile


class Scope(NamedTuple):
    """Which files a profile governs, as ``Profile`` says it.

    ``plain_id``: it is known that no other key than ``id`` names its documents.
    """

    name: str
    match: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    metadata: str = ""
    plain_id: bool = False

    @property
    def globs(self) -> tuple[str, ...]:
        """What its files are known by; nothing where content says it."""
        return self.match or self.place


class ProfileInForce:
    """A profile whose files are known before what it asks is: reading a template takes long.

    Args:
        scope: which files it governs.
        read: gives the profile, of the same scope.
    """

    def __init__(self, scope: Scope, read: Callable[[], Profile]) -> None:
        self.scope = scope
        self._read = read

    @classmethod
    def of(cls, profile: Profile) -> ProfileInForce:
        """Make one of a profile that is at hand."""
        return cls(Scope(profile.name, profile.match, profile.place, profile.metadata), lambda: profile)

    @cached_property
    def profile(self) -> Profile:
        """What it asks."""
        return self._read()

    @property
    def id_key(self) -> str:
        """The key that holds a document's id."""
        return ID_KEY if self.scope.plain_id else self.profile.id_key


class Profiles(Sequence[Profile]):
    """All profiles in force; one is read when it is looked at."""

    def __init__(self, all_in_force: Iterable[ProfileInForce]) -> None:
        self.all_in_force = tuple(all_in_force)

    @classmethod
    def of(cls, profiles: Iterable[Profile]) -> Profiles:
        """Make them of profiles that are at hand."""
        return profiles if isinstance(profiles, Profiles) else cls(map(ProfileInForce.of, profiles))

    @cached_property
    def scopes(self) -> tuple[Scope, ...]:
        """Which files each governs; none is read for that."""
        return tuple(one.scope for one in self.all_in_force)

    @overload
    def __getitem__(self, at: int) -> Profile: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Profile, ...]: ...
    def __getitem__(self, at: int | slice) -> Profile | tuple[Profile, ...]:
        if isinstance(at, slice):
            return tuple(one.profile for one in self.all_in_force[at])
        return self.all_in_force[at].profile

    def __len__(self) -> int:
        return len(self.all_in_force)
