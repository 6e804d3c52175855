"""Where the next document would lie: under the next free name beside the others, and in a new folder beside theirs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence

from speclatch.patterns import lazy_re
from speclatch.profiles.profile import Profile

NEW = "zzyzx"
"""The name of a folder or file that nobody has."""
_NUMBER = lazy_re(r"\d+")
_STEM_OF_EACH = lazy_re(r"(?:spec|readme|index|design|plan|proposal|requirements|tasks)\.", re.IGNORECASE)
"""What a file is called that has a folder to itself."""


def next_places(paths: Sequence[str], profile: Profile, taken: Collection[str]) -> Iterator[str]:
    """Paths for one more document of a profile; its documents lie at ``paths``, and nothing may lie at ``taken``."""
    places = _beside(sorted(paths)) if paths else _from_globs(profile)
    yield from dict.fromkeys(place for place in places if place not in taken)


def _beside(paths: Sequence[str]) -> Iterator[str]:
    """The next name where most documents of one depth lie, then a new folder for each level that tells them apart."""
    depth = Counter(path.count("/") for path in paths).most_common(1)[0][0]
    split = [path.split("/") for path in paths if path.count("/") == depth]
    numbered = [level for level in range(depth, -1, -1) if len(split) == 1 and _NUMBER.search(split[0][level])]
    varying = [level for level in range(depth + 1) if len({parts[level] for parts in split}) > 1] or numbered[:1]
    varying = varying or [depth - 1 if depth and _STEM_OF_EACH.match(split[0][depth]) else depth]
    last = varying[-1]
    model = split[-1]
    name = _next_name([parts[last] for parts in split], model[last])
    following = [*model[:last], name, *model[last + 1 :]]
    yield "/".join(following)
    for level in varying[:-1]:
        folder = _next_name([parts[level] for parts in split], model[level])
        yield "/".join([*following[:level], folder, *following[level + 1 :]])


def _next_name(names: Sequence[str], model: str) -> str:
    """A name like ``model`` that none of ``names`` is: with the next number, else another word before the ending."""
    found = _NUMBER.search(model)
    if found is not None:
        numbers = [number for name in names if (number := _NUMBER.search(name)) is not None]
        following = str(max(int(number[0][:18]) for number in numbers) + 1).zfill(len(found[0]))
        rest = re.sub(r"^([-_ ])[^.]*", rf"\g<1>{NEW}", model[found.end() :], count=1)
        return f"{model[: found.start()]}{following}{rest}"
    ending = model.rpartition(".")[2] if "." in model else ""
    return f"{NEW}.{ending}" if ending else NEW


def _from_globs(profile: Profile) -> Iterator[str]:
    """A path that the profile's first glob names; nothing where its wildcards are of another sort."""
    for glob in profile.match:
        if not glob.startswith("!") and not set(glob) & set("[]{}?"):
            segments = [NEW if part == "**" else part.replace("*", f"{NEW}-0001") for part in glob.split("/") if part]
            last = segments[-1]
            yield "/".join([*segments[:-1], last if "." in last else f"{last}.md"])
