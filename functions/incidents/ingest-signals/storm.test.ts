import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { alarmEvent, type House, house, incidentsOf, TAGS } from '../incidents.fixture.ts';

const SIGNALS = 1_000;
let shop: House;
beforeAll(async () => {
  shop = await house();
});
afterAll(() => shop.close());

/** Items that the function writes, by what they are. */
function written({ account }: House): readonly string[] {
  return account.recorder.calls
    .filter(
      ({ command, principal }) => command === 'TransactWriteItems' && principal.endsWith('ingest-signals'),
    )
    .flatMap(
      ({ input }) =>
        (input as { TransactItems?: { Put?: { Item?: Record<string, unknown> } }[] }).TransactItems ?? [],
    )
    .map(({ Put }) => JSON.stringify(Put?.Item?.['pk']));
}

describe('a storm', () => {
  it(`of ${SIGNALS} alarms of one service is one incident, with few writes a signal`, async () => {
    const names = Array.from({ length: SIGNALS }, (_, index) => `storm-${index}`);
    for (const name of names) await shop.putAlarm(name, TAGS);
    const at = shop.clock.now();
    await shop.send(names.map((name) => alarmEvent(name, { at })));
    await shop.clock.advanceBy(120_000);
    const [incident, other] = await incidentsOf(shop, 'shop');
    expect(other).toBeUndefined();
    expect(incident?.incident).toMatchObject({ signals: SIGNALS, firing: SIGNALS });
    const perSignal = written(shop).length / SIGNALS;
    console.log(`writes per signal: ${perSignal.toFixed(3)}`);
    expect(perSignal).toBeLessThan(1.25);
    const mails = shop.account.ses.sent.length;
    expect(mails).toBe(1);
    // The whole storm once more, and its end.
    await shop.send(names.map((name) => alarmEvent(name, { at })));
    await shop.send(names.map((name) => alarmEvent(name, { at: at + 1_000, state: 'OK' })));
    await shop.clock.advanceBy(120_000);
    const [after] = await incidentsOf(shop, 'shop');
    expect(after?.incident).toMatchObject({ signals: SIGNALS, firing: 0, state: 'RECOVERING' });
  });
});
