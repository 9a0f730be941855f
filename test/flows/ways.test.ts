import { afterAll, beforeAll, describe, it } from 'vitest';
import { deploy } from './deployment.ts';
import { type Installation, install } from './installation.ts';
import { expectEnded } from './invariants.ts';
import { pricing } from './pricing.ts';
import type { Service } from './service.ts';
import { storefront } from './storefront.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await install();
});
afterAll(() => installation.close());

const STRATEGIES = ['blue-green', 'canary', 'rolling'] as const;
const TARGETS: readonly ['ECS pair' | 'Lambda alias', (name: string) => Promise<Service>][] = [
  ['ECS pair', (name) => storefront(installation, { name })],
  ['Lambda alias', (name) => pricing(installation, { name, requestsPerSecond: 4 })],
];

describe.each(TARGETS)('an %s', (target, provision) => {
  it.each(STRATEGIES)('%s: a bad version is rolled back, then a good one promoted', async (strategy) => {
    const service = await provision(`${target === 'ECS pair' ? 'shop' : 'prices'}-${strategy}`);
    const monitoring = { duration: 60 };
    const bad = await deploy(service, service.versions.bad, { strategy, monitoring });
    await expectEnded(bad, 'ROLLED_BACK', 'JUDGED_WORSE');
    const good = await deploy(service, service.versions.good, { strategy, monitoring });
    await expectEnded(good, 'PROMOTED');
    await service.traffic.stop();
  });
});
