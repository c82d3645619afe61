"""The No-U-Turn sampler of ebm against NumPyro's, on three targets; see ebm-bench/compare-nuts.

Both draw as many draws from as many chains after as long a warm-up, with the same target acceptance
(0.8), mass matrix and depth, in single precision and on the same core. Effective sample sizes are
ArviZ's, bulk; a gradient is one evaluation at one state, warm-up not counted.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time

import arviz
import jax
import jax.numpy as jnp
import numpy as np
import numpyro
from numpyro.infer import MCMC, NUTS

from rows import JAVA_OPTIONS


def potential(target, numbers):
    if target == "gaussian":
        precision = jnp.asarray(numbers.reshape(100, 100))
        return 100, lambda x: 0.5 * x @ precision @ x
    if target == "funnel":
        return 10, lambda x: 0.5 * jnp.sum(x * x)
    signed = jnp.asarray(numbers.reshape(-1, 25))
    return 25, lambda x: jnp.sum(jax.nn.softplus(signed @ x)) + 0.5 * jnp.sum(x * x)


class Numpyro:
    def __init__(self, target, numbers, mass, chains, warmup, draws):
        self.dim, function = potential(target, numbers)
        kernel = NUTS(
            potential_fn=function,
            dense_mass=mass == "dense",
            target_accept_prob=0.8,
            max_tree_depth=10,
        )
        self.chains = chains
        self.mcmc = MCMC(
            kernel,
            num_warmup=warmup,
            num_samples=draws,
            num_chains=chains,
            chain_method="vectorized" if chains > 1 else "sequential",
            progress_bar=False,
        )

    def run(self, seed):
        key = jax.random.PRNGKey(seed)
        shape = (self.chains, self.dim) if self.chains > 1 else (self.dim,)
        start = jax.random.normal(jax.random.fold_in(key, 1), shape)
        begin = time.perf_counter()
        self.mcmc.warmup(key, init_params=start, collect_warmup=False)
        jax.block_until_ready(self.mcmc.post_warmup_state)
        warm = time.perf_counter()
        self.mcmc.run(self.mcmc.post_warmup_state.rng_key, extra_fields=("num_steps",))
        x = np.asarray(self.mcmc.get_samples(group_by_chain=True))
        end = time.perf_counter()
        steps = np.asarray(self.mcmc.get_extra_fields()["num_steps"])
        return x, float(steps.sum()), end - warm, end - begin


class Ebm:
    def __init__(self, java, target, folder, mass, chains, warmup, draws):
        self.folder = folder
        self.shape = (draws, chains, -1)
        words = [*java, "io.ebm.bench.NutsRun", target, mass, folder]
        words += [str(chains), str(warmup), str(draws)]
        self.process = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout.readline().strip() == "ready"

    def run(self, seed):
        self.process.stdin.write(f"{seed}\n")
        self.process.stdin.flush()
        gradients, sampling, total = map(float, self.process.stdout.readline().split())
        x = np.fromfile(os.path.join(self.folder, "draws.f32"), "<f4").reshape(self.shape)
        return x.transpose(1, 0, 2), gradients, sampling, total


def figures(result):
    x, gradients, sampling, total = result
    bulk = np.asarray(arviz.ess(arviz.convert_to_dataset(x.astype(float)), method="bulk")["x"])
    return np.array(
        [
            bulk.min(), bulk.mean(), gradients,
            1000 * bulk.min() / gradients, 1000 * bulk.mean() / gradients,
            bulk.min() / sampling, bulk.min() / total,
        ]
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--java", required=True)
    parser.add_argument("--classpath", required=True)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--chains", type=int, default=1)
    parser.add_argument("--warm-up", type=int, default=1000)
    parser.add_argument("--draws", type=int, default=1000)
    parser.add_argument("--only", choices=["gaussian", "funnel", "logistic"])
    parser.add_argument("--json")
    options = parser.parse_args()
    java = [options.java, JAVA_OPTIONS, "-cp", options.classpath]
    tasks = [("gaussian", "dense"), ("gaussian", "diagonal"), ("funnel", "diagonal")]
    tasks.append(("logistic", "diagonal"))
    print(f"{platform.processor() or platform.machine()}, NumPyro {numpyro.__version__},", end=" ")
    print(f"JAX {jax.__version__}, {options.chains} chains, {options.pairs} pairs")
    print("| target, mass | system | ESS least / mean | per 1000 gradients, least / mean | least ESS / s | with warm-up |")
    print("|---|---|---|---|---|---|")
    report = []
    for target, mass in tasks:
        if options.only not in (None, target):
            continue
        with tempfile.TemporaryDirectory() as folder:
            ours = Ebm(java, target, folder, mass, options.chains, options.warm_up, options.draws)
            file = os.path.join(folder, "target.f32")
            numbers = np.fromfile(file, "<f4") if os.path.exists(file) else None
            theirs = Numpyro(
                target, numbers, mass, options.chains, options.warm_up, options.draws
            )
            systems = {"ebm": ours, "NumPyro": theirs}
            collected = {name: [] for name in systems}
            for name, system in systems.items():
                system.run(0)  # compiles
            for pair in range(options.pairs):
                for name, system in systems.items():
                    collected[name].append(figures(system.run(1 + pair)))
            ours.process.stdin.close()
            ours.process.wait()
        for name, rows in collected.items():
            f = np.mean(rows, axis=0)
            print(
                f"| {target}, {mass} | {name} | {f[0]:.0f} / {f[1]:.0f} | {f[3]:.2f} / {f[4]:.2f}"
                f" | {f[5]:.0f} | {f[6]:.0f} |",
                flush=True,
            )
            report.append({"target": target, "mass": mass, "system": name, "figures": f.tolist()})
        ratio = np.array(collected["ebm"]) / np.array(collected["NumPyro"])
        m, s = ratio.mean(0), ratio.std(0, ddof=1) / np.sqrt(len(ratio)) if len(ratio) > 1 else 0
        print(
            f"| {target}, {mass} | ratio | | {m[3]:.2f} ± {s[3]:.2f} / {m[4]:.2f} ± {s[4]:.2f}"
            f" | {m[5]:.2f} ± {s[5]:.2f} | {m[6]:.2f} |"
        )
    if options.json:
        with open(options.json, "w") as file:
            json.dump(report, file, indent=1)


if __name__ == "__main__":
    sys.exit(main())
