import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { median, rounded, table } from '../statistics.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const HERE = fileURLToPath(new URL('.', import.meta.url));
const RATIO = 2;

/** Each as its users run it: an app from the CDK's template plainly, ours as `npm run synth` does. */
const APPS = { empty: [join(HERE, 'empty.ts')], ours: ['--liftoff-only', join(ROOT, 'bin/app.ts')] } as const;
type AppName = keyof typeof APPS;

export interface SynthResult {
  readonly rounds: number;
  /** CPU milliseconds of the process, median; bundling included, but not the CPU of esbuild's own process. */
  readonly emptyMs: number;
  readonly oursMs: number;
  readonly ratio: number;
  /** The same with CDK's own validation of templates switched off in both. */
  readonly unchecked: { readonly emptyMs: number; readonly oursMs: number };
  readonly misses: readonly string[];
}

/** Synthesises our app and one with a single queue by turns, in fresh processes. */
export async function run(args: readonly string[]): Promise<SynthResult> {
  const { values } = parseArgs({ args: [...args], options: { rounds: { type: 'string', default: '5' } } });
  const rounds = Number(values.rounds);
  const outdir = await mkdtemp(join(tmpdir(), 'synth-'));
  try {
    const [emptyMs, oursMs] = await medians(rounds, outdir, {});
    const [uncheckedEmpty, uncheckedOurs] = await medians(rounds, outdir, { CDK_VALIDATION: 'false' });
    const ratio = rounded(oursMs / emptyMs);
    const misses = ratio > RATIO ? [`synth takes ${ratio} times an empty app's, not ${RATIO}`] : [];
    const unchecked = { emptyMs: uncheckedEmpty, oursMs: uncheckedOurs };
    return { rounds, emptyMs, oursMs, ratio, unchecked, misses };
  } finally {
    await rm(outdir, { recursive: true });
  }
}

async function medians(
  rounds: number,
  outdir: string,
  variables: Readonly<Record<string, string>>,
): Promise<[empty: number, ours: number]> {
  const taken: Record<AppName, number[]> = { empty: [], ours: [] };
  for (let round = 0; round < rounds; round += 1)
    for (const name of ['empty', 'ours'] as const)
      taken[name].push(await cpuOf(name, { ...variables, CDK_OUTDIR: join(outdir, name) }));
  return [rounded(median(taken.empty), 0), rounded(median(taken.ours), 0)];
}

async function cpuOf(name: AppName, variables: Readonly<Record<string, string>>): Promise<number> {
  const child = spawn(process.execPath, ['--require', join(HERE, 'cpu-at-exit.cjs'), ...APPS[name]], {
    cwd: ROOT,
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const [cpu, complaints, [code]] = await Promise.all([
    text(child.stdio[3] as Readable),
    text(child.stderr as Readable),
    once(child, 'exit'),
  ]);
  if (code !== 0) throw new Error(`The app '${name}' was not synthesised: ${complaints}`);
  return Number(cpu);
}

export function report({ rounds, emptyMs, oursMs, ratio, unchecked, misses }: SynthResult): string {
  const rows = [
    ['with the checks that fail a synth', emptyMs, oursMs, ratio],
    [
      "without CDK's validation of templates",
      unchecked.emptyMs,
      unchecked.oursMs,
      rounded(unchecked.oursMs / unchecked.emptyMs),
    ],
  ];
  return `CPU milliseconds of \`node bin/app.ts\` and of an app with one queue, medians of ${rounds} processes by turns. Ours bundles
all functions first (esbuild's own process is not counted). Asked: at most ${RATIO} times the empty app.

${table(['synth', 'empty app', 'ours', 'times'], rows)}

${misses.length === 0 ? 'Everything asked is met.' : `Missed: ${misses.join('; ')}.`}`;
}
