"""What a sentence says of a path by the words around it, and a path by its form: data for ``claims``."""

from __future__ import annotations

import re

from speclatch.patterns import lazy_re

HOLE = lazy_re(
    r"[*?<>{}$#|\\…]|\.{3}(?!\w)|\dxx|X{3,}|N{3,}|YYYY|(?:\A|/)(?:path|your[-_]\w+|my[-_]\w+|foo|"
    r"some[-_]\w+)(?:/|\Z)|"
    r"(?:\A|[/_.-])(?:xxx+|nnn+|tbd|placeholder)(?:[/_.-]|\Z)"
)
SOURCE = lazy_re(
    r"(?:pyi?|ipynb|[cm]?[jt]sx?|vue|svelte|astro|rb|erb|go|rs|java|kts?|scala|groovy|gradle|cs|csproj|fs|"
    r"swift|mm?|c|cc|"
    r"cpp|cxx|hh?|hpp|php|pl|pm|r|jl|lua|dart|exs?|erl|hs|clj|elm|nim|zig|sol|move|sh|bash|zsh|ps1|sql|proto|graphql|"
    r"gql|prisma|tf|hcl|css|scss|sass|less|xaml|razor|cshtml|gd|tscn|unity|asmdef|feature|"
    r"j2|jinja2?|tmpl|hbs|ejs|pug|robot|bats|nix|cmake|mk)"
)
"""Endings of what people write and keep in a repository, so that a path of it is a claim."""
OTHER = lazy_re(
    r"(?:mdx?|markdown|rst|adoc|ya?ml|json[c5]?|toml|ini|cfg|conf|xml|html?|txt|csv|svg|png|jpe?g|gif|ico|"
    r"webp|lock|properties|env|plist|"
    r"example|sample|template|service|dockerfile|bicep|pdf|docx|xlsx|ttf|woff2?|mp3|wav|editorconfig)"
)
"""Endings of what may as well be written by a program: a path of it is a claim where its folder is known."""
TITLES = lazy_re(r"[A-Z][A-Za-z0-9]*\.(?:js|ts|io|ai|md)")
"""Names of products that look like files: ``Node.js``, ``Socket.io``."""
GENERATED = frozenset(
    (
        ".git",
        ".next",
        ".nuxt",
        ".output",
        ".turbo",
        ".venv",
        "__pycache__",
        "artifacts",
        "bin",
        "build",
        "coverage",
        "dist",
        "htmlcov",
        "logs",
        "node_modules",
        "obj",
        "out",
        "output",
        "playwright-report",
        "site-packages",
        "target",
        "temp",
        "test-results",
        "tmp",
        "venv",
    )
)
"""Folders of what tools make, which nobody commits."""
DOMAIN = lazy_re(
    r"(?:www\.|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev|ai|app|co|gov|edu|sh|rs|cn|de|uk|jp|eu)\Z)", re.IGNORECASE
)
ALONE = lazy_re(
    r"\..*|.*\.(?:csproj|snap|sql|sh|unity|feature|tmpl|gradle)|.*\.(?:config|conf|setup)\..*|"
    r"[a-z0-9]+\.js|main\.\w+|index\.\w+"
)
"""Names that say nothing alone: endings, what programs write, what every project has, libraries (``sql.js``)."""
MAKES = lazy_re(
    r"\b(?:creat\w*|add\w*|implement\w*|build|set ?up|introduc\w+|writ\w+|mkdir|mak(?:e|ing)|crear|criar|"
    r"cr[\u00e9e]er|erstell\w*|"
    r"anleg\w*|\u0441\u043e\u0437\u0434\w+)\b|\u521b\u5efa|\u5efa\u7acb|\u65b0\u5efa|\u65b0\u589e|"
    r"\u6dfb\u52a0|\u4f5c\u6210|\uc0dd\uc131",
    re.IGNORECASE,
)
"""Words before a folder that say that somebody makes it."""
ABSENT_BEFORE = lazy_re(
    r"\b(?:delet(?:e|es|ed|ing|ion of|ar)|remov(?:e|es|ed|ing|al of)|drop(?:s|ped|ping)?|renam(?:e|es|ed|ing)|"
    r"mov(?:e|es|ed|ing)|migrat(?:e|es|ed|ing)|replac(?:e|es|ed|ing)|eliminat\w+|retir(?:e|es|ed|ing)|"
    r"merg(?:e|es|ed|ing)|"
    r"convert(?:s|ed|ing)?|split(?:s|ting)?|fold(?:s|ed|ing)?|supersed\w+|deprecat\w+|extract\w*|port(?:s|ed|ing)?|"
    r"no longer|never|not|no|cannot|without|instead of|rather than|unlike|previously|formerly|former|legacy|old|"
    r"absent|missing|if any|e\.g\.?|eg|i\.e\.?|such as|like|for example|for instance|"
    r"generat(?:es?|ed|ing)|writ(?:es|ten|ing)|wrote|emit(?:s|ted|ting)?|output(?:s|ting)?|produc(?:es?|ed|ing)|"
    r"sav(?:es?|ed|ing)|stor(?:es?|ed|ing)|install(?:s|ed|ing)?|scaffold(?:s|ed|ing)?|copies|copied|"
    r"download(?:s|ed)?|"
    r"import(?:s|ed)?|skip(?:s|ped)?|(?:delta|adapted|taken|apply\w*|read) from|"
    r"l[\u00f6o]sch\w+|entfern\w+|ersetz\w+|supprim\w+|d[\u00e9e]plac\w+|renom\w+|elimin\w+|borr\w+|remov\w+|"
    r"exclu\w+|apagar|renombr\w+|\u0443\u0434\u0430\u043b\w+)\b|"
    r"\u5220\u9664|\u79fb\u9664|\u522a\u9664|\u524a\u9664|\u91cd\u547d\u540d|\u66ff\u6362|\u79fb\u52d5|"
    r"\u79fb\u52a8|\u8fc1\u79fb|\u751f\u6210|\uc0ad\uc81c",
    re.IGNORECASE,
)
"""Words before a path that say that it need not be there: it goes away, a program writes it, it is an example."""
ABSENT_BEHIND = lazy_re(
    r"[`*_)\]\s]{0,4}[(\[\u2014\u2013:,-]{0,2}\s{0,2}(?:(?:if|when|where|should|unless|was|were|is|are|"
    r"has been|does|did|do)\s+)?"
    r"(?:(?:already|now|it|they|one|not|no|file)\s+){0,2}"
    r"(?:if|exists?|present|needed|necessary|applicable|absent|missing|gone|removed|deleted|renamed|moved|replaced|"
    r"skipped|dropped|deferred|superseded|merged|retired|parked|untracked|gitignored|deletion|removal|or equivalent|"
    r"or similar|etc|equivalent)\b",
    re.IGNORECASE,
)
USED_BY = lazy_re(
    r"\b(?:consumed|used|needed|required|referenced|called|imported)\s(?:by|from|in)\s(?:[\w'’-]{1,20}\s){0,3}\W{0,3}\Z",
    re.IGNORECASE,
)
"""What stands right before a path that only uses what the text is about."""
WRITES_TO = lazy_re(
    r"\b(?:writ(?:e|es|ing)|sav(?:e|es|ing)|dump\w*|export\w*|persist\w*|append\w*|output\w*|log(?:s|ged)?)\s"
    r"[^.;:\n]{0,60}\b(?:to|into)\s\W{0,3}\Z",
    re.IGNORECASE,
)
"""What stands right before a file of data that a program writes when it runs."""
PROSE = lazy_re(r".*\.(?:mdx?|markdown|rst|adoc|txt)", re.IGNORECASE)
"""Files that people write, not programs."""
ELSEWHERE = lazy_re(
    r"\b(?:skip(?:ped)?|n/?a|not applicable|not needed|not required|not implemented|deferred|cancell?ed|obsolete|"
    r"superseded|won't do|wontfix|(?:in|of|from|to) (?:the )?(?:[\w.-]+/[\w.-]+|other|another|sibling|"
    r"upstream|external|"
    r"separate|private)\s+(?:repo|repository|project))\b|\u8df3\u8fc7|\u53ef\u9009|\u4e0d\u9700\u8981",
    re.IGNORECASE,
)
"""What says that nothing of a text is in this repository: it was left out, or done in another one."""
CHOICE = lazy_re(r"\b(?:or|and/or|either|alternatively|oder|ou|o)\b|\u6216|\u307e\u305f\u306f", re.IGNORECASE)
