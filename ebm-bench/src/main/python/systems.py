"""The other systems' side of the comparison: reads a task per line, does it, answers with a line of numbers.

The tasks are those of io.ebm.bench.Worker, with the same operands, parameters and starting states. Run as
`python systems.py numpy|sklearn|torch|compiled|jax`.
"""

import math
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np

import cnn

STEP_SIZE = 0.05
LEAPFROG = 0.1
SIGMA = 0.3  # of denoising score matching
WARM_UP = 600  # training steps that are not timed
FIRST = 200  # training steps whose losses are compared
BASE = 1.0
BURN_IN = 400
SNAPSHOTS = 50
TEMPERATURE = 2.6
VISIBLE = 784
HIDDEN = 500
EXAMPLES = 10_000
UNITS = 10_000  # of the Hopfield network
PATTERNS = 1000
PROBES = 100
UPDATES = 5  # of all spins at once, at most
CARTS = 1024


def spins(count, units):
    """The patterns of HopfieldRun."""
    h = np.arange(count, dtype=np.uint64)[:, None] * np.uint64(10_007) + np.arange(units, dtype=np.uint64)[None, :]
    mask = np.uint64(0xFFFFFFFF)
    h = h * np.uint64(2_654_435_761) & mask
    h ^= h >> np.uint64(16)
    h = h * np.uint64(2_246_822_519) & mask
    return np.where(h >> np.uint64(15) & np.uint64(1), 1, -1).astype(np.float32)


def one_by_one(states, couplings):
    """Sweeps in ascending order until nothing moves; fields are kept up to date."""
    fields = states @ couplings
    moved = True
    while moved:
        moved = False
        for i in range(states.shape[1]):
            rows = np.flatnonzero(fields[:, i] * states[:, i] < 0)
            if rows.size:
                states[rows, i] *= -1
                fields[rows] += 2 * states[rows, i, None] * couplings[i]
                moved = True


def together(states, fields):
    """All spins at once. A row that would turn back to the state before stays where it is from then on."""
    before, resting = np.zeros_like(states), np.zeros(len(states), bool)
    for _ in range(UPDATES):
        h = fields(states)
        after = np.where(h == 0, states, np.sign(h))
        resting |= np.all(after == states, 1) | np.all(after == before, 1)
        if np.all(resting):
            return
        after[resting] = states[resting]
        before[:] = states
        states[:] = after


def operand(rows, columns):
    i = np.arange(rows * columns, dtype=np.int64)
    return ((i * 7919 % 1000) / 1000.0 - 0.5).astype(np.float32).reshape(rows, columns)


def parameters(dimension, hidden):
    """Weights and biases of dimension -> hidden -> hidden -> 1, by the formula of ChainRun."""
    tensors = []
    for outputs, inputs in ((hidden, dimension), (hidden, hidden), (1, hidden)):
        for shape, scale in (((outputs, inputs), 2 / math.sqrt(inputs)), ((outputs,), 0.5)):
            i = np.arange(int(np.prod(shape)))
            values = scale * np.sin(12.9898 * i + 78.233 * len(tensors) + 1)
            tensors.append(values.astype(np.float32).reshape(shape))
    return tensors


def examples():
    """The binary data of MachineRun."""
    n, j = np.arange(EXAMPLES)[:, None], np.arange(VISIBLE)[None, :]
    return (np.sin(0.37 * (n % 10 + 1) * (j // 28) + 0.11 * j + 0.7 * (n % 997)) > 0.8).astype(np.float32)


def machine():
    """Weights [visible, hidden], visible and hidden biases, by the formula of MachineRun."""
    values = (0.1 * np.sin(12.9898 * np.arange(VISIBLE * HIDDEN + VISIBLE + HIDDEN) + 1)).astype(np.float32)
    w = values[: VISIBLE * HIDDEN].reshape(VISIBLE, HIDDEN)
    return w, values[VISIBLE * HIDDEN : VISIBLE * HIDDEN + VISIBLE], values[VISIBLE * HIDDEN + VISIBLE :]


def batch(step):
    """The rows of a step: the data in order, again and again."""
    return slice(step * 100 % EXAMPLES, step * 100 % EXAMPLES + 100)


def waves():
    """The data of ScoreRun."""
    n, j = np.arange(EXAMPLES)[:, None], np.arange(64)[None, :]
    return np.sin(0.07 * (n % 10 + 1) * j + 0.7 * (n % 997)).astype(np.float32)


def classes(features, labels):
    """The data of SoftmaxRun."""
    n, j, k = np.arange(5000)[:, None], np.arange(features)[None, :], np.arange(1, labels + 1)[:, None]
    x = np.sin(1.3 * n * (j + 1) + 0.001 * n * n)
    best = np.argmax(x @ np.cos(0.1 * k * j).T, 1)
    rows = n[:, 0]
    return x.astype(np.float32), np.where(rows % 10 == 0, rows // 10 % labels, best)


def start(chains, dimension):
    return (2 * np.sin(np.arange(dimension * chains) + 0.5)).astype(np.float32).reshape(chains, dimension)


def moments(snapshots):
    """Mean and variance of the first two coordinates."""
    x = np.concatenate([np.asarray(s, dtype=np.float64)[:, :2] for s in snapshots])
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

    def bandwidth(self, calls):
        """Copies 128 MiB on one core: seconds, and a sample of the copy."""
        a = np.ones(1 << 25, np.float32)
        b = np.empty_like(a)
        return [timed(calls, lambda: np.copyto(b, a)), b[0], b[-1]]

    def hopfield(self, threads, mode, calls):
        """Hebb's couplings as a matrix; mode 2: all at once, by two products with the patterns instead."""
        if not hasattr(self, "network"):
            patterns = spins(PATTERNS, UNITS)
            self.network = (patterns, None)
        patterns, couplings = self.network
        if mode < 2 and couplings is None:
            couplings = patterns.T @ patterns  # whole numbers: the fields are exact
            np.fill_diagonal(couplings, 0)
            self.network = (patterns, couplings)
        r, i = np.arange(PROBES)[:, None], np.arange(UNITS)[None, :]
        noisy = np.where((7 * i + 3 * r) % 10 == 0, -patterns[:PROBES], patterns[:PROBES])
        total = 0
        for _ in range(calls):
            states = noisy.copy()
            begin = time.perf_counter()
            if mode == 0:
                one_by_one(states, couplings)
            else:
                together(states, lambda s: s @ couplings if mode == 1 else (s @ patterns.T) @ patterns - len(patterns) * s)
            total += time.perf_counter() - begin
        overlap = np.mean(states * patterns[:PROBES], dtype=float)
        return [total / calls, overlap, np.sum(states * ((i + r) % 11), dtype=float)]

    def attention(self, threads, calls):
        """As written on paper, the scores whole."""
        keys, queries = operand(50_000, 64), operand(1024, 64)

        def update():
            scores = queries @ keys.T
            scores *= np.float32(0.5)
            scores -= scores.max(1, keepdims=True)
            np.exp(scores, out=scores)
            self.out = scores @ keys
            self.out /= scores.sum(1, keepdims=True)

        return [timed(calls, update), self.out[0, 0], self.out[511, 7], self.out[1023, 63]]

    def ais(self, threads, temperatures):
        """100 chains from the data's rates to the machine, evenly spaced; BLAS has its own threads."""
        w, b, c = machine()
        rates = (examples().sum(0) + 1) / (EXAMPLES + 2)
        base = np.log(rates / (1 - rates)).astype(np.float32)
        random = np.random.Generator(np.random.SFC64(1))
        v = (random.random((100, VISIBLE), np.float32) < rates).astype(np.float32)
        weights = np.zeros(100)
        begin = time.perf_counter()
        softplus = lambda x: np.maximum(x, 0) + np.log1p(np.exp(-np.abs(x)))
        for k in range(1, temperatures + 1):
            last, beta = np.float32((k - 1) / temperatures), np.float32(k / temperatures)
            a = v @ w + c
            weights += v @ ((beta - last) * (b - base)) + (softplus(beta * a) - softplus(last * a)).sum(1)
            h = (random.random((100, HIDDEN), np.float32) < 1 / (1 + np.exp(-beta * a))).astype(np.float32)
            inputs = beta * (h @ w.T + b) + (1 - beta) * base
            v = (random.random((100, VISIBLE), np.float32) < 1 / (1 + np.exp(-inputs))).astype(np.float32)
        seconds = (time.perf_counter() - begin) / temperatures
        most = weights.max()
        start = np.logaddexp(0, base.astype(float)).sum() + HIDDEN * math.log(2)
        return [seconds, start + most + math.log(np.mean(np.exp(weights - most)))]


class Sklearn:
    """BernoulliRBM, which trains by persistent contrastive divergence with one sweep."""

    def __init__(self):
        import sklearn
        from sklearn.neural_network import BernoulliRBM

        self.version = "scikit-learn " + sklearn.__version__
        self.new = lambda: BernoulliRBM(HIDDEN, learning_rate=0.05, batch_size=100, random_state=1)

    def pcd(self, threads, steps):
        rbm, x = self.new(), examples()
        for step in range(600):
            rbm.partial_fit(x[batch(step)])
        begin = time.perf_counter()
        for step in range(600, 600 + steps):
            rbm.partial_fit(x[batch(step)])
        seconds = (time.perf_counter() - begin) / steps
        return [seconds, float(np.mean(rbm.intercept_visible_))]

    def softmax(self, threads, features, labels, calls):
        """The bias is a constant feature, so that it is penalised as with us."""
        from sklearn.linear_model import LogisticRegression

        x, y = classes(features, labels)
        x = np.c_[x, np.ones(len(x), np.float32)].astype(float)
        model = LogisticRegression(C=1.0, fit_intercept=False, tol=1e-4, max_iter=2000)
        seconds = timed(calls, lambda: model.fit(x, y))
        chosen = model.predict_proba(x)[np.arange(len(y)), y]
        return [seconds, (0.5 * np.sum(model.coef_**2) - np.sum(np.log(chosen))) / len(y)]


class Torch(cnn.Torch):
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

    def conv(self, size, inputs, outputs, stride, what, tile, calls):
        """In whichever layout of memory is the faster one here."""
        torch = self.torch
        torch.set_num_threads(1)
        key = size, inputs, outputs, stride, what
        out = (size - 1) // stride + 1
        shapes = (64, inputs, size, size), (outputs, inputs, 3, 3), (64, outputs, out, out)

        def calculation(layout):
            x, w, dy = (
                torch.from_numpy(operand(1, math.prod(s)).reshape(s)).contiguous(memory_format=layout) for s in shapes)
            options = {"stride": stride, "padding": 1}
            return (
                lambda: torch.nn.functional.conv2d(x, w, **options),
                lambda: torch.nn.grad.conv2d_input(x.shape, w, dy, **options),
                lambda: torch.nn.grad.conv2d_weight(x, w.shape, dy, **options),
            )[what]

        if key not in self.states:
            both = [calculation(layout) for layout in (torch.contiguous_format, torch.channels_last)]
            self.states[key] = min(both, key=lambda function: min(timed(3, function) for _ in range(5)))
        seconds = timed(calls, self.states[key])
        flat = self.states[key]().flatten()
        return [seconds, flat[0].item(), flat[len(flat) // 2].item(), flat[-1].item()]

    def pcd(self, threads, steps):
        torch = self.torch
        torch.set_num_threads(threads)
        x = torch.from_numpy(examples())
        w, b, c = 0.01 * torch.randn(VISIBLE, HIDDEN), torch.zeros(VISIBLE), torch.zeros(HIDDEN)
        chains = torch.bernoulli(torch.full((100, VISIBLE), 0.5))
        begin = 0
        for step in range(600 + steps):
            if step == 600:
                begin = time.perf_counter()
            v = x[batch(step)]
            h = torch.sigmoid(torch.addmm(c, v, w))
            hidden = torch.bernoulli(torch.sigmoid(torch.addmm(c, chains, w)))
            chains = torch.bernoulli(torch.sigmoid(torch.addmm(b, hidden, w.t())))
            means = torch.sigmoid(torch.addmm(c, chains, w))
            w.add_(v.t() @ h - chains.t() @ means, alpha=0.05 / 100)
            b.add_((v - chains).mean(0), alpha=0.05)
            c.add_((h - means).mean(0), alpha=0.05)
        return [(time.perf_counter() - begin) / steps, b.mean().item()]

    def policy(self, threads, steps):
        """Soft Q-learning with a target network and double estimate, as a loop that people write."""
        import gymnasium

        torch = self.torch
        torch.set_num_threads(threads)
        torch.manual_seed(1)
        random = np.random.default_rng(1)

        def network():
            return torch.nn.Sequential(
                torch.nn.Linear(4, 128),
                torch.nn.SiLU(),
                torch.nn.Linear(128, 128),
                torch.nn.SiLU(),
                torch.nn.Linear(128, 2),
            )

        online, target = network(), network()
        target.load_state_dict(online.state_dict())
        optimizer = torch.optim.Adam(online.parameters(), lr=1e-3)
        unit, temperature, discount, capacity, warm = 10.0, 0.1, 0.99, 50_000, 3000
        seen = np.zeros((capacity, 4), np.float32)
        after = np.zeros((capacity, 4), np.float32)
        did = np.zeros(capacity, np.int64)
        rewards = np.zeros(capacity, np.float32)
        future = np.zeros(capacity, np.float32)
        environment = gymnasium.make("CartPole-v1")
        observation, _ = environment.reset(seed=1)
        added, value, begin = 0, 0.0, 0.0
        for step in range(-1000, steps + warm):
            if step == warm:
                begin = time.perf_counter()
            if step < 0:
                action = int(random.integers(2))
            else:
                with torch.no_grad():
                    logits = unit * online(torch.from_numpy(observation)[None])[0]
                    action = int(torch.multinomial(torch.softmax(logits, 0), 1))
            following, reward, terminated, truncated, _ = environment.step(action)
            at = added % capacity
            seen[at], after[at], did[at], rewards[at] = observation, following, action, reward
            future[at] = 0 if terminated else discount
            added += 1
            observation = environment.reset()[0] if terminated or truncated else following
            if step < 0:
                continue
            chosen = random.integers(0, min(added, capacity), 64)
            states, following_states, actions, r, g = (
                torch.from_numpy(part[chosen]) for part in (seen, after, did, rewards, future)
            )
            with torch.no_grad():
                log_policy = torch.log_softmax(unit * online(following_states), 1)
                values = (log_policy.exp() * (unit * target(following_states) - log_policy)).sum(1)
                wanted = r / temperature + g * values
            q = (unit * online(states)).gather(1, actions[:, None])[:, 0]
            loss = 0.5 * (q - wanted).square().mean()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            with torch.no_grad():
                for slow, fast in zip(target.parameters(), online.parameters()):
                    slow.lerp_(fast, 0.005)
            value = temperature * q.mean().item()
        return [(time.perf_counter() - begin) / steps, value]

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

    def slope(self, theta, x):
        x.requires_grad_(True)
        energy = self.energy(theta, x)
        (gradient,) = self.torch.autograd.grad(energy.sum(), x)
        x.requires_grad_(False)
        return energy.detach(), gradient

    def transitions(self, theta, x, steps):
        """Hamiltonian Monte Carlo: ten leapfrog steps, then accepted or refused."""
        torch = self.torch
        energy, gradient = self.slope(theta, x)
        for _ in range(steps):
            p = torch.randn_like(x)
            y, g, before = x, gradient, energy + p.square().sum(1) / 2
            for _ in range(10):
                p = p - LEAPFROG / 2 * g
                y = y + LEAPFROG * p
                there, g = self.slope(theta, y)
                p = p - LEAPFROG / 2 * g
            taken = torch.rand(len(x)).log() < before - there - p.square().sum(1) / 2
            energy = torch.where(taken, there, energy)
            x, gradient = torch.where(taken[:, None], y, x), torch.where(taken[:, None], g, gradient)
        return x

    def scores(self, threads, steps):
        """Adam on a perceptron 64 -> 256 -> 256 -> 1 of PyTorch's own, with our initial law."""
        torch = self.torch
        torch.set_num_threads(threads)
        x, theta = torch.from_numpy(waves()), []
        for outputs, inputs in ((256, 64), (256, 256), (1, 256)):
            for shape in ((outputs, inputs), (outputs,)):
                theta.append((torch.randn(shape) / math.sqrt(inputs)).requires_grad_(True))
        optimizer, losses = torch.optim.Adam(theta, lr=0.001), []
        for step in range(WARM_UP + steps):
            if step == WARM_UP:
                begin = time.perf_counter()
            noise = torch.randn(256, 64)
            y = (x[torch.randint(len(x), (256,))] + SIGMA * noise).requires_grad_(True)
            (slope,) = torch.autograd.grad(self.energy(theta, y).sum(), y, create_graph=True)
            loss = (SIGMA * slope - noise).square().sum() / 512
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.detach())
        return [(time.perf_counter() - begin) / steps, float(torch.stack(losses[:FIRST]).mean())]

    def advance(self, theta, x, steps):
        torch = self.torch
        spread = math.sqrt(2 * STEP_SIZE)
        for _ in range(steps):
            x.requires_grad_(True)
            (gradient,) = torch.autograd.grad(self.energy(theta, x).sum(), x)
            with torch.no_grad():
                x = x - STEP_SIZE * gradient + spread * torch.randn_like(x)
        return x

    def prepare(self, dimension, hidden, chains, threads):
        self.torch.set_num_threads(threads)
        theta = [self.torch.from_numpy(t) for t in parameters(dimension, hidden)]
        return theta, self.torch.from_numpy(start(chains, dimension))

    def chains(self, advance, *numbers):
        *shape, steps = numbers
        key = (advance.__name__, *shape)
        theta, x = self.prepare(*shape)
        x = self.states.get(key, x)
        begin = time.perf_counter()
        self.states[key] = advance(theta, x, steps)
        return [(time.perf_counter() - begin) / steps]

    def langevin(self, *numbers):
        return self.chains(self.advance, *numbers)

    def hmc(self, *numbers):
        return self.chains(self.transitions, *numbers)

    def check(self, dimension, hidden, chains, threads, advance=None):
        advance = advance or self.advance
        theta, x = self.prepare(dimension, hidden, chains, threads)
        energies = self.energy(theta, x)
        x = advance(theta, x, BURN_IN)
        snapshots = []
        for _ in range(SNAPSHOTS):
            x = advance(theta, x, 1)
            snapshots.append(x.numpy())
        return [*moments(snapshots), energies.double().sum().item(), energies[0].item()]

    def check_hmc(self, *numbers):
        return self.check(*numbers, self.transitions)


class Compiled(Torch):
    """The same with a compiled slope, where PyTorch can compile on this machine."""

    def __init__(self):
        super().__init__()
        torch = self.torch
        whole = torch.compile(self.gradient)
        whole([torch.from_numpy(t) for t in parameters(2, 8)], torch.zeros(4, 2))  # fails early where it cannot
        self.whole = whole
        self.version += ", torch.compile"

    def gradient(self, theta, x):
        """The energy's slope, written out, as the compiler does not take autograd.grad."""
        f = self.torch.nn.functional
        a = f.linear(x, theta[0], theta[1])
        b = f.linear(f.silu(a), theta[2], theta[3])
        derivative = lambda u: u.sigmoid() * (1 + u * (1 - u.sigmoid()))
        back = (theta[4] * derivative(b)) @ theta[2]
        return (back * derivative(a)) @ theta[0] + x / BASE**2

    def advance(self, theta, x, steps):
        torch = self.torch
        spread = math.sqrt(2 * STEP_SIZE)
        with torch.no_grad():
            for _ in range(steps):
                x = x - STEP_SIZE * self.whole(theta, x) + spread * torch.randn_like(x)
        return x


class Gymnasium:
    """Cart-pole with random actions: one episode in Python, or many in NumPy."""

    def __init__(self):
        import gymnasium

        self.gymnasium = gymnasium
        self.version = "Gymnasium " + gymnasium.__version__
        self.random = np.random.default_rng(1)

    def carts(self, kind, steps):
        if kind == 0:
            environment = self.gymnasium.make("CartPole-v1")
            environment.reset(seed=1)
            ended = 0
            actions = self.random.integers(0, 2, steps)
            begin = time.perf_counter()
            for action in actions:
                _, _, terminated, truncated, _ = environment.step(action)
                if terminated or truncated:
                    environment.reset()
                    ended += 1
            return [(time.perf_counter() - begin) / steps, steps / max(1, ended)]
        blocks = max(100, steps // CARTS)
        environments = self.gymnasium.make_vec(
            "CartPole-v1", num_envs=CARTS, vectorization_mode="vector_entry_point"
        )
        environments.reset(seed=1)
        ended = 0
        begin = time.perf_counter()
        for _ in range(blocks):
            _, _, terminated, truncated, _ = environments.step(self.random.integers(0, 2, CARTS))
            ended += int((terminated | truncated).sum())
        # A step after an end only begins anew.
        moved = blocks * CARTS - ended
        return [(time.perf_counter() - begin) / moved, moved / max(1, ended)]


class Jax(cnn.Jax):
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

        both = jax.value_and_grad(lambda theta, x: (lambda e: (e.sum(), e))(energy(theta, x)), argnums=1, has_aux=True)

        def transitions(theta, x, key, steps):
            """Hamiltonian Monte Carlo: ten leapfrog steps, then accepted or refused."""

            def transition(_, carry):
                x, e, g, key = carry
                key, mine, other = jax.random.split(key, 3)
                p = jax.random.normal(mine, x.shape, x.dtype)
                before = e + jnp.square(p).sum(1) / 2

                def leap(_, state):
                    y, _, gradient, p = state
                    p = p - LEAPFROG / 2 * gradient
                    y = y + LEAPFROG * p
                    (_, there), gradient = both(theta, y)
                    return y, there, gradient, p - LEAPFROG / 2 * gradient

                y, there, gradient, p = jax.lax.fori_loop(0, 10, leap, (x, e, g, p))
                chance = before - there - jnp.square(p).sum(1) / 2
                taken = jnp.log(jax.random.uniform(other, chance.shape)) < chance
                keep = taken[:, None]
                return jnp.where(keep, y, x), jnp.where(taken, there, e), jnp.where(keep, gradient, g), key

            (_, e), g = both(theta, x)
            x, _, _, key = jax.lax.fori_loop(0, steps, transition, (x, e, g, key))
            return x, key

        def score_loss(theta, y, noise):
            return jnp.square(SIGMA * slope(theta, y) - noise).sum() / 512

        def train(theta, first, second, t, x, key):
            """A step of Adam by denoising score matching."""
            key, rows, mine = jax.random.split(key, 3)
            noise = jax.random.normal(mine, (256, 64), x.dtype)
            y = x[jax.random.randint(rows, (256,), 0, len(x))] + SIGMA * noise
            loss, g = jax.value_and_grad(score_loss)(theta, y, noise)
            first = [0.9 * m + 0.1 * d for m, d in zip(first, g)]
            second = [0.999 * v + 0.001 * d * d for v, d in zip(second, g)]
            size = 0.001 * jnp.sqrt(1 - 0.999**t) / (1 - 0.9**t)
            theta = [p - size * m / (jnp.sqrt(v) + 1e-8) for p, m, v in zip(theta, first, second)]
            return theta, first, second, key, loss

        def lattice(spins, key, sweeps):
            """One colour, then the other, of all chains."""
            extent = spins.shape[1]
            i, j = jnp.indices((extent, extent))
            black = (i + j) % 2 == 0

            def sweep(_, carry):
                spins, key = carry
                for colour in (black, ~black):
                    key, mine = jax.random.split(key)
                    total = sum(jnp.roll(spins, shift, axis) for axis in (1, 2) for shift in (1, -1))
                    up = jax.random.uniform(mine, spins.shape) < jax.nn.sigmoid(2 / TEMPERATURE * total)
                    spins = jnp.where(colour, jnp.where(up, 1, -1).astype(spins.dtype), spins)
                return spins, key

            return jax.lax.fori_loop(0, sweeps, sweep, (spins, key))

        def contrast(w, b, c, chains, v, key):
            """A step of persistent contrastive divergence."""
            key, one, two = jax.random.split(key, 3)
            h = jax.nn.sigmoid(v @ w + c)
            hidden = jax.random.bernoulli(one, jax.nn.sigmoid(chains @ w + c)).astype(w.dtype)
            chains = jax.random.bernoulli(two, jax.nn.sigmoid(hidden @ w.T + b)).astype(w.dtype)
            means = jax.nn.sigmoid(chains @ w + c)
            w = w + 0.05 / 100 * (v.T @ h - chains.T @ means)
            return w, b + 0.05 * (v - chains).mean(0), c + 0.05 * (h - means).mean(0), chains, key

        def anneal(w, b, c, base, v, key, temperatures):
            """From the data's rates to the machine, evenly spaced."""

            def step(k, carry):
                v, logs, key = carry
                key, one, two = jax.random.split(key, 3)
                last, beta = (k - 1) / temperatures, k / temperatures
                a = v @ w + c
                logs = logs + v @ ((beta - last) * (b - base))
                logs = logs + (jax.nn.softplus(beta * a) - jax.nn.softplus(last * a)).sum(1)
                h = jax.random.bernoulli(one, jax.nn.sigmoid(beta * a)).astype(w.dtype)
                chance = jax.nn.sigmoid(beta * (h @ w.T + b) + (1 - beta) * base)
                return jax.random.bernoulli(two, chance).astype(w.dtype), logs, key

            return jax.lax.fori_loop(1, temperatures + 1, step, (v, jnp.zeros(len(v)), key))

        self.energy = jax.jit(energy)
        self.advance = jax.jit(advance)
        self.transitions = jax.jit(transitions)
        self.train = jax.jit(train)
        self.sweeps = jax.jit(lattice)
        self.contrast = jax.jit(contrast)
        self.anneal = jax.jit(anneal)

    def lattice(self, extent, threads, sweeps):
        jnp = self.jnp
        spins = self.states.get("lattice", jnp.ones((64 * threads, extent, extent), jnp.int8))
        self.sweeps(spins, self.key, 1)[0].block_until_ready()
        begin = time.perf_counter()
        spins, self.key = self.sweeps(spins, self.key, sweeps)
        spins.block_until_ready()
        seconds = (time.perf_counter() - begin) / sweeps
        self.states["lattice"] = spins
        t = np.asarray(spins)
        return [seconds, -sum(np.mean(t * np.roll(t, 1, axis), dtype=float) for axis in (1, 2))]

    def pcd(self, threads, steps):
        jax, jnp = self.jax, self.jnp
        x, key = jnp.asarray(examples()), jax.random.key(2)
        w, b, c = 0.01 * jax.random.normal(key, (VISIBLE, HIDDEN)), jnp.zeros(VISIBLE), jnp.zeros(HIDDEN)
        chains = jax.random.bernoulli(key, 0.5, (100, VISIBLE)).astype(w.dtype)
        for step in range(WARM_UP + steps):
            if step == WARM_UP:
                w.block_until_ready()
                begin = time.perf_counter()
            w, b, c, chains, key = self.contrast(w, b, c, chains, x[batch(step)], key)
        w.block_until_ready()
        return [(time.perf_counter() - begin) / steps, float(b.mean())]

    def ais(self, threads, temperatures):
        jax, jnp = self.jax, self.jnp
        w, b, c = map(jnp.asarray, machine())
        rates = jnp.asarray((examples().sum(0) + 1) / (EXAMPLES + 2))
        base = jnp.log(rates / (1 - rates)).astype(w.dtype)
        v = jax.random.bernoulli(jax.random.key(3), rates, (100, VISIBLE)).astype(w.dtype)
        self.anneal(w, b, c, base, v, self.key, 1)[1].block_until_ready()
        begin = time.perf_counter()
        weights = np.asarray(self.anneal(w, b, c, base, v, self.key, temperatures)[1], dtype=float)
        seconds = (time.perf_counter() - begin) / temperatures
        start = np.logaddexp(0, np.asarray(base, dtype=float)).sum() + HIDDEN * math.log(2)
        return [seconds, start + weights.max() + math.log(np.mean(np.exp(weights - weights.max())))]

    def scores(self, threads, steps):
        jax, jnp = self.jax, self.jnp
        x, key, theta = jnp.asarray(waves()), jax.random.key(4), []
        for outputs, inputs in ((256, 64), (256, 256), (1, 256)):
            for shape in ((outputs, inputs), (outputs,)):
                key, mine = jax.random.split(key)
                theta.append(jax.random.normal(mine, shape) / math.sqrt(inputs))
        first, second, losses = [0 * p for p in theta], [0 * p for p in theta], []
        for step in range(WARM_UP + steps):
            if step == WARM_UP:
                theta[0].block_until_ready()
                begin = time.perf_counter()
            theta, first, second, key, loss = self.train(theta, first, second, step + 1.0, x, key)
            losses.append(loss)
        theta[0].block_until_ready()
        seconds = (time.perf_counter() - begin) / steps
        return [seconds, float(np.mean([float(loss) for loss in losses[:FIRST]]))]

    def prepare(self, dimension, hidden, chains):
        theta = [self.jnp.asarray(t) for t in parameters(dimension, hidden)]
        return theta, self.jnp.asarray(start(chains, dimension))

    def chains(self, kind, dimension, hidden, chains, threads, steps):
        advance = {"langevin": self.advance, "hmc": self.transitions}[kind]
        key = (kind, dimension, hidden, chains)
        theta, x = self.prepare(dimension, hidden, chains)
        if key not in self.states:
            advance(theta, x, self.key, 1)[0].block_until_ready()
            self.states[key] = x
        x = self.states[key]
        begin = time.perf_counter()
        x, self.key = advance(theta, x, self.key, steps)
        x.block_until_ready()
        seconds = (time.perf_counter() - begin) / steps
        self.states[key] = x
        return [seconds]

    def langevin(self, *numbers):
        return self.chains("langevin", *numbers)

    def hmc(self, *numbers):
        return self.chains("hmc", *numbers)

    def check(self, dimension, hidden, chains, threads, advance=None):
        advance = advance or self.advance
        theta, x = self.prepare(dimension, hidden, chains)
        energies = np.asarray(self.energy(theta, x), dtype=np.float64)
        x, key = advance(theta, x, self.key, BURN_IN)
        snapshots = []
        for _ in range(SNAPSHOTS):
            x, key = advance(theta, x, key, 1)
            snapshots.append(x)
        return [*moments(snapshots), energies.sum(), energies[0]]

    def check_hmc(self, *numbers):
        return self.check(*numbers, self.transitions)


def main():
    try:
        systems = {"numpy": Numpy, "sklearn": Sklearn, "torch": Torch, "compiled": Compiled, "jax": Jax}
        system = (systems | {"gymnasium": Gymnasium})[sys.argv[1]]()
    except ImportError as error:
        print("missing", error, flush=True)
        return
    except Exception as error:
        print("broken", *str(error).split()[:20], flush=True)
        return
    print("ready", system.version, flush=True)
    for line in sys.stdin:
        task, *numbers = line.split()
        answer = getattr(system, task.replace("-", "_"))(*map(int, numbers))
        print(*(repr(float(number)) for number in answer), flush=True)


if __name__ == "__main__":
    main()
