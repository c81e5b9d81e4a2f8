"""What no item may say, and the reviewed exceptions, each with its reason."""

from __future__ import annotations

# The theory's own words: who answers need not know them, and they give the aim away.
THEORY = (
    r"hierarch\w*",
    r"pseudo\w*",
    r"relational\w*",
    r"cultur\w*",
    r"connect\w*",
    r"disconnect\w*",
    r"mutual\w*",
    r"empower\w*",
    r"disempower\w*",
    r"zest\w*",
    r"authentic\w*",
    r"paradox\w*",
    r"power[- ]over",
    r"power[- ]with",
    r"facets?",
    r"empath\w*",
    r"candou?r",
    r"conflicts?",
    r"harmony",
    r"dominan\w*",
    r"subordinat\w*",
    r"growth",
    r"depict\w*",
    r"depletion",
    r"survival",
    r"clarity",
    r"vulnerab\w*",
)
# Words that judge, diagnose or blame, and verbs that make a weakness of it.
JUDGING = (
    r"toxic\w*",
    r"resilien\w*",
    r"victim\w*",
    r"heal\w*",
    r"trauma\w*",
    r"burn(t|ed)?[- ]?out",
    r"stress\w*",
    r"dares?",
    r"cop(e|es|ing)",
    r"courage\w*",
    r"brave\w*",
    r"weak\w*",
    r"fail\w*",
    r"manages? to",
    r"team[- ]players?",
    r"fight\w*",
    r"battle\w*",
)
# Words that do not fit a ward, a school, a shop or a volunteer group, or that take one way of
# meeting people (humour, eye contact, company after work) for health.
PLACE = (
    r"boss\w*",
    r"offices?",
    r"pay|pays|paid|salar\w*|wages?",
    r"compan(y|ies)",
    r"staff",
    r"employ\w*",
    r"manager\w*|supervis\w*",
    r"clients?|patients?|customers?|students?|pupils?",
    r"shifts?",
    r"famil\w*",
    r"faith|religio\w*|nation\w*",
    r"eye contact|first names?|parties|party|lunch\w*",
    r"kindness|respect\w*|humou?r|safe place",
)
# They argue with the answer words.
ANSWER_WORDS = (r"never", r"rarely", r"sometimes", r"often", r"always", r"usually")

BANNED = (*THEORY, *JUDGING, *PLACE, *ANSWER_WORDS)

# " and ", " or ", "/" in an item, each read and found to ask one thing.
DOUBLE_REVIEWED = {
    "h06": "four names of one act, keeping people in line by force; each of them is serious",
    "p13": "two examples of one thing, a hard feeling that others are let see",
    "p14": "origin and way of life are two words for one thing, the background that is kept quiet",
}

# Words of negation in a reversed item, each read: what it names is something that happens.
NEGATION_REVIEWED = {
    "c04": "the contrary that contact brings is this feeling; it has no other plain name",
    "c17": "what happens is that one side changes an agreement; 'without' says how",
}

# The driver of a culture, in the words of each of its items.
DRIVER = {
    "hierarchical": r"those in charge",
    "pseudo_relational": (
        r"pleasant|friendly|unfriendly|good mood|good terms|awkward|smooth|"
        r"among colleagues|belong|welcome"
    ),
    "survival": (
        r"too (few|much|busy)|enough time|so much to do|much left to do|hours|money|rush|"
        r"urgent|busy|only time left|"
        r"full weeks|scarce time|no other time|load"
    ),
}
