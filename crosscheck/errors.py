"""What can go wrong for a reason the user can mend.

Every error carries one line that names the cause and the remedy. Turning an error into an exit code is the
command line's business (`crosscheck.cli`); nothing here prints or exits.
"""

from __future__ import annotations


class CrosscheckError(Exception):
    """The base of all errors that crosscheck raises on purpose. `str(error)` is one line for the user."""


class InputError(CrosscheckError):
    """A document or table cannot be read: missing, empty, binary, broken, without the expected columns."""


class LanguageError(CrosscheckError):
    """A language tag is malformed, or the language of a text could not be told."""


class SettingsError(CrosscheckError):
    """A setting or option is unknown or has a wrong value."""


class ModelError(CrosscheckError):
    """An embedding model cannot be found, read or trained."""


class ReportError(CrosscheckError):
    """A report cannot be written: unknown kind, unwritable path."""


class BaselineError(CrosscheckError):
    """A baseline cannot be read or written, or holds what is none."""


class RuleError(CrosscheckError):
    """There is no rule of that name."""
