"""A transformer by PyTorch (eager), JAX (jit) and ebm, on the same machine, in turns.

    python transformer_step.py [--classpath "ebm-bench/target/classes:ebm-bench/target/lib/*"] [--threads 1 2] [--pairs 1]
                               [--tokens 64] [--only TASK ...]

4 layers of 128 channels with 4 heads and 512 hidden units, norms first, GELU, on 64 states of 64 tokens of 128 numbers;
then a norm, the mean of the tokens, and a dense layer. Tasks:

    energy     the energies of the states
    gradient   the energies and their gradient by the tokens
    training   a step of a classifier of 10 classes: cross-entropy, gradient, Adam
    scores     a step of denoising score matching: the gradient of |sigma grad E(x + sigma xi) - xi|^2, Adam; PyTorch's
               fused attention has no second derivative, so that it takes its plain one

Times are of a step, the mean over steps after some that are not timed; ebm's are taken inside its process. JAX compiles
before. Peak memory is that of a process with the one task alone.
"""

import argparse
import functools
import os
import subprocess
import sys
import time

CHANNELS, HEADS, HIDDEN, BLOCKS, BATCH, CLASSES, SIGMA = 128, 4, 512, 4, 64, 10, 0.3
TASKS = ("energy", "gradient", "training", "scores")
STEPS = {"energy": (10, 20), "gradient": (10, 20), "training": (10, 20), "scores": (6, 8)}


def measure(step, warm_up, steps):
    for _ in range(warm_up):
        step()
    begin = time.perf_counter()
    for _ in range(steps):
        step()
    return (time.perf_counter() - begin) / steps


def by_torch(task, threads, tokens, warm_up, steps):
    import torch
    from torch import nn
    from torch.nn.attention import SDPBackend, sdpa_kernel

    torch.set_num_threads(threads)
    block = nn.TransformerEncoderLayer(CHANNELS, HEADS, HIDDEN, 0, "gelu", batch_first=True, norm_first=True)
    encoder = nn.TransformerEncoder(block, BLOCKS, nn.LayerNorm(CHANNELS), enable_nested_tensor=False)
    head = nn.Linear(CHANNELS, CLASSES if task == "training" else 1)
    parameters = [*encoder.parameters(), *head.parameters()]
    network = lambda x: head(encoder(x).mean(1))
    x, labels = torch.randn(BATCH, tokens, CHANNELS), torch.randint(CLASSES, (BATCH,))
    optimizer = torch.optim.Adam(parameters, lr=0.001)

    def energy():
        with torch.no_grad():
            network(x)

    def gradient():
        y = x.detach().requires_grad_(True)
        torch.autograd.grad(network(y).sum(), y)

    def learn(loss):
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()

    def training():
        learn(nn.functional.cross_entropy(network(x), labels))

    def scores():
        noise = torch.randn_like(x)
        y = (x + SIGMA * noise).requires_grad_(True)
        with sdpa_kernel(SDPBackend.MATH):
            (slope,) = torch.autograd.grad(network(y).sum(), y, create_graph=True)
            learn((SIGMA * slope - noise).square().sum() / (2 * BATCH))

    if task in ("energy", "gradient"):
        for parameter in parameters:
            parameter.requires_grad_(False)
    return measure({"energy": energy, "gradient": gradient, "training": training, "scores": scores}[task], warm_up, steps)


def by_jax(task, threads, tokens, warm_up, steps):
    import jax
    import jax.numpy as jnp

    def norm(p, x):
        centred = x - x.mean(-1, keepdims=True)
        return centred * jax.lax.rsqrt(centred.var(-1, keepdims=True) + 1e-5) * p[0] + p[1]

    def dense(p, x):
        return x @ p[0] + p[1]

    def attention(p, x):
        q, k, v = (t.reshape(*t.shape[:2], HEADS, -1) for t in jnp.split(dense(p["in"], x), 3, -1))
        weights = jax.nn.softmax(jnp.einsum("nqhd,nkhd->nhqk", q, k) / (CHANNELS // HEADS) ** 0.5)
        return dense(p["out"], jnp.einsum("nhqk,nkhd->nqhd", weights, v).reshape(x.shape))

    def network(p, x):
        for block in p["blocks"]:
            x = x + attention(block, norm(block["norm1"], x))
            x = x + dense(block["last"], jax.nn.gelu(dense(block["first"], norm(block["norm2"], x)), approximate=False))
        return dense(p["head"], norm(p["norm"], x).mean(1))

    key = jax.random.key(1)
    layer = lambda a, b: (jax.random.normal(key, (a, b)) / a**0.5, jnp.zeros(b))
    ones = (jnp.ones(CHANNELS), jnp.zeros(CHANNELS))
    block = {"in": layer(CHANNELS, 3 * CHANNELS), "out": layer(CHANNELS, CHANNELS), "first": layer(CHANNELS, HIDDEN),
             "last": layer(HIDDEN, CHANNELS), "norm1": ones, "norm2": ones}
    head = layer(CHANNELS, CLASSES if task == "training" else 1)
    theta = {"blocks": [block] * BLOCKS, "norm": ones, "head": head}
    x = jax.random.normal(key, (BATCH, tokens, CHANNELS))
    labels = jnp.arange(BATCH) % CLASSES
    sum_of = lambda p, x: network(p, x).sum()

    def cross_entropy(p, _):
        return -jnp.take_along_axis(jax.nn.log_softmax(network(p, x)), labels[:, None], 1).mean()

    def matching(p, noise):
        slope = jax.grad(sum_of, 1)(p, x + SIGMA * noise)
        return jnp.square(SIGMA * slope - noise).sum() / (2 * BATCH)

    def adam(loss, p, m, v, t, noise):
        g = jax.grad(loss)(p, noise)
        each = functools.partial(jax.tree.map)
        m = each(lambda a, b: 0.9 * a + 0.1 * b, m, g)
        v = each(lambda a, b: 0.999 * a + 0.001 * b * b, v, g)
        step = lambda a, b, c: a - 0.001 * b / (1 - 0.9**t) / (jnp.sqrt(c / (1 - 0.999**t)) + 1e-8)
        return each(step, p, m, v), m, v

    if task in ("energy", "gradient"):
        call = jax.jit(network if task == "energy" else jax.value_and_grad(sum_of, 1))
        return measure(lambda: jax.block_until_ready(call(theta, x)), warm_up, steps)
    call = jax.jit(functools.partial(adam, cross_entropy if task == "training" else matching))
    zeros = jax.tree.map(jnp.zeros_like, theta)
    state = {"of": (theta, zeros, zeros), "t": 0}

    def step():
        state["t"] += 1
        noise = jax.random.normal(jax.random.fold_in(key, state["t"]), x.shape)
        state["of"] = jax.block_until_ready(call(*state["of"], float(state["t"]), noise))

    return measure(step, warm_up, steps)


def alone(command, environment):
    """What a process prints last, and the MiB that it took at most."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment)
    lines = process.stdout.read().split()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"transformer_step.py: failed: {' '.join(command)}")
    return float(lines[-1]), usage.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--classpath", default="ebm-bench/target/classes:ebm-bench/target/lib/*")
    parser.add_argument("--java-options", default="--add-modules jdk.incubator.vector -XX:ObjectAlignmentInBytes=64")
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--pairs", type=int, default=1)
    parser.add_argument("--tokens", type=int, default=64)
    parser.add_argument("--only", nargs="+", default=TASKS, choices=TASKS)
    parser.add_argument("--alone", nargs=5, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.alone:
        system, task, *numbers = options.alone
        threads, warm_up, steps = map(int, numbers)
        by = {"torch": by_torch, "jax": by_jax}[system]
        print(by(task, threads, options.tokens, warm_up, steps))
        return
    print("| task | threads | ebm s | PyTorch s | JAX s | PyTorch / ebm | JAX / ebm | MiB ebm, PyTorch, JAX |")
    print("|---|---|---|---|---|---|---|---|")
    for task in options.only:
        for threads in options.threads:
            cores = ",".join(map(str, sorted(os.sched_getaffinity(0))[:threads]))
            pin = ["taskset", "-c", cores]
            numbers = [str(threads), *map(str, STEPS[task])]
            java = ["java", *options.java_options.split(), "-cp", options.classpath, "io.ebm.bench.TransformerRun"]
            commands = {
                "ebm": [*java, task, *numbers, str(options.tokens)],
                **{system: [sys.executable, __file__, "--tokens", str(options.tokens), "--alone", system, task, *numbers]
                   for system in ("torch", "jax")},
            }
            found = {system: [] for system in commands}
            for _ in range(options.pairs):
                for system, command in commands.items():
                    found[system].append(alone(pin + command, {**os.environ, "OMP_NUM_THREADS": str(threads)}))
            seconds = {s: sorted(t for t, _ in each)[len(each) // 2] for s, each in found.items()}
            memory = ", ".join(f"{max(m for _, m in each):.0f}" for each in found.values())
            print(f"| {task} | {threads} | {seconds['ebm']:.4f} | {seconds['torch']:.4f} | {seconds['jax']:.4f} | "
                  f"{seconds['torch'] / seconds['ebm']:.2f} | {seconds['jax'] / seconds['ebm']:.2f} | {memory} |",
                  flush=True)


if __name__ == "__main__":
    main()
