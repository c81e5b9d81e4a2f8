"""Distribution functions, from scipy.special: scipy.stats takes seconds to import."""

from __future__ import annotations

from scipy import special


def normal_two_sided(level: float) -> float:
    """The z with P(-z < Z < z) = level."""
    return float(special.ndtri((1 + level) / 2))


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
    """The power of a two-sided t test whose statistic has non-centrality ``shift``."""
    limit = t_two_sided(df, level)
    return float(1 - special.nctdtr(df, shift, limit) + special.nctdtr(df, shift, -limit))
