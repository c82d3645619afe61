"""Writes what Gymnasium's classic control does for 1,000 random sequences of actions.

    pip install gymnasium
    python gymnasium_fixtures.py ../resources/io/ebm/models/policy/environments

Start and actions of a sequence come from a generator that the test repeats. For each sequence the
file has the number of steps, 1 if it terminated, the sum of rewards, and the observation at the end
and its sum over all steps; for the first SHOWN sequences every observation and reward too. Numbers
are 64-bit floats, most significant byte first.
"""

import sys
from pathlib import Path

import gymnasium
import numpy as np

SEQUENCES = 1000
SHOWN = 10
MASK = (1 << 64) - 1


class Mix:
    """SplitMix64."""

    def __init__(self, seed):
        self.state = seed

    def uniform(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return ((z ^ (z >> 31)) >> 11) * 2.0**-53


def between(mix, low, high):
    return low + (high - low) * mix.uniform()


def write(name, start, act, folder):
    environment = gymnasium.make(name)
    out = []
    details = []
    for sequence in range(SEQUENCES):
        mix = Mix(sequence)
        environment.reset(seed=0)
        environment.unwrapped.state = start(mix)
        steps, total, terminated, truncated = 0, 0.0, False, False
        sums = 0.0
        while not (terminated or truncated):
            observation, reward, terminated, truncated, _ = environment.step(act(mix))
            steps += 1
            total += float(reward)
            sums = sums + observation.astype(np.float64)
            if sequence < SHOWN:
                details += [*observation.astype(np.float64), float(reward)]
        out += [steps, float(terminated), total, *observation.astype(np.float64), *sums]
    path = Path(folder) / (name.lower() + ".bin")
    np.array(out + details, dtype=">f8").tofile(path)
    print(path, path.stat().st_size, "bytes, Gymnasium", gymnasium.__version__)


if __name__ == "__main__":
    target = sys.argv[1]
    write(
        "CartPole-v1",
        lambda mix: np.array([between(mix, -0.05, 0.05) for _ in range(4)]),
        lambda mix: int(mix.uniform() * 2),
        target,
    )
    write(
        "Pendulum-v1",
        lambda mix: np.array([between(mix, -np.pi, np.pi), between(mix, -1, 1)]),
        lambda mix: np.array([between(mix, -2, 2)], dtype=np.float32),
        target,
    )
    write(
        "MountainCar-v0",
        lambda mix: np.array([between(mix, -0.6, -0.4), 0.0]),
        lambda mix: int(mix.uniform() * 3),
        target,
    )
