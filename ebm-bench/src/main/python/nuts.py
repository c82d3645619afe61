"""Compares No-U-Turn samplers: paired runs on one core with the same target, mass matrix, depth and target acceptance,
warm-up and draws, in single precision. Effective sample sizes are ArviZ's, bulk.

Run as `python nuts.py jax|numpyro target mass folder chains warm-up draws` it is the other systems' side: like
io.ebm.bench.NutsRun it reads seeds and writes draws. NumPyro's sampler, and one in JAX by itself, nuts_jax.py."""

import pathlib
import sys
import tempfile
import time

import numpy as np

WARM_UP = 1000
TARGETS = {  # mass matrix, draws, for people
    "gaussian": ("dense", 1000, "Gaussian, d = 100, condition 1000"),
    "funnel": ("diagonal", 10_000, "non-centred funnel, d = 10"),
    "logistic": ("diagonal", 1000, "logistic regression, 1,000 × 25"),
}
CHAINS = (1, 4)
SECONDS = 8  # of warm-up: virtual machines compile while they run


class Run:
    """What came of a seed: draws [chain, draw, dim], gradients of all chains, seconds of sampling, effective draws."""

    def __init__(self, folder, chains, draws, answer):
        self.gradients, self.seconds = answer
        x = np.fromfile(folder / "draws.f32", "<f4").reshape(draws, chains, -1)
        self.x = x.transpose(1, 0, 2).astype(float)
        sizes = effective(self.x, "bulk")
        self.least, self.mean = sizes.min(), sizes.mean()


def effective(x, method):
    """Effective sample sizes of all coordinates."""
    import arviz

    return np.asarray(arviz.ess(arviz.convert_to_dataset(x), method=method)["x"])


def same_law(ours, theirs):
    """Means and second moments of all coordinates agree, by their standard errors."""
    for power in (1, 2):
        sides = []
        for runs in (ours, theirs):
            x = np.concatenate([run.x for run in runs]) ** power
            sides.append((x.mean((0, 1)), x.var((0, 1)) / effective(x, "mean")))
        (a, u), (b, v) = sides
        if np.any(np.abs(a - b) > 5 * np.sqrt(u + v)):
            return False
    return True


def measure(java, classpath, workers, peer, target, chains, pairs, cores):
    """
    Runs of ours and theirs, and their peak memory in MiB.

    workers: makes a worker from a command
    cores: each pair has the next one of them
    """
    mass, draws, _ = TARGETS[target]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        task = [target, mass, name, str(chains), str(WARM_UP), str(draws)]
        ours = workers([*java, "-cp", classpath, "io.ebm.bench.NutsRun", *task])
        ours.read()
        theirs = workers([sys.executable, __file__, peer, *task])
        theirs.read()
        runs = {ours: [], theirs: []}
        for worker in runs:
            end = time.monotonic() + SECONDS
            worker.run(0)
            while time.monotonic() < end:
                worker.run(0)
        for pair in range(pairs):
            for worker, mine in runs.items():
                worker.place([cores[pair % len(cores)]] if cores else [])
                mine.append(Run(folder, chains, draws, worker.run(1 + pair)))
        return runs[ours], runs[theirs], ours.close(), theirs.close()


# The other systems' side.


def potential(target, file):
    """Dimension and energy of a state."""
    import jax
    import jax.numpy as jnp

    if target == "funnel":
        return 10, lambda x: 0.5 * x @ x
    numbers = np.fromfile(file, "<f4")
    if target == "gaussian":
        precision = jnp.asarray(numbers.reshape(100, 100))
        return 100, lambda x: 0.5 * x @ (precision @ x)
    signed = jnp.asarray(numbers.reshape(-1, 25))
    return 25, lambda x: jnp.sum(jax.nn.softplus(signed @ x)) + 0.5 * x @ x


class Numpyro:
    def __init__(self, potential, dim, mass, chains, warm_up, draws):
        from numpyro.infer import MCMC, NUTS

        kernel = NUTS(potential_fn=potential, dense_mass=mass == "dense", target_accept_prob=0.8, max_tree_depth=10)
        self.shape = (chains, dim) if chains > 1 else (dim,)
        self.mcmc = MCMC(
            kernel, num_warmup=warm_up, num_samples=draws, num_chains=chains, progress_bar=False,
            chain_method="vectorized" if chains > 1 else "sequential")

    def run(self, seed):
        import jax

        key = jax.random.PRNGKey(seed)
        start = jax.random.normal(jax.random.fold_in(key, 1), self.shape)
        self.mcmc.warmup(key, init_params=start, collect_warmup=False)
        jax.block_until_ready(self.mcmc.post_warmup_state)
        warm = time.perf_counter()
        self.mcmc.run(self.mcmc.post_warmup_state.rng_key, extra_fields=("num_steps",))
        x = np.asarray(self.mcmc.get_samples(group_by_chain=True))
        end = time.perf_counter()
        steps = np.asarray(self.mcmc.get_extra_fields()["num_steps"])
        return x, int(steps.sum()), end - warm


def main():
    system, target, mass, folder, *numbers = sys.argv[1:]
    chains, warm_up, draws = map(int, numbers)
    folder = pathlib.Path(folder)
    dim, energy = potential(target, folder / "target.f32")
    if system == "numpyro":
        sampler = Numpyro(energy, dim, mass, chains, warm_up, draws)
    else:
        from nuts_jax import Sampler

        sampler = Sampler(energy, dim, mass, chains, warm_up, draws)
    print("ready", flush=True)
    for line in sys.stdin:
        x, *figures = sampler.run(int(line))
        x.transpose(1, 0, 2).astype("<f4").tofile(folder / "draws.f32")
        print(*figures, flush=True)


if __name__ == "__main__":
    main()
