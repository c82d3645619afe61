"""Writes the values that ChainDiagnosticsTest compares with: ArviZ's, for chains both can make.

    python arviz_fixtures.py > ../resources/io/ebm/core/diagnostics/arviz.csv
    python arviz_fixtures.py edges > ../resources/io/ebm/core/diagnostics/arviz-edges.csv

The edges are draws written out. The other chains are autoregressions x' = rho x + e (+ trend), where e is the sum of twelve uniform
numbers, less six, of a 48-bit linear congruential generator: additions and products alone, so that
Java makes the same bits. Needs arviz 0.23.
"""

import sys
import warnings

warnings.filterwarnings("ignore")
import arviz as az
import numpy as np


def noise(state):
    total = 0.0
    for _ in range(12):
        state = (state * 25214903917 + 11) % (1 << 48)
        total += (state >> 16) / 4294967296.0
    return total - 6.0, state


def chains(count, draws, rho, shift, trend, levels):
    out = np.zeros((count, draws))
    state = 42
    for c in range(count):
        x = 0.0
        for i in range(draws):
            e, state = noise(state)
            x = rho * x + e
            value = x + shift * c + trend * i
            out[c, i] = np.floor(value * levels) / levels if levels else value
    return out


CASES = [
    # name, chains, draws, rho, shift of chain c, trend per draw, levels per unit (0: no ties)
    ("independent", 4, 1000, 0.0, 0.0, 0.0, 0),
    ("correlated", 4, 1000, 0.9, 0.0, 0.0, 0),
    ("antithetic", 4, 500, -0.6, 0.0, 0.0, 0),
    ("shifted", 3, 400, 0.3, 0.5, 0.0, 0),
    ("trend", 2, 301, 0.5, 0.0, 0.01, 0),
    ("ties", 4, 250, 0.5, 0.0, 0.0, 2),
    ("sticky", 4, 100, 0.99, 0.0, 0.0, 0),
    ("short", 2, 9, 0.0, 0.0, 0.0, 0),
    ("shortest", 2, 4, 0.0, 0.0, 0.0, 0),
    ("many", 16, 64, 0.7, 0.0, 0.0, 0),
]

EDGES = [
    # name, the draws of each chain
    ("constant", [[2.5] * 8] * 3),
    ("constant-one-chain", [[2.5] * 8]),
    ("each-constant", [[0.1] * 8, [0.2] * 8, [0.7] * 8]),
    ("each-constant-two-values", [[0.0] * 8, [1.0] * 8, [1.0] * 8]),
    ("two-values-equal-numbers", [[0.0, 1, 1, 0, 1, 0, 0, 1], [1.0, 0, 0, 1, 0, 1, 1, 0]]),
    ("two-values-apart", [[0.0, 0, 0, 0, 0, 0, 0, 1], [1.0, 1, 1, 1, 1, 1, 1, 0]]),
    ("two-values-stuck", [[0.0] * 8, [1.0] * 8]),
    ("two-values-unequal", [[0.0, 1, 0, 0, 1, 0, 0, 0], [1.0, 0, 0, 0, 0, 0, 1, 0]]),
    ("one-odd-draw", [[0.0] * 8, [0.0] * 7 + [1.0]]),
    ("one-chain-halves-apart", [[0.0, 0, 0, 0, 1, 1, 1, 1]]),
    ("one-chain", [[0.3, -0.2, 0.5, 0.9, -1.1, 0.4, 0.0, -0.6, 0.2, 0.8]]),
    ("large", [[1e150, -2e150, 3e150, 0.0, 4e150, -1e150, 2e150, 1e150],
               [2e150, 1e150, -3e150, 1e150, 0.0, 5e150, -1e150, 3e150]]),
    ("huge", [[1e300, -2e300, 3e300, 0.0, 4e300, -1e300, 2e300, 1e300],
              [2e300, 1e300, -3e300, 1e300, 0.0, 5e300, -1e300, 3e300]]),
    ("tiny", [[1e-20, -2e-20, 3e-20, 0.0, 4e-20, -1e-20, 2e-20, 1e-20],
              [2e-20, 1e-20, -3e-20, 1e-20, 0.0, 5e-20, -1e-20, 3e-20]]),
    ("one-infinite", [[0.3, np.inf, 0.5, 0.9, -1.1, 0.4, 0.0, -0.6],
                      [0.1, 0.2, -0.5, 0.7, 1.1, -0.4, 0.6, -0.3]]),
    ("infinite-on-both-sides", [[0.3, np.inf, 0.5, 0.9, -np.inf, 0.4, 0.0, -0.6],
                                [0.1, 0.2, -0.5, 0.7, 1.1, -0.4, 0.6, -0.3]]),
    ("infinite-median", [[np.inf, np.inf, 0.5, 0.9, np.inf, 0.4, np.inf, np.inf],
                         [np.inf, np.inf, -0.5, 0.7, np.inf, np.inf, 0.6, np.inf]]),
    ("one-chain-infinite", [[np.inf] * 8, [0.1, 0.2, -0.5, 0.7, 1.1, -0.4, 0.6, -0.3]]),
    ("all-infinite", [[np.inf] * 8, [np.inf] * 8]),
    ("nan", [[0.3, np.nan, 0.5, 0.9, -1.1, 0.4, 0.0, -0.6],
             [0.1, 0.2, -0.5, 0.7, 1.1, -0.4, 0.6, -0.3]]),
]


def edges():
    print("# ArviZ " + az.__version__ + "; see src/test/python/arviz_fixtures.py")
    print("# name,chains (by |),rHat,essBulk,essTail,essMean,essMedian,mcseMean,mcseSd,mcseQ10")
    for name, draws in EDGES:
        text = "|".join(" ".join(repr(float(v)) for v in chain) for chain in draws)
        print(",".join([name, text.replace("inf", "Infinity").replace("nan", "NaN")]
                       + [repr(float(v)).replace("inf", "Infinity").replace("nan", "NaN")
                          for v in diagnose(np.array(draws))]))


def diagnose(x):
    return [
        az.rhat(x, method="rank"),
        az.ess(x, method="bulk"),
        az.ess(x, method="tail"),
        az.ess(x, method="mean"),
        az.ess(x, method="quantile", prob=0.5),
        az.mcse(x, method="mean"),
        az.mcse(x, method="sd"),
        az.mcse(x, method="quantile", prob=0.1),
    ]


def made():
    print("# ArviZ " + az.__version__ + "; see src/test/python/arviz_fixtures.py")
    print("# name,chains,draws,rho,shift,trend,levels,rHat,essBulk,essTail,essMean,essMedian,"
          "mcseMean,mcseSd,mcseQ10")
    for name, count, draws, rho, shift, trend, levels in CASES:
        x = chains(count, draws, rho, shift, trend, levels)
        settings = [name, count, draws, rho, shift, trend, levels]
        print(",".join([str(s) for s in settings] + [repr(float(v)) for v in diagnose(x)]))


if sys.argv[1:] == ["edges"]:
    edges()
else:
    made()
