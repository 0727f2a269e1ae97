"""The ways in which the law says no: one base, one class per kind of answer."""


class Refusal(Exception):
    """Something was asked that may not be done; the words for `reason` stand in `web.errors`."""

    def __init__(self, reason: str, **facts: object) -> None:
        super().__init__(reason)
        self.reason = reason
        self.facts = facts


class NotThere(Refusal):
    """Missing, or outside the reader's scope: the two must look alike (404)."""


class NotYourFunction(Refusal):
    """The role does not have this function (403)."""


class NotNow(Refusal):
    """Right in itself, but the state of things forbids it at this moment (409)."""


class WrongInput(Refusal):
    """What was typed or sent cannot be taken (422)."""


class StepRefused(Refusal):
    """A step of the hồ sơ was refused; `kind` is the refusal's family and decides the status."""

    def __init__(self, reason: str, kind: type[Refusal], **facts: object) -> None:
        super().__init__(reason, **facts)
        self.kind = kind
