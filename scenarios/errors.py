"""Two families of trouble, because a user can act on one and must be warned of the other."""


class Refused(Exception):
    """Bad input or surroundings: one sentence that says what, where and what to do; nothing was changed."""


class Damaged(Exception):
    """The project file is not sound: one sentence that says what is wrong and how to get at the data."""


class Stopped(Exception):
    """The user stopped a running job; nothing was changed."""
