/** The labelled tables of ADBench as they lie in its folder. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Table } from '../../core/anomaly/isolation-forest.ts';

/** Rows with, for each, whether it is an outlier. */
export interface LabelledTable extends Table {
  readonly name: string;
  readonly file: string;
  readonly values: Float64Array;
  readonly outliers: Uint8Array;
}

/** Every table in the folder, `.csv` or `.csv.gz`, by name. */
export function readTables(folder: string): LabelledTable[] {
  const files = readdirSync(folder).filter((file) => /\.csv(\.gz)?$/.test(file));
  return files.sort().map((file) => {
    const path = join(folder, file);
    const bytes = readFileSync(path);
    const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
    return { ...parseTable(text), name: file.replace(/\.csv(\.gz)?$/, ''), file: path };
  });
}

/** @param text a header, then numbers, of which the last is 1 for an outlier. */
export function parseTable(text: string): Pick<LabelledTable, 'values' | 'columns' | 'outliers'> {
  const [header = '', ...lines] = text.trim().split('\n');
  const columns = header.split(',').length - 1;
  const rows = lines.map((line) => line.split(',').map(Number));
  return {
    columns,
    values: Float64Array.from(rows.flatMap((row) => row.slice(0, columns))),
    outliers: Uint8Array.from(rows, (row) => row[columns] ?? 0),
  };
}
