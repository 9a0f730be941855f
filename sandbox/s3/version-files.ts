import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ObjectVersion } from './object-version.ts';

const SUFFIX = '.json';
const SEQUENCE_DIGITS = 12;

/** Where a bucket keeps its versions besides memory. */
export interface VersionFiles {
  /** All versions, in the order in which they were added. */
  load(): readonly ObjectVersion[];
  add(version: ObjectVersion): void;
  remove(versionId: string): void;
}

export const noFiles: VersionFiles = { load: () => [], add: () => {}, remove: () => {} };

/**
 * One file a version in a directory. A file appears whole or not at all, since it gets its name only when it is
 * written; names sort by age.
 */
export function versionFiles(directory: string): VersionFiles {
  mkdirSync(directory, { recursive: true });
  const names = () => readdirSync(directory).filter((name) => name.endsWith(SUFFIX));
  let sequence = Number.parseInt(names().sort().at(-1) ?? '0', 10);
  return {
    load: () =>
      names()
        .sort()
        .map((name) => decode(readFileSync(join(directory, name), 'utf8'))),
    add: (version) => {
      const prefix = String(++sequence).padStart(SEQUENCE_DIGITS, '0');
      const path = join(directory, `${prefix}-${version.versionId}${SUFFIX}`);
      writeFileSync(`${path}.new`, encode(version));
      renameSync(`${path}.new`, path);
    },
    remove: (versionId) => {
      for (const name of names()) if (name.endsWith(`-${versionId}${SUFFIX}`)) rmSync(join(directory, name));
    },
  };
}

function encode(version: ObjectVersion): string {
  return JSON.stringify({ ...version, body: Buffer.from(version.body).toString('base64') });
}

function decode(json: string): ObjectVersion {
  const stored = JSON.parse(json) as Omit<ObjectVersion, 'body'> & { readonly body: string };
  return { ...stored, body: new Uint8Array(Buffer.from(stored.body, 'base64')) };
}
