import { describe, expect, it } from 'vitest';
import { PAIR } from './facts.fixture.ts';
import type { EcsPairFacts } from './facts.ts';
import { readiness } from './readiness.ts';

const { blue, green } = PAIR.sides;
const words = (facts: EcsPairFacts) => readiness(facts).find(({ check }) => check === 'no-bypass')?.words;

describe('consumers that bypass the balancer', () => {
  it('are named with the Network Load Balancer whose group the service is in as well', () => {
    const otherGroups = [{ name: 'shop-grpc', protocol: 'TCP' }];
    expect(words({ ...PAIR, sides: { blue: { ...blue, otherGroups }, green } })).toBe(
      'shop-blue also takes traffic through the target group shop-grpc of a Network Load Balancer (TCP): clients that use it bypass the weights.',
    );
  });

  it('are named with any other balancer, too', () => {
    const otherGroups = [{ name: 'shop-internal', protocol: 'HTTP' }];
    expect(words({ ...PAIR, sides: { blue, green: { ...green, otherGroups } } })).toContain(
      'shop-green also takes traffic through the target group shop-internal (HTTP)',
    );
  });
});
