"""Where documents of one family lie, as globs that hold for tomorrow's, those in a new folder too."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from posixpath import basename, commonpath, commonprefix, dirname

from speclatch.globs import escaped as escape
from speclatch.globs import globs_of
from speclatch.patterns import lazy_re
from speclatch.profiles.file_names import is_markdown
from speclatch.scaffold.names import MANY, NUMBERED, ONE_EACH, Form, form_of, shared_names
from speclatch.scaffold.sketches import is_aside
from speclatch.scaffold.stages import above_stages

MOST = 0.9
"""The share of some documents that has to have a form before the form is theirs."""
RARE = 0.05
"""The share of a family below which documents of a form of their own are strays."""
FEW_OTHERS = 0.05
"""The share of what a glob matches that may be of no family, before it is made narrower."""
FEW_NAMES = 8
"""Pages of another kind beside a template and its first documents, above which no glob is written for the next."""

_TELLING = lazy_re(r"[A-Za-z]{2,}[-_]\Z")
"""A prefix that says what a document is."""


def globs_of_family(paths: Collection[str], others: Collection[str], template: str = "") -> tuple[str, ...]:
    """Globs that match a family's documents, and those that come later.

    Args:
        paths: the family's documents.
        others: all other documents, which are not to be matched if it can be helped.
        template: the repository's own template, if that is theirs: one with a folder to itself lies beside theirs.

    With any one folder left out, what is found still matches it, where there are several. What stands beside and is
    none of the family (a README) is taken out by a glob of its own.
    """
    shared = shared_names(paths)
    by_form: dict[Form, list[str]] = defaultdict(list)
    for path in paths:
        by_form[form_of(path, shared)].append(path)
    _join_rare(by_form, len(paths))
    found: dict[str, None] = {}
    out: dict[str, None] = {}
    beside = dirname(dirname(template)) if basename(template).lower() in ONE_EACH else ""
    if own_folders := _in_own_folders(by_form, others):
        found[own_folders[0]] = None
        _without(by_form, own_folders[0])
    for form, own in by_form.items():
        home = f"{escape(dirname(template))}/{form.glob}" if form.kind == "free" and dirname(template) else ""
        if home and all(dirname(path) == dirname(template) for path in own):
            strangers = [] if _few(home, own, others) else _strangers(home, others)
            if not strangers or (len(own) < MANY and len(strangers) <= FEW_NAMES):
                found[home] = None  # as its template lies there, so will the next
                out.update(dict.fromkeys(f"!{escape(path)}" for path in strangers))
                continue
        found.update(dict.fromkeys(_globs(form, own, others, beside if form.kind == "name" else "")))
    needed = _needed(tuple(found), paths)
    return (*needed, *out, *taken_out(needed, paths, others))


def _in_own_folders(by_form: Mapping[Form, Collection[str]], others: Collection[str]) -> list[str]:
    """The glob, if there is one, of documents that are called as their authors like, each in a numbered folder."""
    own = [path for form, paths in by_form.items() if form.kind == "free" for path in paths]
    own = [path for path in own if NUMBERED.match(basename(dirname(path)))]
    if len(set(map(dirname, own))) < max(MANY, MOST * len(own)):
        return []
    top = _common(dirname(dirname(path)) for path in own)
    part = _folder_form([basename(dirname(path)) for path in own])
    depth = {path.count("/") for path in own}
    glob = f"{escape(top)}/" if top else ""
    glob = f"{glob}{'' if len(depth) == 1 else '**/'}{part or '*'}/*.md"
    return [glob] if _few(glob, own, others) else []


def _without(by_form: dict[Form, list[str]], glob: str) -> None:
    """Take out the documents that a glob matches."""
    one = globs_of((glob,))
    for form in list(by_form):
        by_form[form] = [path for path in by_form[form] if not one.matches(path)]
        if not by_form[form]:
            del by_form[form]


def _needed(globs: tuple[str, ...], paths: Collection[str]) -> tuple[str, ...]:
    """The globs without those that match no document which the others miss."""
    for glob in reversed(globs):
        rest = tuple(other for other in globs if other != glob)
        if rest and all(map(globs_of(rest).matches, filter(globs_of((glob,)).matches, paths))):
            globs = rest
    return globs


def _join_rare(by_form: dict[Form, list[str]], number: int) -> None:
    """Count few documents with odd names to those that are called as their authors like, or drop them."""
    for form in [form for form, own in by_form.items() if len(own) < min(MANY, RARE * number)]:
        if form.kind == "name":
            del by_form[form]
    free = [form for form in by_form if form.kind == "free"]
    if sum(len(by_form[form]) for form in free) < RARE * number:
        for form in free:  # a glob for their names would take in whatever lies there
            del by_form[form]
        return
    if not free or len(by_form[free[0]]) * 2 < number:
        return
    for form in [form for form in by_form if form.kind == "numbered" and form.ending == free[0].ending]:
        by_form[free[0]].extend(by_form.pop(form))


def _globs(form: Form, own: list[str], others: Collection[str], beside: str) -> Iterator[str]:
    """The globs of documents of one form: as wide as they can be without matching what is no kin of theirs.

    What lies in several folders of the root under a prefix of its own (``CFP-``) lies in a new one tomorrow.
    """
    tops = {path.partition("/")[0] for path in own}
    if form.kind == "numbered" and _TELLING.match(form.text) and len(tops) > 1:
        glob = f"**/{form.glob}"
        if _few(glob, own, others):
            yield glob
            return
    for top, inside in _tops(form, own):
        within = beside if beside and f"{top}/".startswith(f"{beside}/") else top
        above = above_stages(within)
        lifted = _narrowed(above, form, inside, others) if above != within else ""
        if lifted and _few(lifted, inside, others):
            yield lifted  # a document that is accepted lies in the next folder tomorrow
        else:
            yield _narrowed(within, form, inside, others)


def _few(glob: str, own: Collection[str], others: Collection[str], *, asides: bool = False) -> bool:
    """Whether next to nothing of no kin is matched by a glob; ``asides`` count where a name may be theirs."""
    strangers = _strangers(glob, others, asides=asides)
    return len(strangers) <= FEW_OTHERS * (len(own) + len(strangers))


def _strangers(glob: str, others: Iterable[str], *, asides: bool = False) -> list[str]:
    one = globs_of((glob,))
    return [path for path in others if one.matches(path) and (asides or not is_aside(path))]


def _tops(form: Form, own: list[str]) -> Iterator[tuple[str, list[str]]]:
    """The folders below which all documents lie, each with them; not the root, where there are folders."""
    holders = {path: dirname(path) if form.kind != "name" else dirname(dirname(path)) for path in own}
    by_first: dict[str, list[str]] = defaultdict(list)
    for path, folder in holders.items():
        by_first[folder.partition("/")[0]].append(path)
    for paths in by_first.values():
        yield from _split(_common(holders[path] for path in paths), paths, holders)


def _common(folders: Iterable[str]) -> str:
    """The folder that some folders are in; the root is ``""``."""
    listed = list(folders)
    return commonpath(listed) if all(listed) else ""


def _split(top: str, paths: list[str], holders: dict[str, str]) -> Iterator[tuple[str, list[str]]]:
    """Leave a folder far from all others to itself: one document in an odd place does not widen the glob."""
    depth = len(top.split("/")) if top else 0
    branches = Counter("/".join(holders[path].split("/")[: depth + 1]) for path in paths)
    main, number = branches.most_common(1)[0]
    if main != top and len(branches) > 1 and number >= MOST * len(paths) and len(paths) > MANY:
        near = [path for path in paths if f"{holders[path]}/".startswith(f"{main}/")]
        rest = [path for path in paths if path not in set(near)]
        if len({holders[path] for path in rest}) <= 2:
            yield from _split(_common(holders[path] for path in near), near, holders)
            yield _common(holders[path] for path in rest), rest
            return
    yield top, paths


def _narrowed(top: str, form: Form, own: list[str], others: Collection[str]) -> str:
    """The widest glob below a folder that matches next to nothing of no kin."""
    candidates = list(dict.fromkeys(_candidates(top, form, own)))
    for glob in candidates:
        if all(map(globs_of((glob,)).matches, own)) and _few(glob, own, others, asides=form.kind == "name"):
            return glob
    fitting = [glob for glob in candidates if all(map(globs_of((glob,)).matches, own))]
    fitting = fitting or [f"{escape(top)}/**/*{form.ending}" if top else f"**/*{form.ending}"]
    return min(fitting, key=lambda glob: sum(map(globs_of((glob,)).matches, others)))


def _candidates(top: str, form: Form, own: list[str]) -> Iterator[str]:
    below = f"{escape(top)}/" if top else ""
    direct = not below and form.kind != "name"
    if form.kind == "name":
        part = _folder_form([basename(dirname(path)) for path in own])
        if not below and _TELLING.match(part.removesuffix("*")):
            yield f"**/{part}/{form.glob}"
        yield from (f"{below}**/{form.glob}", f"{below}*/{form.glob}")
        if part:
            yield from (f"{below}**/{part}/{form.glob}", f"{below}{part}/{form.glob}")
        if len(set(map(dirname, own))) == 1:
            yield escape(own[0])
        return
    names = list(_name_globs(form, own))
    flat = all(dirname(path) == top for path in own)
    for name in names:
        yield f"/{name}" if direct and flat else (f"{below}{name}" if flat else f"{below}**/{name}")
    if not flat:
        depths = {path.count("/") for path in own}
        yield from (f"{below}*/{name}" for name in names if len(depths) == 1)


def _name_globs(form: Form, own: list[str]) -> Iterator[str]:
    """What the names of files have in common, the widest first; ``*.md`` only where no number says more."""
    if form.kind == "free" and len(own) < MANY:
        prefix = re.match(r"[A-Za-z]+[-_]", basename(own[0]))
        if prefix and all(basename(path).startswith(prefix[0]) for path in own):
            yield f"{escape(prefix[0])}*{escape(form.ending)}"
        if len(own) == 1:
            yield escape(basename(own[0]))
            return
    yield form.glob
    if form.kind == "free" and len(own) >= MANY and (kind := _kind_of_names(own)):
        yield f"*{escape(kind)}"


def _kind_of_names(own: list[str]) -> str:
    """What all names of files end with after a dash (``-design.md``), each with something else before it; or ``""``."""
    names = [basename(path) for path in own]
    common = commonprefix([name[::-1] for name in names])[::-1]
    kind = common[common.index("-") :] if "-" in common else ""
    return kind if re.match(r"-[a-z]{3,}", kind) and all(name != kind for name in names) else ""


def _folder_form(names: list[str]) -> str:
    """The form that folders' names have: a number first, or a prefix and a number; ``""``: as somebody likes."""
    found = Counter(match["prefix"] if (match := NUMBERED.match(name)) else None for name in names)
    prefix, number = found.most_common(1)[0]
    if prefix is not None and number >= MOST * len(names):
        return f"{escape(prefix) or '[0-9]'}*"
    if found[None] < (1 - MOST) * len(names):
        return "*[0-9]*"
    return ""


def taken_out(globs: tuple[str, ...], own: Collection[str], others: Collection[str]) -> Iterator[str]:
    """Globs that take out what is matched and is none of the family: READMEs and the like by their name."""
    one = globs_of(globs)
    asides = [path for path in others if is_aside(path) and is_markdown(path) and one.matches(path)]
    kept = {basename(path) for path in own}
    yield from sorted({f"!**/{escape(basename(path))}" for path in asides if basename(path) not in kept})
    exactly = (f"{'' if '/' in path else '/'}{escape(path)}" for path in asides if basename(path) in kept)
    yield from sorted(f"!{path}" for path in exactly)[:10]
