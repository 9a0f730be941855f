import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The archives cannot be read here; says what is missing. */
export class NoArchiver extends Error {
  override readonly name = 'NoArchiver';
}

/**
 * Unpacks archives side by side into a folder of its own, which is removed when the work on it is done. Node reads no
 * xz, so that the system's tar and xz do it.
 */
export async function withUnpacked<Result>(
  archives: readonly string[],
  work: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'rca-'));
  try {
    for (const archive of archives) await unpack(archive, folder);
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function unpack(archive: string, folder: string): Promise<void> {
  try {
    await promisify(execFile)('tar', ['-xJf', archive, '-C', folder]);
  } catch (cause) {
    throw new NoArchiver(`tar and xz are needed to read ${archive}: ${(cause as Error).message}`, { cause });
  }
}
