import { readdir, readFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';
import { csvRows } from './csv.ts';

/** 2,000 lines of one system, as loghub publishes them. */
export interface LabelledLog {
  readonly system: string;
  /** Lines as they were written. */
  readonly raw: readonly string[];
  /** The message of each line: what the published parsers get, after the header was split off by the log's format. */
  readonly content: readonly string[];
  /** The event of each line: the truth. */
  readonly events: readonly string[];
}

const LOG = /^(.+)_2k\.log\.gz$/;

/** Every system in a folder that has both files, whichever they are. */
export async function readLoghub(folder: string): Promise<LabelledLog[]> {
  const paths = (await readdir(folder, { recursive: true })).sort();
  const logs = paths.filter((path) => LOG.test(path) && paths.includes(labelsOf(path)));
  return Promise.all(logs.map((path) => readLog(folder, path)));
}

const labelsOf = (path: string): string => path.replace(/\.log\.gz$/, '.labels.csv.gz');

async function readLog(folder: string, path: string): Promise<LabelledLog> {
  const [log, labels] = await Promise.all([text(`${folder}/${path}`), text(`${folder}/${labelsOf(path)}`)]);
  const [header = [], ...rows] = csvRows(labels);
  const column = (name: string) => {
    const at = header.indexOf(name);
    if (at < 0) throw new Error(`${labelsOf(path)} has no column ${name}.`);
    return rows.map((row) => row[at] ?? '');
  };
  const system = LOG.exec(path.split('/').at(-1) ?? '')?.[1] ?? path;
  const raw = log.split(/\r?\n/).slice(0, rows.length);
  return { system, raw, content: column('Content'), events: column('EventId') };
}

async function text(path: string): Promise<string> {
  return gunzipSync(await readFile(path)).toString('utf8');
}
