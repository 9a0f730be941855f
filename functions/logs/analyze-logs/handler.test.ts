import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FaultRule } from '../../../sandbox/faults/rule.ts';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { pricing } from '../../../test/flows/pricing.ts';
import { storefront } from '../../../test/flows/storefront.ts';
import { HOUR, TRACE, twoHours, writeLines } from '../lines.fixture.ts';

let installation: Installation;
let from = 0;
beforeAll(async () => {
  installation = await install();
  for (const name of ['prices', 'silent'])
    await (await pricing(installation, { name, requestsPerSecond: 1 })).traffic.stop();
  await (await storefront(installation, { name: 'shop', requestsPerSecond: 1 })).traffic.stop();
  // Long before anything of the above was written.
  from = installation.clock.now() - 24 * HOUR;
  await writeLines(installation, '/ecs/shop', 'app/app/1', twoHours(from));
  const reports = Array.from({ length: 120 }, (_, minute) => ({
    timestamp: from + minute * 60_000,
    message: `REPORT RequestId: 7d3c2c1e-0000-4000-8000-${String(minute).padStart(12, '0')}\tDuration: ${minute} ms`,
  }));
  await writeLines(installation, '/aws/lambda/prices', 'live', reports);
}, 120_000);
afterAll(() => installation.close());

const removals: (() => void)[] = [];
afterEach(() => {
  for (const remove of removals.splice(0)) remove();
});
const fault = (rule: FaultRule) => {
  removals.push(installation.account.faults.add(rule));
};

const iso = (at: number) => new Date(at).toISOString();
const analyze = (more: object = {}) =>
  installation.as('viewer').analyze_logs({
    environment: 'production',
    startTime: iso(from + HOUR),
    endTime: iso(from + 2 * HOUR),
    ...more,
  });

describe('analyze_logs', () => {
  it('tells what is new, gone and more frequent in an hour, and when errors spiked', async () => {
    const answer = await analyze({ service: 'shop' });
    const brief = answer.patterns.map(({ change, proven, template, lines, linesBefore }) => [
      ...[change, proven, template, lines, linesBefore],
    ]);
    expect(brief).toEqual([
      ['NEW', true, 'no stock for item <number>, password=[redacted] {level,order,traceId}', 29, 0],
      ['BURSTING', true, 'ERROR connect ECONNREFUSED <ip>:<number>', 600, 60],
      ['VANISHED', true, 'INFO heartbeat <number>', 0, 60],
      ['STEADY', false, 'WARN cache <number> is cold, user <id>', 60, 60],
      ['STEADY', false, 'INFO served <path> in <number>', 60, 60],
    ]);
    expect(answer).toMatchObject({
      state: 'READ',
      notSeen: [],
      missing: ['Sentry: there is no secret operate/sentry.'],
      levels: [
        { level: 'error', lines: 629 },
        { level: 'warn', lines: 60 },
        { level: 'info', lines: 60 },
      ],
      services: [{ service: 'shop', logGroup: '/ecs/shop', errors: 629, errorsBefore: 60, readShare: 1 }],
      patternCounts: { all: 5, new: 1, vanished: 1, bursting: 1, givenUp: 0 },
      before: { from: iso(from), to: iso(from + HOUR) },
      scanned: { lines: 989, searchedBytes: 0, dollars: 0 },
    });
    expect(answer.errorSpikes).toMatchObject([{ service: 'shop', errors: 629, expected: 60 }]);
  });

  it('shows the newest line of a pattern without secrets, and the requests that it was part of', async () => {
    const { patterns } = await analyze({ service: 'shop' });
    const [first] = patterns;
    expect(first).toMatchObject({
      level: 'error',
      traces: [TRACE],
      sample: { untrusted: expect.stringContaining('no stock for item 119, password=[redacted]') },
      firstSeen: iso(from + 91 * 60_000),
      lastSeen: iso(from + 119 * 60_000),
    });
    expect(JSON.stringify(patterns)).not.toMatch(/hunter2|ada\d+@/);
  });

  it('reads all services, and says of a silent one that it wrote nothing', async () => {
    const { services, state } = await analyze();
    const lines = services.map(({ service, lines }) => [service, lines]);
    expect(lines).toEqual([
      ['shop', 749],
      ['prices', 60],
      ['silent', 0],
    ]);
    expect(state).toBe('READ');
  });

  it('reads only lines of a level or with a text', async () => {
    expect((await analyze({ service: 'shop', logLevel: 'error' })).levels).toEqual([
      { level: 'error', lines: 629 },
    ]);
    const warnings = await analyze({ service: 'shop', logLevel: 'warn' });
    expect(warnings.levels.map(({ level }) => level)).toEqual(['error', 'warn']);
    const found = await analyze({ query: 'ECONNREFUSED 10.0.3.4:5009' });
    expect(found.levels).toEqual([{ level: 'error', lines: 60 }]);
    const none = await analyze({ query: 'say "cheese" \\ ' });
    expect(none).toMatchObject({ state: 'READ', levels: [], patterns: [] });
    expect(none.words).toBe('There are no such lines in either time.');
  });

  it.each([
    [{ endTime: '2026-01-01T00:00:00Z', startTime: '2026-01-01T00:00:00Z' }, 'endTime'],
    [{ startTime: '2025-12-01T00:00:00Z', endTime: '2026-01-01T00:00:00Z' }, 'endTime'],
    [{ startTime: '2126-01-01T00:00:00Z', endTime: '2126-01-01T01:00:00Z' }, 'startTime'],
    [{ startTime: 'yesterday' }, 'startTime'],
    [{ startTime: '2026-01-01T00:00:00' }, 'startTime'],
    [{ logLevel: 'ERROR' }, 'logLevel'],
    [{ query: '' }, 'query'],
    [{ query: 'two\nlines' }, 'query'],
  ])('refuses %j by naming %s', async (more, field) => {
    await expect(analyze(more)).rejects.toMatchObject({
      name: 'InvalidInput',
      detail: { violations: [expect.objectContaining({ field })] },
    });
  });

  it('refuses a service that is not registered', async () => {
    await expect(analyze({ service: 'nobody' })).rejects.toMatchObject({ name: 'NotFound' });
  });

  it('has no data where nothing is registered', async () => {
    expect(await analyze({ environment: 'staging' })).toMatchObject({
      state: 'NO_DATA',
      services: [],
      words: 'No log of these services could be read.',
    });
  });
});

describe('what could not be read', () => {
  const filtering = { client: 'CloudWatchLogsClient', command: 'FilterLogEvents' };

  it('is named with its reason where CloudWatch throttles, and the rest is told', async () => {
    const predicate = ({ input }: { input: unknown }) =>
      (input as { logGroupName: string }).logGroupName === '/ecs/shop';
    fault({ match: { ...filtering, predicate }, effect: 'throttle' });
    const answer = await analyze();
    expect(answer.state).toBe('PARTIAL');
    expect(answer.notSeen).toEqual([
      '/ecs/shop: 0% of the period was read (ThrottlingException).',
      '/ecs/shop: 0% of the time before was read (ThrottlingException).',
    ]);
    expect(answer.services).toContainEqual(
      expect.objectContaining({ service: 'shop', readShare: 0, allLines: 749 }),
    );
    expect(answer.services).toContainEqual(expect.objectContaining({ service: 'prices', readShare: 1 }));
  });

  it('is counted by Logs Insights at a price that is told, where the time did not suffice', async () => {
    fault({ match: filtering, effect: 'latency', milliseconds: 5_000 });
    const answer = await analyze({ service: 'shop' });
    expect(answer.state).toBe('PARTIAL');
    expect(answer.notSeen[0]).toMatch(
      /^\/ecs\/shop: \d+% of the .* was read \(the budget of 10 s is used up\)\.$/,
    );
    expect(answer.scanned.searchedBytes).toBeGreaterThan(20_000);
    expect(answer.scanned.dollars).toBeGreaterThan(0);
    expect(answer.services[0]?.allLines).toBe(749);
  });

  it('is not told as new: what was not read before may have been there', async () => {
    const before = ({ input }: { input: unknown }) =>
      (input as { startTime: number }).startTime < from + HOUR;
    fault({ match: { ...filtering, predicate: before }, effect: 'throttle' });
    const { patterns, errorSpikes } = await analyze({ service: 'shop' });
    expect(new Set(patterns.map(({ change }) => change))).toEqual(new Set(['NO_DATA']));
    expect(errorSpikes).toEqual([]);
  });

  it('is not counted either where Logs Insights takes too long, or cannot be asked', async () => {
    fault({ match: filtering, effect: 'throttle' });
    fault({
      match: { client: 'CloudWatchLogsClient', command: 'GetQueryResults' },
      effect: 'latency',
      milliseconds: 3_000,
    });
    const answer = await analyze({ service: 'shop' });
    expect(answer.state).toBe('NO_DATA');
    fault({ match: { client: 'CloudWatchLogsClient', command: 'StartQuery' }, effect: 'throttle' });
    expect((await analyze({ service: 'shop' })).notSeen).toContain(
      'Logs Insights did not count all lines: ThrottlingException.',
    );
  });
});
