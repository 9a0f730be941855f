/**
 * Coefficients by which rows come nearest to their targets, by the normal equations; a little is added to their
 * diagonal so that rows which say the same do no harm.
 * @param from the first index; rows of indices from there to `to` (exclusive) count
 */
export function leastSquares(
  to: number,
  from: number,
  row: (index: number) => readonly number[],
  target: (index: number) => number,
): number[] {
  const size = row(from).length;
  const matrix = Array.from({ length: size }, () => new Float64Array(size + 1));
  for (let index = from; index < to; index++) addRow(matrix, row(index), target(index));
  for (const [index, line] of matrix.entries()) line[index] = (line[index] ?? 0) * (1 + 1e-9) + 1e-12;
  return solved(matrix);
}

function addRow(matrix: readonly Float64Array[], row: readonly number[], target: number): void {
  for (const [place, line] of matrix.entries()) {
    const own = row[place] ?? 0;
    for (const [other, value] of row.entries()) line[other] = (line[other] ?? 0) + own * value;
    line[row.length] = (line[row.length] ?? 0) + own * target;
  }
}

/** Gauss-Jordan elimination; the matrix is positive definite, so that no pivot is searched. */
function solved(matrix: readonly Float64Array[]): number[] {
  const size = matrix.length;
  for (const [place, line] of matrix.entries()) {
    const pivot = line[place] ?? 1;
    for (const other of matrix) {
      if (other === line) continue;
      const factor = (other[place] ?? 0) / pivot;
      for (let column = place; column <= size; column++)
        other[column] = (other[column] ?? 0) - factor * (line[column] ?? 0);
    }
  }
  return matrix.map((line, place) => (line[size] ?? 0) / (line[place] ?? 1));
}
