"""Distribution functions, from scipy.special: scipy.stats takes seconds to import."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from scipy import special

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@lru_cache(maxsize=4)
def _legendre(nodes: int) -> tuple[Floats, Floats]:
    """Finding the nodes takes far longer than using them."""
    abscissae, weights = np.polynomial.legendre.leggauss(nodes)
    return abscissae, weights


def quadrature(low: float, high: float, nodes: int = 200) -> tuple[Floats, Floats]:
    """Points from ``low`` to ``high`` and their weights, for Gauss-Legendre integration."""
    abscissae, weights = _legendre(nodes)
    half = (high - low) / 2
    return low + half * (abscissae + 1), half * weights


def normal_two_sided(level: float) -> float:
    """The z with P(-z < Z < z) = level."""
    return float(special.ndtri((1 + level) / 2))


def normal_at_most(z: float) -> float:
    """P(Z <= z)."""
    return float(special.ndtr(z))


def t_two_sided(df: float, level: float) -> float:
    """The t with P(-t < T < t) = level."""
    return float(special.stdtrit(df, (1 + level) / 2))


def t_p_value(t: float, df: float) -> float:
    """The two-sided p of a t statistic."""
    return float(2 * special.stdtr(df, -abs(t)))


def f_quantile(df1: float, df2: float, probability: float) -> float:
    """The quantile of the F distribution."""
    return float(special.fdtri(df1, df2, probability))


def f_p_value(f: float, df1: float, df2: float) -> float:
    """P(F > f)."""
    return float(special.fdtrc(df1, df2, f))


def power_of_t(shift: float, df: float, level: float) -> float:
    """The power of a two-sided t test whose statistic has non-centrality ``shift``.

    The normal power is averaged over the spread that the sample may happen to show; scipy's
    own non-central t gives NaN far from its centre.
    """
    limit = t_two_sided(df, level)
    nine = 9 / np.sqrt(2 * df)  # standard deviations of the sample's SD
    sd, weights = quadrature(max(0.0, 1 - nine), 1 + nine)
    log = df / 2 * np.log(df / 2) - special.gammaln(df / 2) + (df - 1) * np.log(sd)
    density = 2 * np.exp(log - df * sd**2 / 2) * weights
    return float(density @ (special.ndtr(shift - limit * sd) + special.ndtr(-shift - limit * sd)))
