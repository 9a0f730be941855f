import { describe, expect, it } from 'vitest';
import { type AnswerFacts, answer, type FiringService, levelFor } from './answer.ts';
import { example } from './example/runbook.fixture.ts';
import { ms } from './run.fixture.ts';

const RUNBOOKS = [example('add-capacity')];
const NOW = ms(60);

function firing(service: string, more: Partial<FiringService> = {}): FiringService {
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
  services: readonly FiringService[],
  incident: Partial<AnswerFacts['incident']> = {},
): AnswerFacts {
  return {
    incident: { state: { name: 'TRIGGERED', since: '' }, severity: 'medium', runs: [], ...incident },
    services,
    graph: {
      dependsOn: { 'production/shop': ['cart'], 'production/cart': ['stock'], 'production/stock': [] },
    },
    changes: [],
    startedAt: ms(50),
    now: NOW,
  };
}

const targets = (services: readonly FiringService[]) => {
  const found = answer(RUNBOOKS, facts(services));
  return found.next === 'run' ? found.candidates.map(({ target }) => target.service) : found.next;
};

describe('which runbook answers an incident', () => {
  it('runs on the service where it began, not on those that feel it', () => {
    expect(targets([firing('shop')])).toEqual(['shop']);
    expect(targets([firing('shop'), firing('stock')])).toEqual(['stock']);
    expect(targets([firing('shop'), firing('cart'), firing('mail')])).toEqual(['cart', 'mail']);
  });

  it('leaves callers alone even where no runbook knows the service that they need', () => {
    expect(targets([firing('shop'), firing('cart', { signals: [] })])).toBe('nothing');
  });

  it('takes two that need each other both for where it may have begun', () => {
    const circle = { dependsOn: { 'production/shop': ['cart'], 'production/cart': ['shop'] } };
    const found = answer(RUNBOOKS, { ...facts([firing('shop'), firing('cart')]), graph: circle });
    expect(found).toMatchObject({ next: 'run', candidates: [{}, {}] });
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
    ['Deployment dep-1 is under way.', facts([firing('shop', { busy: 'Deployment dep-1 is under way.' })])],
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
