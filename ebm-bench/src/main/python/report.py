"""The comparison's figures as Markdown and as a chart."""

import html
import math

HEAD = (
    "| task | against | ebm | other | unit | times as fast (least to most) | of the limit |\n"
    "|---|---|--:|--:|---|--:|--:|"
)
BEGIN, END = "<!-- figures of ebm-bench/compare -->", "<!-- end of figures -->"
COLOURS = {
    "NumPyro": "#76b7b2",  # before the name that it begins with
    "NumPy": "#4c78a8",
    "PyTorch": "#e45756",
    "JAX": "#59a14f",
    "scikit-learn": "#f28e2b",
    "CRFsuite": "#b07aa1",
    "Mallet": "#9c755f",
}


def environment(machine):
    text = f"{machine['date']}: {machine['processor']}, {machine['cores']} cores; {machine['java']}"
    if machine["javaOptions"]:
        text += f" {machine['javaOptions']}"
    text += f"; {machine['pairs']} pairs of runs"
    if "limits" in machine:
        flops = ", ".join(f"{low / 1e9:.0f} to {high / 1e9:.0f} Gflop/s on {('one core', 'two')[threads - 1]} (median "
                          f"{middle / 1e9:.0f})" for threads, (low, middle, high) in machine["limits"]["flops"].items())
        if flops:
            text += f". Limits, measured beside each pair: {flops}"
        text += f"; a copy reads and writes {machine['limits']['bytes'] / 1e9:.0f} GB/s"
    return text + "."


def line(row):
    limit = f"{100 * row['limit']:.0f} %" if row["limit"] else ""
    if not row["against"]:
        return f"| {row['task']} | | {row['ours']:.4g} | | {row['unit']} | | {limit} |"
    return (f"| {row['task']} | {row['against']} | {row['ours']:.4g} | {row['theirs']:.4g} | {row['unit']} "
            f"| {row['ratio']:.2f} ({row['ratioLow']:.2f} to {row['ratioHigh']:.2f}) | {limit} |")


def effective(machine):
    if "effective" not in machine:
        return ""
    lines = [
        "| effective draws per 1,000 gradients, mean over coordinates | against | ebm | other | ratio |",
        "|---|---|--:|--:|--:|"]
    lines += [f"| {label} | {version} | {ours:.3g} | {theirs:.3g} | {ours / theirs:.2f} |"
              for label, version, ours, theirs in machine["effective"]]
    return "\n".join(lines) + "\n"


def memory(machine):
    names = sorted({name for peaks in machine["memory"].values() for name in peaks} - {"ebm"})
    if not machine["memory"]:
        return ""
    lines = ["| peak memory of a process, MiB | ebm | " + " | ".join(names) + " |", "|---|" + "--:|" * (len(names) + 1)]
    for kind, peaks in machine["memory"].items():
        cells = [f"{peaks[name]:.0f}" if name in peaks else "" for name in ["ebm", *names]]
        lines.append(f"| {kind} | " + " | ".join(cells) + " |")
    return "\n".join(lines) + "\n"


def start_up(machine):
    if "startUp" not in machine:
        return ""
    lines = ["| command | seconds until it has answered (median of ten) |", "|---|--:|"]
    lines += [f"| `{command}` | {seconds:.2f} |" for command, seconds in machine["startUp"].items()]
    return "\n".join(lines) + "\n"


def chart(found):
    """Bars of ratios on a logarithmic scale, as SVG."""
    bars = [row for row in found if row["against"]]
    top = max(10, *(row["ratio"] for row in bars))
    least = min(0.5, *(row["ratio"] for row in bars))
    left, width, right, height = 700, 420, 190, 20
    x = lambda ratio: left + width * math.log(ratio / least) / math.log(top / least)
    total = height * (len(bars) + 2)
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{left + width + right}" height="{total}" '
           'font-family="sans-serif" font-size="11">', f'<rect width="100%" height="100%" fill="white"/>']
    for mark in (0.5, 1, 2, 5, 10, 20, 50, 100):
        if least <= mark <= top:
            shade = "#333" if mark == 1 else "#ddd"
            out.append(f'<line x1="{x(mark):.1f}" x2="{x(mark):.1f}" y1="18" y2="{total - 10}" stroke="{shade}"/>')
            out.append(f'<text x="{x(mark):.1f}" y="13" text-anchor="middle">{mark}×</text>')
    for i, row in enumerate(bars):
        y = height * (i + 1) + 4
        a, b = sorted((x(1), x(row["ratio"])))
        colour = next((c for name, c in COLOURS.items() if row["against"].startswith(name)), "#888")
        system, *kind = row["against"].split(", ")
        label = row["task"].replace("update of a spin", "update")
        out.append(f'<text x="{left - 6}" y="{y + 11}" text-anchor="end">{html.escape(label)}</text>')
        out.append(f'<rect x="{a:.1f}" y="{y}" width="{max(1, b - a):.1f}" height="{height - 6}" fill="{colour}">'
                   f'<title>{html.escape(row["against"])}</title></rect>')
        out.append(f'<text x="{max(a, b) + 4:.1f}" y="{y + 11}">{row["ratio"]:.2f} '
                   f'{html.escape(", ".join([system.split()[0], *kind]))}</text>')
    return "\n".join([*out, "</svg>", ""])


def write(file, machine, found):
    """Replaces what stands between the marks, and the chart beside the file."""
    text = file.read_text()
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    body = [environment(machine), "", HEAD, *map(line, found), "", effective(machine), memory(machine), start_up(machine)]
    file.write_text(before + BEGIN + "\n" + "\n".join(body) + END + after)
    if any(row["against"] for row in found):
        file.with_suffix(".svg").write_text(chart(found))
