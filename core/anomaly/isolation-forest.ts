/** Rows of numbers, one after the other. */
export interface Table {
  readonly values: Float64Array | Float32Array;
  readonly columns: number;
}

/** How a forest is grown. */
export interface ForestOptions {
  readonly trees?: number;
  /** Rows drawn, without replacement, for each tree. */
  readonly sample?: number;
  /** Uniform numbers from 0 to below 1. */
  readonly random: () => number;
}

const TREES = 100;
const SAMPLE = 256;
const EULER = 0.5772156649015329;

/**
 * The average length of an unsuccessful search in a binary tree of so many rows, by which path lengths are made
 * comparable (Liu, Ting and Zhou, Isolation forest, 2008, equation 1).
 */
export function averagePath(rows: number): number {
  if (rows <= 1) return 0;
  if (rows === 2) return 1;
  return 2 * (Math.log(rows - 1) + EULER) - (2 * (rows - 1)) / rows;
}

/**
 * An isolation forest (Liu, Ting and Zhou, 2008) on flat arrays: rows that few random cuts set apart are anomalous.
 * The same seed gives the same forest.
 */
export class IsolationForest {
  readonly #columns: number;
  readonly #roots: Int32Array;
  readonly #nodes: Nodes;
  readonly #usual: number;

  private constructor(columns: number, roots: Int32Array, nodes: Nodes, sample: number) {
    this.#columns = columns;
    this.#roots = roots;
    this.#nodes = nodes;
    this.#usual = roots.length * Math.max(averagePath(sample), Number.MIN_VALUE);
  }

  /** @throws {RangeError} when there is no row. */
  static grow(table: Table, { trees = TREES, sample = SAMPLE, random }: ForestOptions): IsolationForest {
    const rows = table.columns === 0 ? 0 : Math.floor(table.values.length / table.columns);
    if (rows === 0) throw new RangeError('A forest needs a row to grow from.');
    const drawn = Math.min(sample, rows);
    const nodes = new Nodes(trees * (2 * drawn - 1));
    const grower = new Grower(table, nodes, Math.ceil(Math.log2(Math.max(drawn, 2))), random);
    const order = Int32Array.from({ length: rows }, (_, row) => row);
    const roots = Int32Array.from({ length: trees }, () => {
      draw(order, drawn, random);
      return grower.grow(order, drawn);
    });
    return new IsolationForest(table.columns, roots, nodes, drawn);
  }

  /** From 0 to 1: about 0.5 for an ordinary row, towards 1 the fewer cuts set it apart. */
  score(values: Float64Array | Float32Array, row = 0): number {
    const { column, cut, child, path } = this.#nodes;
    const offset = row * this.#columns;
    let length = 0;
    for (let tree = 0; tree < this.#roots.length; tree++) {
      let node = this.#roots[tree] as number;
      let next = child[node] as number;
      while (next > 0) {
        const value = values[offset + (column[node] as number)] as number;
        node = value < (cut[node] as number) ? next : next + 1;
        next = child[node] as number;
      }
      length += path[node] as number;
    }
    return 2 ** (-length / this.#usual);
  }

  /** The score of each row. */
  scores({ values, columns }: Table): Float64Array {
    return Float64Array.from({ length: Math.floor(values.length / columns) }, (_, row) =>
      this.score(values, row),
    );
  }
}

/** All nodes of all trees; the children of a node lie side by side, and a leaf has none. */
class Nodes {
  readonly column: Uint16Array;
  readonly cut: Float64Array;
  /** The left child's position, 0 for a leaf. */
  readonly child: Int32Array;
  /** At a leaf: depth, and what the rows that it still holds would take. */
  readonly path: Float64Array;
  #used = 1;

  constructor(capacity: number) {
    this.column = new Uint16Array(capacity + 1);
    this.cut = new Float64Array(capacity + 1);
    this.child = new Int32Array(capacity + 1);
    this.path = new Float64Array(capacity + 1);
  }

  /** The first of so many new nodes. */
  add(count: number): number {
    const first = this.#used;
    this.#used += count;
    return first;
  }
}

/** Grows trees from rows; reorders the rows that it is given. */
class Grower {
  readonly #table: Table;
  readonly #nodes: Nodes;
  readonly #deepest: number;
  readonly #random: () => number;
  readonly #columns: Int32Array;

  constructor(table: Table, nodes: Nodes, deepest: number, random: () => number) {
    this.#table = table;
    this.#nodes = nodes;
    this.#deepest = deepest;
    this.#random = random;
    this.#columns = Int32Array.from({ length: table.columns }, (_, column) => column);
  }

  grow(rows: Int32Array, count: number): number {
    const root = this.#nodes.add(1);
    this.#split(root, rows, 0, count, 0);
    return root;
  }

  #split(node: number, rows: Int32Array, from: number, to: number, depth: number): void {
    const column = depth < this.#deepest && to - from > 1 ? this.#spread(rows, from, to) : undefined;
    if (column === undefined) {
      this.#nodes.path[node] = depth + averagePath(to - from);
      return;
    }
    const { low, high } = this.#range(rows, from, to, column);
    const cut = low + (1 - this.#random()) * (high - low);
    const middle = this.#partition(rows, from, to, column, cut);
    const left = this.#nodes.add(2);
    this.#nodes.column[node] = column;
    this.#nodes.cut[node] = cut;
    this.#nodes.child[node] = left;
    this.#split(left, rows, from, middle, depth + 1);
    this.#split(left + 1, rows, middle, to, depth + 1);
  }

  /** A random column in which the rows differ. */
  #spread(rows: Int32Array, from: number, to: number): number | undefined {
    const columns = this.#columns;
    for (let place = 0; place < columns.length; place++) {
      const other = place + Math.floor(this.#random() * (columns.length - place));
      const column = columns[other] as number;
      columns[other] = columns[place] as number;
      columns[place] = column;
      const { low, high } = this.#range(rows, from, to, column);
      if (low < high) return column;
    }
    return undefined;
  }

  #range(rows: Int32Array, from: number, to: number, column: number): { low: number; high: number } {
    const { values, columns } = this.#table;
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let place = from; place < to; place++) {
      const value = values[(rows[place] as number) * columns + column] as number;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    return { low, high };
  }

  /** Brings the rows below the cut to the front; where the others begin. */
  #partition(rows: Int32Array, from: number, to: number, column: number, cut: number): number {
    const { values, columns } = this.#table;
    let middle = from;
    for (let place = from; place < to; place++) {
      const row = rows[place] as number;
      if ((values[row * columns + column] as number) >= cut) continue;
      rows[place] = rows[middle] as number;
      rows[middle] = row;
      middle += 1;
    }
    return middle;
  }
}

/** Brings a random sample to the front. */
function draw(order: Int32Array, count: number, random: () => number): void {
  for (let place = 0; place < count; place++) {
    const other = place + Math.floor(random() * (order.length - place));
    const row = order[other] as number;
    order[other] = order[place] as number;
    order[place] = row;
  }
}
