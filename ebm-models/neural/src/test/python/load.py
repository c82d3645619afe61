"""Loads the parameters of a network that ebm wrote into PyTorch, strictly, and prints what it computes.

    pip install torch numpy safetensors
    python load.py parameters.safetensors network.json < rows.txt

network.json has "layers", the list of layers in ebm's form, and "inputShape", the shape of a state. A line of the input
has the values of a state, row by row and with channels first, separated by spaces; the line printed for it has the
values of the output. Arithmetic is in double precision.
"""

import json
import math
import sys

import torch
from safetensors.torch import load_file
from torch import nn

EPSILON = 1e-5  # of the norms
ACTIVATIONS = {
    "silu": nn.SiLU,
    "relu": nn.ReLU,
    "tanh": nn.Tanh,
    "sigmoid": nn.Sigmoid,
    "softplus": nn.Softplus,
    "gelu": nn.GELU,
    "elu": nn.ELU,
    "leaky-relu": nn.LeakyReLU,
    "mish": nn.Mish,
    "softmax": lambda: nn.Softmax(dim=1),
}


class Residual(nn.Module):
    """x + layers(x)."""

    def __init__(self, layers):
        super().__init__()
        self.layers = layers

    def forward(self, x):
        return x + self.layers(x)


class LogSumExpPool(nn.Module):
    """The logarithm of the sum of exponentials over each window."""

    def __init__(self, window, stride):
        super().__init__()
        self.window, self.stride = window, stride

    def forward(self, x):
        windows = x.unfold(2, self.window, self.stride).unfold(3, self.window, self.stride)
        return windows.flatten(4).logsumexp(4)


class GlobalPool(nn.Module):
    """One number per channel."""

    def __init__(self, kind):
        super().__init__()
        self.kind = kind

    def forward(self, x):
        values = x.flatten(2)
        return {
            "mean": lambda: values.mean(2),
            "max": lambda: values.amax(2),
            "log-sum-exp": lambda: values.logsumexp(2),
        }[self.kind]()


class Embedding(nn.Embedding):
    """Takes whole numbers that are given as floats."""

    def forward(self, x):
        return super().forward(x.long())


def tokens(x):
    """Channels with positions as the rows of a sequence, which PyTorch's attention takes."""
    return x.flatten(2).transpose(1, 2)


class Attention(nn.MultiheadAttention):
    """Of channels with positions to themselves."""

    def __init__(self, layer, channels):
        super().__init__(channels, layer.get("heads", 1), bias=layer.get("bias", True), batch_first=True)
        self.causal = layer.get("causal", False)

    def forward(self, x):
        y = tokens(x)
        hidden = nn.Transformer.generate_square_subsequent_mask(y.shape[1], dtype=y.dtype) if self.causal else None
        return super().forward(y, y, y, need_weights=False, attn_mask=hidden)[0].transpose(1, 2)


class Block(nn.TransformerEncoderLayer):
    """Of channels with positions."""

    def __init__(self, layer, channels):
        super().__init__(channels, layer.get("heads", 4), layer.get("hidden", 4 * channels), dropout=0,
                         activation=ACTIVATIONS[layer.get("activation", "gelu")](), layer_norm_eps=EPSILON,
                         batch_first=True, norm_first=layer.get("normFirst", True))
        self.causal = layer.get("causal", False)

    def forward(self, x, *_, **__):
        y = tokens(x)
        hidden = nn.Transformer.generate_square_subsequent_mask(y.shape[1], dtype=y.dtype) if self.causal else None
        return super().forward(y, src_mask=hidden).transpose(1, 2)


class Transformer(nn.TransformerEncoder):
    """Of channels with positions."""

    def __init__(self, layer, channels):
        block = nn.TransformerEncoderLayer(channels, layer.get("heads", 4), layer.get("hidden", 4 * channels), dropout=0,
                                           activation="gelu", layer_norm_eps=EPSILON, batch_first=True, norm_first=True)
        super().__init__(block, layer["blocks"], nn.LayerNorm(channels, eps=EPSILON), enable_nested_tensor=False)

    def forward(self, x):
        return super().forward(tokens(x)).transpose(1, 2)


def convolution(layer, module, into):
    mode = "circular" if layer.get("circular", False) else "zeros"
    sizes = {name: tuple(v) if isinstance(v := layer.get(name, none), list) else v
             for name, none in (("stride", 1), ("padding", 0), ("dilation", 1))}
    kernel = layer["kernel"]
    return module(into, layer["channels"], tuple(kernel) if isinstance(kernel, list) else kernel, **sizes,
                  groups=layer.get("groups", 1), bias=layer.get("bias", True), padding_mode=mode)


def module(layer, shape):
    """The module of a layer whose input has a shape."""
    kind = layer["type"]
    if kind in ACTIVATIONS:
        return ACTIVATIONS[kind]()
    if kind == "dense":
        return nn.Linear(shape[-1], layer["units"], bias=layer.get("bias", True))
    if kind in ("conv1d", "conv2d"):
        return convolution(layer, {"conv1d": nn.Conv1d, "conv2d": nn.Conv2d}[kind], shape[0])
    if kind == "transposed-conv2d":
        return nn.ConvTranspose2d(shape[0], layer["channels"], layer["kernel"], layer.get("stride", 1),
                                  layer.get("padding", 0), layer.get("outputPadding", 0), bias=layer.get("bias", True))
    if kind == "layer-norm":
        return nn.LayerNorm(shape, eps=EPSILON)
    if kind == "group-norm":
        return nn.GroupNorm(layer["groups"], shape[0], eps=EPSILON)
    if kind == "rms-norm":
        return nn.RMSNorm(shape, eps=EPSILON)
    if kind == "upsample":
        corners = {"align_corners": False} if layer["mode"] == "bilinear" else {}
        return nn.Upsample(scale_factor=layer["factor"], mode=layer["mode"], **corners)
    if kind == "pool":
        pool = {"mean": nn.AvgPool2d, "max": nn.MaxPool2d, "log-sum-exp": LogSumExpPool}[layer["kind"]]
        return pool(layer["window"], layer["stride"])
    if kind == "global-pool":
        return GlobalPool(layer["kind"])
    if kind == "flatten":
        return nn.Flatten()
    if kind == "embedding":
        return Embedding(layer["levels"], layer["dim"])
    if kind == "attention":
        return Attention(layer, shape[0])
    if kind == "transformer-block":
        return Block(layer, shape[0])
    if kind == "transformer":
        return Transformer(layer, shape[0])
    if kind == "residual":
        return Residual(sequence(layer["layers"], shape)[0])
    raise ValueError(f"no layer is of type '{kind}'")


def sequence(layers, shape):
    """The modules one after the other, and the shape of their output."""
    modules = []
    for layer in layers:
        modules.append(module(layer, shape).double())
        with torch.no_grad():
            shape = list(modules[-1](torch.zeros(1, *shape, dtype=torch.float64)).shape[1:])
    return nn.Sequential(*modules), shape


class Network(nn.Module):
    """Layers under their names in ebm: layers.<index>.<weight or bias>."""

    def __init__(self, layers, shape):
        super().__init__()
        self.layers, self.shape = sequence(layers, shape)

    def forward(self, x):
        return self.layers(x)


def main():
    with open(sys.argv[2]) as file:
        description = json.load(file)
    shape = description["inputShape"]
    network = Network(description["layers"], shape)
    network.load_state_dict(load_file(sys.argv[1]), strict=True)
    for line in sys.stdin:
        values = [float(word) for word in line.split()]
        if len(values) != math.prod(shape):
            raise SystemExit(f"load.py: a state has {math.prod(shape)} values, not {len(values)}")
        with torch.no_grad():
            output = network(torch.tensor(values, dtype=torch.float64).view(1, *shape))
        print(*map(repr, output.flatten().tolist()))


if __name__ == "__main__":
    main()
