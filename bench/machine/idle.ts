import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { aws_lambda as lambda } from 'aws-cdk-lib';
import { catalog } from '../../functions/catalog.ts';
import { makeApp } from '../../lib/app.ts';
import { type CostLine, total } from '../../lib/idle-cost.ts';
import { synthesise } from '../../lib/synth.ts';
import { rounded } from '../statistics.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface IdleCost {
  /** Dollars a month of each stack by what they are for, stacks that cost nothing left out. */
  readonly lines: readonly (CostLine & { readonly stack: string })[];
  readonly dollars: number;
}

/** What the installation costs in a month in which nobody calls, from its templates. */
export async function idleCosts(): Promise<IdleCost> {
  const outdir = await mkdtemp(join(tmpdir(), 'idle-'));
  try {
    const code = () => lambda.Code.fromInline('exports.handler = async () => {};');
    const reports = synthesise(makeApp(catalog, { outdir, code }), ROOT);
    const lines = reports.flatMap(({ name, cost }) => cost.map((line) => ({ stack: name, ...line })));
    return {
      lines: lines.map((line) => ({ ...line, dollars: rounded(line.dollars) })),
      dollars: rounded(total(lines)),
    };
  } finally {
    await rm(outdir, { recursive: true });
  }
}
