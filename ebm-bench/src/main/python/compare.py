"""Runs the comparison: starts a worker per system, alternates between them, checks that both did the same work,
and prints medians and ratios. See the script `compare`."""

import argparse
import json
import math
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import time

GEMM = [(512, 512, 512), (32, 256, 256), (256, 64, 256), (64, 128, 128)]
LANGEVIN = [(64, 256), (128, 256), (256, 256), (256, 2048)]
GAUSSIAN = 16384
THREADS = 2
SECONDS = 0.4  # of one timed run
WARM_UP = 5  # of the first task of a kind: the compiler of a virtual machine needs some seconds
PAUSE = 0.1  # between runs, for the other system's threads to stop spinning
CHECK_CHAINS = 2048
LATTICE = 256
HOPFIELD = [
    (0, "one spin after the other"),
    (1, "all spins at once"),
    (2, "all spins at once (NumPy by its patterns)"),
]
CARTS = [(0, "one of theirs"), (1, "1,024 of theirs in NumPy")]
SYSTEMS = {
    "gemm": ("numpy", "torch"),
    "gaussian": ("torch",),
    "lattice": ("numpy",),
    "pcd": ("sklearn", "torch"),
    "ais": ("blas",),
    "hopfield": ("blas",),
    "attention": ("blas",),
    "langevin": ("torch", "jax"),
    "policy": ("gymnasium", "torch"),
}
WHOLE = {"ais": 14500, "policy": 6000}  # what is as long as it is


class Worker:
    """A process that does tasks, one after the other."""

    def __init__(self, command, **environment):
        self.warm = set()
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, **environment},
        )

    def read(self):
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"compare: {' '.join(self.process.args[:1])} died; run it by hand to see why")
        return line.split()

    def run(self, *task):
        self.process.stdin.write(" ".join(map(str, task)) + "\n")
        self.process.stdin.flush()
        return [float(word) for word in self.read()]

    def close(self):
        self.process.stdin.close()
        self.process.wait()


def repetitions(worker, *task):
    """Warms up, and finds how many calls or steps fill a run."""
    if task[0] in WHOLE:
        worker.run(*task, 1000)
        return WHOLE[task[0]]
    count = 1
    end = time.monotonic() + (1 if task[0] in worker.warm else WARM_UP)
    worker.warm.add(task[0])
    while time.monotonic() < end or seconds * count < SECONDS / 2:
        seconds = worker.run(*task, count)[0]
        count = max(1, min(10 * count, int(SECONDS / seconds)))
    return count


def paired(pairs, ours, theirs, task, their_task=None):
    """Times of both, taken in turn."""
    sides = ((ours, task), (theirs, their_task or task))
    counts = [repetitions(worker, *what) for worker, what in sides]
    times = ([], [])
    for _ in range(pairs):
        for (worker, what), count, mine in zip(sides, counts, times):
            time.sleep(PAUSE)
            mine.append(worker.run(*what, count)[0])
    return times


def limit(pairs, ours):
    """Times of an update, and of as many operations as its two products have by a product that suits us well."""
    size = (512, 512, 512)
    scale = 2 * 1024 * 50_000 * 64 / math.prod(size)
    times = paired(pairs, ours, ours, ("attention", 1), ("gemm", *size))
    return times[0], [scale * t for t in times[1]]


def close(ours, theirs, tolerances):
    return all(abs(a - b) <= t for a, b, t in zip(ours, theirs, tolerances))


def same_gemm(ours, theirs, m, n, k):
    a, b = (worker.run("gemm", m, n, k, 1)[1:] for worker in (ours, theirs))
    return close(a, b, [1e-5 * k] * 3)


def same_gaussian(ours, theirs):
    n = 1 << 20
    exact = [0, 1, 3]
    five = [5 * math.sqrt(v / n) for v in (1, 2, 96)]
    return all(close(worker.run("gaussian", n, 1)[1:], exact, five) for worker in (ours, theirs))


def same_langevin(ours, theirs, hidden):
    a, b = (worker.run("check", hidden, CHECK_CHAINS, THREADS) for worker in (ours, theirs))
    # Moments: five standard errors of a difference, as if a chain's snapshots were one.
    mean = [5 * math.sqrt(2 * v / CHECK_CHAINS) for v in b[2:4]]
    variance = [5 * v * math.sqrt(2 * 2 / CHECK_CHAINS) for v in b[2:4]]
    energies = [1e-5 * (abs(b[4]) + CHECK_CHAINS), 1e-4 * (abs(b[5]) + 1)]
    return close(a, b, mean + variance + energies)


def same_lattice(ours, theirs):
    # Far above the critical temperature: relaxed after 200 sweeps; the deviation of a chain's mean is 0.006.
    a, b = (worker.run("lattice", LATTICE, THREADS, 200)[1] for worker in (ours, theirs))
    return abs(a - b) < 5 * 0.006 * math.sqrt(2 / (64 * THREADS))


def same_machine(ours, theirs):
    # Far from the end of learning, the biases have gone the same way on the same data.
    a, b = (worker.run("pcd", THREADS, 400)[1] for worker in (ours, theirs))
    return abs(a - b) < 0.1 * abs(b)


def same_memory(ours, theirs, mode):
    """Fields are whole numbers: the very same states."""
    a = ours.run("hopfield", THREADS, min(mode, 1), 1)[1:]
    b = theirs.run("hopfield", THREADS, mode, 1)[1:]
    return close(a, b, [1e-6, 0])


def same_carts(ours, theirs, kind):
    """Random actions let the pole fall after about 22 steps."""
    a = ours.run("carts", 1, 20_000_000)[1]
    b = theirs.run("carts", kind, 4_000_000 if kind else 200_000)[1]
    return abs(a - b) < 0.5


def same_policy(ours, theirs):
    """Values have gone the same way after as many steps."""
    a, b = (worker.run("policy", 1, WHOLE["policy"])[1] for worker in (ours, theirs))
    return abs(a - b) < 0.25 * abs(b)


def same_annealing(ours, theirs):
    a, b = (worker.run("ais", THREADS, 4000)[1] for worker in (ours, theirs))
    return abs(a - b) < 1


def row(name, system, unit, scale, times, same):
    ours, theirs = times
    ratios = [b / a for a, b in zip(ours, theirs)]
    return {
        "task": name,
        "against": system,
        "unit": unit,
        "ours": statistics.median(ours) * scale,
        "theirs": statistics.median(theirs) * scale,
        "ratio": statistics.median(ratios),
        "ratioLow": min(ratios),
        "ratioHigh": max(ratios),
        "same": same,
    }


def compare(options, ours, others):
    wanted = lambda task: options.only in (None, task)
    for name, worker in others.items():
        if wanted("gemm") and name in ("numpy", "torch"):
            for m, n, k in GEMM:
                times = paired(options.pairs, ours, worker, ("gemm", m, n, k))
                same = same_gemm(ours, worker, m, n, k)
                yield row(f"product {m} × {n} × {k}, 1 core", worker.version, "µs", 1e6, times, same)
        if wanted("gaussian") and name == "torch":
            times = paired(options.pairs, ours, worker, ("gaussian", GAUSSIAN))
            same = same_gaussian(ours, worker)
            yield row("normal float, 1 core", worker.version, "ns", 1e9 / GAUSSIAN, times, same)
        if wanted("lattice") and name == "numpy":
            spins = LATTICE * LATTICE * 64 * THREADS
            times = paired(options.pairs, ours, worker, ("lattice", LATTICE, THREADS))
            same = same_lattice(ours, worker)
            label = f"Gibbs update of a spin, {LATTICE} × {LATTICE}, 64 chains each, {THREADS} threads"
            yield row(label, worker.version, "ns", 1e9 / spins, times, same)
        if wanted("pcd") and name in ("sklearn", "torch"):
            times = paired(options.pairs, ours, worker, ("pcd", THREADS))
            same = same_machine(ours, worker)
            label = f"PCD-1 of an RBM 784 × 500, batch 100, per example, {THREADS} threads"
            yield row(label, worker.version, "µs", 1e6 / 100, times, same)
        if wanted("ais") and name == "blas":
            times = paired(options.pairs, ours, worker, ("ais", THREADS))
            same = same_annealing(ours, worker)
            label = f"AIS of an RBM 784 × 500, 100 chains, 14,500 temperatures, {THREADS} threads"
            yield row(label, worker.version, "s", WHOLE["ais"], times, same)
        if wanted("hopfield") and name == "blas":
            for mode, label in HOPFIELD:
                task = ("hopfield", THREADS, min(mode, 1))
                times = paired(options.pairs, ours, worker, task, ("hopfield", THREADS, mode))
                same = same_memory(ours, worker, mode)
                label = f"Hopfield, N = 10,000, 1,000 patterns, 100 probes, {label}, {THREADS} threads"
                yield row(label, worker.version, "ms", 1e3, times, same)
        if wanted("attention") and name == "blas":
            label = "update of 1,024 states by 50,000 × 64 patterns"
            times = paired(options.pairs, ours, worker, ("attention", THREADS))
            a, b = (each.run("attention", THREADS, 1)[1:] for each in (ours, worker))
            yield row(f"{label}, {THREADS} threads", worker.version, "ms", 1e3, times, close(a, b, [1e-5] * 3))
            times = limit(options.pairs, ours)
            yield row(f"{label}, 1 core", "its products at our GEMM's speed", "ms", 1e3, times, True)
        if wanted("policy") and name == "gymnasium":
            for kind, label in CARTS:
                times = paired(options.pairs, ours, worker, ("carts", 1), ("carts", kind))
                same = same_carts(ours, worker, kind)
                label = f"step of a cart-pole episode, 1,024 of ours side by side, {label}, 1 core"
                yield row(label, worker.version, "ns", 1e9, times, same)
        if wanted("policy") and name == "torch":
            times = paired(options.pairs, ours, worker, ("policy", 1))
            same = same_policy(ours, worker)
            label = "training step of soft Q-learning on cart-pole, 128 and 128 units, batch 64, 1 core"
            yield row(label, worker.version, "µs", 1e6, times, same)
        if wanted("langevin") and name in ("torch", "jax"):
            for hidden, chains in LANGEVIN:
                times = paired(options.pairs, ours, worker, ("langevin", hidden, chains, THREADS))
                same = same_langevin(ours, worker, hidden)
                label = f"Langevin step, h = {hidden}, {chains} chains, {THREADS} threads"
                yield row(label, worker.version, "µs", 1e6, times, same)


def processor():
    try:
        for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def main():
    parser = argparse.ArgumentParser(prog="compare")
    parser.add_argument("--java", required=True)
    parser.add_argument("--classpath", required=True)
    parser.add_argument("--java-options", default="", help="further options of our virtual machine")
    parser.add_argument("--pairs", type=int, default=7, help="how often each system runs")
    parser.add_argument("--only", choices=list(SYSTEMS))
    parser.add_argument("--json", help="a file for the figures")
    options = parser.parse_args()

    # The same cores for everybody.
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:THREADS])
    command = [options.java, "--add-modules", "jdk.incubator.vector", *options.java_options.split()]
    ours = Worker([*command, "-cp", options.classpath, "io.ebm.bench.Worker"])
    one, all_threads = {"OPENBLAS_NUM_THREADS": "1"}, {"OPENBLAS_NUM_THREADS": str(THREADS)}
    here = pathlib.Path(__file__).parent
    others = {}
    for name, system, threads in (
        ("numpy", "numpy", one),
        ("blas", "numpy", all_threads),
        ("sklearn", "sklearn", all_threads),
        ("torch", "torch", one),
        ("jax", "jax", one),
        ("gymnasium", "gymnasium", one),
    ):
        if options.only and name not in SYSTEMS[options.only]:
            continue
        worker = Worker([sys.executable, str(here / "systems.py"), system], **threads)
        state, *rest = worker.read()
        if state == "ready":
            worker.version = " ".join(rest)
            others[name] = worker
        else:
            print(f"compare: left out {name}: {' '.join(rest)}", file=sys.stderr)

    java = subprocess.run([options.java, "-version"], capture_output=True, text=True).stderr.splitlines()[0]
    machine = {
        "processor": processor(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "java": java,
        "javaOptions": options.java_options,
        "pairs": options.pairs,
    }
    print(", ".join(f"{key} {value}" for key, value in machine.items() if value != ""))
    print()
    print("| task | against | ebm | other | unit | times as fast (least to most) | same result |")
    print("|---|---|--:|--:|---|--:|---|", flush=True)
    rows = []
    for r in compare(options, ours, others):
        rows.append(r)
        print(
            f"| {r['task']} | {r['against']} | {r['ours']:.4g} | {r['theirs']:.4g} | {r['unit']} "
            f"| {r['ratio']:.2f} ({r['ratioLow']:.2f} to {r['ratioHigh']:.2f}) | {'yes' if r['same'] else 'NO'} |",
            flush=True,
        )
    for worker in (ours, *others.values()):
        worker.close()
    if options.json:
        pathlib.Path(options.json).write_text(json.dumps({"machine": machine, "rows": rows}, indent=2) + "\n")
    if not all(r["same"] for r in rows):
        raise SystemExit("compare: the systems did not compute the same")


if __name__ == "__main__":
    main()
