"""A causal transformer of the characters of tiny-shakespeare by PyTorch: the model, the batches and the schedule of
examples/shakespeare.json.

    python characters.py EBM_DATA/tiny-shakespeare/input.txt [--threads 2] [--batch 32] [--steps 1000]

Prints the nats of a character over the held-out windows of 64, the first character of each among them, and the seconds
that training took.
"""

import argparse
import math
import time

import torch
from torch import nn

WINDOW, CHANNELS, HEADS, BLOCKS = 64, 128, 4, 4


class Characters(nn.Module):
    def __init__(self, levels):
        super().__init__()
        self.embedding = nn.Embedding(levels, CHANNELS)
        self.positions = nn.Parameter(0.02 * torch.randn(WINDOW, CHANNELS))
        nn.init.normal_(self.embedding.weight, std=0.02)
        block = nn.TransformerEncoderLayer(
            CHANNELS, HEADS, 4 * CHANNELS, 0, "gelu", batch_first=True, norm_first=True
        )
        self.encoder = nn.TransformerEncoder(block, BLOCKS, nn.LayerNorm(CHANNELS), enable_nested_tensor=False)
        self.head = nn.Linear(CHANNELS, levels)
        self.first = nn.Parameter(torch.zeros(levels))
        self.mask = nn.Transformer.generate_square_subsequent_mask(WINDOW)

    def costs(self, x):
        scores = self.head(self.encoder(self.embedding(x) + self.positions, mask=self.mask, is_causal=True))
        first = self.first.expand(len(x), 1, -1)
        scores = torch.cat([first, scores[:, :-1]], 1)
        return nn.functional.cross_entropy(scores.flatten(0, 1), x.flatten(), reduction="none").view(x.shape)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--batch", type=int, default=32)
    parser.add_argument("--steps", type=int, default=1000)
    parser.add_argument("--rates", type=float, nargs=2, default=(0.002, 0.0001))
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(1)
    text = open(args.file, encoding="utf-8").read()
    levels = {c: i for i, c in enumerate(sorted(set(text)))}
    labels = torch.tensor([levels[c] for c in text])
    cut = int(0.9 * len(text))
    train, held = labels[:cut], labels[cut:]
    model = Characters(len(levels))
    optimizer = torch.optim.AdamW(model.parameters(), betas=(0.9, 0.99), weight_decay=0.1)
    offsets = torch.arange(WINDOW)
    begin = time.perf_counter()
    for step in range(args.steps):
        high, low = args.rates
        rate = low + 0.5 * (high - low) * (1 + math.cos(math.pi * step / args.steps))
        for group in optimizer.param_groups:
            group["lr"] = rate
        x = train[torch.randint(len(train) - WINDOW, (args.batch, 1)) + offsets]
        optimizer.zero_grad()
        model.costs(x).sum(1).mean().backward()
        optimizer.step()
    seconds = time.perf_counter() - begin
    windows = held[: len(held) // WINDOW * WINDOW].view(-1, WINDOW)
    with torch.no_grad():
        nats = torch.cat([model.costs(part) for part in windows.split(256)]).mean().item()
    print(f"{nats:.4f} nats a character, {seconds:.1f} s of {args.threads} threads")


if __name__ == "__main__":
    main()
