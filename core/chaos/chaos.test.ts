import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideDuring } from './during.ts';
import { expectedBurn } from './expected-burn.ts';
import { countIn } from './experiment.ts';
import { FAULT_KINDS, FAULTS, magnitudeOf } from './fault.ts';
import { LADDER, nextRung } from './ladder.ts';
import { observe } from './observed.ts';
import { type PreFlightFacts, preFlight } from './pre-flight.ts';
import { judgeProbe, type ProbeResult } from './result.ts';
import { type ChaosState, transition } from './state.ts';
import { keeps, parseTolerance } from './tolerance.ts';
import { judge, VERDICTS, type VerdictFacts } from './verdict.ts';

const MINUTE = 60_000;
const said = (status: ProbeResult['status']): ProbeResult => ({ probe: 'errors', status, words: status });
const HELD: VerdictFacts = {
  baseline: [said('PASS')],
  injected: true,
  during: [said('PASS')],
  observed: { seen: true, words: 'It was seen.' },
  requests: 100,
  minRequests: 60,
  takenBack: true,
  recovered: true,
};

describe('a verdict', () => {
  it.each<[string, Partial<VerdictFacts>, string]>([
    ['all is well', {}, 'HELD'],
    ['a probe is out of tolerance', { during: [said('FAIL')] }, 'WEAKNESS'],
    ['the fault was not seen', { observed: { seen: false, words: 'no.' } }, 'INCONCLUSIVE'],
    [
      'not seen, whatever the probes say',
      { observed: { seen: false, words: 'no.' }, during: [said('FAIL')] },
      'INCONCLUSIVE',
    ],
    ['a probe could not be read', { during: [said('ERROR')] }, 'INCONCLUSIVE'],
    ['nothing was measured', { during: [said('NO_DATA')] }, 'INCONCLUSIVE'],
    ['there was too little traffic', { requests: 59 }, 'INCONCLUSIVE'],
    ['no probe was read', { during: [] }, 'INCONCLUSIVE'],
    ['it was stopped', { aborted: 'An alarm fired.' }, 'ABORTED'],
    ['the run itself failed', { failed: 'A step died.' }, 'INCONCLUSIVE'],
    ['the service is not well again', { recovered: false }, 'UNRECOVERED'],
    ['the fault is still there', { takenBack: false, aborted: 'An alarm fired.' }, 'UNRECOVERED'],
    ['it was not steady before', { injected: false, baseline: [said('FAIL')] }, 'INVALID_BASELINE'],
    ['nobody knows what was before', { injected: false, baseline: [said('NO_DATA')] }, 'INCONCLUSIVE'],
  ])('where %s', (_what, facts, verdict) => {
    expect(judge({ ...HELD, ...facts })).toMatchObject({ verdict });
  });

  it('is HELD only with a fault that was seen and taken back, and probes that all passed', () => {
    const results = fc.array(
      fc.constantFrom<ProbeResult['status']>('PASS', 'FAIL', 'NO_DATA', 'ERROR').map(said),
      { maxLength: 4 },
    );
    const facts = fc.record({
      baseline: results,
      injected: fc.boolean(),
      during: results,
      observed: fc.boolean().map((seen) => ({ seen, words: 'seen.' })),
      requests: fc.nat(200),
      minRequests: fc.constant(60),
      takenBack: fc.boolean(),
      recovered: fc.boolean(),
    });
    fc.assert(
      fc.property(facts, fc.boolean(), (one, stopped) => {
        const { verdict } = judge({ ...one, ...(stopped && { aborted: 'Stopped.' }) });
        expect(VERDICTS).toContain(verdict);
        if (verdict !== 'HELD') return;
        expect(one).toMatchObject({
          injected: true,
          takenBack: true,
          recovered: true,
          observed: { seen: true },
        });
        expect(one.during.length > 0 && one.during.every(({ status }) => status === 'PASS')).toBe(true);
        expect(one.requests).toBeGreaterThanOrEqual(60);
        expect(stopped).toBe(false);
      }),
    );
  });
});

describe('before', () => {
  const facts: PreFlightFacts = {
    alarms: { busy: 'OK' },
    incidents: [],
    runs: [],
    budgets: [{ name: 'availability', target: 0.999, windowSeconds: 30 * 86_400, remaining: 0.3 }],
    budgetGate: { status: 'PASSED', words: '30% remains.' },
    harm: { affectedShare: 0.1, errorShare: 1, seconds: 600 },
    missing: [],
    targets: 1,
  };

  it('expects what the formula says: a tenth of all, for ten minutes, of three nines', () => {
    expect(preFlight(facts)).toMatchObject({ go: true });
    expect(preFlight(facts).expectedBurn).toBeCloseTo(0.0231, 4);
  });

  it.each<[string, Partial<PreFlightFacts>]>([
    ['alarms', { alarms: {} }],
    ['alarms', { alarms: { busy: 'INSUFFICIENT_DATA' } }],
    ['incidents', { incidents: ['inc-1 (low)'] }],
    ['changes', { deployment: 'dep-1' }],
    ['changes', { runs: ['run-1'] }],
    ['changes', { experiment: 'exp-1' }],
    ['calendar', { frozen: 'Christmas.' }],
    ['budget', { budgetGate: { status: 'FAILED', words: '20% remains.' } }],
    ['burn', { harm: { affectedShare: 1, errorShare: 1, seconds: 130 } }],
    ['preparation', { missing: ['a sidecar'] }],
    ['targets', { targets: 0 }],
  ])('%s stand in the way', (name, wrong) => {
    const { go, checks } = preFlight({ ...facts, ...wrong });
    expect(go).toBe(false);
    expect(checks.filter(({ status }) => status === 'FAILED').map((check) => check.name)).toContain(name);
  });

  it('no budget that is known is said, and stops nothing', () => {
    const { go, checks } = preFlight({
      ...facts,
      budgets: [],
      budgetGate: { status: 'NOT_INSTALLED', words: 'None is set.' },
    });
    expect(go).toBe(true);
    expect(checks).toContainEqual({ name: 'budget', status: 'NO_DATA', words: 'None is set.' });
    const [known] = facts.budgets;
    const unknown = { name: 'latency', target: 0.99, windowSeconds: 2_592_000 };
    const half = preFlight({ ...facts, budgets: [...(known ? [known] : []), unknown] });
    expect(half.checks).toContainEqual({
      name: 'budget',
      status: 'NO_DATA',
      words: '30% remains.',
    });
  });

  it('a fault of no time burns nothing, and more of anything never less', () => {
    const budget = { name: 'a', target: 0.999, windowSeconds: 2_592_000 };
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, fc.nat(3600), fc.nat(3600), (affectedShare, errorShare, one, more) => {
        const burn = (seconds: number) => expectedBurn({ affectedShare, errorShare, seconds }, budget);
        expect(burn(0)).toBe(0);
        expect(burn(one + more)).toBeGreaterThanOrEqual(burn(one));
      }),
    );
  });
});

describe('during', () => {
  const facts = {
    stop: { errorRate: '< 25%' },
    measurements: { errorRate: new Map([[0, 0.1]]) },
    span: { from: 0, to: MINUTE },
    firing: [],
    gone: [],
    now: 0,
    until: 3 * MINUTE,
  };

  it('goes on until its time is over, and ends at an alarm or a cap', () => {
    expect(decideDuring(facts)).toEqual({ next: 'wait', seconds: 30 });
    expect(decideDuring({ ...facts, now: 3 * MINUTE })).toEqual({ next: 'finish' });
    expect(decideDuring({ ...facts, firing: ['busy'] })).toMatchObject({ next: 'abort' });
    expect(decideDuring({ ...facts, gone: ['busy'] })).toEqual({
      next: 'abort',
      words: 'Stopped: the alarm busy is not there any more.',
    });
    const measurements = { errorRate: new Map([[0, 0.25]]) };
    expect(decideDuring({ ...facts, measurements })).toMatchObject({ next: 'abort' });
  });
});

describe('evidence', () => {
  const before = { from: -5 * MINUTE, to: 0 };
  const during = { from: 0, to: 3 * MINUTE };
  const series = (...values: number[]) =>
    new Map(values.map((value, index) => [(index - 5) * MINUTE, value]));

  it('is a measure that moves away from its median before', () => {
    const cpu = series(10, 10, 90, 10, 10, 11, 40, 12);
    expect(observe([{ measure: 'cpu', by: 20 }], { cpu }, before, during)).toMatchObject({
      seen: true,
      since: MINUTE,
    });
    expect(observe([{ measure: 'cpu', by: 50 }], { cpu }, before, during).seen).toBe(false);
    expect(observe([{ measure: 'memory', by: 1 }], { cpu }, before, during).seen).toBe(false);
  });

  it('may be a fall', () => {
    const healthyTargets = series(3, 3, 3, 3, 3, 2, 3, 3);
    const evidence = [{ measure: 'healthyTargets', by: -1 } as const];
    expect(observe(evidence, { healthyTargets }, before, during)).toMatchObject({ seen: true, since: 0 });
  });
});

describe('a state', () => {
  it('is left by nothing once it is over, and nothing is injected after it was taken back', () => {
    const at = '2026-01-01T00:00:00Z';
    const over: ChaosState = { name: 'ENDED', at, verdict: 'HELD', words: '' };
    const recovering: ChaosState = { name: 'RECOVERING', since: at, deadline: at };
    expect(() => transition(over, { type: 'restoring', at })).toThrow('ENDED');
    for (const state of [over, recovering]) {
      expect(() => transition(state, { type: 'injecting', at })).toThrow();
      expect(() => transition(state, { type: 'injected', at, until: at })).toThrow();
    }
    const injected: ChaosState = { name: 'INJECTED', since: at, until: at };
    expect(() => transition(injected, { type: 'ended', at, verdict: 'HELD', words: '' })).toThrow('INJECTED');
    const restoring = transition(injected, { type: 'restoring', at, aborted: 'Enough.' });
    expect(transition(restoring, { type: 'taken-back', at, deadline: at })).toMatchObject({
      aborted: 'Enough.',
    });
  });
});

describe('the parts', () => {
  it('read tolerances with their units', () => {
    expect(parseTolerance('< 1%')).toEqual({ operator: '<', value: 0.01 });
    expect(parseTolerance('<= 1.5s')).toEqual({ operator: '<=', value: 1500 });
    expect(() => parseTolerance('about 3')).toThrow(RangeError);
    expect(keeps(parseTolerance('= 200'), 200)).toBe(true);
    expect(
      judgeProbe({ name: 'a', type: 'metric', metric: 'cpu', tolerance: '< 5' }, { values: [] }),
    ).toMatchObject({ status: 'NO_DATA' });
  });

  it('grow with the intensity, and are nothing at 0', () => {
    for (const kind of FAULT_KINDS) {
      expect(magnitudeOf(kind, 0)).toBe(0);
      expect(magnitudeOf(kind, 100)).toBe(FAULTS[kind].most);
      expect(magnitudeOf(kind, 80)).toBeGreaterThanOrEqual(magnitudeOf(kind, 20));
    }
  });

  it('reach one task at least, and never more than there are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 100 }), (tasks, percent) => {
        const count = countIn({ percent }, tasks);
        expect(count).toBeGreaterThanOrEqual(1);
        expect(count).toBeLessThanOrEqual(tasks);
      }),
    );
  });

  it('climb the ladder only after HELD', () => {
    expect(nextRung([]).rung).toBe(0);
    for (const verdict of VERDICTS)
      expect(nextRung([{ rung: 2, verdict, at: '1' }]).rung).toBe(verdict === 'HELD' ? 3 : 2);
    expect(nextRung([{ rung: LADDER.length - 1, verdict: 'HELD', at: '1' }]).rung).toBe(LADDER.length - 1);
  });
});
