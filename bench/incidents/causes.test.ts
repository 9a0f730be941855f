import { describe, expect, it } from 'vitest';
import { namedCauses, tallied } from './causes.ts';
import { incident, played, scenarioOf } from './played.fixture.ts';

const scenario = scenarioOf('slow-bank');
const named = (...services: string[]) => ({
  verdict: 'RANKED',
  causes: services.map((service) => ({ service, confidence: 0.5 })),
});
const of = (cause?: ReturnType<typeof named>) =>
  namedCauses(
    scenario,
    played({ incidents: [incident({ alarms: ['payments-latency'], ...(cause && { cause }) })] }),
  );

describe('the cause that an investigation named', () => {
  it('is compared with who answers for the place of the fault', () => {
    // The bank is the payments' provider.
    expect(of(named('payments', 'checkout'))).toMatchObject([{ at: 'payments', several: true }]);
    expect(tallied(of(named('payments')))).toEqual({
      asked: 1,
      sure: 1,
      surelyRight: 1,
      first: 1,
      amongThree: 1,
    });
    expect(tallied(of(named('checkout', 'payments')))).toMatchObject({ first: 0, amongThree: 1 });
  });

  it('is wrong where nothing was named, and not sure where not enough was known', () => {
    expect(tallied(of())).toMatchObject({ asked: 1, sure: 0, first: 0, amongThree: 0 });
    const unsure = tallied(of({ ...named('payments'), verdict: 'NOT_ENOUGH_DATA' }));
    expect(unsure).toMatchObject({ sure: 0, surelyRight: 0, first: 1 });
  });

  it('is not asked of incidents without a label', () => {
    expect(namedCauses(scenario, played({ incidents: [incident({ alarms: ['other'] })] }))).toEqual([]);
  });
});
