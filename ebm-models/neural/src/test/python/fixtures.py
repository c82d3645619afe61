"""Writes what PyTorch computes for small networks, to compare layers with.

    pip install torch numpy safetensors
    python fixtures.py ../resources/io/ebm/models/neural/pytorch

For each case a safetensors file, all of 32-bit floats, computed in double precision from the 32-bit inputs stored:

    layers.<index>.<weight or bias>   parameters, under the names of the module's state_dict
    input [n, ...], output [n, ...]   channels first
    seed                              of the output's shape; s = sum(output * seed)
    grad.<parameter>                  gradient of s by a parameter
    grad_input                        gradient of s by the input
    direction, hvp                    the Hessian of s by the input, times a direction of the input's shape
    directional.<parameter>           gradient by a parameter of sum(grad_input * direction)

The last three and grad_input are left out where the input are classes. The metadata have "layers", the JSON of the layers in ebm's
form, and "inputShape", that of a state. Made by PyTorch 2.13.
"""

import json
import sys
import zlib
from pathlib import Path

import torch
from load import ACTIVATIONS, Network
from safetensors.torch import save
from torch.nn.attention import SDPBackend, sdpa_kernel

ROWS = 3
LARGEST = 60_000  # bytes of a file


def conv(channels, kernel, **more):
    return {"type": "conv2d", "channels": channels, "kernel": kernel, **more}


def dense(units, **more):
    return {"type": "dense", "units": units, **more}


def layer(kind, /, **more):
    return {"type": kind, **more}


SILU = layer("silu")
TAIL = [layer("flatten"), dense(1)]
CASES = {
    "dense": ([5], [dense(7), SILU, dense(6, bias=False), layer("tanh"), dense(1)]),
    "conv2d": ([2, 6, 5], [conv(3, 3), SILU, conv(2, [2, 3], bias=False)]),
    "conv2d-padded": ([2, 5, 6], [conv(3, 3, padding=1), SILU, conv(2, [3, 1], padding=[2, 0])]),
    "conv2d-strided": ([2, 9, 8], [conv(4, 5, stride=2, padding=2), SILU, conv(3, 3, stride=[1, 2], padding=1)]),
    "conv2d-dilated": ([2, 9, 8], [conv(3, 3, dilation=2, padding=2), SILU, conv(2, 3, dilation=[1, 3], stride=2)]),
    "conv2d-grouped": ([4, 6, 6], [conv(6, 3, groups=2, padding=1), SILU, conv(3, 3, groups=3, stride=2)]),
    "conv2d-depthwise": ([4, 6, 6], [conv(4, 3, groups=4, padding=1), SILU, conv(8, 3, groups=4, stride=2, padding=1)]),
    "conv2d-circular": ([2, 6, 5], [conv(3, 3, padding=1, circular=True), SILU,
                                    conv(2, 5, padding=2, stride=2, circular=True)]),
    "conv1d": ([3, 12], [layer("conv1d", channels=4, kernel=3, padding=1), SILU,
                         layer("conv1d", channels=3, kernel=5, stride=2, padding=2), SILU,
                         layer("conv1d", channels=2, kernel=3, dilation=2, padding=2, circular=True, bias=False)]),
    "conv1d-grouped": ([4, 9], [layer("conv1d", channels=6, kernel=3, groups=2, stride=2, padding=1)]),
    "transposed": ([3, 4, 3], [layer("transposed-conv2d", channels=4, kernel=3, stride=2, padding=1, outputPadding=1), SILU,
                               layer("transposed-conv2d", channels=2, kernel=4, stride=2, padding=1, bias=False)]),
    "transposed-unpadded": ([2, 3, 4], [layer("transposed-conv2d", channels=3, kernel=2), SILU,
                                        layer("transposed-conv2d", channels=2, kernel=[3, 2], stride=[3, 1],
                                              padding=[1, 0], outputPadding=[2, 0])]),
    "layer-norm": ([7], [dense(8), layer("layer-norm"), SILU, dense(3)]),
    "layer-norm-image": ([2, 4, 3], [conv(3, 3, padding=1), layer("layer-norm"), SILU]),
    "group-norm": ([2, 4, 3], [conv(6, 3, padding=1), layer("group-norm", groups=3), SILU, conv(2, 1)]),
    "group-norm-one": ([4, 3, 3], [layer("group-norm", groups=1)]),
    "rms-norm": ([7], [dense(8), layer("rms-norm"), SILU, dense(3)]),
    "rms-norm-image": ([2, 4, 3], [conv(3, 3, padding=1), layer("rms-norm"), SILU]),
    "upsample-nearest": ([2, 3, 4], [conv(2, 3, padding=1), SILU, layer("upsample", factor=2, mode="nearest"), SILU,
                                     conv(1, 3)]),
    "upsample-bilinear": ([2, 3, 4], [conv(2, 3, padding=1), SILU, layer("upsample", factor=2, mode="bilinear"), SILU,
                                      conv(1, 3)]),
    "upsample-bilinear-3": ([1, 3, 2], [layer("upsample", factor=3, mode="bilinear"), SILU]),
    **{f"pool-{kind}": ([2, 7, 6], [conv(3, 3, padding=1), SILU, layer("pool", kind=kind, window=2, stride=2), SILU,
                                    conv(2, 2)])
       for kind in ("mean", "max", "log-sum-exp")},
    **{f"pool-{kind}-overlapping": ([2, 7, 8], [layer("pool", kind=kind, window=3, stride=2), SILU])
       for kind in ("mean", "max", "log-sum-exp")},
    **{f"global-pool-{kind}": ([2, 5, 4], [conv(4, 3, padding=1), SILU, layer("global-pool", kind=kind), dense(2)])
       for kind in ("mean", "max", "log-sum-exp")},
    "attention": ([4, 5], [layer("attention", heads=2), SILU, layer("attention", heads=1, bias=False)]),
    "attention-causal": ([6, 5], [layer("attention", heads=3, causal=True), SILU, layer("attention", heads=2)]),
    "attention-image": ([4, 3, 2], [layer("attention", heads=4)]),
    "transformer-block": ([4, 5], [layer("transformer-block", heads=2, hidden=6)]),
    "transformer-block-norm-last": ([6, 4], [layer("transformer-block", heads=3, activation="silu", causal=True,
                                                   normFirst=False)]),
    "transformer": ([4, 5], [layer("transformer", blocks=2, heads=2, hidden=5)]),
    "embedding": ([4], [layer("embedding", levels=5, dim=3), layer("flatten"), dense(6), SILU, dense(1)]),
    **{f"activation-{kind}": ([9], [dense(8), layer(kind), dense(8), layer(kind), dense(2)]) for kind in ACTIVATIONS},
    "cnn": ([1, 12, 12], [conv(4, 5, stride=2, padding=2), SILU, conv(6, 3, stride=2, padding=1), SILU, *TAIL[:1],
                          dense(8), SILU, dense(1)]),
    "residual": ([2, 5, 4], [conv(4, 3, padding=1), layer("residual", layers=[SILU, conv(4, 3, padding=1), SILU,
                                                                             conv(4, 3, padding=1)]), SILU, *TAIL]),
    "residual-dense": ([6], [dense(5), layer("residual", layers=[layer("layer-norm"), dense(9), SILU, dense(5)]),
                             layer("residual", layers=[dense(5), layer("tanh")]), dense(1)]),
}


def rounded(values):
    """Numbers of double precision that a 32-bit float holds."""
    return values.float().double()


def tensors(name, shape, layers):
    random = torch.Generator().manual_seed(zlib.crc32(name.encode()))
    normal = lambda *size: rounded(torch.randn(size, generator=random, dtype=torch.float64))
    network = Network(layers, shape)
    with torch.no_grad():
        for parameter in network.parameters():
            inputs = parameter[0].numel() if parameter.dim() > 1 else 4
            parameter.copy_(rounded(normal(*parameter.shape) / inputs**0.5))
    classes = layers[0]["type"] == "embedding"
    if classes:
        x = torch.randint(layers[0]["levels"], (ROWS, *shape), generator=random).double()
    else:
        x = normal(ROWS, *shape)
    x.requires_grad_(not classes)
    output = network(x)
    seed = normal(*output.shape)
    s = (output * seed).sum()
    named = dict(network.named_parameters())
    parameters = tuple(named.values())
    found = {**network.state_dict(), "input": x, "output": output, "seed": seed}
    if named:
        found |= {f"grad.{n}": g for n, g in zip(named, torch.autograd.grad(s, parameters, retain_graph=True))}
    if not classes:
        (slope,) = torch.autograd.grad(s, x, create_graph=True)
        direction = normal(*x.shape)
        along = (slope * direction).sum()
        last = torch.autograd.grad(along, (x, *parameters), allow_unused=True, materialize_grads=True)
        found |= {"grad_input": slope, "direction": direction, "hvp": last[0]}
        found |= {f"directional.{n}": g for n, g in zip(named, last[1:])}
    return {n: t.detach().float().contiguous() for n, t in found.items()}


def write(file, found, metadata):
    """The same bytes each time: the library writes metadata in any order."""
    data = save(found, metadata)
    end = 8 + int.from_bytes(data[:8], "little")
    header = json.loads(data[8:end])
    header["__metadata__"] = metadata
    text = json.dumps(header, sort_keys=True).encode()
    text += b" " * (-len(text) % 8)
    file.write_bytes(len(text).to_bytes(8, "little") + text + data[end:])


def main():
    folder = Path(sys.argv[1])
    for name, (shape, layers) in CASES.items():
        file = folder / f"{name}.safetensors"
        with sdpa_kernel(SDPBackend.MATH):  # the others have no Hessian
            found = tensors(name, shape, layers)
        write(file, found, {"layers": json.dumps(layers), "inputShape": json.dumps(shape)})
        size = file.stat().st_size
        if size > LARGEST:
            raise SystemExit(f"fixtures.py: {file} has {size} bytes; at most {LARGEST}")


if __name__ == "__main__":
    main()
