import { globSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { functionFacts, hours, PERIOD, REPORT, taskFacts } from './facts.fixture.ts';
import type { Facts, MemoryReport } from './facts.ts';
import { METRICS } from './measures.ts';
import { recommendationsFor } from './recommendation.ts';
import { RULES } from './rules.ts';

const found = (facts: Facts) => recommendationsFor(RULES, facts, METRICS);
const reports = (...more: Partial<MemoryReport>[]) => more.map((one) => ({ ...REPORT, ...one }));
const fitting = { memoryMb: 256 };
const snug = reports({ memoryMb: 256 });

/** A function whose memory is right, so that other rules are alone. */
const other = (setting: object = {}, more: object = {}) =>
  functionFacts({ ...fitting, ...setting }, { reports: snug, ...more });

interface Case {
  readonly rule: string;
  readonly fails: Facts;
  readonly change: object;
  readonly risk: string;
  readonly near: Readonly<Record<string, Facts>>;
}

const CASES: readonly Case[] = [
  {
    rule: 'function-memory-spare',
    fails: functionFacts(),
    change: { type: 'function-setting', memoryMb: 512 },
    risk: 'LOW',
    near: {
      'uses most of it': functionFacts({}, { reports: reports({ usedMaxMb: 800 }) }),
      'was seen for a week': functionFacts({}, { reports: reports({ days: 7 }) }),
      'is hardly used': functionFacts({}, { sizing: hours({ requests: 10 }) }),
      'has few lines': functionFacts({}, { reports: reports({ invocations: 999 }) }),
      'has no lines': functionFacts({}, { reports: [] }),
    },
  },
  {
    rule: 'function-memory-short',
    fails: other({}, { reports: reports({ memoryMb: 256, usedMaxMb: 230 }) }),
    change: { type: 'function-setting', memoryMb: 384 },
    risk: 'LOW',
    near: {
      'leaves a fifth': other({}, { reports: reports({ memoryMb: 256, usedMaxMb: 205 }) }),
      'was full with another size': other({}, { reports: reports({ memoryMb: 128, usedMaxMb: 128 }) }),
    },
  },
  {
    rule: 'function-memory-measured',
    fails: other({}, { reports: reports({ memoryMb: 256, meanMs: 400 }, { memoryMb: 512, meanMs: 150 }) }),
    change: { type: 'function-setting', memoryMb: 512 },
    risk: 'MEDIUM',
    near: {
      'was dearer though faster': other(
        {},
        { reports: reports({ memoryMb: 256, meanMs: 400 }, { memoryMb: 512, meanMs: 300 }) },
      ),
      'was seen too seldom': other(
        {},
        {
          reports: reports({ memoryMb: 256, meanMs: 400 }, { memoryMb: 512, meanMs: 150, invocations: 10 }),
        },
      ),
    },
  },
  {
    rule: 'function-timeout-short',
    fails: other({}, { sizing: hours({ maxMs: 8500 }) }),
    change: { type: 'function-setting', timeoutSeconds: 17 },
    risk: 'MEDIUM',
    near: {
      'has a quarter left': other({}, { sizing: hours({ maxMs: 7500 }) }),
      'has the longest there is': other({ timeoutSeconds: 900 }, { sizing: hours({ maxMs: 890_000 }) }),
    },
  },
  {
    rule: 'function-timeout-long',
    fails: other({ timeoutSeconds: 300 }),
    change: { type: 'function-setting', timeoutSeconds: 10 },
    risk: 'LOW',
    near: {
      'took a tenth of it once': other({ timeoutSeconds: 300 }, { sizing: hours({ maxMs: 30_001 }) }),
      'waits half a minute at the most': other({ timeoutSeconds: 30 }),
      'is a week old': other({ timeoutSeconds: 300 }, { sizing: hours({}, 168) }),
    },
  },
  {
    rule: 'function-reserved-short',
    fails: other({ reserved: 10 }, { window: hours({ throttles: 400, concurrency: 10 }, 24) }),
    change: { type: 'reserved-concurrency', executions: 15 },
    risk: 'MEDIUM',
    near: {
      'turns nobody away': other({ reserved: 10 }, { window: hours({ concurrency: 10 }, 24) }),
      'is turned away by something else': other(
        { reserved: 100 },
        { window: hours({ throttles: 400, concurrency: 10 }, 24) },
      ),
      'has nothing reserved': other({}, { window: hours({ throttles: 400, concurrency: 10 }, 24) }),
    },
  },
  {
    rule: 'function-cold-starts',
    fails: other({}, { reports: reports({ memoryMb: 256, coldStarts: 300, initP95Ms: 400 }) }),
    change: { type: 'provisioned-concurrency', environments: 4 },
    risk: 'MEDIUM',
    near: {
      'starts cold seldom': other(
        {},
        { reports: reports({ memoryMb: 256, coldStarts: 30, initP95Ms: 400 }) },
      ),
      'starts fast': other({}, { reports: reports({ memoryMb: 256, coldStarts: 300, initP95Ms: 40 }) }),
      'keeps them ready': other(
        { provisioned: 4 },
        { reports: reports({ memoryMb: 256, coldStarts: 300, initP95Ms: 400 }) },
      ),
    },
  },
  {
    rule: 'function-pool-size',
    fails: other({ pools: [{ variable: 'DB_POOL_SIZE', size: 10 }] }),
    change: { type: 'pool-size', variable: 'DB_POOL_SIZE', size: 2 },
    risk: 'MEDIUM',
    near: {
      'keeps one connection': other({ pools: [{ variable: 'DB_POOL_SIZE', size: 1 }] }),
      'says nothing of pools': other(),
    },
  },
  {
    rule: 'task-size-spare',
    fails: taskFacts(),
    change: { type: 'task-size', cpu: 512, memoryMb: 1024 },
    risk: 'LOW',
    near: {
      'was busy for a whole day': taskFacts({}, { cpuMaxPercent: 70 }),
      'is the smallest there is': taskFacts({ cpu: 256, memoryMb: 512 }),
      'reserves what it does not use': taskFacts({ reserved: { memoryMb: 2048, cpu: 1024 } }),
    },
  },
  {
    rule: 'task-size-short',
    fails: taskFacts({ cpu: 256, memoryMb: 512 }, { cpuPercent: 92, cpuMaxPercent: 99 }),
    change: { type: 'task-size', cpu: 512, memoryMb: 1024 },
    risk: 'LOW',
    near: {
      'was busy': taskFacts({ cpu: 256, memoryMb: 512 }, { cpuPercent: 70, cpuMaxPercent: 99 }),
      'is the largest there is': taskFacts({ cpu: 16_384, memoryMb: 122_880 }, { cpuPercent: 92 }),
    },
  },
  {
    rule: 'task-pool-size',
    fails: taskFacts({ pools: [{ variable: 'POOL_SIZE', size: 50 }] }),
    change: { type: 'pool-size', variable: 'POOL_SIZE', size: 2 },
    risk: 'MEDIUM',
    near: {
      'fits what is under way': taskFacts({ pools: [{ variable: 'POOL_SIZE', size: 5 }] }),
      'says nothing of pools': taskFacts(),
    },
  },
];

describe.each(CASES)('$rule', ({ rule, fails, change, risk, near }) => {
  it('finds what it is for, with its effect, its risk and the way back', () => {
    const one = found(fails).find((candidate) => candidate.rule === rule);
    expect(one).toMatchObject({ change, risk: { level: risk } });
    expect(one?.undo).not.toBe('');
    expect(one?.effects.length).toBeGreaterThan(0);
    for (const { low, high, expected = low } of one?.effects ?? []) {
      expect(low).toBeLessThanOrEqual(expected);
      expect(expected).toBeLessThanOrEqual(high);
    }
  });

  it.each(Object.entries(near))('leaves alone what %s', (_what, facts) => {
    expect(found(facts).map((one) => one.rule)).not.toContain(rule);
  });
});

describe('the rules', () => {
  it('are the files of their names, each with a case', () => {
    const files = globSync(join(import.meta.dirname, 'rules', '*.ts')).map((file) => basename(file, '.ts'));
    const names = RULES.map(({ name }) => name).sort();
    expect(names).toEqual(files.sort());
    expect(CASES.map(({ rule }) => rule).sort()).toEqual(names);
  });

  it('say nothing of metrics that were not asked for', () => {
    expect(recommendationsFor(RULES, functionFacts(), ['errors'])).toEqual([]);
  });

  it('ask a person where less memory may be too slow, or nobody said how slow that is', () => {
    const riskOf = (facts: Facts) =>
      found(facts).find((one) => one.rule === 'function-memory-spare')?.risk.level;
    const risk = (more: object) => riskOf(functionFacts({}, more));
    expect(risk({ p95LimitMs: 240 })).toBe('LOW');
    expect(risk({ p95LimitMs: 239 })).toBe('MEDIUM');
    const { p95LimitMs: _limit, ...unlimited } = functionFacts();
    expect(riskOf(unlimited)).toBe('MEDIUM');
    // That another size was seen at work, and was as fast, changes neither what is too slow nor how slow it can get.
    const flat = reports({}, { memoryMb: 512, meanMs: 100 });
    expect(riskOf({ ...unlimited, reports: flat })).toBe('MEDIUM');
    expect(risk({ p95LimitMs: 239, reports: flat })).toBe('MEDIUM');
    expect(risk({ p95LimitMs: 240, reports: flat })).toBe('LOW');
    expect(risk({ reports: reports({ maxMs: 5000 }) })).toBe('HIGH');
  });

  it('ask a person where smaller tasks may be too slow, or nobody said how slow that is', () => {
    const { p95LimitMs: _limit, ...unlimited } = taskFacts();
    const risk = (facts: Facts) => found(facts)[0]?.risk;
    expect(risk({ ...unlimited, p95LimitMs: 240 })?.level).toBe('LOW');
    expect(risk({ ...unlimited, p95LimitMs: 239 })).toEqual({
      level: 'MEDIUM',
      why: 'Its p95 could become 240 ms, which is more than 239 ms.',
    });
    expect(risk(unlimited)?.level).toBe('MEDIUM');
    const { p95Ms: _p95, ...unmeasured } = PERIOD;
    const level = { cpuPercent: 15, cpuMaxPercent: 20, memoryMaxPercent: 25 };
    const silent = hours().map(({ at }) => ({ ...unmeasured, ...level, at }));
    expect(risk({ ...taskFacts(), sizing: silent })?.level).toBe('MEDIUM');
    expect(risk(taskFacts({}, { cpuMaxPercent: 35 }))?.level).toBe('MEDIUM');
  });

  it('ask a person where more is wanted on little evidence', () => {
    const risk = (facts: Facts) => found(facts)[0]?.risk.level;
    const full = { memoryMb: 256, usedMaxMb: 230 };
    expect(risk(other({}, { reports: reports({ ...full, invocations: 1000 }) }))).toBe('LOW');
    expect(risk(other({}, { reports: reports({ ...full, invocations: 999 }) }))).toBe('MEDIUM');
    const busy = taskFacts({ cpu: 256, memoryMb: 512 }, { cpuPercent: 92, cpuMaxPercent: 99 });
    expect(risk({ ...busy, sizing: busy.sizing.slice(-13 * 24) })).toBe('LOW');
    expect(risk({ ...busy, sizing: busy.sizing.slice(-13 * 24 + 1) })).toBe('MEDIUM');
  });
});
