"""The classifier of examples/mnist-classifier.json by PyTorch and by ebm from the same weights.

  mnist.py compare EBM FOLDER   writes first weights to FOLDER, trains by both, full batch, adam
  mnist.py split FOLDER         writes the first 50,000 training images and the last 10,000 apart

EBM is the launcher. Needs EBM_DATA, numpy, torch and safetensors. compare prints mean cross-entropy in
nats of both after the same steps; split lets a setting be chosen without the test images.
"""

import gzip
import json
import os
import subprocess
import sys

import numpy as np

HIDDEN = [128]
STEPS = 60
RATE = 0.002
HERE = os.path.dirname(os.path.abspath(__file__))
EXAMPLE = os.path.join(HERE, "../../../../examples/mnist-classifier.json")


def path(name):
    return os.path.join(os.environ["EBM_DATA"], "mnist", name)


def read(name, head):
    with gzip.open(path(name)) as file:
        return np.frombuffer(file.read()[head:], dtype=np.uint8)


def images(part):
    return read(f"{part}-images-idx3-ubyte.gz", 16).reshape(-1, 784)


def labels(part):
    return read(f"{part}-labels-idx1-ubyte.gz", 8)


def write(folder, name, data, shape):
    head = bytes([0, 0, 8, len(shape)]) + b"".join(n.to_bytes(4, "big") for n in shape)
    with open(os.path.join(folder, name), "wb") as file:
        file.write(head + data.tobytes())


def split(folder):
    os.makedirs(folder, exist_ok=True)
    x, y = images("train"), labels("train")
    for name, part in ("fit", slice(0, 50000)), ("choose", slice(50000, 60000)):
        write(folder, f"{name}-images", x[part], (len(x[part]), 28, 28))
        write(folder, f"{name}-labels", y[part], (len(y[part]),))


def network(torch):
    torch.manual_seed(1)
    layers, last = [], 784
    for width in HIDDEN:
        layers += [torch.nn.Linear(last, width), torch.nn.SiLU()]
        last = width
    return torch.nn.Sequential(*layers, torch.nn.Linear(last, 10))


def compare(ebm, folder):
    import torch
    from safetensors.torch import save_file

    torch.set_num_threads(2)
    os.makedirs(folder, exist_ok=True)
    model = network(torch)
    first = os.path.join(os.path.abspath(folder), "first.safetensors")
    tensors = {f"layers.{name}": tensor.clone() for name, tensor in model.state_dict().items()}
    save_file(tensors, first)

    x = torch.tensor(images("train") / np.float32(255))
    y = torch.tensor(labels("train").astype(np.int64))
    v = torch.tensor(images("t10k") / np.float32(255))
    w = torch.tensor(labels("t10k").astype(np.int64))
    optimizer = torch.optim.Adam(model.parameters(), lr=RATE)
    for _ in range(STEPS):
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(model(x), y).backward()
        optimizer.step()
    with torch.no_grad():
        double = model.double()
        theirs = {
            "train": torch.nn.functional.cross_entropy(double(x.double()), y).item(),
            "heldOut": torch.nn.functional.cross_entropy(double(v.double()), w).item(),
            "accuracy": (double(v.double()).argmax(1) == w).double().mean().item(),
        }

    out = os.path.join(folder, "run")
    command = [ebm, "train", EXAMPLE, "--out", out]
    for change in (
        f"energy.hidden={json.dumps(HIDDEN)}",
        f'energy.parameters="{first}"',
        f"optimizer.rate={RATE}",
        "training.batch=0",
        f"training.steps={STEPS}",
    ):
        command += ["--set", change]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    with open(os.path.join(out, "evaluation.json")) as file:
        found = json.load(file)
    ours = {
        "train": -found["logLikelihood"]["train"],
        "heldOut": -found["logLikelihood"]["heldOut"],
        "accuracy": found["scores"]["accuracy"],
    }
    print(json.dumps({"torch": torch.__version__, "theirs": theirs, "ours": ours}))


if sys.argv[1:2] == ["compare"] and len(sys.argv) == 4:
    compare(sys.argv[2], sys.argv[3])
elif sys.argv[1:2] == ["split"] and len(sys.argv) == 3:
    split(sys.argv[2])
else:
    sys.exit(__doc__)
