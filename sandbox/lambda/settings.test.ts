import { describe, expect, it } from 'vitest';
import { bench } from './lambda.fixture.ts';
import { provisionPricing } from './samples/provision-pricing.ts';

const FunctionName = 'pricing';

function made(options: Parameters<typeof provisionPricing>[2] = {}) {
  const house = bench();
  provisionPricing(house.scope, house.lambda, { memory: 1024, versions: ['good'], ...options });
  return house;
}

describe('settings of $LATEST', () => {
  it('take a moment to hold, in which nothing is published and nothing else is changed', async () => {
    const { send, scope } = made();
    const changed = await send('UpdateFunctionConfiguration', { FunctionName, MemorySize: 512, Timeout: 5 });
    expect(changed).toMatchObject({ MemorySize: 512, Timeout: 5, LastUpdateStatus: 'InProgress' });
    const busy = { name: 'ResourceConflictException', message: expect.stringContaining('in progress') };
    await expect(send('PublishVersion', { FunctionName })).rejects.toMatchObject(busy);
    const again = send('UpdateFunctionConfiguration', { FunctionName, MemorySize: 256 });
    await expect(again).rejects.toMatchObject(busy);
    await scope.clock.sleep(3_000);
    expect(await send('GetFunctionConfiguration', { FunctionName })).toMatchObject({
      LastUpdateStatus: 'Successful',
    });
    expect(await send('PublishVersion', { FunctionName })).toMatchObject({ Version: '2', MemorySize: 512 });
    expect(await send('PublishVersion', { FunctionName })).toMatchObject({ Version: '2' });
    expect(await send('GetFunctionConfiguration', { FunctionName, Qualifier: '1' })).toMatchObject({
      MemorySize: 1024,
      Timeout: 10,
    });
  });

  it('are changed only at the revision that was read, and published only with the code that was', async () => {
    const { send } = made();
    const stale = send('UpdateFunctionConfiguration', { FunctionName, MemorySize: 512, RevisionId: 'old' });
    await expect(stale).rejects.toMatchObject({ name: 'PreconditionFailedException' });
    const other = send('PublishVersion', { FunctionName, CodeSha256: 'another' });
    await expect(other).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
  });

  it('tell in a REPORT line how much memory was used, where that is known', async () => {
    const { scope, invoke } = made({ usedMegabytes: 200 });
    await invoke('pricing:1');
    await invoke('pricing:1');
    const lines = scope.lines.filter(({ message }) => message.startsWith('REPORT'));
    expect(lines).toHaveLength(2);
    expect(lines[0]?.message).toMatch(/\tMemory Size: 1024 MB\tMax Memory Used: 200 MB\tInit Duration: /);
    expect(lines[1]?.message).not.toContain('Init');
    const silent = made();
    await silent.invoke('pricing:1');
    expect(silent.scope.lines.filter(({ message }) => message.startsWith('REPORT'))).toEqual([]);
  });
});
