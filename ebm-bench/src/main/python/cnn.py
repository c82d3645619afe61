"""The convolutional energy of the comparison, by PyTorch and JAX.

On images of 1 x 28 x 28, as 784 floats, row by row:

    E(x) = net(x) + |x|^2 / (2 BASE^2)
    net: conv 5x5 -> 16, then conv 3x3 -> 32, 64 and 64, each with stride 2, zeros around it (2 wide, then 1) and SiLU
         (28 -> 14 -> 7 -> 4 -> 2), flattened by channel, row and column, dense -> 64, SiLU, dense -> 1

Tasks, as a worker reads them; S is a number of steps:

    cnn-langevin N T S   seconds per step x <- x - EPS grad E(x) + sqrt(2 EPS) xi of N chains on T threads, which go on
                         from where the last such task left them; at first from START with PARAMETERS
    cnn-scores T S       seconds per step of training by denoising score matching (SIGMA, BATCH rows of IMAGES drawn
                         with replacement, Adam with a rate of 0.001), anew from INITIAL, after FIRST steps that are
                         not timed; then the mean loss of these
    cnn-training T S     seconds per step of training by persistent contrastive divergence: BATCH chains, at first 2 xi,
                         take LANGEVIN steps of EPS, then the gradient of the means over BATCH rows of IMAGES and over
                         the chains, Adam with a rate of 0.001; anew from INITIAL, after CONTRASTS steps that are not
                         timed; then the mean over these of what is descended, mean E(data) - mean E(chains), taken
                         before a step's update
    cnn-check N T        no seconds; with PARAMETERS and N rows of START: the sum of energies; the energy of row 0; the
                         sum of all slopes squared; the slopes at floats 0, N * 392 and N * 784 - 1; the mean square of
                         all coordinates after RELAXED steps as of cnn-langevin; and, for rows 0 to N - 1 of IMAGES
                         with noise xi, of float i sqrt(2) sin(0.9 i + 0.3), the mean loss
                         |SIGMA grad E(x + SIGMA xi) - xi|^2 / 2; of this loss's gradient by the parameters the square
                         of its norm, and its first float for the weights of the first and of the last layer

    PARAMETERS  float i of tensor t (weight, bias, weight, ... from the input on; weights in the order outputs, inputs,
                rows, columns) is s sqrt(12) (u - 1/2), u the fraction of 43758.5453 sin(12.9898 i + 78.233 t + 1), in
                double precision; s is 2.25 / sqrt(inputs of a unit) for a weight, 0.2 for a bias
    INITIAL     normal numbers over sqrt(inputs of a unit), for weights and biases; the last bias is 0
    START       float i of all rows is 2 sin(i + 0.5)
    IMAGES      float j of row n, of EXAMPLES rows, is sin(0.07 (n % 10 + 1) j + 0.7 (n % 997))
"""

import functools
import math
import time

import numpy as np

EPS = 0.05
SIGMA = 0.3
BASE = 1.0
BATCH = 128
EXAMPLES = 2000
FIRST = 200
LANGEVIN = 60
CONTRASTS = 5
RELAXED = 200
SIDE = 28
PIXELS = SIDE * SIDE
CONVOLUTIONS = ((16, 1, 5), (32, 16, 3), (64, 32, 3), (64, 64, 3))  # channels, of the input, extent
DENSE = ((64, 256), (1, 64))
SHAPES = [shape for out, into, extent in CONVOLUTIONS for shape in ((out, into, extent, extent), (out,))]
SHAPES += [shape for out, into in DENSE for shape in ((out, into), (out,))]


def products():
    """Multiplications of an energy, of these those of the first layer."""
    side, counts = SIDE, []
    for out, into, extent in CONVOLUTIONS:
        side = (side + 1) // 2
        counts.append(out * into * extent * extent * side * side)
    return sum(counts) + sum(out * into for out, into in DENSE), counts[0]


def spread(t):
    """1 / sqrt(inputs of a unit), for a weight and its bias."""
    return 1 / math.sqrt(math.prod(SHAPES[t // 2 * 2][1:]))


def parameters():
    for t, shape in enumerate(SHAPES):
        i = np.arange(math.prod(shape))
        u = 43758.5453 * np.sin(12.9898 * i + 78.233 * t + 1)
        scale = 0.2 if t % 2 else 2.25 * spread(t)
        yield (scale * math.sqrt(12) * (u - np.floor(u) - 0.5)).astype(np.float32).reshape(shape)


def initial():
    random = np.random.default_rng(1)
    for t, shape in enumerate(SHAPES):
        values = spread(t) * random.standard_normal(shape, np.float32)
        yield values * (t + 1 < len(SHAPES))


def start(chains):
    return (2 * np.sin(np.arange(chains * PIXELS) + 0.5)).astype(np.float32).reshape(chains, PIXELS)


def images():
    n, j = np.arange(EXAMPLES)[:, None], np.arange(PIXELS)[None, :]
    return np.sin(0.07 * (n % 10 + 1) * j + 0.7 * (n % 997)).astype(np.float32)


def wave(chains):
    """The noise of a check."""
    return (math.sqrt(2) * np.sin(0.9 * np.arange(chains * PIXELS) + 0.3)).astype(np.float32).reshape(chains, PIXELS)


def squares(values):
    return float(np.sum(np.square(np.asarray(values, dtype=np.float64))))


class Torch:
    """Eager, with autograd; the tasks for systems.Torch."""

    def cnn_energy(self, theta, x):
        f = self.torch.nn.functional
        h = x.view(-1, 1, SIDE, SIDE)
        for layer, (_, _, extent) in enumerate(CONVOLUTIONS):
            h = f.silu(f.conv2d(h, theta[2 * layer], theta[2 * layer + 1], stride=2, padding=extent // 2))
        h = f.silu(f.linear(h.flatten(1), theta[-4], theta[-3]))
        return f.linear(h, theta[-2], theta[-1]).squeeze(1) + x.square().sum(1) / (2 * BASE**2)

    def cnn_tensors(self, values, layout, learned=False):
        tensors = (self.torch.from_numpy(t) for t in values)
        return [(t.to(memory_format=layout) if t.dim() == 4 else t).requires_grad_(learned) for t in tensors]

    def cnn_better(self, task, seconds):
        """The layout with which a task takes less: each is timed thrice, once."""
        torch = self.torch
        if task not in self.states:
            layouts = (torch.contiguous_format, torch.channels_last)
            for layout in layouts:
                seconds(layout)
            times = {layout: min(seconds(layout) for _ in range(3)) for layout in layouts}
            self.states[task] = min(times, key=times.get)
        return self.states[task]

    def cnn_slope(self, theta, x, graph=False):
        x.requires_grad_(True)
        energies = self.cnn_energy(theta, x)
        (slope,) = self.torch.autograd.grad(energies.sum(), x, create_graph=graph)
        return energies, slope

    def cnn_advance(self, theta, x, steps):
        torch = self.torch
        for _ in range(steps):
            _, slope = self.cnn_slope(theta, x)
            with torch.no_grad():
                x = x - EPS * slope + math.sqrt(2 * EPS) * torch.randn_like(x)
        return x

    def cnn_langevin(self, chains, threads, steps):
        torch = self.torch
        torch.set_num_threads(threads)

        def run(layout, x, steps):
            theta = self.cnn_tensors(parameters(), layout)
            begin = time.perf_counter()
            x = self.cnn_advance(theta, x, steps)
            return (time.perf_counter() - begin) / steps, x

        key = ("cnn", chains, threads)
        x = self.states.get(key, torch.from_numpy(start(chains)))
        layout = self.cnn_better(("cnn-langevin", chains, threads), lambda layout: run(layout, x, 10)[0])
        seconds, self.states[key] = run(layout, x, steps)
        return [seconds]

    def cnn_loss(self, theta, x, noise):
        _, slope = self.cnn_slope(theta, x + SIGMA * noise, graph=True)
        return (SIGMA * slope - noise).square().sum() / (2 * len(x))

    def cnn_scores(self, threads, steps):
        torch = self.torch
        torch.set_num_threads(threads)

        def run(layout, first, steps):
            x, theta = torch.from_numpy(images()), self.cnn_tensors(initial(), layout, learned=True)
            optimizer, losses = torch.optim.Adam(theta, lr=0.001), []
            for step in range(first + steps):
                if step == first:
                    begin = time.perf_counter()
                rows = x[torch.randint(EXAMPLES, (BATCH,))]
                loss = self.cnn_loss(theta, rows, torch.randn_like(rows))
                optimizer.zero_grad()
                loss.backward()
                optimizer.step()
                losses.append(loss.detach())
            return (time.perf_counter() - begin) / steps, float(torch.stack(losses[:first]).mean())

        layout = self.cnn_better(("cnn-scores", threads), lambda layout: run(layout, 2, 10)[0])
        return run(layout, FIRST, steps)

    def cnn_training(self, threads, steps):
        """With channels last, which is the faster; trying both would add to the memory."""
        torch = self.torch
        torch.set_num_threads(threads)
        x, theta = torch.from_numpy(images()), self.cnn_tensors(initial(), torch.channels_last, learned=True)
        chains, optimizer, gaps = 2 * torch.randn(BATCH, PIXELS), torch.optim.Adam(theta, lr=0.001), []
        for step in range(CONTRASTS + steps):
            if step == CONTRASTS:
                begin = time.perf_counter()
            fixed = [t.detach() for t in theta]
            chains = self.cnn_advance(fixed, chains, LANGEVIN)
            rows = x[torch.randint(EXAMPLES, (BATCH,))]
            gap = self.cnn_energy(theta, rows).mean() - self.cnn_energy(theta, chains).mean()
            optimizer.zero_grad()
            gap.backward()
            optimizer.step()
            gaps.append(gap.item())
        return [(time.perf_counter() - begin) / steps, float(np.mean(gaps[:CONTRASTS]))]

    def cnn_check(self, chains, threads):
        torch = self.torch
        torch.set_num_threads(threads)
        theta = self.cnn_tensors(parameters(), torch.contiguous_format, learned=True)
        fixed = [t.detach() for t in theta]
        x = torch.from_numpy(start(chains))
        energies, slope = self.cnn_slope(fixed, x)
        loss = self.cnn_loss(theta, torch.from_numpy(images()[:chains]), torch.from_numpy(wave(chains)))
        loss.backward()
        end = self.cnn_advance(fixed, x.detach(), RELAXED)
        return summary(energies.detach(), slope, end, loss.item(), [torch.zeros(1) if t.grad is None else t.grad for t in theta])


def summary(energies, slope, end, loss, gradient):
    """What a check answers."""
    slope, gradient = np.asarray(slope).ravel(), [np.asarray(g) for g in gradient]
    return [
        float(np.sum(np.asarray(energies, dtype=np.float64))),
        energies[0],
        squares(slope),
        slope[0],
        slope[slope.size // 2],
        slope[-1],
        squares(end) / slope.size,
        loss,
        sum(map(squares, gradient)),
        gradient[0].flat[0],
        gradient[-2].flat[0],
    ]


class Jax:
    """A compiled step, channels last; the tasks for systems.Jax.

    A call per step: in a loop that is compiled too, by scan or fori_loop, convolutions take twice as long here."""

    @functools.cached_property
    def cnn(self):
        return Compiled(self.jax)

    def cnn_langevin(self, chains, threads, steps):
        """JAX has no setting of threads: it takes the cores that the process gets."""
        key, (x, _) = ("cnn", chains), self.cnn.start(chains)
        if key not in self.states:
            self.states[key] = self.cnn.chains(self.cnn.given, x, self.key, 1)
        x, mine = self.states[key]
        begin = time.perf_counter()
        self.states[key] = self.cnn.chains(self.cnn.given, x, mine, steps)
        return [(time.perf_counter() - begin) / steps]

    def cnn_scores(self, threads, steps):
        state, losses = self.cnn.fresh(), []
        for step in range(FIRST + steps):
            if step == FIRST:
                state[0][0].block_until_ready()
                begin = time.perf_counter()
            *state, loss = self.cnn.scores(*state, step + 1.0, self.cnn.data)
            losses.append(loss)
        state[0][0].block_until_ready()
        return [(time.perf_counter() - begin) / steps, float(np.mean([float(loss) for loss in losses[:FIRST]]))]

    def cnn_training(self, threads, steps):
        state, gaps = self.cnn.fresh(), []
        chains, key = 2 * self.jax.random.normal(self.key, (BATCH, PIXELS)), self.key
        for step in range(CONTRASTS + steps):
            if step == CONTRASTS:
                state[0][0].block_until_ready()
                begin = time.perf_counter()
            chains, key = self.cnn.chains(state[0], chains, key, LANGEVIN)
            *state, gap = self.cnn.contrast(*state, step + 1.0, self.cnn.data, chains)
            gaps.append(gap)
        state[0][0].block_until_ready()
        return [(time.perf_counter() - begin) / steps, float(np.mean([float(gap) for gap in gaps[:CONTRASTS]]))]

    def cnn_check(self, chains, threads):
        x, noise = self.cnn.start(chains)
        energies, slope = self.cnn.both(self.cnn.given, x)
        loss, gradient = self.cnn.learn(self.cnn.given, self.cnn.data[:chains], noise)
        end, _ = self.cnn.chains(self.cnn.given, x, self.key, RELAXED)
        return summary(np.asarray(energies), slope, np.asarray(end), float(loss), gradient)


class Compiled:
    """The parts of the tasks, compiled by JAX; weights of convolutions in the order rows, columns, inputs, outputs."""

    def __init__(self, jax):
        self.jax, jnp = jax, jax.numpy
        self.tensors = lambda values: [jnp.asarray(t.transpose(2, 3, 1, 0) if t.ndim == 4 else t) for t in values]
        self.given = self.tensors(parameters())
        self.data = jnp.asarray(images())
        self.start = lambda chains: (jnp.asarray(start(chains)), jnp.asarray(wave(chains)))

        def energy(theta, x):
            h = x.reshape(-1, SIDE, SIDE, 1)
            for layer, (_, _, extent) in enumerate(CONVOLUTIONS):
                around = (extent // 2, extent // 2)
                h = jax.lax.conv_general_dilated(
                    h, theta[2 * layer], (2, 2), (around, around), dimension_numbers=("NHWC", "HWIO", "NHWC"))
                h = jax.nn.silu(h + theta[2 * layer + 1])
            h = h.transpose(0, 3, 1, 2).reshape(len(x), -1)
            h = jax.nn.silu(h @ theta[-4].T + theta[-3])
            return (h @ theta[-2].T + theta[-1])[:, 0] + jnp.square(x).sum(1) / (2 * BASE**2)

        slope = jax.grad(lambda theta, x: energy(theta, x).sum(), argnums=1)

        def step(theta, x, key):
            key, mine = jax.random.split(key)
            return x - EPS * slope(theta, x) + math.sqrt(2 * EPS) * jax.random.normal(mine, x.shape, x.dtype), key

        def learn(theta, x, noise):
            """The loss and its gradient, as that of the energy's slope along a direction: in half the time of a
            gradient through a gradient."""
            y = x + SIGMA * noise
            miss = SIGMA * slope(theta, y) - noise
            along = SIGMA / len(x) * miss
            g = jax.grad(lambda p: jax.jvp(lambda y: energy(p, y).sum(), (y,), (along,))[1])(theta)
            return jnp.square(miss).sum() / (2 * len(x)), g

        def adam(theta, first, second, t, g):
            first = [0.9 * m + 0.1 * d for m, d in zip(first, g)]
            second = [0.999 * v + 0.001 * d * d for v, d in zip(second, g)]
            size = 0.001 * jnp.sqrt(1 - 0.999**t) / (1 - 0.9**t)
            return [p - size * m / (jnp.sqrt(v) + 1e-8) for p, m, v in zip(theta, first, second)], first, second

        def rows(key, data):
            return data[jax.random.randint(key, (BATCH,), 0, EXAMPLES)]

        def scores(theta, first, second, key, t, data):
            key, one, two = jax.random.split(key, 3)
            noise = jax.random.normal(two, (BATCH, PIXELS), data.dtype)
            value, g = learn(theta, rows(one, data), noise)
            return *adam(theta, first, second, t, g), key, value

        def contrast(theta, first, second, key, t, data, chains):
            key, one = jax.random.split(key)
            x = rows(one, data)
            value, g = jax.value_and_grad(lambda p: energy(p, x).mean() - energy(p, chains).mean())(theta)
            return *adam(theta, first, second, t, g), key, value

        self.step = jax.jit(step)
        self.scores = jax.jit(scores)
        self.contrast = jax.jit(contrast)
        self.learn = jax.jit(learn)
        self.both = jax.jit(lambda theta, x: (energy(theta, x), slope(theta, x)))

    def fresh(self):
        theta = self.tensors(initial())
        return theta, [0 * p for p in theta], [0 * p for p in theta], self.jax.random.key(4)

    def chains(self, theta, x, key, steps):
        for _ in range(steps):
            x, key = self.step(theta, x, key)
        return x.block_until_ready(), key
