import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deploy } from './flows/deployment.ts';
import { install } from './flows/installation.ts';
import { pricing } from './flows/pricing.ts';
import { ENVIRONMENT, type Service } from './flows/service.ts';
import { DOORS, direct, type House, type Question, run } from './parity/doors.ts';

let house: House;
let prices: Service;
let deploymentId: string;
let planHash: string;
beforeAll(async () => {
  const installation = await install();
  prices = await pricing(installation, { name: 'prices' });
  const taxes = await pricing(installation, { name: 'taxes', requestsPerSecond: 1 });
  const waiting = await deploy(taxes, '2', { approval: true });
  ({ planHash } = await waiting.reach('AWAITING_APPROVAL'));
  deploymentId = waiting.id;
  house = { installation, url: (await installation.product.api.listen()).url };
});
afterAll(async () => {
  await house.installation.product.api.close();
  await house.installation.close();
});

const PRICES = { environment: ENVIRONMENT, service: 'prices' };
const TO_PRICES = ['--environment', ENVIRONMENT, '--service', 'prices'];
const FREEZE = { kind: 'calendar', windows: [{ from: '2030-12-24T00:00Z', to: '2031-01-02T00:00Z', reason: 'x' }] };

/** A question, the status of its answer, and what happens to the deployment that waits. */
const CASES: readonly [what: string, status: number, question: () => Question][] = [
  ['a service', 200, () => ({ operation: 'get_service', input: PRICES, words: TO_PRICES })],
];

describe('every door gives the same answer', () => {
  it.each(CASES)('%s: %i', async (_what, status, question) => {
    const asked = question();
    const expected = await direct(house, asked);
    expect(expected.status).toBe(status);
    for (const [door, ask] of Object.entries(DOORS))
      expect({ door, ...(await ask(house, asked)) }).toEqual({ door, ...expected });
  });
});
