import { describe, expect, it } from 'vitest';
import { deed, incident, MINUTE_MS, played, scenarioOf } from './played.fixture.ts';
import type { Played } from './played.ts';
import { brokenDown, score } from './score.ts';

const scored = (changes: Partial<Played> = {}) => score(scenarioOf('cpu-burn'), played(changes));
const ofScenario = (id: string, changes: Partial<Played> = {}) => score(scenarioOf(id), played(changes));
const OPEN = { state: 'TRIGGERED', resolutions: [] } as const;

describe('a fixable scenario', () => {
  it('is remediated when an allowed repair ended it, and it is well', () => {
    expect(scored()).toMatchObject({ fixable: true, remediated: true, misses: [], wrong: [] });
  });

  it.each<[string, Partial<Played>]>([
    ['no incident was opened', { incidents: [] }],
    ['the incident is TRIGGERED', { incidents: [incident(OPEN)] }],
    ['storefront-cpu fires at the end', { alarmsAtEnd: { 'storefront-cpu': 'ALARM' } }],
    ['no runbook did anything', { deeds: [] }],
    ['no runbook did anything', { deeds: [deed({ target: 'cart' })] }],
  ])('is not when %s', (words, changes) => {
    const { remediated, misses } = scored(changes);
    expect(remediated).toBe(false);
    expect(misses).toEqual([expect.stringContaining(words)]);
  });

  it('is not when it could not be played', () => {
    expect(brokenDown(scenarioOf('cpu-burn'), new Error('No.'))).toMatchObject({
      fixable: true,
      remediated: false,
      misses: [expect.stringContaining('No.')],
    });
  });
});

describe('wrong actions', () => {
  it.each([
    [deed({ target: 'cart' }), 'restart cart'],
    [deed({ tool: 'scale_service', remedy: undefined as never }), 'scale_service (UpdateService) storefront'],
  ])('are what no label allows', (done, words) => {
    expect(scored({ deeds: [deed(), done] }).wrong).toEqual([{ at: done.at, words }]);
  });

  it('are not what sets back', () => {
    expect(scored({ deeds: [deed(), deed({ remedy: 'undo' })] }).wrong).toEqual([]);
  });

  it('count on scenarios that nothing may be done about, whatever became of them', () => {
    const { wrong, misses } = ofScenario('only-observed', { incidents: [incident(OPEN)] });
    expect([wrong.length, misses]).toEqual([1, []]);
  });

  it('are deployments that nobody asked for; a rollback may be allowed, and its own undoing is none', () => {
    const at = (minute: number) => ({
      service: 'storefront',
      version: 'v1',
      state: 'PROMOTED',
      beganAt: minute,
    });
    const deployments = [
      { ...at(4), id: 'dep-1', kind: 'deploy' },
      { ...at(50), id: 'dep-2', kind: 'rollback' },
      { ...at(70), id: 'dep-3', kind: 'rollback' },
    ];
    const incidents = [incident({ alarms: ['storefront-server-errors'] })];
    const changes = { deployments, incidents, deeds: [], alarmsAtEnd: {} };
    expect(ofScenario('failing-version-after-promotion', changes)).toMatchObject({
      remediated: true,
      wrong: [],
    });
    expect(
      ofScenario('innocent-deployment', { ...changes, deployments: deployments.slice(1) }).wrong,
    ).toEqual([{ at: 50, words: 'roll-back storefront to v1' }]);
  });
});

describe('other ends', () => {
  it.each<[string, string, Partial<Played>, string[]]>([
    ['escalated', 'only-observed', { deeds: [], incidents: [incident(OPEN)] }, []],
    ['escalated', 'only-observed', { deeds: [], incidents: [incident()] }, ['the incident was resolved']],
    [
      'escalated',
      'only-observed',
      { deeds: [], incidents: [incident({ ...OPEN, told: 0 })] },
      ['nobody was told'],
    ],
    ['undone', 'scale-out-without-machines', { deeds: [], incidents: [incident(OPEN)] }, []],
    [
      'undone',
      'scale-out-without-machines',
      { deeds: [], incidents: [incident(OPEN)], leftChanged: ['storefront-blue tasks: 4, before 2'] },
      ['left behind: storefront-blue tasks: 4, before 2'],
    ],
    ['one-incident', 'flapping-cpu', { deeds: [] }, []],
    [
      'one-incident',
      'flapping-cpu',
      { deeds: [], incidents: [incident(), incident({ id: 'inc-2' })] },
      ['2 incidents instead of one'],
    ],
    ['quiet', 'quiet-day', { deeds: [], incidents: [] }, []],
    ['quiet', 'quiet-day', { deeds: [] }, ['an incident of storefront-cpu that should not be there']],
  ])('%s, %s', (_end, id, changes, misses) => {
    expect(
      ofScenario(id, changes).misses.map((miss) => miss.replace(/^[^:]*(at \w+|nothing): /, '')),
    ).toEqual(misses);
  });
});

describe('times', () => {
  it('count from the first bad period after the fault, and from the fault', () => {
    expect(scored().took).toEqual([
      {
        fixable: true,
        detectSeconds: 240,
        recoverSeconds: 660,
        detectSinceFaultSeconds: 300,
        recoverSinceFaultSeconds: 720,
      },
    ]);
  });

  it('begin with the fault where a period began before it, and know no recovery of what is open', () => {
    const badPeriods = { 'storefront-cpu': [0, 7.5 * MINUTE_MS] };
    const [took] = scored({ badPeriods, incidents: [incident(OPEN)] }).took;
    expect(took).toEqual({ fixable: true, detectSeconds: 300, detectSinceFaultSeconds: 300 });
  });
});

describe('recoveries', () => {
  it('are true when the metric stays good', () => {
    expect(scored().recoveries).toEqual({ told: 1, untrue: [] });
  });

  it('are untrue when the metric is bad again as often as its alarm asks for', () => {
    const bad = (...minutes: number[]) => ({ 'storefront-cpu': minutes.map((minute) => minute * MINUTE_MS) });
    expect(scored({ badPeriods: bad(9, 10, 26, 27) }).recoveries.untrue).toEqual([]);
    expect(scored({ badPeriods: bad(9, 10, 26, 27, 28) }).recoveries.untrue).toHaveLength(1);
  });

  it('are not untrue because of a fault that is new', () => {
    const badPeriods = { 'storefront-cpu': [26, 27, 28, 29].map((minute) => minute * MINUTE_MS) };
    const faults = [
      { kind: 'cpu-burn', at: 'storefront', beganAt: 8 * MINUTE_MS },
      { kind: 'hung-tasks', at: 'storefront', beganAt: 26 * MINUTE_MS },
    ] as const;
    expect(scored({ badPeriods, faults }).recoveries.untrue).toEqual([]);
  });
});
