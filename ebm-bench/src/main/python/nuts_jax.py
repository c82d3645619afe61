"""The No-U-Turn sampler in JAX, compiled: multinomial draws from trees that are grown without recursion (Hoffman and
Gelman 2014; Betancourt 2017, appendix A; Phan, Pradhan and Jankowiak 2019, algorithm 2), with Stan's warm-up.

What ebm's sampler does is done here too, so that the two can be compared: the same criterion, target and windows. Momenta
r and gradients h are whitened: x = L q, where L is a root of the mass matrix's inverse. Chains are one `vmap`, and each
adapts by itself."""

import functools
import time

import jax
import jax.numpy as jnp
import numpy as np

DEPTH = 10  # of a tree, at most
DIVERGED = 1000.0
TARGET = 0.8  # acceptance


def times(root, r):
    return root @ r if root.ndim == 2 else root * r


def whitened(root, g):
    return root.T @ g if root.ndim == 2 else root * g


def turned(first, last, total):
    """Of a path by the momenta at its ends and their sum, the ends counted half."""
    rho = total - 0.5 * (first + last)
    return (first @ rho <= 0) | (last @ rho <= 0)


def each(function):
    """Of all chains, compiled."""
    return jax.jit(jax.vmap(function))


class Sampler:
    """
    potential: the energy of one state
    mass: "dense" or "diagonal"
    warm_up: transitions before the draws, at least 150
    """

    def __init__(self, potential, dim, mass, chains, warm_up, draws):
        self.slope = jax.value_and_grad(potential)
        self.dim, self.dense, self.chains, self.warm, self.draws = dim, mass == "dense", chains, warm_up, draws
        self.start = each(self.slope)
        self.search = each(self.good_step)
        self.root = each(self.root_of)
        self.drawing = each(self.draw)
        self.adapting = {}  # by the length of a window

    # A trajectory.

    def leapfrog(self, step, root, x, r, h):
        r = r - 0.5 * step * h
        x = x + step * times(root, r)
        u, g = self.slope(x)
        h = whitened(root, g)
        return x, r - 0.5 * step * h, h, u, g

    def subtree(self, key, step, root, depth, end, energy):
        """2^depth leaves beyond an end, or fewer if it turns or diverges."""
        x, r, h = end
        zeros = jnp.zeros(self.dim)
        state = {
            "leaf": 0, "key": key, "x": x, "r": r, "h": h, "sum": zeros, "weight": -jnp.inf, "over": False,
            "acceptance": 0.0, "pick": (x, jnp.inf, zeros),
            "first": jnp.zeros((DEPTH + 1, self.dim)), "before": jnp.zeros((DEPTH + 1, self.dim)),
        }

        def grow(s):
            x, r, h, u, g = self.leapfrog(step, root, s["x"], s["r"], s["h"])
            gain = energy - u - 0.5 * r @ r
            gain = jnp.where(jnp.isnan(gain), -jnp.inf, gain)
            key, mine = jax.random.split(s["key"])
            weight = jnp.logaddexp(s["weight"], gain)
            take = jnp.log(jax.random.uniform(mine)) < gain - weight
            pick = jax.tree.map(lambda new, old: jnp.where(take, new, old), (x, u, g), s["pick"])
            # The first leaf of each perfect subtree that is still open is kept: as many as the number has ones.
            leaf = s["leaf"]
            ones = jax.lax.population_count(leaf)
            even = leaf % 2 == 0
            slot = jnp.where(even, ones, DEPTH)
            first = s["first"].at[slot].set(r)
            before = s["before"].at[slot].set(s["sum"])
            total = s["sum"] + r
            closed = jax.lax.population_count(leaf & ~(leaf + 1))
            slots = jnp.arange(DEPTH + 1)
            turns = jax.vmap(lambda f, b: turned(f, r, total - b))(first, before)
            turns = jnp.any(turns & (slots < ones) & (slots >= ones - closed)) & ~even
            return {
                "leaf": leaf + 1, "key": key, "x": x, "r": r, "h": h, "sum": total, "weight": weight,
                "over": turns | ~(gain > -DIVERGED), "acceptance": s["acceptance"] + jnp.minimum(1, jnp.exp(gain)),
                "pick": pick, "first": first, "before": before,
            }

        return jax.lax.while_loop(lambda s: ~s["over"] & (s["leaf"] < 1 << depth), grow, state)

    def transition(self, key, step, root, x, u, g):
        """A draw; the number of leaves; their mean acceptance."""
        key, mine = jax.random.split(key)
        r, h = jax.random.normal(mine, (self.dim,)), whitened(root, g)
        energy = u + 0.5 * r @ r
        state = {
            "depth": 0, "key": key, "left": (x, r, h), "right": (x, r, h), "sum": r, "weight": 0.0, "over": False,
            "pick": (x, u, g), "leaves": 0, "acceptance": 0.0,
        }

        def double(s):
            key, side, inner, choice = jax.random.split(s["key"], 4)
            forward = jax.random.bernoulli(side)
            either = functools.partial(jax.tree.map, lambda a, b: jnp.where(forward, a, b))
            new = self.subtree(inner, jnp.where(forward, step, -step), root, s["depth"], either(s["right"], s["left"]), energy)
            end = (new["x"], new["r"], new["h"])
            take = ~new["over"] & (jnp.log(jax.random.uniform(choice)) < new["weight"] - s["weight"])
            left, right = either(s["left"], end), either(end, s["right"])
            total = s["sum"] + new["sum"]
            return {
                "depth": s["depth"] + 1, "key": key, "left": left, "right": right, "sum": total,
                "weight": jnp.logaddexp(s["weight"], new["weight"]),
                "over": new["over"] | turned(left[1], right[1], total),
                "pick": jax.tree.map(lambda a, b: jnp.where(take, a, b), new["pick"], s["pick"]),
                "leaves": s["leaves"] + new["leaf"], "acceptance": s["acceptance"] + new["acceptance"],
            }

        s = jax.lax.while_loop(lambda s: ~s["over"] & (s["depth"] < DEPTH), double, state)
        return s["pick"], s["leaves"], s["acceptance"] / s["leaves"]

    # The warm-up.

    def good_step(self, key, step, root, x, u, g):
        """Doubled or halved until a leapfrog's acceptance crosses the target."""
        r = jax.random.normal(key, (self.dim,))
        h = whitened(root, g)

        def above(step):
            _, p, _, there, _ = self.leapfrog(step, root, x, r, h)
            gain = u + 0.5 * r @ r - there - 0.5 * p @ p
            return jnp.where(jnp.isnan(gain), False, gain > jnp.log(TARGET))

        grows = above(step)
        factor = jnp.where(grows, 2.0, 0.5)
        return jax.lax.while_loop(lambda e: above(e) == grows, lambda e: e * factor, step)

    def root_of(self, count, spread):
        """Of the draws' covariance, shrunk towards a small multiple of the identity as Stan has it."""
        covariance = count / (count + 5) * spread / (count - 1)
        small = 1e-3 * 5 / (count + 5)
        return jnp.linalg.cholesky(covariance + small * jnp.eye(self.dim)) if self.dense else jnp.sqrt(covariance + small)

    def adapt(self, steps, key, guess, root, x, u, g):
        """Transitions with dual averaging of the step; the averaged step, and the draws' products about their mean."""
        centre = jnp.log(10 * guess)
        zeros = jnp.zeros(self.dim)
        spread = jnp.zeros((self.dim, self.dim)) if self.dense else zeros

        def one(k, carry):
            key, point, log_step, average, error, mean, spread = carry
            key, mine = jax.random.split(key)
            point, _, acceptance = self.transition(mine, jnp.exp(log_step), root, *point)
            count = k + 1.0
            weight = 1 / (count + 10)
            error = (1 - weight) * error + weight * (TARGET - acceptance)
            log_step = centre - jnp.sqrt(count) / 0.05 * error
            keep = count**-0.75
            average = keep * log_step + (1 - keep) * average
            away = point[0] - mean
            mean = mean + away / count
            rest = point[0] - mean
            spread = spread + (jnp.outer(away, rest) if self.dense else away * rest)
            return key, point, log_step, average, error, mean, spread

        begin = (key, (x, u, g), jnp.log(guess), jnp.log(guess), 0.0, zeros, spread)
        _, point, _, average, _, _, spread = jax.lax.fori_loop(0, steps, one, begin)
        return point, jnp.exp(average), spread

    def warm_up(self, key, steps, x):
        """Stan's windows: a fast one, slow ones of doubling length that each end with a new mass matrix, a fast one."""
        root = jnp.ones((self.chains, self.dim))
        if self.dense:
            root = jnp.stack([jnp.eye(self.dim)] * self.chains)
        step = jnp.ones(self.chains)
        point = (x, *self.start(x))
        lengths, at, length = [75], 75, 25
        while at < steps - 50:
            end = at + length
            end = steps - 50 if end + 2 * length > steps - 50 else end
            lengths.append(end - at)
            at, length = end, 2 * length
        for number, length in enumerate([*lengths, steps - at]):
            key, one, two = jax.random.split(key, 3)
            step = self.search(jax.random.split(one, self.chains), step, root, *point)
            if length not in self.adapting:
                self.adapting[length] = each(functools.partial(self.adapt, length))
            keys = jax.random.split(two, self.chains)
            point, step, spread = self.adapting[length](keys, step, root, *point)
            if 0 < number < len(lengths):
                root = self.root(jnp.full(self.chains, float(length)), spread)
        return point, step, root

    def draw(self, key, step, root, x, u, g):
        def one(carry, _):
            key, point = carry
            key, mine = jax.random.split(key)
            point, leaves, _ = self.transition(mine, step, root, *point)
            return (key, point), (point[0], leaves)

        return jax.lax.scan(one, (key, (x, u, g)), None, self.draws)[1]

    def run(self, seed):
        """Draws [chain, draw, dim], gradients, seconds of sampling."""
        key, one, two, three = jax.random.split(jax.random.key(seed), 4)
        x = jax.random.normal(one, (self.chains, self.dim))
        point, step, root = self.warm_up(two, self.warm, x)
        step.block_until_ready()
        warm = time.perf_counter()
        x, leaves = self.drawing(jax.random.split(three, self.chains), step, root, *point)
        x, leaves = np.asarray(x), np.asarray(leaves)
        end = time.perf_counter()
        return x, int(leaves.sum()), end - warm
