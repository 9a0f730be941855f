import { describe, expect, it } from 'vitest';
import { compile } from '../../core/runbook/compile.ts';
import { execute } from '../../core/runbook/example/execution.fixture.ts';
import { catalog } from '../../functions/catalog.ts';
import { ownRunbooks } from '../../lib/manifest/runbooks.ts';

/** A kind that could not be counted is null, and missing in what the step answers. */
type Lines = Readonly<Record<string, number | null>>;
type Metric = Readonly<Record<string, number>>;

const KINDS = ['failedCalls', 'slowCalls', 'badInput', 'emptyPool', 'stuck', 'exhausted', 'crashes'];
const NO_LINES = Object.fromEntries(KINDS.map((kind) => [kind, 0]));

/** Whether a runbook's change would be made, by what its reading steps find: lines, and metrics by their steps. */
async function acts(name: string, tool: string, lines: Lines | undefined, metrics: Record<string, Metric>) {
  const runbook = ownRunbooks(catalog).find((one) => one.name === name);
  if (!runbook) throw new Error(`There is no runbook ${name}.`);
  const counts = Object.entries({ ...NO_LINES, ...lines }).filter(([, count]) => count !== null);
  const counted = lines && { count: lines['count'] ?? 0, counts: Object.fromEntries(counts) };
  const found = { truncated: false, sample: [], ...counted };
  const reads = runbook.steps.filter((step) => step.tool === 'read_metric');
  const done = await execute(compile(runbook), {
    begin_run: [{ next: 'run', step: runbook.steps[0]?.name ?? '', results: {}, target: {} }],
    query_logs: [{ next: 'next', result: found }],
    read_metric: reads.map((step) => ({
      next: 'next',
      result: { points: [], ...(metrics[step.name.replace('read-', '')] ?? {}) },
    })),
    [tool]: [{ next: 'settle', seconds: 0, result: null }, { next: 'next' }],
    prove_recovery: [{ next: 'done' }],
  });
  return done.calls.find(({ operation }) => operation === tool)?.payload['holds'];
}

const FAILING = { errors: { maximum: 900 }, requests: { average: 3_600 } };
const QUICK = { latency: { latest: 0.02, minimum: 0.02 }, cpu: { latest: 50, maximum: 52 } };
const SLOW = { latency: { latest: 0.65, minimum: 0.02 }, cpu: { latest: 50, maximum: 52 } };
const STEADY = { memory: { latest: 36, minimum: 35 } };
const WELL = { requests: { average: 3_600 }, ...QUICK, ...STEADY };

describe('bad-deployment', () => {
  it.each<[string, Lines | undefined, Record<string, Metric>, boolean]>([
    ['exceptions of its own', { count: 60 }, { ...WELL, ...FAILING }, true],
    ['some failing calls among them', { count: 60, failedCalls: 20 }, { ...WELL, ...FAILING }, true],
    ['calls that fail', { count: 60, failedCalls: 58 }, { ...WELL, ...FAILING }, false],
    ['half of each', { count: 60, failedCalls: 30 }, { ...WELL, ...FAILING }, false],
    ['input that cannot be read', { count: 60, badInput: 60 }, { ...WELL, ...FAILING }, false],
    ['a full disk', { count: 60, exhausted: 60 }, { ...WELL, ...FAILING }, false],
    ['an empty pool', { count: 60, emptyPool: 60 }, { ...WELL, ...FAILING }, false],
    ['threads that are stuck', { count: 60, stuck: 60 }, { ...WELL, ...FAILING }, false],
    ['failures without a word', { count: 0 }, { ...WELL, ...FAILING }, false],
    ['failures without a log', undefined, { ...WELL, ...FAILING }, false],
    ['calls that could not be counted', { count: 60, failedCalls: null }, { ...WELL, ...FAILING }, false],
    [
      'latency, and calls that could not be counted',
      { count: 0, slowCalls: null },
      { ...WELL, ...SLOW },
      false,
    ],
    ['a stray line', { count: 1 }, WELL, false],
    ['crashes', { count: 6, crashes: 6 }, WELL, true],
    ['latency of its own', { count: 0 }, { ...WELL, ...SLOW }, true],
    ['latency of its own, and a stray line', { count: 1 }, { ...WELL, ...SLOW }, true],
    ['slow calls', { count: 0, slowCalls: 60 }, { ...WELL, ...SLOW }, false],
    ['slow calls, and a stray line', { count: 1, slowCalls: 60 }, { ...WELL, ...SLOW }, false],
    ['more load', { count: 0 }, { ...WELL, ...SLOW, cpu: { latest: 97, maximum: 97 } }, false],
    ['stolen CPU', { count: 0 }, { ...WELL, ...SLOW, cpu: { latest: 25, maximum: 52 } }, false],
    ['growing memory', { count: 0 }, { ...WELL, memory: { latest: 86, minimum: 35 } }, true],
    ['nothing', { count: 0 }, WELL, false],
    ['nothing at all', { count: 0 }, {}, false],
  ])('by %s', async (_words, lines, metrics, rollsBack) => {
    expect(await acts('bad-deployment', 'rollback_service', lines, metrics)).toBe(rollsBack);
  });
});

describe('bad-function-version', () => {
  const failing = { errors: { maximum: 300 }, invocations: { average: 1_200 } };
  const quick = { invocations: { average: 1_200 }, duration: { latest: 160, minimum: 150 } };
  const slow = { ...quick, duration: { latest: 560, minimum: 150 } };
  it.each<[string, Lines, Record<string, Metric>, boolean]>([
    ['exceptions of its own', { count: 30 }, { ...quick, ...failing }, true],
    ['input that cannot be read', { count: 30, badInput: 30 }, { ...quick, ...failing }, false],
    ['calls that fail', { count: 30, failedCalls: 30 }, { ...quick, ...failing }, false],
    ['duration of its own', { count: 0 }, slow, true],
    ['slow calls', { count: 0, slowCalls: 30 }, slow, false],
    ['nothing', { count: 0 }, quick, false],
  ])('by %s', async (_words, lines, metrics, rollsBack) => {
    expect(await acts('bad-function-version', 'rollback_service', lines, metrics)).toBe(rollsBack);
  });
});

describe('api-errors', () => {
  const late = { latency: { maximum: 5 } };
  const quick = { latency: { maximum: 0.05 } };
  it.each<[string, Lines, Record<string, Metric>, boolean]>([
    ['requests that hang', { count: 60, stuck: 60 }, { ...FAILING, ...late }, true],
    ['requests that hang without a word', { count: 0 }, { ...FAILING, ...late }, true],
    ['calls to what hangs', { count: 60, failedCalls: 60 }, { ...FAILING, ...late }, false],
    ['slow calls', { count: 10, slowCalls: 50 }, { ...FAILING, ...late }, false],
    ['calls that could not be counted', { count: 60, failedCalls: null }, { ...FAILING, ...late }, false],
    ['an empty pool', { count: 60, emptyPool: 60 }, { ...FAILING, ...quick }, true],
    ['quick exceptions', { count: 60 }, { ...FAILING, ...quick }, false],
    ['few failures', { count: 60, emptyPool: 60 }, { requests: { average: 3_600 }, ...late }, false],
  ])('by %s', async (_words, lines, metrics, restarts) => {
    expect(await acts('api-errors', 'restart_service', lines, metrics)).toBe(restarts);
  });
});

describe('latency-regression', () => {
  it.each<[string, Lines, number, boolean]>([
    ['busy tasks', { count: 0 }, 70, true],
    ['busy tasks that wait for others', { count: 0, slowCalls: 20 }, 70, false],
    ['tasks that have no CPU left', { count: 0, slowCalls: 20 }, 97, true],
    ['idle tasks', { count: 0 }, 40, false],
  ])('by %s', async (_words, lines, maximum, scales) => {
    expect(await acts('latency-regression', 'scale_service', lines, { cpu: { maximum } })).toBe(scales);
  });
});
