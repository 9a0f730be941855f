/**
 * The chance that an outlier has a higher score than another row, ties counting half (the area under the receiver
 * operating characteristic, by the rank sum of Mann and Whitney). Undefined where one kind is missing.
 */
export function auc(scores: ArrayLike<number>, outliers: ArrayLike<number>): number | undefined {
  const order = Array.from({ length: scores.length }, (_, row) => row);
  order.sort((one, other) => (scores[one] ?? 0) - (scores[other] ?? 0));
  let ranks = 0;
  let positives = 0;
  for (let from = 0; from < order.length; ) {
    const to = endOfTie(order, scores, from);
    const tied = order.slice(from, to).filter((row) => outliers[row] === 1).length;
    ranks += tied * ((from + 1 + to) / 2);
    positives += tied;
    from = to;
  }
  const negatives = order.length - positives;
  if (positives === 0 || negatives === 0) return undefined;
  return (ranks - (positives * (positives + 1)) / 2) / (positives * negatives);
}

function endOfTie(order: readonly number[], scores: ArrayLike<number>, from: number): number {
  const score = scores[order[from] ?? 0];
  let to = from + 1;
  while (to < order.length && scores[order[to] ?? 0] === score) to += 1;
  return to;
}
