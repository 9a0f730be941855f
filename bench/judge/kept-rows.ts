import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { type Cell, nameOf } from './cells.ts';
import type { Row } from './rows.ts';

/** What the rows of a file have in common. */
interface Measured {
  readonly seed: number;
  readonly runs: number;
  readonly only: string;
}

/**
 * The rows of a measurement that takes hours, kept one a line as each is found, so that one that was cut off goes on
 * where it stopped. A file holds the rows of one measurement.
 */
export class KeptRows {
  private readonly path: string;
  private readonly rows: ReadonlyMap<string, Row>;

  /** @throws if the file holds the rows of another measurement */
  constructor(path: string, measured: Measured) {
    this.path = path;
    const heading = JSON.stringify(measured);
    const [known, ...lines] = existsSync(path) ? wholeLines(readFileSync(path, 'utf8')) : [];
    if (known === undefined) appendFileSync(path, `${heading}\n`);
    else if (known !== heading)
      throw new Error(`--keep: ${path} holds the rows of ${known}, not of ${heading}.`);
    this.rows = new Map(lines.map((line) => JSON.parse(line) as Row).map((row) => [keyOf(row.cell), row]));
  }

  of(cell: Cell): Row | undefined {
    return this.rows.get(keyOf(cell));
  }

  add(row: Row): void {
    appendFileSync(this.path, `${JSON.stringify(row)}\n`);
  }
}

/** A last line without its end was cut off while it was written. */
function wholeLines(text: string): string[] {
  return text.split('\n').slice(0, -1);
}

/** Cells of two suites may have the same name. */
function keyOf(cell: Cell): string {
  return `${cell.suite}: ${nameOf(cell)}`;
}
