import { describe, expect, it } from 'vitest';
import { Refused } from '../../core/errors.ts';
import { definition } from '../freezes/set-freeze/definition.ts';
import { audited } from './audited.fixture.ts';
import { recordRefusal } from './refusals.ts';
import { readIndex } from './store.ts';

describe('recordRefusal', () => {
  it('chains a refused attempt under its caller, with what an operation that changes something holds', async () => {
    const account = await audited();
    await recordRefusal(account.contextOf(definition), new Refused('The line is stopped.'));
    const [entry] = await readIndex(account.context(), '2026-01', '2026-01');
    expect(entry).toMatchObject({
      sequence: 1,
      resource: expect.stringMatching(/^refusals\/[0-9a-f]{16}\//),
    });
    expect(await account.verify({ resource: entry?.resource ?? '' })).toMatchObject({
      state: 'VERIFIED',
      checked: 1,
    });
  });

  it('loses none of a storm on one chain', async () => {
    const account = await audited();
    const storm = Array.from({ length: 6 }, (_, n) =>
      recordRefusal(account.context(), new Refused(`No. ${n}`)),
    );
    await Promise.all(storm);
    expect(await account.verify({ month: '2026-01' })).toMatchObject({
      state: 'VERIFIED',
      chains: 1,
      checked: 6,
    });
  });

  it('takes no idempotency key: a refused call may be repeated', async () => {
    const account = await audited();
    const call = { idempotencyKey: 'deploy-1' };
    for (let attempt = 0; attempt < 2; attempt++)
      await recordRefusal(account.context(call), new Refused('The line is stopped.'));
    expect(await account.verify({ month: '2026-01' })).toMatchObject({ checked: 2 });
  });
});
