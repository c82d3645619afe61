"""A training step of ebmkit's MNIST example beside the same recipe in ebm, on the same machine, alternating.

    python ebmkit_step.py --ebmkit CLONE/src --data MNIST_FOLDER --ebm ./ebm [--threads 1 2] [--pairs 3] [--steps 60]

Network, chains, buffer, regularisation and optimizer are those of its examples/train_mnist.py; ebm's are in ebmkit.json
beside this file. A time is that of so many steps after a few that are not counted. ebm is timed from outside, as the
difference between a run of all steps and one of the uncounted ones, so that its start is not in it.
"""

import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

UNCOUNTED = 10
HERE = pathlib.Path(__file__).resolve().parent


def theirs(source, data, threads, steps):
    """Seconds a step, in a process of its own."""
    code = f"""
import sys, time, gzip
sys.path.insert(0, {str(source)!r})
import numpy, torch, ebm
torch.set_num_threads({threads})
torch.manual_seed(0)
raw = gzip.open({str(data / "train-images-idx3-ubyte.gz")!r}).read()
x = torch.from_numpy(numpy.frombuffer(raw, numpy.uint8, offset=16).reshape(-1, 1, 28, 28).copy())
x = x.float() / 127.5 - 1
init = lambda shape: torch.rand(shape) * 2 - 1
energy = ebm.nets.ConvEnergy(in_channels=1, channels=(32, 64, 128))
sampler = ebm.LangevinDynamics(step_size=10.0, noise_scale=0.005, grad_clip=0.01, steps=60, clamp=(-1, 1))
loss = ebm.ContrastiveDivergence(
    sampler, buffer=ebm.ReplayBuffer(10_000, (1, 28, 28), reinit_prob=0.05, init_fn=init), energy_reg=1.0)
trainer = ebm.Trainer(energy, loss, lr=1e-4, ema_decay=0.999, device="cpu")
trainer.fit(x, steps={UNCOUNTED}, batch_size=128)
begin = time.perf_counter()
trainer.fit(x, steps={steps}, batch_size=128)
print("seconds", (time.perf_counter() - begin) / {steps})
"""
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return float([line for line in out.stdout.splitlines() if line.startswith("seconds")][-1].split()[1])


def run(ebm, data, threads, steps):
    with tempfile.TemporaryDirectory() as folder:
        environment = dict(os.environ, EBM_DATA=str(data.parent))
        command = [str(ebm), "train", str(HERE / "ebmkit.json"), "--out", folder + "/run", "--threads", str(threads)]
        command += ["--set", f"training.steps={steps}", "--set", f"training.checkpointEvery={steps}"]
        begin = time.perf_counter()
        subprocess.run(command, env=environment, capture_output=True, check=True)
        return time.perf_counter() - begin


def ours(ebm, data, threads, steps):
    """Seconds a step."""
    return (run(ebm, data, threads, UNCOUNTED + steps) - run(ebm, data, threads, UNCOUNTED)) / steps


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ebmkit", type=pathlib.Path, required=True, help="the folder that holds its package 'ebm'")
    parser.add_argument("--data", type=pathlib.Path, required=True, help="a folder with train-images-idx3-ubyte.gz")
    parser.add_argument("--ebm", type=pathlib.Path, required=True, help="the launcher")
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--steps", type=int, default=60)
    options = parser.parse_args()
    data = options.data.resolve()
    for threads in options.threads:
        pairs = [
            (theirs(options.ebmkit.resolve(), data, threads, options.steps),
             ours(options.ebm.resolve(), data, threads, options.steps))
            for _ in range(options.pairs)
        ]
        ratios = sorted(a / b for a, b in pairs)
        print(json.dumps({
            "threads": threads,
            "ebmkit": [round(a, 3) for a, _ in pairs],
            "ebm": [round(b, 3) for _, b in pairs],
            "ratio": round(ratios[len(ratios) // 2], 2),
        }))


if __name__ == "__main__":
    main()
