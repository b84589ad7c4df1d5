"""The results as Markdown."""

import random

OURS = "**this model**"


def number(value):
    return f"{value:.4f}".replace("0.", ".", 1)


def markdown(results):
    ours, peers = results["ours"], results["peers"]
    sizes = list(dict.fromkeys(row["input"] for row in ours["rows"]))
    rows = {(row["method"], row["input"]): row for row in ours["rows"]}
    mine = {size: rows["this model", size] for size in sizes}
    text = [f"{ours['data']}; {ours['shows']} shows; {ours['asked_people']} people asked, {ours['known_people']} known.", ""]
    for metric, title in (("recall20", "Recall@20"), ("recall50", "Recall@50"), ("ndcg100", "NDCG@100")):
        lines = {OURS: {size: mine[size][metric]["mean"] for size in sizes}}
        if ("neighbour graph", sizes[0]) in rows:
            graph = {size: rows["neighbour graph", size][metric]["mean"] for size in sizes}
            lines["neighbour graph (the old system)"] = graph
        for peer, found in peers.items():
            lines[peer] = {size: found["final"]["quality"][size][metric] for size in sizes}
        text += table([title, *sizes], lines, sizes)
    lines = {OURS: {size: mine[size]["recall20"]["mean"] for size in sizes}}
    for peer, found in peers.items():
        lines[peer] = {size: found["columns"][size]["quality"]["recall20"] for size in sizes}
    text += table(["Recall@20, a setting for each column", *sizes], lines, sizes)
    text += leads(mine, peers, sizes)
    text += ["| | training, processor seconds | peak memory, MB | model, bytes | trials ended |", "|---|---|---|---|---|"]
    costs = {OURS: ours | {"trials": "–"}}
    costs |= {peer: found["final"] | {"trials": len(found["trials"])} for peer, found in peers.items()}
    for name, cost in costs.items():
        megabytes = cost["peak_bytes"] / 1e6
        text.append(f"| {name} | {cost['seconds']:.1f} | {megabytes:.0f} | {cost['bytes']:,} | {cost['trials']} |")
    return "\n".join(text) + "\n"


def table(head, lines, sizes):
    """The best of each column is bold."""
    best = {size: max(values[size] for values in lines.values()) for size in sizes}
    text = ["| " + " | ".join(head) + " |", "|---" * len(head) + "|"]
    for name, values in lines.items():
        cells = [number(values[size]) for size in sizes]
        cells = [f"**{cell}**" if values[size] == best[size] else cell for cell, size in zip(cells, sizes)]
        text.append("| " + " | ".join([name, *cells]) + " |")
    return text + [""]


def leads(mine, peers, sizes):
    """How far this model is ahead of the best peer of each column, with the 95 % bootstrap interval of the difference, person
    by person."""
    if not peers:
        return []
    text = ["| input | best peer in Recall@20 | this model is ahead by | 95 % interval |", "|---|---|---|---|"]
    for size in sizes:
        best = max(peers, key=lambda peer: peers[peer]["final"]["quality"][size]["recall20"])
        theirs = peers[best]["final"]["recalls20"][size]
        differences = [one - other for one, other in zip(mine[size]["each_recall20"], theirs, strict=True)]
        low, high = interval(differences)
        lead = sum(differences) / len(differences)
        text.append(f"| {size} | {best} | {lead:+.4f} | {low:+.4f} to {high:+.4f} |")
    return text + [""]


def interval(values, resamplings=1000):
    draw = random.Random(0)
    means = sorted(sum(draw.choices(values, k=len(values))) / len(values) for _ in range(resamplings))
    return means[resamplings // 40], means[resamplings - resamplings // 40]
