import { describe, expect, it } from 'vitest';
import { groupedInPlay, groupedInStorms, qualityOf, summed } from './grouping.ts';
import { incident, MINUTE_MS, played, scenarioOf } from './played.fixture.ts';

const firing = (alarm: string, minute: number) => ({ at: minute * MINUTE_MS, alarm, state: 'ALARM' });
const CART = 'cart-server-errors';
const FRONT = 'storefront-server-errors';

describe('pairs of alarms in a play', () => {
  const scenario = scenarioOf('failing-version-seen-by-the-caller');
  const firings = [firing(CART, 45), firing(FRONT, 46)];

  it('count as put together when one incident has both', () => {
    const { product, contentByService } = groupedInPlay(
      scenario,
      played({ firings, incidents: [incident({ alarms: [CART, FRONT] })] }),
    );
    expect(product).toEqual({ together: 1, rightly: 1, belonging: 1 });
    expect(contentByService).toEqual({ together: 0, rightly: 0, belonging: 1 });
  });

  it('count as missed when each has one of its own, and when they became none', () => {
    const incidents = [incident({ alarms: [CART] }), incident({ id: 'inc-2', alarms: [FRONT] })];
    expect(groupedInPlay(scenario, played({ firings, incidents })).product).toEqual({
      together: 0,
      rightly: 0,
      belonging: 1,
    });
    expect(qualityOf(groupedInPlay(scenario, played({ firings, incidents: [] })).product).recall).toBe(0);
  });

  it('are wrong when they have different causes', () => {
    const islands = scenarioOf('two-unrelated-faults-in-one-minute');
    const alarms = ['storefront-cpu', 'reports-cpu'];
    const both = played({
      firings: alarms.map((alarm) => firing(alarm, 13)),
      incidents: [incident({ alarms })],
    });
    expect(qualityOf(groupedInPlay(islands, both).product)).toEqual({ precision: 0, recall: 1 });
  });
});

describe('the baselines', () => {
  it('on generated storms: one field is never wrong and finds little or the other way round; ours beats the score', () => {
    const grouped = summed([groupedInStorms(1, 30), groupedInStorms(100, 30)]);
    const [ours, service, environment, score] = [
      grouped.product,
      grouped.contentByService,
      grouped.contentByEnvironment,
      grouped.score,
    ].map(qualityOf);
    expect(service?.recall).toBeLessThan(0.3);
    expect(environment?.precision).toBeLessThan(0.7);
    expect(ours?.precision).toBeGreaterThan(score?.precision ?? 1);
    expect(ours?.recall).toBeGreaterThan(score?.recall ?? 1);
  });
});
