import { describe, expect, it } from 'vitest';
import { rankFelt } from './felt-target.ts';
import { periods, series } from './root-cause.fixture.ts';

const WELL = { requests: 100, errors: 0, latency: 0.1 };
const FAILING = { requests: 100, errors: 40, latency: 0.1 };
const SLOW = { requests: 100, errors: 0, latency: 3 };
/** It gave up waiting. */
const GIVING_UP = { requests: 100, errors: 40, latency: 2 };
const calls = [{ caller: 'web', callee: 'cart' }];
const candidates = (['errors', 'latency'] as const).flatMap((felt) => [{ node: 'web', felt }]);
const rank = (web: typeof WELL, cart: typeof WELL) =>
  rankFelt(
    {
      onset: 0,
      calls,
      series: [
        series('web', WELL, periods(WELL, 3, web, 4)),
        series('cart', WELL, periods(WELL, 3, cart, 4)),
      ],
    },
    candidates,
  );

describe('what is felt', () => {
  it('is followed as failures to what fails', () => {
    const { target, ranking } = rank(FAILING, FAILING);
    expect(target).toEqual({ node: 'web', felt: 'errors' });
    expect(ranking.causes[0]?.node).toBe('cart');
  });

  it('is followed as waiting to what is slow, though the caller fails because of it', () => {
    const { target, ranking } = rank(GIVING_UP, SLOW);
    expect(target).toEqual({ node: 'web', felt: 'latency' });
    expect(ranking.causes[0]?.node).toBe('cart');
  });

  it('is its own where nothing else explains it', () => {
    const { ranking } = rank(GIVING_UP, WELL);
    expect(ranking).toMatchObject({ verdict: 'RANKED', causes: [{ node: 'web' }] });
  });

  it('is not known where nothing was measured, and nothing is made up', () => {
    const found = rankFelt({ onset: 0, calls }, candidates);
    expect(found.ranking).toMatchObject({ verdict: 'NOT_ENOUGH_DATA', causes: [] });
    expect(rankFelt({ onset: 0, calls }, []).target).toBeUndefined();
  });
});
