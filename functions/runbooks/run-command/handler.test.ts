import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { pricing } from '../../../test/flows/pricing.ts';
import { planOf, runOf } from '../step/runs.fixture.ts';

let installation: Installation;
let cleaned: string[];
let failing: string[];
beforeAll(async () => {
  installation = await install();
  await pricing(installation, { name: 'prices', requestsPerSecond: 1 });
  const { ssm } = installation.account;
  ssm.addMachine('i-1', { 'operate:service': 'prices' });
  ssm.addMachine('i-2', { 'operate:service': 'prices' });
  ssm.addMachine('i-3', { 'operate:service': 'others' });
  ssm.createDocument('operate-clean-disk', (id, { olderThanDays }) => {
    cleaned.push(`${id} ${olderThanDays?.join()}`);
    return failing.includes(id)
      ? { status: 'Failed', output: 'There is no disk to clean.' }
      : { status: 'Success', output: 'freed 30% of /' };
  });
  ssm.createDocument('operate-fail', () => ({ status: 'Failed', output: 'no' }));
}, 60_000);
beforeEach(() => {
  cleaned = [];
  failing = [];
});
afterAll(() => installation.close());

const CLEAN = {
  name: 'clean',
  tool: 'run_command',
  command: 'operate-clean-disk',
  params: { parameters: { olderThanDays: ['7'] } },
} as const;
const lose = (effect: 'error-before' | 'error-after') =>
  installation.account.faults.add({
    match: { client: 'SSMClient', command: 'SendCommand' },
    effect,
    error: { name: 'InternalServerError', statusCode: 500 },
  });
const sent = () => installation.account.ssm.sent.length;

describe('run_command', () => {
  it('names the machines it would run on', async () => {
    expect(await planOf(installation, 'prices', CLEAN)).toMatchObject({
      words: 'Runs operate-clean-disk on i-1, i-2.',
      seen: { document: 'operate-clean-disk', instances: ['i-1', 'i-2'] },
    });
  });

  it('runs on every machine of the service, and tells what each of them said', async () => {
    const run = await runOf(installation, 'prices', [CLEAN]);
    await run.do('clean');
    await run.do('clean');
    expect(await run.verify('clean')).toMatchObject({ next: 'again' });
    expect(await run.verified('clean')).toEqual({ next: 'next' });
    expect(cleaned.sort()).toEqual(['i-1 7', 'i-2 7']);
    expect(await run.stepState('clean')).toMatchObject({
      evidence: '2 of 2 machines ended with success. i-1 said: freed 30% of / i-2 said: freed 30% of /',
    });
  });

  it('fails where it failed on one machine, names it, and keeps what was done', async () => {
    failing = ['i-2'];
    const run = await runOf(installation, 'prices', [CLEAN]);
    await run.do('clean');
    const reason = {
      code: 'NOT_VERIFIED',
      words:
        'The effect can no longer come. 1 of 2 machines ended with success. Failed: i-2. ' +
        'i-2 said: There is no disk to clean. i-1 said: freed 30% of /',
    } as const;
    expect(await run.verified('clean')).toMatchObject({ next: 'fail', reason });
    await run.fail('clean', reason);
    expect(await run.stepState('clean')).toMatchObject({
      name: 'FAILED',
      before: { document: 'operate-clean-disk', instances: ['i-1', 'i-2'] },
    });
  });

  it('fails where one machine does not answer, and names it', async () => {
    const { ssm } = installation.account;
    const run = await runOf(installation, 'prices', [CLEAN]);
    await run.do('clean');
    ssm.setOnline('i-2', false);
    const { next, reason } = await run.verified('clean', 120);
    ssm.setOnline('i-2', true);
    expect(next).toBe('fail');
    expect(reason).toMatchObject({
      words: expect.stringMatching(/within 120 s\. 1 of 2 machines ended with success\. \w+: i-2\./),
    });
  });

  it('fails where it worked on no machine', async () => {
    const run = await runOf(installation, 'prices', [{ ...CLEAN, command: 'operate-fail' }]);
    await run.do('clean');
    expect(await run.verified('clean')).toMatchObject({ next: 'fail', reason: { code: 'NOT_VERIFIED' } });
  });

  it.each([
    [{ ...CLEAN, params: { targets: ['i-3'] } }, 'Not machines of prices that answer: i-3.'],
    [{ ...CLEAN, params: { targets: ['i-404'] } }, 'Not machines of prices that answer: i-404.'],
  ])('refuses machines of others', async (step, message) => {
    await expect(planOf(installation, 'prices', step)).rejects.toMatchObject({ name: 'Refused', message });
  });

  it('records what was refused as not done', async () => {
    const before = sent();
    const run = await runOf(installation, 'prices', [{ ...CLEAN, command: 'operate-unknown' }]);
    await expect(run.do('clean')).rejects.toMatchObject({ name: 'DependencyFailed' });
    expect(await run.stepState('clean')).toMatchObject({ name: 'FAILED' });
    expect(sent()).toBe(before);
  });

  it('cannot run what is not allow-listed, nor on machines without the tag', async () => {
    const { account } = installation;
    account.ssm.createDocument('AWS-RunShellScript', () => ({ status: 'Success', output: '' }));
    const run = await runOf(installation, 'prices', [{ ...CLEAN, command: 'AWS-RunShellScript' }]);
    await expect(run.do('clean')).rejects.toMatchObject({ message: expect.stringContaining('AccessDenied') });
  });

  it('finds a command again whose answer was lost, and sends no second one', async () => {
    const before = sent();
    const run = await runOf(installation, 'prices', [CLEAN]);
    const mend = lose('error-after');
    await run.do('clean');
    mend();
    expect(await run.stepState('clean')).toMatchObject({ name: 'DONE' });
    expect(sent()).toBe(before + 1);
    expect(await run.verified('clean')).toEqual({ next: 'next' });
  });

  it('is in doubt when nothing is found, and is never sent again by itself', async () => {
    const before = sent();
    const run = await runOf(installation, 'prices', [CLEAN]);
    const mend = lose('error-before');
    await expect(run.do('clean')).rejects.toMatchObject({ name: 'DependencyFailed' });
    mend();
    expect(await run.stepState('clean')).toMatchObject({ name: 'IN_DOUBT' });
    await expect(run.do('clean')).rejects.toMatchObject({ name: 'Conflict' });
    expect(sent()).toBe(before);
  });

  it('is found again by a run that goes on from the one that sent it', async () => {
    const first = await runOf(installation, 'prices', [CLEAN]);
    await first.do('clean');
    const { steps } = await first.read();
    const [done] = steps;
    if (done?.state.name !== 'DONE') throw new Error('It was not done.');
    const goesOn = await runOf(installation, 'prices', [CLEAN], {
      steps: [{ ...done, state: { ...done.state, result: null } }],
    });
    await installation.clock.advanceBy(20_000);
    expect(await goesOn.verified('clean')).toEqual({ next: 'next' });
  });
});
