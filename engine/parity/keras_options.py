"""How our parameters are written in Keras 3."""

import re

import keras


def snake(name):
    return re.sub(r"(?<=[a-z0-9])([A-Z])", lambda m: "_" + m.group(1).lower(), name)


def regularizer(p, key):
    l1, l2 = p.get(f"{key}L1", 0), p.get(f"{key}L2", 0)
    return keras.regularizers.L1L2(l1, l2) if l1 or l2 else None


def constraint(p, key):
    kind = p.get(f"{key}Constraint", "none")
    if kind == "maxNorm":
        return keras.constraints.MaxNorm(p[f"{key}MaxNorm"])
    if kind == "nonNegative":
        return keras.constraints.NonNeg()
    return keras.constraints.UnitNorm() if kind == "unitNorm" else None


def limits(p, **keys):
    """Regularizers and constraints by Keras's names of the weights: limits(p, kernel="kernel", recurrent="recurrent")."""
    given = {}
    for theirs, ours in keys.items():
        given[f"{theirs}_regularizer"] = regularizer(p, ours)
        given[f"{theirs}_constraint"] = constraint(p, ours)
    return given


