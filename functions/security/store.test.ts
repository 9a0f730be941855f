import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Installation, install } from '../../test/flows/installation.ts';
import { BEGUN, keepPage, readProgress } from './store.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await install();
});
afterAll(() => installation.close());

const SCAN = 'sec-1';
const keep = (calls: number) =>
  keepPage(installation.context, SCAN, 'storage', { ...BEGUN, calls, version: 1 });
const kept = () => readProgress(installation.context, SCAN, 'storage');

describe('a page of a scan', () => {
  it.each(['ThrottlingError', 'TransactionConflict', 'ProvisionedThroughputExceeded'])(
    'that DynamoDB did not take for %s is an error, not somebody else who was first',
    async (Code) => {
      const CancellationReasons = [{ Code, Message: 'Slower.' }];
      installation.account.faults.add({
        match: { client: 'DynamoDBClient', command: 'TransactWriteItems' },
        effect: 'error-before',
        error: { name: 'TransactionCanceledException', members: { CancellationReasons } },
        times: 1,
      });
      await expect(keep(3)).rejects.toMatchObject({ name: 'TransactionCanceledException' });
      expect(await kept()).toEqual(BEGUN);
    },
  );

  it('is kept once: of two that went on from the same place the second keeps nothing', async () => {
    expect(await keep(5)).toBe(true);
    expect(await keep(7)).toBe(false);
    expect((await kept()).calls).toBe(5);
  });
});
