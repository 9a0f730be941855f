import { describe, expect, it } from 'vitest';
import { DEFAULT_LAGS, type Publication, publicationOf } from './publication.ts';

const MINUTE = 60_000;

function publications(namespace: string, key = 'metric', seed = 7): Publication[] {
  return Array.from({ length: 500 }, (_, index) =>
    publicationOf(DEFAULT_LAGS, seed, { namespace, key }, index * MINUTE),
  );
}

/** Seconds from the end of each minute until it shows. */
const lags = (namespace: string): number[] =>
  publications(namespace).map(({ visibleAt }, index) => (visibleAt - (index + 1) * MINUTE) / 1000);

describe('publicationOf', () => {
  it.each([
    ['AWS/ApplicationELB', 60, 180],
    ['AWS/Lambda', 30, 120],
    ['AWS/ECS', 60, 120],
    ['Storefront', -60, 0],
  ])(
    'shows a minute of %s from %d to %d seconds after its end, all over that range',
    (namespace, least, most) => {
      const found = lags(namespace);
      expect(Math.min(...found)).toBeGreaterThanOrEqual(least);
      expect(Math.max(...found)).toBeLessThanOrEqual(most);
      const reach = (most - least) * 0.15;
      expect(Math.min(...found)).toBeLessThan(least + reach);
      expect(Math.max(...found)).toBeGreaterThan(most - reach);
    },
  );

  it('revises about a fifth of the load balancer minutes, a minute later, from 90 to 97%', () => {
    const revised = publications('AWS/ApplicationELB').filter(({ firstShare }) => firstShare < 1);
    expect(revised.length).toBeGreaterThan(60);
    expect(revised.length).toBeLessThan(140);
    for (const { visibleAt, completeAt, firstShare } of revised) {
      expect(completeAt - visibleAt).toBe(60_000);
      expect(firstShare).toBeGreaterThanOrEqual(0.9);
      expect(firstShare).toBeLessThanOrEqual(0.97);
    }
  });

  it('shows the other minutes whole', () => {
    for (const namespace of ['AWS/Lambda', 'AWS/ECS', 'Storefront']) {
      for (const { visibleAt, completeAt, firstShare } of publications(namespace)) {
        expect([completeAt, firstShare]).toEqual([visibleAt, 1]);
      }
    }
  });

  it('gives the same lag for the same seed and another for another seed', () => {
    const namespace = 'AWS/ApplicationELB';
    expect(publications(namespace)).toEqual(publications(namespace));
    expect(publications(namespace, 'metric', 8)).not.toEqual(publications(namespace));
  });

  it('lets two metrics of one minute differ by no more than the jitter', () => {
    const requests = publications('AWS/ApplicationELB', 'RequestCount');
    const errors = publications('AWS/ApplicationELB', 'HTTPCode_Target_5XX_Count');
    const gaps = requests.map(({ visibleAt }, index) =>
      Math.abs(visibleAt - (errors[index]?.visibleAt ?? 0)),
    );
    expect(Math.max(...gaps)).toBeGreaterThan(0);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(30_000);
  });
});
