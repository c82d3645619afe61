"""Writes the values that ChainDiagnosticsTest compares with: ArviZ's, for chains both can make.

    python arviz_fixtures.py > ../resources/io/ebm/core/diagnostics/arviz.csv

The chains are autoregressions x' = rho x + e (+ trend), where e is the sum of twelve uniform
numbers, less six, of a 48-bit linear congruential generator: additions and products alone, so that
Java makes the same bits. Needs arviz 0.23.
"""

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

print("# ArviZ " + az.__version__ + "; see src/test/python/arviz_fixtures.py")
print("# name,chains,draws,rho,shift,trend,levels,rHat,essBulk,essTail,essMean,essMedian,"
      "mcseMean,mcseSd,mcseQ10")
for name, count, draws, rho, shift, trend, levels in CASES:
    x = chains(count, draws, rho, shift, trend, levels)
    values = [
        az.rhat(x, method="rank"),
        az.ess(x, method="bulk"),
        az.ess(x, method="tail"),
        az.ess(x, method="mean"),
        az.ess(x, method="quantile", prob=0.5),
        az.mcse(x, method="mean"),
        az.mcse(x, method="sd"),
        az.mcse(x, method="quantile", prob=0.1),
    ]
    settings = [name, count, draws, rho, shift, trend, levels]
    print(",".join([str(s) for s in settings] + [repr(float(v)) for v in values]))
