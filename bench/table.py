"""The results as Markdown."""


def number(value):
    return f"{value:.4f}".replace("0.", ".", 1)


def markdown(results):
    ours = results["ours"]
    sizes = list(dict.fromkeys(row["input"] for row in ours["rows"]))
    by_method = {}
    for row in ours["rows"]:
        by_method.setdefault(row["method"], {})[row["input"]] = row
    text = []
    for metric, title in (("recall20", "Recall@20"), ("ndcg100", "NDCG@100")):
        lines = {
            "**this model**": {size: by_method["this model"][size][metric]["mean"] for size in sizes},
            "neighbour graph (the old system)": {size: by_method["neighbour graph"][size][metric]["mean"] for size in sizes},
        }
        for peer, found in results["peers"].items():
            lines[peer] = {size: found["final"]["quality"][size][metric] for size in sizes}
        text += table([title, *sizes], lines, sizes)
    lines = {"**this model**": {size: by_method["this model"][size]["recall20"]["mean"] for size in sizes}}
    for peer, found in results["peers"].items():
        lines[peer] = {size: found["columns"][size]["quality"]["recall20"] for size in sizes}
    text += table(["Recall@20, a setting for each column", *sizes], lines, sizes)
    text += ["| | training, s | peak memory, MB | model, bytes |", "|---|---|---|---|"]
    costs = {"**this model**": ours} | {peer: found["final"] for peer, found in results["peers"].items()}
    for name, cost in costs.items():
        text.append(f"| {name} | {cost['seconds']:.1f} | {cost['peak_bytes'] / 1e6:.0f} | {cost['bytes']:,} |")
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
