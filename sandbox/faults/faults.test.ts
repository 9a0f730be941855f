import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Clock } from '../../functions/clock.ts';
import { Faults } from './faults.ts';
import type { FaultCall, FaultRule } from './rule.ts';

const clock: Clock = { now: () => 7, sleep: async () => {} };
const call: FaultCall = {
  client: 'ECSClient',
  command: 'UpdateService',
  principal: 'arn:role/a',
  input: { n: 1 },
};

function withRules(...rules: FaultRule[]) {
  const faults = new Faults(clock);
  for (const rule of rules) faults.add(rule);
  return faults;
}

function hits(rule: FaultRule, calls: number): number[] {
  const faults = withRules(rule);
  return Array.from({ length: calls }, (_, index) => index + 1).filter(() => faults.plan(call).before);
}

describe('faults', () => {
  it('hit the calls of their window, at most as often as told', () => {
    expect(hits({ match: { nth: 2 }, effect: 'throttle' }, 4)).toEqual([2]);
    expect(hits({ match: { from: 2, to: 3 }, effect: 'throttle' }, 4)).toEqual([2, 3]);
    expect(hits({ match: { from: 2 }, effect: 'throttle', times: 2 }, 5)).toEqual([2, 3]);
    fc.assert(
      fc.property(fc.nat(9), fc.nat(9), fc.nat(9), (from, to, times) => {
        const expected = [...Array(10).keys()].map((n) => n + 1).filter((n) => n >= from && n <= to);
        expect(hits({ match: { from, to }, effect: 'throttle', times }, 10)).toEqual(
          expected.slice(0, times),
        );
      }),
    );
  });

  it('match client, command, principal pattern and predicate together', () => {
    const matching = { client: 'ECSClient', command: 'UpdateService', principal: 'arn:role/*' };
    const misses = [
      { ...matching, client: 'SNSClient' },
      { ...matching, command: 'RunTask' },
      { ...matching, principal: 'arn:user/*' },
      { ...matching, predicate: ({ input }: FaultCall) => (input as { n: number }).n === 2 },
    ];
    expect(withRules({ match: matching, effect: 'throttle' }).plan(call).before).toBeDefined();
    for (const match of misses)
      expect(withRules({ match, effect: 'throttle' }).plan(call)).toEqual({ latencyMs: 0 });
  });

  it('add latencies up and stop at the first error, leaving later rules unused', () => {
    const first = { name: 'ServerException', statusCode: 500 };
    const faults = withRules(
      { match: {}, effect: 'latency', milliseconds: 20 },
      { match: {}, effect: 'latency', milliseconds: 5 },
      { match: { nth: 1 }, effect: 'error-after', error: first },
      { match: {}, effect: 'error-before', error: { name: 'Second' }, times: 1 },
    );
    expect(faults.plan(call)).toEqual({ latencyMs: 25, after: first });
    expect(faults.plan(call)).toEqual({ latencyMs: 25, before: { name: 'Second' } });
    expect(faults.applied.map(({ rule }) => rule.effect)).toEqual([
      'latency',
      'latency',
      'error-after',
      'latency',
      'latency',
      'error-before',
    ]);
    expect(faults.applied[2]).toMatchObject({ at: 7, command: 'UpdateService', principal: 'arn:role/a' });
  });

  it('let somebody look on, and change an answer, without counting as faults that broke a call', () => {
    const observe = () => {};
    const alter = (output: object) => ({ ...output, more: true });
    const faults = withRules(
      { match: { nth: 1 }, effect: 'observe-before', observe },
      { match: {}, effect: 'observe-after', observe },
      { match: { nth: 1 }, effect: 'alter', alter },
    );
    expect(faults.plan(call)).toMatchObject({
      latencyMs: 0,
      observers: [{ effect: 'observe-before' }, { effect: 'observe-after' }],
      alter,
    });
    expect(faults.plan(call)).toMatchObject({ observers: [{ effect: 'observe-after' }] });
    expect(faults.applied.map(({ rule }) => rule.effect)).toEqual(['alter']);
  });

  it('throttle in the words of the service and can be taken away', () => {
    const faults = new Faults(clock);
    const remove = faults.add({ match: { client: 'LambdaClient' }, effect: 'throttle' });
    const invoke = { ...call, client: 'LambdaClient' };
    expect(faults.plan(invoke).before).toMatchObject({ name: 'TooManyRequestsException', statusCode: 429 });
    remove();
    expect(faults.plan(invoke)).toEqual({ latencyMs: 0 });
  });
});
