"""Compares the conditional random field with CRFsuite (python-crfsuite) on CoNLL-2000: paired runs of both from the
same attributes, seconds per L-BFGS iteration, tokens tagged per second, peak memory. See the script `compare-crf`."""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

from rows import JAVA_OPTIONS

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


def run(command):
    """The numbers that a process prints, and its peak memory in MiB."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    text = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit(f"compare-crf: {' '.join(command)} failed; run it by hand to see why")
    return [float(word) for word in text.split()], usage.ru_maxrss / 1024


def measure(java, classpath, pairs, iterations, seconds, mallet=0, mallet_classpath=""):
    """
    What each pair gave, and what Mallet did.

    java: the command of a virtual machine and its options
    iterations: at most; both stop before 200 of themselves
    seconds: of a tagging run, after as long a warm-up of ours
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
            "training": {"steps": iterations, "checkpointEvery": iterations},
        }
        (folder / "crf.json").write_text(json.dumps(experiment))
        rows = []
        for pair in range(pairs):
            (spent, count, loss), memory = run(
                [*theirs, "train", str(data / "train.txt"), str(folder / "model"), str(iterations)])
            row = {"crfsuite": spent / count, "crfsuite MiB": memory, "crfsuite objective": loss}
            for threads in (1, 2):
                target = folder / f"run-{pair}-{threads}"
                (spent, count, loss), memory = run(
                    [*ours, "train", str(folder / "crf.json"), str(target), str(threads)])
                row[f"ebm-{threads}"] = spent / count
                row[f"ebm-{threads} MiB"] = memory
                row["ebm objective"] = loss * 8936
            (row["crfsuite tokens"], row["crfsuite right"]), _ = run(
                [*theirs, "tag", str(data / "test.txt"), str(folder / "model"), str(seconds)])
            (row["ebm tokens"], row["ebm right"]), _ = run(
                [*ours, "tag", str(target), str(folder / "test.tsv"), str(seconds)])
            rows.append(row)
        others = {}
        if mallet > 0:
            program = pathlib.Path(__file__).parent.parent / "mallet" / "MalletCrf.java"
            for threads in (1, 2):
                others[threads] = run([java[0], "-Xmx8g", "-cp", mallet_classpath, str(program),
                                       str(folder / "train.tsv"), str(mallet), str(threads)])
    return rows, others


def main():
    parser = argparse.ArgumentParser(prog="compare-crf")
    parser.add_argument("--java", required=True)
    parser.add_argument("--classpath", required=True)
    parser.add_argument("--java-options", default="", help="further options of our virtual machine")
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--iterations", type=int, default=200, help="at most; both stop before 200 of themselves")
    parser.add_argument("--mallet", type=int, default=0, help="iterations of Mallet, once; 0 leaves it out")
    parser.add_argument("--mallet-classpath", default="")
    parser.add_argument("--seconds", type=float, default=4, help="of a tagging run, after as long a warm-up of ours")
    options = parser.parse_args()
    java = [options.java, JAVA_OPTIONS, *options.java_options.split()]
    rows, mallet = measure(java, options.classpath, options.pairs, options.iterations, options.seconds, options.mallet,
                           options.mallet_classpath)
    middle = {key: statistics.median(row[key] for row in rows) for key in rows[0]}
    ratios = lambda a, b: ", ".join(f"{row[a] / row[b]:.2f}" for row in rows)
    print("| what | CRFsuite | ebm | times as fast, pair by pair |")
    print("|---|--:|--:|---|")
    for threads in (1, 2):
        print(f"| seconds per L-BFGS iteration, {threads} of our threads | {middle['crfsuite']:.3f} "
              f"| {middle[f'ebm-{threads}']:.3f} | {ratios('crfsuite', f'ebm-{threads}')} |")
    print(f"| tokens tagged per second, one thread | {middle['crfsuite tokens']:.0f} | {middle['ebm tokens']:.0f} "
          f"| {ratios('ebm tokens', 'crfsuite tokens')} |")
    print(f"| peak memory while training, MiB, 1 and 2 threads | {middle['crfsuite MiB']:.0f} "
          f"| {middle['ebm-1 MiB']:.0f}, {middle['ebm-2 MiB']:.0f} | |")
    for threads, ((seconds, count, loss), memory) in mallet.items():
        print(f"| Mallet in CRFsuite's place, {threads} threads: seconds per iteration of {count:.0f} "
              f"(peak memory {memory:.0f} MiB, objective {loss:.1f}) | {seconds / count:.2f} "
              f"| {middle[f'ebm-{threads}']:.3f} | {seconds / count / middle[f'ebm-{threads}']:.0f} |")
    print(f"| objective at the end, at most {options.iterations} iterations | {middle['crfsuite objective']:.1f} "
          f"| {middle['ebm objective']:.1f} | |")
    print(f"| right labels of 47,377 | {middle['crfsuite right']:.0f} | {middle['ebm right']:.0f} | |")


if __name__ == "__main__":
    if sys.argv[1:2] == ["train"]:
        crfsuite_train(pathlib.Path(sys.argv[2]), sys.argv[3], int(sys.argv[4]))
    elif sys.argv[1:2] == ["tag"]:
        crfsuite_tag(pathlib.Path(sys.argv[2]), sys.argv[3], float(sys.argv[4]))
    else:
        main()
