"""The rows of the comparison: what is run, by whom, how much arithmetic it is, and how one knows that both systems
did the same."""

import math
import pathlib

import cnn

JAVA_OPTIONS = f"@{pathlib.Path(__file__).resolve().parents[4] / 'ebm-dist' / 'java.options'}"  # as the launcher has
THREADS = 2
CHECK_CHAINS = 2048
LATTICE = 256
PCD_PRODUCT = 2 * 100 * 784 * 500


class Row:
    """
    label: what is timed, for people
    task: what a worker is asked, its last number left out: the calls
    peers: the systems that are compared, and what they are asked where it is not the same
    scale, unit: from seconds per call to what is printed
    flops: floating-point operations of a call's matrix products, or 0 where other things bind
    same: of two workers, whether they computed the same
    threads: those it may use; both systems get as many cores
    whole: the number of calls where that is part of the task
    """

    def __init__(self, label, task, peers, scale, unit, same, flops=0, threads=1, whole=0):
        self.label, self.task, self.peers = label, task, peers
        self.scale, self.unit, self.same = scale, unit, same
        self.flops, self.threads, self.whole = flops, threads, whole

    def their_task(self, peer):
        return self.peers[peer] or self.task


def close(ours, theirs, tolerances):
    return all(abs(a - b) <= t for a, b, t in zip(ours, theirs, tolerances))


def same_elements(tolerance):
    """Three elements of a result agree."""
    return lambda row, peer, ours, theirs: close(
        ours.run(*row.task, 1)[1:], theirs.run(*row.their_task(peer), 1)[1:], [tolerance] * 3)


def same_gaussian(row, peer, ours, theirs):
    n = 1 << 20
    five = [5 * math.sqrt(v / n) for v in (1, 2, 96)]
    return all(close(worker.run("gaussian", n, 1)[1:], [0, 1, 3], five) for worker in (ours, theirs))


def same_chains(check):
    def same(row, peer, ours, theirs):
        a, b = (worker.run(check, *row.task[1:3], CHECK_CHAINS, THREADS) for worker in (ours, theirs))
        # Moments: five standard errors of a difference, as if a chain's snapshots were one.
        mean = [5 * math.sqrt(2 * v / CHECK_CHAINS) for v in b[2:4]]
        variance = [5 * v * math.sqrt(2 * 2 / CHECK_CHAINS) for v in b[2:4]]
        energies = [1e-5 * (abs(b[4]) + CHECK_CHAINS), 1e-4 * (abs(b[5]) + 1)]
        return close(a, b, mean + variance + energies)

    return same


def same_lattice(row, peer, ours, theirs):
    # Far above the critical temperature: relaxed after 200 sweeps; the deviation of a chain's mean is 0.006.
    a, b = (worker.run(*row.task, 200)[1] for worker in (ours, theirs))
    return abs(a - b) < 5 * 0.006 * math.sqrt(2 / (64 * THREADS))


def same_number(calls, relative=0.0, absolute=0.0):
    """What comes after so many calls agrees."""

    def same(row, peer, ours, theirs):
        a, b = ours.run(*row.task, calls)[1], theirs.run(*row.their_task(peer), calls)[1]
        return abs(a - b) <= relative * abs(b) + absolute

    return same


def same_carts(row, peer, ours, theirs):
    """Random actions let the pole fall after about 22 steps."""
    many = row.their_task(peer)[1] == 1
    a = ours.run(*row.task, 20_000_000)[1]
    b = theirs.run(*row.their_task(peer), 4_000_000 if many else 200_000)[1]
    return abs(a - b) < 0.5


def same_memory(row, peer, ours, theirs):
    """Fields are whole numbers: the very same states."""
    return close(ours.run(*row.task, 1)[1:], theirs.run(*row.their_task(peer), 1)[1:], [1e-6, 0])


def same_cnn(row, peer, ours, theirs):
    """With the same parameters the same energies, slopes, law of the chains (the seventh number, whose deviation is half
    a per cent) and gradient of the loss."""
    a, b = (worker.run("cnn-check", cnn.BATCH, row.threads) for worker in (ours, theirs))
    parts = [1e-5, 1e-5, 1e-4, 1e-3, 1e-3, 1e-3, 0.03, 1e-4, 1e-3, 1e-3, 1e-3]
    return close(a, b, [part * (abs(number) + 0.1) for part, number in zip(parts, b)])


def same_scores(row, peer, ours, theirs):
    """And the losses, which fall from 340 to 100 in 200 steps; the deviation of their mean is 1.5 %."""
    return same_cnn(row, peer, ours, theirs) and same_number(1, relative=0.06)(row, peer, ours, theirs)


def convolutional():
    """Rows of the energy of cnn.py, which says what the tasks are. JAX takes the cores that the process gets."""
    products, _ = cnn.products()
    peers = {"torch": None, "jax": None}
    of = "CNN of 4 convolutions on 28 × 28"
    for threads in (1, 2):
        on = f"{threads} thread{'s' * (threads > 1)}"
        yield Row(f"Langevin step, {of}, {cnn.BATCH} chains, {on}", ("cnn-langevin", cnn.BATCH, threads), peers, 1e3,
                  "ms", same_cnn, cnn.BATCH * 2 * 2 * products, threads)
    for threads in (1, 2):
        on = f"{threads} thread{'s' * (threads > 1)}"
        yield Row(f"denoising score matching, {of}, a step of {cnn.BATCH} examples, {on}", ("cnn-scores", threads), peers,
                  1e3, "ms", same_scores, cnn.BATCH * 2 * 6 * products, threads)


def contrastive():
    """A row of its own kind, so of processes of its own: their peak memory is that of the training step. So it is not
    checked here that gradients agree: the rows of the kind cnn are for that."""
    products, first = cnn.products()
    products = cnn.LANGEVIN * 2 * products + 2 * (3 * products - first)
    yield Row(f"PCD of {cnn.LANGEVIN} Langevin steps, CNN of 4 convolutions on 28 × 28, a step of {cnn.BATCH} examples, "
              f"{THREADS} threads", ("cnn-training", THREADS), {"torch": None, "jax": None}, 1, "s", same_number(1, relative=0.03),
              cnn.BATCH * 2 * products, THREADS)


def chains(kind, label, gradients, shapes):
    check = {"langevin": "check", "hmc": "check-hmc"}[kind]
    for dimension, hidden, count, threads in shapes:
        # JAX has no setting of threads, so its rows are those of two.
        peers = {"torch": None, "jax": None} if threads > 1 else {"torch": None}
        if kind == "langevin" and threads > 1:
            peers["compiled"] = None
        flops = gradients * count * 2 * 2 * (dimension * hidden + hidden * hidden + hidden)
        yield Row(f"{label}, d = {dimension}, h = {hidden}, {count} chains, {threads} thread{'s' * (threads > 1)}",
                  (kind, dimension, hidden, count, threads), peers, 1e6, "µs", same_chains(check), flops, threads)


def convolutions():
    """Convolutions by 3 × 3 with padding 1 of 64 images, and their gradients. Ours take a tile of them at a time."""
    for size, inputs, outputs, stride, tile in (
        (28, 32, 32, 1, 32), (28, 32, 64, 2, 32), (14, 64, 64, 1, 32), (7, 128, 128, 1, 64), (32, 3, 64, 1, 32)
    ):
        products = 64 * (size // stride) ** 2 * 9 * inputs * outputs
        for what, label in enumerate(("convolution", "gradient by its input", "gradient by its weights")):
            strides = f", stride {stride}" * (stride > 1)
            yield Row(f"{label}, 64 × {size} × {size}, {inputs} → {outputs} channels{strides}, 1 core",
                      ("conv", size, inputs, outputs, stride, what, tile), {"torch": None}, 1e6, "µs",
                      same_elements((1e-4, 1e-4, 2e-2)[what]), 2 * products)


def table():
    """All rows, by kind; each kind has processes of its own."""
    return {
        "gemm": [
            Row(f"product {m} × {n} × {k}, 1 core", ("gemm", m, n, k), {"numpy": None, "torch": None}, 1e6, "µs",
                same_elements(1e-5 * k), 2 * m * n * k)
            for m, n, k in ((512, 512, 512), (32, 256, 256), (256, 64, 256), (64, 128, 128))
        ],
        "conv": list(convolutions()),
        "gaussian": [
            Row("normal float, 1 core", ("gaussian", 16384), {"torch": None}, 1e9 / 16384, "ns", same_gaussian)
        ],
        "langevin": list(chains("langevin", "Langevin step", 1,
                                [(2, 64, 256, 2), (2, 128, 256, 2), (2, 256, 256, 2), (2, 256, 2048, 1), (2, 256, 2048, 2),
                                 (64, 128, 256, 2), (512, 128, 256, 2)])),
        "hmc": list(chains("hmc", "HMC transition of 10 leapfrog steps", 10, [(2, 128, 256, 1), (2, 128, 256, 2)])),
        # The losses of the first 200 steps, which fall from 28 to 7.5, alike for all seeds; later ones differ by some 10 %.
        "scores": [
            Row(f"denoising score matching, MLP 64 → 256 → 256 → 1, a step of 256 examples, {threads} "
                f"thread{'s' * (threads > 1)}",
                ("scores", threads), {"torch": None, "jax": None} if threads > 1 else {"torch": None}, 1e6, "µs", same_number(1, relative=0.05),
                6 * 2 * 256 * (64 * 256 + 256 * 256 + 256), threads)
            for threads in (1, 2)
        ],
        "cnn": list(convolutional()),
        "cnn-training": list(contrastive()),
        "softmax": [
            Row(f"softmax classifier by L-BFGS to its optimum, 5,000 × {features}, {labels} classes, 2 threads",
                ("softmax", 2, features, labels), {"sklearn": None}, 1, "s", same_number(1, relative=3e-4),
                threads=THREADS)
            for features, labels in ((64, 10), (64, 30), (256, 10))
        ],
        "pcd": [
            Row(f"PCD-1 of an RBM 784 × 500, batch 100, per example, {threads} thread{'s' * (threads > 1)}",
                ("pcd", threads), {"sklearn": None, "torch": None, "jax": None} if threads > 1 else {"torch": None},
                1e4, "µs", same_number(400, relative=0.1), 6 * PCD_PRODUCT, threads)
            for threads in (1, 2)
        ],
        "ais": [
            Row("AIS of an RBM 784 × 500, 100 chains, 14,500 temperatures, 2 threads", ("ais", 2),
                {"blas": None, "jax": None}, 14500, "s", same_number(4000, absolute=1), 2 * PCD_PRODUCT, 2, 14500)
        ],
        "lattice": [
            Row(f"Gibbs update of a spin, {LATTICE} × {LATTICE}, 64 chains each, 2 threads", ("lattice", LATTICE, 2),
                {"numpy": None, "jax": None}, 1e9 / (LATTICE * LATTICE * 64 * 2), "ns", same_lattice,
                threads=THREADS)
        ],
        "hopfield": [
            Row(f"Hopfield, N = 10,000, 1,000 patterns, 100 probes, {label}, 2 threads",
                ("hopfield", 2, min(mode, 1)), {"blas": ("hopfield", 2, mode)}, 1e3, "ms", same_memory,
                threads=THREADS)
            for mode, label in ((0, "one spin after the other"), (1, "five updates of all spins at once"),
                                (2, "five updates of all spins at once (NumPy by its patterns)"))
        ],
        "attention": [
            Row(f"update of 1,024 states by 50,000 × 64 patterns, {threads} thread{'s' * (threads > 1)}",
                ("attention", threads), {"blas": None} if threads > 1 else {}, 1e3, "ms", same_elements(1e-5),
                2 * 2 * 1024 * 50_000 * 64, threads)
            for threads in (1, 2)
        ],
        "policy": [
            Row(f"step of a cart-pole episode, 1,024 of ours side by side, {label}, 1 core",
                ("carts", 1), {"gymnasium": ("carts", kind)}, 1e9, "ns", same_carts)
            for kind, label in ((0, "one of theirs"), (1, "1,024 of theirs in NumPy"))
        ]
        + [
            Row("training step of soft Q-learning on cart-pole, 128 and 128 units, batch 64, 1 core",
                ("policy", 1), {"torch": None}, 1e6, "µs", same_number(6000, relative=0.25), whole=6000)
        ],
    }
