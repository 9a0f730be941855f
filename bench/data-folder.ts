import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const PROJECT = fileURLToPath(new URL('..', import.meta.url));

/** The public data sets are not there; says where they were looked for and how to name another place. */
export class DataAbsent extends Error {
  override readonly name = 'DataAbsent';
}

/**
 * Where a public data set lies: under `--data DIR` of a bench's arguments, or `OPERATE_DATA`, or `../shared/data`.
 * @param set the folder of the set, such as `loghub`.
 * @throws {DataAbsent} when there is no such folder.
 */
export function dataFolder(set: string, args: readonly string[], environment = process.env): string {
  const named = args.indexOf('--data');
  const given = named < 0 ? environment.OPERATE_DATA : args[named + 1];
  const folder = join(given === undefined ? join(PROJECT, '../shared/data') : resolve(given), set);
  if (existsSync(folder)) return folder;
  throw new DataAbsent(
    `No data at ${folder}: name the folder that holds '${set}' with --data or OPERATE_DATA.`,
  );
}
