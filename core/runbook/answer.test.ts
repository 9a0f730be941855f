import { describe, expect, it } from 'vitest';
import { type AnswerFacts, answer, leastSeconds, levelFor, untilNextLook } from './answer.ts';
import { example } from './example/runbook.fixture.ts';
import type { InvolvedService } from './repairs.ts';
import { at, ms } from './run.fixture.ts';

const RUNBOOKS = [example('add-capacity')];
const NOW = ms(60);

function firing(service: string, more: Partial<InvolvedService> = {}): InvolvedService {
  return {
    target: { environment: 'production', service },
    type: 'ecs-pair',
    signals: [
      {
        key: `cloudwatch:${service}`,
        metric: { namespace: 'AWS/ECS', name: 'CPUUtilization' },
        threshold: { operator: '>', value: 80 },
        since: ms(50),
      },
    ],
    ...more,
  };
}

function facts(
  services: readonly InvolvedService[],
  incident: Partial<AnswerFacts['incident']> = {},
): AnswerFacts {
  return {
    incident: { state: { name: 'TRIGGERED', since: '' }, severity: 'medium', runs: [], ...incident },
    services,
    graph: {
      dependsOn: { 'production/shop': ['cart'], 'production/cart': ['stock'], 'production/stock': [] },
    },
    symptoms: new Map(),
    changes: [],
    startedAt: ms(50),
    now: NOW,
  };
}

const targets = (services: readonly InvolvedService[]) => {
  const found = answer(RUNBOOKS, facts(services));
  return found.next === 'run' ? found.candidates.map(({ target }) => target.service) : found.next;
};

describe('which runbook answers an incident', () => {
  it('runs where it can be repaired, what others need first', () => {
    expect(targets([firing('shop')])).toEqual(['shop']);
    expect(targets([firing('shop'), firing('mail'), firing('stock')])).toEqual(['mail', 'stock', 'shop']);
  });

  it('waits until the signal has fired for as long as the runbook wants', () => {
    const [signal] = firing('shop').signals;
    const young = firing('shop', { signals: signal ? [{ ...signal, since: NOW - 30_000 }] : [] });
    expect(answer(RUNBOOKS, facts([young]))).toMatchObject({ next: 'later', seconds: 90 });
  });

  it.each<[string, AnswerFacts]>([
    ['It is chaos: caused on purpose.', facts([firing('shop')], { label: 'chaos' })],
    ['It is maintenance: caused on purpose.', facts([firing('shop')], { label: 'maintenance' })],
    [
      'It is RECOVERING.',
      facts([firing('shop')], {
        state: { name: 'RECOVERING', since: '', until: '', from: { name: 'TRIGGERED', since: '' } },
      }),
    ],
    [
      'The run run-1 is at work.',
      facts([firing('shop')], { runs: [{ runId: 'run-1', runbook: 'a', at: '' }] }),
    ],
    [
      'The run run-1 ended STOPPED: a person decides.',
      facts([firing('shop')], { runs: [{ runId: 'run-1', runbook: 'a', at: '', outcome: 'STOPPED' }] }),
    ],
    ['No registered service fires.', facts([])],
    [
      'No runbook answers what fires.',
      facts([firing('shop')], {
        runs: [{ runId: 'run-1', runbook: 'add-capacity', at: '', outcome: 'INEFFECTIVE' }],
      }),
    ],
  ])('does nothing: %s', (words, given) => {
    expect(answer(RUNBOOKS, given)).toEqual({ next: 'nothing', words });
  });

  it('waits until the metrics of what is needed there are visible for sure', () => {
    const felt = { namespace: 'AWS/ApplicationELB', name: 'HTTPCode_Target_5XX_Count' };
    const [signal] = firing('shop').signals;
    const fires = (firedAt: number) =>
      firing('shop', { signals: signal ? [{ ...signal, metric: felt, firedAt }] : [] });
    const runbooks = RUNBOOKS.map((known) => ({ ...known, triggers: [{ metric: felt.name, duration: 0 }] }));
    const cart = firing('cart', { signals: [] });
    const seconds = (...services: InvolvedService[]) => answer(runbooks, facts(services));
    expect(seconds(fires(NOW - 60_000), cart)).toMatchObject({ next: 'later', seconds: 120 });
    expect(seconds(fires(NOW - 180_000), cart)).toMatchObject({ next: 'run' });
    expect(seconds(fires(NOW - 60_000))).toMatchObject({ next: 'run' });
    expect(seconds(fires(NOW - 60_000), firing('mail', { signals: [] }))).toMatchObject({ next: 'run' });
  });

  it('is looked for again, at the same moments for all, while somebody else is at work there', () => {
    const words = 'Deployment dep-1 is under way.';
    const busy = facts([firing('shop', { busy: words })]);
    expect(answer(RUNBOOKS, busy)).toEqual({ next: 'later', seconds: 300, words });
    expect(answer(RUNBOOKS, { ...busy, now: NOW + 299_000 })).toEqual({ next: 'later', seconds: 1, words });
  });

  describe('that found no reason to act', () => {
    const refused = { runId: 'run-1', runbook: 'add-capacity', outcome: 'REFUSED', code: 'STEP_REFUSED' };
    const answered = (run: Partial<typeof refused> & { service?: string; at?: string }) =>
      answer(RUNBOOKS, facts([firing('shop')], { runs: [{ at: at(58), ...refused, ...run }] }));

    it('is asked again, later', () => {
      expect(answered({})).toMatchObject({ next: 'later', seconds: 360 });
      expect(answered({ at: at(52) })).toMatchObject({ next: 'run' });
      expect(answered({ service: 'cart' })).toMatchObject({ next: 'run' });
      expect(answered({ service: 'shop' })).toMatchObject({ next: 'later' });
    });

    it('is asked again as well where something in passing kept it, but not for ever', () => {
      const hindered = { runId: 'run-1', runbook: 'add-capacity', outcome: 'REFUSED', code: 'NOT_NOW' };
      const times = (count: number, minute: number) =>
        answer(
          RUNBOOKS,
          facts([firing('shop')], { runs: Array(count).fill({ ...hindered, at: at(minute) }) }),
        );
      expect(times(4, 58)).toMatchObject({ next: 'later', seconds: 360 });
      expect(times(4, 52)).toMatchObject({ next: 'run' });
      expect(times(5, 52)).toEqual({
        next: 'nothing',
        words: 'The run run-1 ended REFUSED: a person decides.',
      });
    });

    it('is not one that a person refused', () => {
      expect(answered({ code: 'REJECTED' })).toMatchObject({ next: 'nothing' });
      const { code: _code, ...unsaid } = refused;
      expect(answer(RUNBOOKS, facts([firing('shop')], { runs: [{ at: at(58), ...unsaid }] }))).toMatchObject({
        next: 'nothing',
      });
    });
  });

  it.each([
    [0, 300],
    [59, 300],
    [121, 600],
    [60 * 24, 4800],
    [60 * 24 * 30, 19_200],
  ])('is looked for less often the older the incident is: at %i minutes every %i s', (minutes, period) => {
    const now = Date.UTC(2026, 0, 1) + 86_400_000 * 2;
    const look = (moment: number) => untilNextLook({ startedAt: now - minutes * 60_000, now: moment });
    const first = look(now);
    expect(period % first).toBe(0);
    expect(look(now + first * 1000)).toBe(period);
    expect(leastSeconds({ startedAt: now - minutes * 60_000, now })).toBe(Math.min(19_200, minutes * 5));
  });

  it('may be one that helped before', () => {
    const runs = [{ runId: 'run-1', runbook: 'add-capacity', at: '', outcome: 'SUCCEEDED' }];
    expect(answer(RUNBOOKS, facts([firing('shop')], { runs }))).toMatchObject({ next: 'run' });
  });
});

describe('what a runbook may do by itself', () => {
  it.each([
    ['act', 'low', 'ask'],
    ['observe', 'low', 'observe'],
    ['act', 'medium', 'act'],
    ['ask', 'critical', 'ask'],
  ] as const)('%s at severity %s is %s', (level, severity, allowed) => {
    expect(levelFor(level, { severity })).toBe(allowed);
  });
});
