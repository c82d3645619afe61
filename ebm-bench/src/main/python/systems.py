"""The other systems' side of the comparison: reads a task per line, does it, answers with a line of numbers.

The tasks are those of io.ebm.bench.Worker, with the same operands, parameters and starting states. Run as
`python systems.py numpy|torch|jax`.
"""

import math
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np

STEP_SIZE = 0.05
BASE = 1.0
BURN_IN = 400
SNAPSHOTS = 50
TEMPERATURE = 2.6


def operand(rows, columns):
    i = np.arange(rows * columns, dtype=np.int64)
    return ((i * 7919 % 1000) / 1000.0 - 0.5).astype(np.float32).reshape(rows, columns)


def parameters(hidden):
    """Weights and biases of 2 -> hidden -> hidden -> 1, by the formula of LangevinRun."""
    tensors = []
    for outputs, inputs in ((hidden, 2), (hidden, hidden), (1, hidden)):
        for shape, scale in (((outputs, inputs), 2 / math.sqrt(inputs)), ((outputs,), 0.5)):
            i = np.arange(int(np.prod(shape)))
            values = scale * np.sin(12.9898 * i + 78.233 * len(tensors) + 1)
            tensors.append(values.astype(np.float32).reshape(shape))
    return tensors


def start(chains):
    return (2 * np.sin(np.arange(2 * chains) + 0.5)).astype(np.float32).reshape(chains, 2)


def moments(snapshots):
    x = np.concatenate([np.asarray(s, dtype=np.float64) for s in snapshots])
    return [*x.mean(0), *x.var(0)]


def timed(calls, function):
    begin = time.perf_counter()
    for _ in range(calls):
        function()
    return (time.perf_counter() - begin) / calls


class Numpy:
    version = "NumPy " + np.__version__

    def __init__(self):
        self.lattices = {}

    def gemm(self, m, n, k, calls):
        a, b, c = operand(m, k), operand(k, n), np.empty((m, n), np.float32)
        seconds = timed(calls, lambda: np.matmul(a, b, out=c))
        return [seconds, c.flat[0], c.flat[m * n // 2], c.flat[-1]]

    def sweep(self, spins, random, black):
        """One colour, then the other, of all chains; the probability is looked up by the neighbours' sum."""
        up = (1 / (1 + np.exp(-2 / TEMPERATURE * np.arange(-4, 5)))).astype(np.float32)
        for colour in (black, ~black):
            total = np.roll(spins, 1, 1) + np.roll(spins, -1, 1) + np.roll(spins, 1, 2) + np.roll(spins, -1, 2)
            chance = up[total[:, colour] + 4]
            spins[:, colour] = np.where(random.random(chance.shape, np.float32) < chance, 1, -1)

    def lattice(self, extent, threads, sweeps):
        key = (extent, threads)
        if key not in self.lattices:
            tiles = [np.ones((64, extent, extent), np.int8) for _ in range(threads)]
            randoms = [np.random.Generator(np.random.SFC64(t)) for t in range(threads)]
            self.lattices[key] = (tiles, randoms, np.indices((extent, extent)).sum(0) % 2 == 0)
        tiles, randoms, black = self.lattices[key]

        def run(tile, random):
            for _ in range(sweeps):
                self.sweep(tile, random, black)

        begin = time.perf_counter()
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(run, tiles, randoms))
        seconds = (time.perf_counter() - begin) / sweeps
        bonds = [np.mean(t * np.roll(t, 1, 1), dtype=float) + np.mean(t * np.roll(t, 1, 2), dtype=float) for t in tiles]
        return [seconds, -sum(bonds) / threads]


class Torch:
    """Eager, with autograd."""

    def __init__(self):
        import torch

        self.torch = torch
        self.version = "PyTorch " + torch.__version__
        self.states = {}

    def gemm(self, m, n, k, calls):
        torch = self.torch
        torch.set_num_threads(1)
        a, b, c = torch.from_numpy(operand(m, k)), torch.from_numpy(operand(k, n)), torch.empty(m, n)
        seconds = timed(calls, lambda: torch.mm(a, b, out=c))
        flat = c.flatten()
        return [seconds, flat[0].item(), flat[m * n // 2].item(), flat[-1].item()]

    def gaussian(self, n, calls):
        self.torch.set_num_threads(1)
        x = self.torch.empty(n)
        seconds = timed(calls, x.normal_)
        return [seconds, x.mean().item(), x.var(correction=0).item(), (x**4).mean().item()]

    def energy(self, theta, x):
        f = self.torch.nn.functional
        h = f.silu(f.linear(x, theta[0], theta[1]))
        h = f.silu(f.linear(h, theta[2], theta[3]))
        return f.linear(h, theta[4], theta[5]).squeeze(1) + x.square().sum(1) / (2 * BASE**2)

    def advance(self, theta, x, steps):
        torch = self.torch
        spread = math.sqrt(2 * STEP_SIZE)
        for _ in range(steps):
            x.requires_grad_(True)
            (gradient,) = torch.autograd.grad(self.energy(theta, x).sum(), x)
            with torch.no_grad():
                x = x - STEP_SIZE * gradient + spread * torch.randn_like(x)
        return x

    def prepare(self, hidden, chains, threads):
        self.torch.set_num_threads(threads)
        theta = [self.torch.from_numpy(t) for t in parameters(hidden)]
        return theta, self.torch.from_numpy(start(chains))

    def langevin(self, hidden, chains, threads, steps):
        key = (hidden, chains)
        theta, x = self.prepare(hidden, chains, threads)
        x = self.states.get(key, x)
        begin = time.perf_counter()
        self.states[key] = self.advance(theta, x, steps)
        return [(time.perf_counter() - begin) / steps]

    def check(self, hidden, chains, threads):
        theta, x = self.prepare(hidden, chains, threads)
        energies = self.energy(theta, x)
        x = self.advance(theta, x, BURN_IN)
        snapshots = []
        for _ in range(SNAPSHOTS):
            x = self.advance(theta, x, 1)
            snapshots.append(x.numpy())
        return [*moments(snapshots), energies.double().sum().item(), energies[0].item()]


class Jax:
    """One compiled loop over all steps."""

    def __init__(self):
        import jax
        import jax.numpy as jnp

        self.jax, self.jnp = jax, jnp
        self.version = "JAX " + jax.__version__
        self.states = {}
        self.key = jax.random.key(1)
        spread = math.sqrt(2 * STEP_SIZE)

        def energy(theta, x):
            h = jax.nn.silu(x @ theta[0].T + theta[1])
            h = jax.nn.silu(h @ theta[2].T + theta[3])
            return (h @ theta[4].T + theta[5])[:, 0] + jnp.square(x).sum(1) / (2 * BASE**2)

        slope = jax.grad(lambda theta, x: energy(theta, x).sum(), argnums=1)

        def advance(theta, x, key, steps):
            def step(_, carry):
                x, key = carry
                key, mine = jax.random.split(key)
                noise = jax.random.normal(mine, x.shape, x.dtype)
                return x - STEP_SIZE * slope(theta, x) + spread * noise, key

            return jax.lax.fori_loop(0, steps, step, (x, key))

        self.energy = jax.jit(energy)
        self.advance = jax.jit(advance)

    def prepare(self, hidden, chains):
        theta = [self.jnp.asarray(t) for t in parameters(hidden)]
        return theta, self.jnp.asarray(start(chains))

    def langevin(self, hidden, chains, threads, steps):
        key = (hidden, chains)
        theta, x = self.prepare(hidden, chains)
        if key not in self.states:
            self.advance(theta, x, self.key, 1)[0].block_until_ready()
            self.states[key] = x
        x = self.states[key]
        begin = time.perf_counter()
        x, self.key = self.advance(theta, x, self.key, steps)
        x.block_until_ready()
        seconds = (time.perf_counter() - begin) / steps
        self.states[key] = x
        return [seconds]

    def check(self, hidden, chains, threads):
        theta, x = self.prepare(hidden, chains)
        energies = np.asarray(self.energy(theta, x), dtype=np.float64)
        x, key = self.advance(theta, x, self.key, BURN_IN)
        snapshots = []
        for _ in range(SNAPSHOTS):
            x, key = self.advance(theta, x, key, 1)
            snapshots.append(x)
        return [*moments(snapshots), energies.sum(), energies[0]]


def main():
    try:
        system = {"numpy": Numpy, "torch": Torch, "jax": Jax}[sys.argv[1]]()
    except ImportError as error:
        print("missing", error, flush=True)
        return
    print("ready", system.version, flush=True)
    for line in sys.stdin:
        task, *numbers = line.split()
        answer = getattr(system, task)(*map(int, numbers))
        print(*(repr(float(number)) for number in answer), flush=True)


if __name__ == "__main__":
    main()
