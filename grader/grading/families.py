"""What the letters of the field usually mean: families by base, with how much less likely each is; and where unit letters live."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

#: Families: a (with a[0,i]), x (inputs alone), z, W, b, t, L (total and terms), eta, dz (dL/dz), da (dL/da), dW, db, DW, m, v, mhat, vhat.
_GROUPS = (
    (
        "a",
        0.0,
        (
            "a A out activation act h H o O yhat Yhat ahat p phat ohat hhat probs y_pred ypred y_hat yhut pred prediction output "
            "outhat ypredicted predicted yout"
        ),
    ),
    ("a", -0.4, "y Y s S f sigma softmax phi"),
    ("a", -1.6, "x X n g v u r c b q k"),
    ("x", 0.0, "x X i I input inputs inp"),
    ("x", -1.2, "a o p"),
    ("z", 0.0, "z Z net Net NET in In preact preactivation logits logit zhat"),
    ("z", -0.5, "n s S u U v net_in netin net_input sum Sum"),
    ("z", -1.4, "g f h q r a y x i I p"),
    ("W", 0.0, "w W theta Theta omega Omega weight weights wt"),
    ("W", -0.5, "v V u U m M k"),
    ("W", -2.0, "a c"),
    ("b", 0.0, "b B bias biases beta bw wb"),
    ("b", -1.0, "theta c w0 W0 d t"),
    ("t", 0.0, "t T target targets tgt yd ytrue ytarget ydesired yactual ytrain Ytrain Ytrue label truth soll expected desired actual"),
    ("t", -0.6, "y Y d D r ydes ytrain"),
    (
        "L",
        0.0,
        (
            "L ell l E C J Loss loss LOSS Cost cost Error MSE mse SSE sse Etotal Ltotal Losstotal "
            "losstotal Jtotal Ctotal Errortotal Egesamt Lgesamt Etot Etotale Etotaal ErrorTotal BCE CE NLL H Err Etot Ltot fehler Fehler"
        ),
    ),
    ("L", -0.8, "error err e K Q V total"),
    ("dz", 0.0, "delta"),
    ("dz", -0.5, "Delta d D e err error Error grad gradient S xi epsilon varepsilon"),
    ("dz", -1.2, "g s gamma beta"),
    ("da", -3.0, "delta"),
    ("da", -0.7, "e err error Error epsilon varepsilon grad xi"),
    ("dW", -0.7, "grad g G gradient nabla Delta"),
    ("diff", -0.3, "error err e Error Err epsilon varepsilon diff residual difference Fehler fehler"),
    ("v", -0.3, "v s G V S r sq cache velocity"),  # what an update keeps: see schemes.STATES
    ("m", -0.3, "m M"),
    ("mhat", -0.1, "mhat Mhat"),
    ("vhat", -0.1, "vhat Vhat shat"),
    ("eta", 0.0, "eta lr LR alpha learningrate learning rate"),
    ("eta", -1.0, "epsilon gamma mu rho lambda lam a r"),
)


def _table() -> Mapping[str, Mapping[str, float]]:
    table: dict[str, dict[str, float]] = {}
    for family, weight, bases in _GROUPS:
        for base in bases.split():
            known = table.setdefault(base, {})
            known[family] = max(known.get(family, -9.0), weight)
    return table


FAMILIES: Final[Mapping[str, Mapping[str, float]]] = _table()

#: A base in no table may be anything: the evidence decides.
UNKNOWN: Final[Mapping[str, float]] = {"a": -2.0, "z": -2.0, "dz": -2.4, "W": -2.6, "b": -2.4, "da": -2.8, "L": -3.0, "t": -3.2}

#: Where the units of a letter live: 0 input, "h" hidden, "o" output.
UNIT_LAYERS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("i", "x", "in", "I", "X", "input", "e"), "i"),
    **dict.fromkeys(("h", "H", "hid", "hidden", "n"), "h"),
    **dict.fromkeys(("o", "O", "out", "y", "Y", "output", "c", "k"), "o"),
}

#: Words that say which layer an index means.
LAYER_WORDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("i", "in", "input", "x"), "i"),
    **dict.fromkeys(("h", "hid", "hidden", "H"), "h"),
    **dict.fromkeys(("o", "out", "output", "O", "y"), "o"),
    **dict.fromkeys(("ih", "xh", "hi", "hx", "IH"), "h"),
    **dict.fromkeys(("ho", "hy", "oh", "yh", "HO"), "o"),
}

#: Bases that live in some layers only (a soft hint).
BASE_LAYERS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("x", "X", "i", "I", "input"), "i"),
    **dict.fromkeys(("h", "H", "hhat"), "h"),
    **dict.fromkeys(("o", "O", "yhat", "y", "Y", "p", "phat", "ypred", "pred", "output", "logits", "probs", "softmax"), "o"),
    **dict.fromkeys(("v", "V"), "o"),
}


USUAL: Final = -0.1  # weight from which a meaning is the usual one


def families(base: str) -> Mapping[str, float]:
    """The families a base may mean, with their weights (0 for the usual one, lower for less likely ones)."""
    return FAMILIES.get(base) or FAMILIES.get(base.lower()) or UNKNOWN
