"""Whole vectors and matrices: which elements they stand for, row by row."""

from __future__ import annotations

import pytest

from tests.graph.networks import KINDS, dense, trace

NETWORK = trace(dense([3, 2, 2], ["sigmoid", "sigmoid"], rule="sgd", steps=1))


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("a[0]", "a[0,1] | a[0,2] | a[0,3]"),
        ("z[1]", "z[1,1] | z[1,2]"),
        ("t", "t[1] | t[2]"),
        ("b'[2]", "b'[2,1] | b'[2,2]"),
        ("W[1]", "W[1,1,1] W[1,1,2] W[1,1,3] | W[1,2,1] W[1,2,2] W[1,2,3]"),
        ("DW[2]", "DW[2,1,1] DW[2,1,2] | DW[2,2,1] DW[2,2,2]"),
        ("dL/dW[2]", "dL/dW[2,1,1] dL/dW[2,1,2] | dL/dW[2,2,1] dL/dW[2,2,2]"),
        ("dL/da[0]", "dL/da[0,1] | dL/da[0,2] | dL/da[0,3]"),
        ("da[2]/dz[2]", "da[2,1]/dz[2,1] | da[2,2]/dz[2,2]"),
        ("da[2]/da[1]", "da[2,1]/da[1,1] da[2,1]/da[1,2] | da[2,2]/da[1,1] da[2,2]/da[1,2]"),
        ("dL[1]/da[1]", "dL[1]/da[1,1] | dL[1]/da[1,2]"),
    ],
)
def test_rows_of_a_whole(name: str, rows: str) -> None:
    """A whole is its elements, one row per receiving unit."""
    found = NETWORK.elements(name)
    assert found is not None
    assert " | ".join(" ".join(row) for row in found) == rows


@pytest.mark.parametrize(
    "name", ["L", "z", "z[3]", "z[1,1]", "W[1,1,1]", "dL/dW[1,1,1]", "eta", "W", "x", "b[0]", "t[1]", "", "dL/dL", "a[0,1,1]"]
)
def test_what_is_no_whole(name: str) -> None:
    """A scalar, a family and a stranger are no wholes."""
    assert NETWORK.elements(name) is None


def test_a_softmax_jacobian_is_a_matrix() -> None:
    """After softmax every output depends on every sum."""
    found = KINDS["shares"].elements("da[1]/dz[1]")
    assert found is not None
    assert [len(row) for row in found] == [3, 3, 3]


def test_samples_have_wholes_of_their_own() -> None:
    """A sample's vector is that sample's."""
    adam = KINDS["adam in a batch"]
    assert adam.elements("a[0]@2") == (("a[0,1]@2",), ("a[0,2]@2",))
    assert adam.elements("dL/dz[1]@2") == (("dL/dz[1,1]@2",),)
