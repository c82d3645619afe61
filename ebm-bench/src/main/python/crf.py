"""Compares the conditional random field with CRFsuite (python-crfsuite) on CoNLL-2000: paired runs of both from the
same attributes, seconds per L-BFGS iteration, tokens tagged per second, peak memory; and with Mallet's first iterations.

Run as `python crf.py train|tag …` it is CRFsuite's side."""

import json
import math
import os
import pathlib
import subprocess
import sys
import tempfile
import time

ITERATIONS = 200  # at most; both stop before of themselves
SECONDS = 4  # of a tagging run, after as long a warm-up of ours
MALLET = 10  # iterations, once: to its end it would take a quarter of an hour
TEMPLATES = [
    *[[(0, i)] for i in (-2, -1, 0, 1, 2)],
    [(0, -1), (0, 0)],
    [(0, 0), (0, 1)],
    *[[(1, i)] for i in (-2, -1, 0, 1, 2)],
    *[[(1, i), (1, i + 1)] for i in (-2, -1, 0, 1)],
    *[[(1, i), (1, i + 1), (1, i + 2)] for i in (-2, -1, 0)],
]


def sentences(file):
    sentence = []
    for line in [*file.read_text().splitlines(), ""]:
        if line.strip():
            sentence.append(line.split())
        elif sentence:
            yield sentence
            sentence = []


def attributes(sentence, t):
    for k, template in enumerate(TEMPLATES):
        if all(0 <= t + i < len(sentence) for _, i in template):
            yield f"{k}=" + "|".join(sentence[t + i][c] for c, i in template)
    if t == 0:
        yield "__BOS__"
    if t == len(sentence) - 1:
        yield "__EOS__"


def convert(source, target):
    with target.open("w") as out:
        for sentence in sentences(source):
            for t in range(len(sentence)):
                escaped = (a.replace("\\", "\\\\").replace(":", "\\:") for a in attributes(sentence, t))
                print(sentence[t][-1], *escaped, sep="\t", file=out)
            print(file=out)


def crfsuite_train(source, model, iterations):
    import pycrfsuite

    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for sentence in sentences(source):
        trainer.append([list(attributes(sentence, t)) for t in range(len(sentence))], [x[-1] for x in sentence])
    trainer.set_params({"c1": 0, "c2": 1, "max_iterations": iterations})
    trainer.train(str(model))
    log = trainer.logparser.iterations
    print(sum(float(i["time"]) for i in log), len(log), log[-1]["loss"])


def crfsuite_tag(source, model, seconds):
    import pycrfsuite

    tagger = pycrfsuite.Tagger()
    tagger.open(str(model))
    data = [([list(attributes(s, t)) for t in range(len(s))], [x[-1] for x in s]) for s in sentences(source)]
    tokens = sum(len(y) for _, y in data)
    right = sum(a == b for x, y in data for a, b in zip(tagger.tag(x), y))
    start = time.perf_counter()
    passes = 0
    while time.perf_counter() - start < seconds:
        for x, _ in data:
            tagger.tag(x)
        passes += 1
    print(passes * tokens / (time.perf_counter() - start), right)


def run(command, cores=()):
    """The numbers that a process prints, and its peak memory in MiB."""
    place = (lambda: os.sched_setaffinity(0, cores)) if cores else None
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, preexec_fn=place)
    text = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"compare: {' '.join(command)} failed; run it by hand to see why")
    return [float(word) for word in text.split()], usage.ru_maxrss / 1024


def descends(pairs, run):
    """Whether Mallet's objective after its first iterations is above what the others end with, as it must be, and below
    that of no weights, which is some 211,727 words times the logarithm of 22 labels."""
    return pairs[0]["ebm objective"] < run["objective"] < 211_727 * math.log(22)


def measure(java, classpath, pairs, cores, mallet):
    """
    What each pair gave, and what Mallet did by the number of its threads.

    java: the command of a virtual machine and its options
    cores: taggers of a pair have the next one of them
    mallet: its class path, or nothing
    """
    data = pathlib.Path(os.environ["EBM_DATA"]) / "conll2000"
    ours = [*java, "-cp", classpath, "io.ebm.bench.CrfWorker"]
    theirs = [sys.executable, __file__]
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for part in ("train", "test"):
            convert(data / f"{part}.txt", folder / f"{part}.tsv")
        experiment = {
            "name": "crf",
            "data": {"type": "crfsuite", "file": str(folder / "train.tsv")},
            "energy": {"type": "crf"},
            "objective": {"type": "maximum-likelihood"},
            "optimizer": {"type": "lbfgs", "c2": 1},
            "training": {"steps": ITERATIONS, "checkpointEvery": ITERATIONS},
        }
        (folder / "crf.json").write_text(json.dumps(experiment))
        rows = []
        for pair in range(pairs):
            (spent, count, loss), memory = run(
                [*theirs, "train", str(data / "train.txt"), str(folder / "model"), str(ITERATIONS)])
            row = {"crfsuite": spent / count, "crfsuite MiB": memory, "crfsuite objective": loss}
            for threads in (1, 2):
                target = folder / f"run-{pair}-{threads}"
                (spent, count, loss), memory = run(
                    [*ours, "train", str(folder / "crf.json"), str(target), str(threads)])
                row[f"ebm-{threads}"] = spent / count
                row[f"ebm-{threads} MiB"] = memory
                row["ebm objective"] = loss * 8936
            own = [cores[pair % len(cores)]] if cores else []
            (row["crfsuite tokens"], row["crfsuite right"]), _ = run(
                [*theirs, "tag", str(data / "test.txt"), str(folder / "model"), str(SECONDS)], own)
            (row["ebm tokens"], row["ebm right"]), _ = run(
                [*ours, "tag", str(target), str(folder / "test.tsv"), str(SECONDS)], own)
            rows.append(row)
        others = {}
        for threads in (1, 2) if mallet else ():
            program = pathlib.Path(__file__).parent.parent / "mallet" / "MalletCrf.java"
            (spent, count, loss), memory = run(
                [java[0], "-Xmx8g", "-cp", mallet, str(program), str(folder / "train.tsv"), str(MALLET), str(threads)])
            others[threads] = {"seconds": spent / count, "objective": loss, "MiB": memory}
    return rows, others


if __name__ == "__main__":
    if sys.argv[1:2] == ["train"]:
        crfsuite_train(pathlib.Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
    elif sys.argv[1:2] == ["tag"]:
        crfsuite_tag(pathlib.Path(sys.argv[2]), sys.argv[3], float(sys.argv[4]))
    else:
        main()
