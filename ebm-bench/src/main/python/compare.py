"""Runs the comparison: starts a worker per system, alternates between them, checks that both did the same work,
and writes medians, ratios and what they are of the machine's limits. See the script `compare`.

On a machine shared with others unseen its cores are not equally fast, nor are they the same from one minute to the
next. So both systems of a pair get the same cores, those that need one core the next one with every pair, and the limit
is measured beside every pair."""

import argparse
import datetime
import importlib.metadata
import importlib.util
import itertools
import json
import math
import os
import pathlib
import platform
import re
import statistics
import subprocess
import sys
import time

import crf
import nuts
import report
import rows

SECONDS = 0.4  # of one timed run
WARM_UP = 5  # of the first task of a kind: the compiler of a virtual machine needs some seconds
PROBE = (1024, 1024, 1024)  # the product whose speed is the limit
PAUSE = 0.7  # between runs, for the other system's threads to stop spinning
START_UP = {"plugins": ["plugins"], "validate": ["validate", "examples/two-moons.json"], "describe": ["describe", "energy", "mlp"]}


class Worker:
    """A process that does tasks, one after the other."""

    def __init__(self, command, **environment):
        self.warm = set()
        self.peak = 0
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
            raise SystemExit(f"compare: {' '.join(self.process.args)} died; run it by hand to see why")
        return line.split()

    def run(self, *task):
        self.process.stdin.write(" ".join(map(str, task)) + "\n")
        self.process.stdin.flush()
        return [float(word) for word in self.read()]

    def place(self, cores):
        """Moves all its threads to some cores, where the system can do that."""
        for thread in pathlib.Path(f"/proc/{self.process.pid}/task").glob("*") if cores else ():
            try:
                os.sched_setaffinity(int(thread.name), cores)
            except ProcessLookupError:
                pass  # it has ended

    def close(self):
        """Ends the process; gives its peak memory in MiB."""
        self.process.stdin.close()
        _, status, usage = os.wait4(self.process.pid, 0)
        self.process.returncode = os.waitstatus_to_exitcode(status)
        return usage.ru_maxrss / 1024


def virtual_machine(options):
    return [options.java, rows.JAVA_OPTIONS, *options.java_options.split()]


class Systems:
    """Workers of one kind of rows."""

    def __init__(self, options):
        self.options = options
        self.started = {}
        self.missing = {}

    def ours(self):
        command = [*virtual_machine(self.options), "-cp", self.options.classpath, "io.ebm.bench.Worker"]
        self.started["ebm"] = Worker(command)
        return self.started["ebm"]

    def peer(self, name):
        """A worker, or null where the system is not to be had."""
        if name in self.missing:
            return None
        if name not in self.started:
            system = "numpy" if name == "blas" else name
            threads = str(rows.THREADS if name in ("blas", "sklearn") else 1)
            program = str(pathlib.Path(__file__).parent / "systems.py")
            worker = Worker([sys.executable, program, system], OPENBLAS_NUM_THREADS=threads)
            state, *rest = worker.read()
            if state != "ready":
                self.missing[name] = " ".join(rest)
                absent(name, self.missing[name])
                worker.process.kill()
                return None
            worker.version = " ".join(rest)
            self.started[name] = worker
        return self.started[name]

    def close(self):
        peaks = {name: worker.close() for name, worker in self.started.items()}
        self.started = {}
        return peaks


def repetitions(worker, task, whole):
    """Warms up, and finds how many calls fill a run."""
    if whole:
        worker.run(*task, 1000)
        return whole
    count = 1
    end = time.monotonic() + (1 if task[0] in worker.warm else WARM_UP)
    worker.warm.add(task[0])
    while time.monotonic() < end or seconds * count < SECONDS / 2:
        seconds = worker.run(*task, count)[0]
        count = max(1, min(10 * count, int(SECONDS / seconds)))
    return count


class Limits:
    """What the machine allows: operations per second of the best product that anybody does here."""

    def __init__(self, options):
        self.systems = Systems(options)
        ours, numpy, blas = self.systems.ours(), self.systems.peer("numpy"), self.systems.peer("blas")
        self.workers = {1: [ours, numpy], 2: [blas]}
        for worker in ours, numpy, blas:
            repetitions(worker, ("gemm", *PROBE), 0)
        self.found = {threads: [] for threads in self.workers}
        self.bytes = 2 * 4 * (1 << 25) / min(numpy.run("bandwidth", 3)[0] for _ in range(3))

    def flops(self, threads, cores):
        """On so many cores now: the best of three runs of some 50 ms."""
        seconds = math.inf
        for worker in self.workers[threads]:
            worker.place(cores)
            seconds = min([seconds, *(worker.run("gemm", *PROBE, 5 * threads)[0] for _ in range(3))])
        self.found[threads].append(2 * math.prod(PROBE) / seconds)
        return self.found[threads][-1]

    def summary(self):
        spread = lambda values: [min(values), statistics.median(values), max(values)]
        return {"flops": {threads: spread(values) for threads, values in self.found.items() if values}, "bytes": self.bytes}


def paired(pairs, row, sides, cores, limits):
    """Times of several workers and tasks, taken in turn, and the limit beside each pair."""
    for worker, _ in sides:
        worker.place(cores)
    counts = [repetitions(worker, task, row.whole) for worker, task in sides]
    times = [[] for _ in sides]
    allowed = []
    for pair in range(pairs):
        own = cores if row.threads > 1 else [cores[pair % len(cores)]] if cores else []
        if row.flops:
            allowed.append(limits.flops(row.threads, own))
        for (worker, task), count, mine in zip(sides, counts, times):
            worker.place(own)
            time.sleep(PAUSE)
            mine.append(worker.run(*task, count)[0])
    return times, allowed


def measured(row, version, times, allowed):
    ours, *theirs = times
    result = {
        "kind": row.task[0],
        "task": row.label,
        "against": version,
        "unit": row.unit,
        "ours": statistics.median(ours) * row.scale,
        "limit": statistics.median(row.flops / a / b for a, b in zip(ours, allowed)) if allowed else None,
    }
    if theirs:
        ratios = [b / a for a, b in zip(ours, theirs[0])]
        result |= {
            "theirs": statistics.median(theirs[0]) * row.scale,
            "ratio": statistics.median(ratios),
            "ratioLow": min(ratios),
            "ratioHigh": max(ratios),
        }
    return result


def compare(options, machine, cores, limits):
    """Rows as they are measured; one where the systems do not agree is said and left out."""
    systems = Systems(options)
    for kind, wanted in rows.table().items():
        if options.only not in (None, kind):
            continue
        for row in wanted:
            ours = systems.started.get("ebm") or systems.ours()
            for name in row.peers or [None]:
                worker = systems.peer(name) if name else None
                if name and worker is None:
                    continue
                sides = [(ours, row.task)] + ([(worker, row.their_task(name))] if name else [])
                times, allowed = paired(options.pairs, row, sides, cores, limits)
                if name and not row.same(row, name, ours, worker):
                    differs(row.label, worker.version, machine)
                    continue
                yield measured(row, worker.version if name else None, times, allowed)
        machine["memory"][kind] = systems.close()


def absent(system, reason):
    print(f"compare: left out {system}: {reason}", file=sys.stderr)


def taggers(options, machine, java, cores):
    """The rows of a conditional random field, whose systems read files and end: both train until they stop of themselves."""
    if importlib.util.find_spec("pycrfsuite") is None:
        return absent("CRFsuite and Mallet", "no pycrfsuite")
    if not (pathlib.Path(os.environ.get("EBM_DATA", "/nowhere")) / "conll2000").is_dir():
        return absent("CRFsuite and Mallet", "EBM_DATA names no folder with conll2000")
    if not options.mallet:
        absent("Mallet", "Maven does not fetch it")
    pairs, mallet = crf.measure(java, options.classpath, options.pairs, cores, options.mallet)
    machine["memory"]["crf"] = {
        "ebm": max(pair["ebm-2 MiB"] for pair in pairs), "crfsuite": max(pair["crfsuite MiB"] for pair in pairs)}
    version = "CRFsuite " + importlib.metadata.version("python-crfsuite")
    same = lambda what, relative: all(abs(p[f"ebm {what}"] / p[f"crfsuite {what}"] - 1) < relative for p in pairs)
    if not (same("objective", 1e-4) and same("right", 1e-3)):
        differs("conditional random field", version, machine)
        return
    column = lambda name: [pair[name] for pair in pairs]
    spent = lambda name: [1 / pair[f"{name} tokens"] for pair in pairs]
    label = "conditional random field of CoNLL-2000"
    for task, scale, unit, times in (
        (f"{label}, an iteration of L-BFGS, 1 thread", 1, "s", [column("ebm-1"), column("crfsuite")]),
        (f"{label}, an iteration of L-BFGS, 2 threads, one of theirs", 1, "s", [column("ebm-2"), column("crfsuite")]),
        (f"{label}, tagging a token, 1 thread", 1e6, "µs", [spent("ebm"), spent("crfsuite")]),
    ):
        yield measured(rows.Row(task, ("crf",), {}, scale, unit, None), version, times, [])
    if mallet:
        machine["memory"]["crf"]["mallet"] = max(run["MiB"] for run in mallet.values())
    for threads, run in mallet.items():
        task = f"{label}, an iteration of L-BFGS, {threads} thread{'s' * (threads > 1)}"
        version = "Mallet " + re.search(r"mallet-([\d.]+)\.jar", options.mallet)[1]
        if not crf.descends(pairs, run):
            differs(task, version, machine)
            continue
        ours = column(f"ebm-{threads}")
        yield measured(rows.Row(task, ("crf",), {}, 1, "s", None), version, [ours, [run["seconds"]] * len(ours)], [])


def samplers(options, machine, java, cores):
    """The rows of the No-U-Turn sampler: a gradient, and an effective draw of the slowest coordinate."""
    if importlib.util.find_spec("arviz") is None:
        return absent("NUTS", "no arviz")
    for peer, package, name in (("jax", "jax", "JAX"), ("numpyro", "numpyro", "NumPyro")):
        if importlib.util.find_spec(package) is None:
            absent(name, f"no {package}")
            continue
        version = f"{name} {importlib.metadata.version(package)}"
        for target, chains in itertools.product(nuts.TARGETS, nuts.CHAINS):
            *_, law = nuts.TARGETS[target]
            label = f"NUTS, {law}, {chains} chain{'s' * (chains > 1)}"
            ours, theirs, *peaks = nuts.measure(
                java, options.classpath, Worker, peer, target, chains, options.pairs, cores)
            memory = machine["memory"].setdefault("nuts", {})
            for side, peak in zip(("ebm", peer), peaks):
                memory[side] = max(peak, memory.get(side, 0))
            if not nuts.same_law(ours, theirs):
                differs(label, version, machine)
                continue
            for task, divisor in (("a gradient", "gradients"), ("an effective draw", "least")):
                times = [[run.seconds / getattr(run, divisor) for run in runs] for runs in (ours, theirs)]
                yield measured(rows.Row(f"{label}: {task}, 1 core", ("nuts",), {}, 1e6, "µs", None), version, times, [])
            worth = [[1000 * run.mean / run.gradients for run in runs] for runs in (ours, theirs)]
            machine.setdefault("effective", []).append([label, version, *map(statistics.mean, worth)])


def differs(task, version, machine):
    print(f"compare: {task}: {version} computes something else; no row", file=sys.stderr)
    machine["different"].append(f"{task}: {version}")


def start_up(options):
    """Seconds until a command has answered: the median of ten."""
    home = pathlib.Path(__file__).resolve().parents[4]
    found = {}
    for name, words in START_UP.items():
        times = []
        for _ in range(11):
            begin = time.perf_counter()
            subprocess.run([str(home / "ebm"), *words], cwd=home, check=True, capture_output=True)
            times.append(time.perf_counter() - begin)
        found["ebm " + " ".join(words)] = statistics.median(times[1:])
    return found


def processor():
    try:
        for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def main():
    others = {"nuts": samplers, "crf": taggers}
    kinds = [*rows.table(), *others, "start-up"]
    parser = argparse.ArgumentParser(prog="compare")
    parser.add_argument("--java", required=True)
    parser.add_argument("--classpath", required=True)
    parser.add_argument("--mallet", default="", help="its class path")
    parser.add_argument("--java-options", default="", help="further options of our virtual machine")
    parser.add_argument("--pairs", type=int, default=5, help="how often each system runs")
    parser.add_argument("--only", choices=kinds)
    parser.add_argument("--json", help="a file for the figures")
    parser.add_argument("--write", help="a Markdown file whose figures are replaced, with a chart beside it")
    options = parser.parse_args()

    cores = []
    if hasattr(os, "sched_setaffinity"):
        cores = sorted(os.sched_getaffinity(0))[: rows.THREADS]
        os.sched_setaffinity(0, cores)
    machine = {
        "date": datetime.date.today().isoformat(),
        "processor": processor(),
        "cores": len(cores) or os.cpu_count(),
        "java": subprocess.run([options.java, "-version"], capture_output=True, text=True).stderr.splitlines()[0],
        "javaOptions": options.java_options,
        "pairs": options.pairs,
        "memory": {},
        "different": [],
    }
    found = []
    if options.only != "start-up":
        limits = Limits(options)
        print(report.HEAD, flush=True)
        parts = [compare(options, machine, cores, limits)]
        parts += [part(options, machine, virtual_machine(options), cores) for name, part in others.items()
                  if options.only in (None, name)]
        for row in itertools.chain(*parts):
            found.append(row)
            print(report.line(row), flush=True)
        machine["limits"] = limits.summary()
        limits.systems.close()
    if options.only in (None, "start-up"):
        machine["startUp"] = start_up(options)
    print()
    print(report.environment(machine))
    print()
    print(report.effective(machine))
    print(report.memory(machine))
    print(report.start_up(machine))
    if options.json:
        pathlib.Path(options.json).write_text(json.dumps({"machine": machine, "rows": found}, indent=2) + "\n")
    if options.write:
        report.write(pathlib.Path(options.write), machine, found)
    if machine["different"]:
        raise SystemExit("compare: not the same result: " + "; ".join(machine["different"]))


if __name__ == "__main__":
    main()
