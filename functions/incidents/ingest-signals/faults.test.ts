import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alarmEvent, type House, house, incidentsOf, MINUTE_MS, TAGS } from '../incidents.fixture.ts';

const PRINCIPAL = '*ingest-signals';
/** Every call that taking in a signal makes, with the SDK's own attempts. */
const CALLS = [
  'BatchGetItem',
  'GetItem',
  'Query',
  'ListTagsForResource',
  'TransactWriteItems',
  'PutEvents',
  'StartExecution',
];
const SDK_ATTEMPTS = 4;

let shop: House;
beforeAll(async () => {
  shop = await house();
});
afterAll(() => shop.close());

describe.each(['error-before', 'error-after'] as const)('%s', (effect) => {
  it.each(CALLS)('of %s: one incident, told once, nothing lost', async (command) => {
    const { account, clock } = shop;
    const service = `shop-${command.toLowerCase()}-${effect.slice(6)}`;
    const name = `alarm-${service}`;
    await shop.putAlarm(name, { ...TAGS, 'operate:service': service });
    const error = { name: 'InternalServerError', statusCode: 500 };
    account.faults.add({ match: { command, principal: PRINCIPAL }, effect, error, times: SDK_ATTEMPTS });
    await shop.send([alarmEvent(name, { at: clock.now() })]);
    // A message that failed is hidden for as long as the function may take, several times over.
    await clock.advanceBy(14 * MINUTE_MS);
    account.faults.clear();
    await clock.advanceBy(14 * MINUTE_MS);
    const [incident, other] = await incidentsOf(shop, service);
    expect(other).toBeUndefined();
    expect(incident?.incident).toMatchObject({ signals: 1, firing: 1, state: 'TRIGGERED' });
    expect(account.faults.applied.filter((fault) => fault.command === command).length).toBeGreaterThan(0);
    const told = account.ses.sent.filter(({ subject }) => subject.includes(name));
    expect(told).toHaveLength(1);
  });
});
