"""Training steps of denoising score matching by PyTorch (eager) and by ebm, on the same machine, alternating.

    python denoising_step.py --ebm ./ebm [--threads 1 2] [--pairs 3] [--steps 200] [--only TASK ...]

Tasks, all with Adam, an average of the parameters, and the levels and weights of Karras et al. (2022):

    field-mlp    a field in the plane: noise-mlp, three layers of 128, 512 rows
    energy-mlp   an energy of the same layers: its gradient is trained
    energy-cnn   an energy of images 28 x 28: small-cnn, 128 rows
    unet         a field of images 28 x 28 with classes: unet with 16, 24 and 48 channels, 128 rows

Networks are the same layer by layer; the number of parameters is compared. A time is that of so many steps after a few
that are not counted. ebm is timed from outside, as the difference between a run of all steps and one of the uncounted
ones, so that its start is not in it. PyTorch takes the memory format that is the faster.
"""

import argparse
import json
import math
import pathlib
import re
import subprocess
import tempfile
import time

import numpy as np
import torch
from torch import nn

UNCOUNTED = 30
CLASSES = 10
EMBEDDING = 64


class Vector(nn.Module):
    """What layers are told of noise and class."""

    def __init__(self, classes):
        super().__init__()
        self.register_buffer("frequencies", torch.randn(EMBEDDING // 2, 1))
        self.first, self.second = nn.Linear(EMBEDDING, EMBEDDING), nn.Linear(EMBEDDING, EMBEDDING)
        self.label = nn.Linear(CLASSES, EMBEDDING, bias=False) if classes else None

    def forward(self, noise, label):
        waves = 2 * math.pi * noise[:, None] @ self.frequencies.T
        vector = self.first(torch.cat([waves.sin(), waves.cos()], 1))
        if self.label is not None:
            vector = vector + self.label(label)
        silu = nn.functional.silu
        return silu(self.second(silu(vector)))


class NoiseMlp(nn.Module):
    def __init__(self, dim, outputs):
        super().__init__()
        widths = [dim, 128, 128, 128]
        self.time = Vector(False)
        self.seen = nn.ModuleList(nn.Linear(a, b) for a, b in zip(widths, widths[1:]))
        self.told = nn.ModuleList(nn.Linear(EMBEDDING, b, bias=False) for b in widths[1:])
        self.last = nn.Linear(128, outputs)

    def forward(self, x, noise, label):
        time = self.time(noise, label)
        for seen, told in zip(self.seen, self.told):
            x = nn.functional.silu(seen(x) + told(time))
        return self.last(x)


class SmallCnn(nn.Module):
    def __init__(self):
        super().__init__()
        layers, before = [], 1
        for channels, kernel, padding in (CNN[0], 5, 4), (CNN[1], 3, 1), (CNN[2], 3, 1), (CNN[3], 3, 1):
            layers += [nn.Conv2d(before, channels, kernel, 2, padding), nn.SiLU()]
            before = channels
        self.layers = nn.Sequential(*layers, nn.Flatten(), nn.Linear(before * 4, 64), nn.SiLU(), nn.Linear(64, 1))

    def forward(self, x, noise, label):
        return self.layers(x.view(-1, 1, 28, 28))


CNN = (16, 32, 64, 64)


class Block(nn.Module):
    def __init__(self, before, width):
        super().__init__()
        self.norm1, self.conv1 = nn.GroupNorm(8, before), nn.Conv2d(before, width, 3, padding=1)
        self.norm2, self.conv2 = nn.GroupNorm(8, width), nn.Conv2d(width, width, 3, padding=1)
        self.film = nn.Linear(EMBEDDING, 2 * width)
        self.round = nn.Identity() if before == width else nn.Conv2d(before, width, 1)

    def forward(self, x, time):
        silu = nn.functional.silu
        h = self.norm2(self.conv1(silu(self.norm1(x))))
        factor, shift = self.film(time)[:, :, None, None].chunk(2, 1)
        return self.round(x) + self.conv2(silu(h * (1 + factor) + shift))


class UNet(nn.Module):
    WIDTHS = (16, 24, 48)

    def __init__(self):
        super().__init__()
        widths = self.WIDTHS
        self.time = Vector(True)
        self.first = nn.Conv2d(1, widths[0], 3, padding=1)
        self.down = nn.ModuleList(Block(w, w) for w in widths)
        self.halved = nn.ModuleList(nn.Conv2d(a, b, 3, 2, 1) for a, b in zip(widths, widths[1:]))
        self.middle = Block(widths[-1], widths[-1])
        self.doubled = nn.ModuleList(nn.Conv2d(b, a, 3, padding=1) for a, b in zip(widths, widths[1:]))
        self.up = nn.ModuleList(Block(2 * w, w) for w in widths[:-1])
        self.norm, self.last = nn.GroupNorm(8, widths[0]), nn.Conv2d(widths[0], 1, 3, padding=1)

    def forward(self, x, noise, label):
        time = self.time(noise, label)
        h, kept = self.first(x.view(-1, 1, 28, 28)), []
        for k, down in enumerate(self.down):
            h = down(h, time)
            if k < len(self.halved):
                kept.append(h)
                h = self.halved[k](h)
        h = self.middle(h, time)
        for k in reversed(range(len(self.up))):
            h = self.doubled[k](nn.functional.interpolate(h, scale_factor=2))
            h = self.up[k](torch.cat([kept[k], h], 1), time)
        return self.last(nn.functional.silu(self.norm(h))).flatten(1)


TASKS = {  # the network, whether it is an energy, rows, coordinates, deviation, our layers
    "field-mlp": (lambda: NoiseMlp(2, 2), False, 512, 2, 2.0, "noise-mlp"),
    "energy-mlp": (lambda: NoiseMlp(2, 1), True, 512, 2, 2.0, {"type": "noise-mlp", "outputs": 1}),
    "energy-cnn": (SmallCnn, True, 128, 784, 0.3, {"type": "small-cnn", "outputs": 1}),
    "unet": (UNet, False, 128, 784, 0.3, {"type": "unet", "channels": list(UNet.WIDTHS), "classes": True}),
}


def data(dim):
    random = np.random.default_rng(0)
    shape = (4096, 28, 28) if dim == 784 else (4096, dim)
    return random.random(shape, np.float32), random.integers(0, CLASSES, 4096)


def theirs(task, threads, steps, layout):
    """Seconds a step, and the number of parameters."""
    make, energy, rows, dim, s, _ = TASKS[task]
    torch.set_num_threads(threads)
    torch.manual_seed(0)
    model = make().to(memory_format=layout)
    average = [p.detach().clone() for p in model.parameters()]
    optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
    x, labels = data(dim)
    x, labels = torch.from_numpy(x).flatten(1), nn.functional.one_hot(torch.from_numpy(labels), CLASSES).float()
    for step in range(UNCOUNTED + steps):
        if step == UNCOUNTED:
            begin = time.perf_counter()
        chosen = torch.randint(len(x), (rows,))
        clean = x[chosen]
        sigma = torch.exp(1.2 * torch.randn(rows) - 1.2)
        noisy = clean + sigma[:, None] * torch.randn_like(clean)
        scale = torch.rsqrt(sigma**2 + s**2)[:, None]
        label = labels[chosen] * (torch.rand(rows, 1) > 0.1)
        into = noisy * scale
        if energy:
            into.requires_grad_(True)
            f = model(into, sigma.log() / 4, label)
            (slope,) = torch.autograd.grad(f.sum(), into, create_graph=True)
            f = -slope
        else:
            f = model(into, sigma.log() / 4, label)
        skip, out = s**2 * scale**2, s * sigma[:, None] * scale
        loss = ((((skip * noisy + out * f) - clean) / out).square().sum(1)).mean()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        with torch.no_grad():
            torch._foreach_lerp_(average, list(model.parameters()), 0.001)
    return (time.perf_counter() - begin) / steps, sum(p.numel() for p in model.parameters())


def run(ebm, folder, task, threads, steps):
    _, energy, rows, dim, s, layers = TASKS[task]
    x, labels = data(dim)
    np.save(folder / "x.npy", x)
    np.save(folder / "labels.npy", labels)
    source = {"type": "npy", "file": "x.npy"}
    if task == "unet":
        source = {"type": "given-classes", "data": {**source, "labels": "labels.npy"}}
    experiment = {
        "name": task,
        "seed": 1,
        "data": source,
        "energy": {"type": "noise-network" if energy else "score-network", "deviation": s, "layers": [layers]},
        "objective": {"type": "denoising", "dropContext": 0.1 if task == "unet" else 0},
        "optimizer": {"type": "adam", "rate": 0.001},
        "training": {"batch": rows, "steps": steps, "checkpointEvery": steps, "averageDecay": 0.999},
        "sampling": {"sampler": {"type": "ddim", "nodes": 2}, "count": 1},
    }
    (folder / "e.json").write_text(json.dumps(experiment))
    command = [*ebm, "train", str(folder / "e.json"), f"--out={folder / 'run'}{steps}", f"--threads={threads}"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    told = re.findall(r"training: (\d+) of \d+ steps, .*, ([0-9.]+) s", done.stdout + done.stderr)
    return float(told[-1][1])


def ours(ebm, task, threads, steps):
    """Seconds a step."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        few = run(ebm, folder, task, threads, UNCOUNTED)
        return (run(ebm, folder, task, threads, UNCOUNTED + steps) - few) / steps


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ebm", nargs="+", required=True, help="the launcher")
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--steps", type=int, default=200)
    parser.add_argument("--only", nargs="+", choices=TASKS, default=list(TASKS))
    options = parser.parse_args()
    for task in options.only:
        for threads in options.threads:
            images = TASKS[task][3] == 784
            steps = options.steps if images else 10 * options.steps
            layouts = [torch.contiguous_format] + ([torch.channels_last] if images else [])
            best = min(layouts, key=lambda layout: theirs(task, threads, 10, layout)[0])
            pairs = []
            for _ in range(options.pairs):
                (a, parameters), b = theirs(task, threads, steps, best), ours(options.ebm, task, threads, steps)
                pairs.append((a, b))
            ratios = sorted(a / b for a, b in pairs)
            print(json.dumps({
                "task": task,
                "threads": threads,
                "parameters": parameters,
                "pytorch": [round(1000 * a, 2) for a, _ in pairs],
                "ebm": [round(1000 * b, 2) for _, b in pairs],
                "ratio": round(ratios[len(ratios) // 2], 2),
            }), flush=True)


if __name__ == "__main__":
    main()
