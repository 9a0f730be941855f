import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UsageError } from './usage-error.ts';

/** What commands do on this machine, besides reading and printing. */
export interface Machine {
  /** Writes a new file; rejects with UsageError when it cannot, above all when there is one already. */
  createFile(path: string, text: string): Promise<void>;
  /**
   * Destroys CloudFormation stacks through the CDK's CLI, with the credentials of the environment.
   * @returns the CLI's exit code
   */
  destroyStacks(stacks: readonly string[], region: string | undefined): Promise<number>;
}

/** The machine that the process runs on. */
export const thisMachine: Machine = { createFile, destroyStacks };

async function createFile(path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx' });
  } catch (cause) {
    throw new UsageError(`${path} cannot be written: ${(cause as Error).message}.`, { cause });
  }
}

async function destroyStacks(stacks: readonly string[], region: string | undefined): Promise<number> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  if (!existsSync(join(root, 'bin/cdk.ts')))
    throw new UsageError(
      'The stacks are destroyed from a checkout of Operate, which has the CDK: run it there.',
    );
  const args = ['bin/cdk.ts', 'destroy', '--force', '--exclusively', ...stacks];
  const env = { ...process.env, ...(region !== undefined && { AWS_REGION: region }) };
  const child = spawn(process.execPath, args, { cwd: root, stdio: 'inherit', env });
  const [code] = (await once(child, 'exit')) as [number | null];
  return code ?? 1;
}
