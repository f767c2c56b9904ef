"""The hidden value: stands where a number may not be published, and refuses to be calculated with."""

from typing import Final, NoReturn

from imreport.errors import HiddenValueError


class Hidden:
    """A value that is kept secret; printing it gives ``[g]``, anything that could reveal it raises."""

    __slots__ = ()

    def _refuse(self, *_: object) -> NoReturn:
        raise HiddenValueError(
            "Mit einem geheim gehaltenen Wert [g] kann nicht gerechnet, verglichen oder sortiert werden.",
            "Fragen Sie mit „ist_geheim“ nach, bevor Sie den Wert verwenden.",
        )

    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __truediv__ = __rtruediv__ = _refuse
    __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = __pow__ = __rpow__ = __neg__ = __pos__ = __abs__ = _refuse
    __lt__ = __le__ = __gt__ = __ge__ = __eq__ = __ne__ = __bool__ = __int__ = __float__ = __index__ = _refuse
    __hash__ = object.__hash__

    def __repr__(self) -> str:
        return "[g]"


HIDDEN: Final = Hidden()
Value = int | float | Hidden
