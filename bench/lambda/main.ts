import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { catalog } from '../../functions/catalog.ts';
import type { Environment } from '../../functions/environment.ts';
import { type Bundle, bundleFunctions } from '../../lib/bundle.ts';
import { largestBundle } from '../../lib/lambda/sizes.ts';
import { policiesOf } from '../../lib/manifest/policies.ts';
import { writeContracts } from '../../surfaces/contracts.ts';
import { rounded, table } from '../statistics.ts';
import { type Cold, coldStarts } from './cold.ts';
import { records } from './records.ts';
import { buildReference } from './reference/build.ts';
import { scenarios } from './scenarios.ts';
import { serveMicros } from './serve.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const RATIO = 0.42;
const SERVE_MICROS = 50;

interface Sized extends Bundle {
  readonly limit: number;
}

export interface LambdaResult {
  readonly functions: readonly Sized[];
  readonly reference: { readonly bytes: number; readonly versions: Readonly<Record<string, string>> };
  readonly rounds: number;
  readonly cold: readonly Cold[];
  readonly serveMicros: number;
  readonly misses: readonly string[];
}

/** Sizes of all functions, cold starts beside the reference stack's, and the serve chain by itself. */
export async function run(args: readonly string[]): Promise<LambdaResult> {
  const { values } = parseArgs({ args: [...args], options: { rounds: { type: 'string', default: '15' } } });
  const rounds = Number(values.rounds);
  const reference = await buildReference();
  const found = await records();
  const environment = withEverybody(found.environment);
  const dist = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    await writeContracts(catalog, join(dist, 'contracts'));
    const bundles = await bundleFunctions(catalog, { root: ROOT, dist, policies: policiesOf(catalog) });
    const subjects = scenarios(found).map((scenario) => ({
      ...scenario,
      bundle: join(dist, 'functions', scenario.name, 'index.js'),
    }));
    const cold = await coldStarts(reference.bundle, subjects, { rounds, environment });
    const { bytes, versions } = reference;
    const measured = { functions: bundles.map(sized), cold, serveMicros: await serveMicros(environment) };
    return { ...measured, reference: { bytes, versions }, rounds, misses: missesOf(measured) };
  } finally {
    await rm(dist, { recursive: true });
  }
}

/** The environment that functions get, with a caller who may do everything. */
function withEverybody(environment: Environment): string {
  return JSON.stringify({ ...environment, roles: [{ principal: '*', roles: ['admin'] }] });
}

function sized(bundle: Bundle): Sized {
  return { ...bundle, limit: largestBundle(bundle) };
}

function missesOf({
  functions,
  cold,
  serveMicros,
}: Pick<LambdaResult, 'functions' | 'cold' | 'serveMicros'>) {
  return [
    ...functions.filter(({ bytes, limit }) => bytes > limit).map(({ name }) => `${name} is too large`),
    ...cold
      .filter(({ name, ratio }) => name !== 'reference' && ratio > RATIO)
      .map(({ name, ratio }) => `${name} starts at ${ratio} of the reference, not ${RATIO}`),
    ...(serveMicros > SERVE_MICROS ? [`the serve chain takes ${serveMicros} µs, not ${SERVE_MICROS}`] : []),
  ];
}

const kb = (bytes: number) => rounded(bytes / 1024, 1);

export function report({ functions, reference, cold, serveMicros, rounds, misses }: LambdaResult): string {
  const sizes = functions.map(({ name, clients, bytes, limit }) => [
    name,
    clients.join(', '),
    kb(bytes),
    kb(limit),
  ]);
  const starts = cold.map(({ name, calls, importMs, cpuMs, ratio }) => [name, calls, importMs, cpuMs, ratio]);
  const versions = Object.entries(reference.versions).map(([name, version]) => `${name} ${version}`);
  return `Bundle sizes, minified (KB of 1,024 bytes):

${table(['function', 'SDK clients', 'KB', 'at most'], sizes)}

Cold starts: CPU milliseconds, medians of ${rounds} fresh processes each, all in turn; AWS is an HTTP server beside
them. Asked: at most ${RATIO} of the reference stack, which is ${kb(reference.bytes)} KB of ${versions.join(', ')}, bundled as
CDK's NodejsFunction does with the SDK inside.

${table(['function', 'AWS calls', 'import', 'import and first request', 'of the reference'], starts)}

The serve chain around a handler that does nothing: ${serveMicros} µs of CPU a warm request (asked: at most ${SERVE_MICROS};
middy alone with JSON parsing and error handling: 44 on another machine).

${misses.length === 0 ? 'Everything asked is met.' : `Missed: ${misses.join('; ')}.`}`;
}
