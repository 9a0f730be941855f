import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { pricing } from '../../../test/flows/pricing.ts';
import { AddressRefused } from '../../address-guard.ts';
import type { Context } from '../../context.ts';
import type { HttpRequest, HttpResponse } from '../../http-client.ts';
import { changingStep } from '../step/run-step.ts';
import { planOf, runOf, type TestRun, type WrittenStep } from '../step/runs.fixture.ts';
import { request } from './request.ts';

let installation: Installation;
let sent: HttpRequest[];
let answer: (outgoing: HttpRequest) => Promise<HttpResponse>;
beforeAll(async () => {
  installation = await install();
  await pricing(installation, { name: 'prices', requestsPerSecond: 1 });
  installation.account.secrets.createSecret('operate/cache', 'token-1');
}, 60_000);
beforeEach(() => {
  sent = [];
  answer = async () => ({ status: 204, headers: {}, body: '' });
});
afterAll(() => installation.close());

const PURGE: WrittenStep = {
  name: 'purge',
  tool: 'send_request',
  action: 'DELETE',
  params: { url: 'https://cache.example.com/prices', secret: 'operate/cache' },
};

/** The tool with a receiver that the test plays. */
function send(run: TestRun, phase: 'do' | 'verify') {
  const context: Context = {
    ...installation.context,
    http: (outgoing) => {
      sent.push(outgoing);
      return answer(outgoing);
    },
  };
  const { action = '', params = {} } = PURGE;
  const where = { runId: run.id, step: 'purge' };
  const input =
    phase === 'do'
      ? { phase, ...where, action, params }
      : { phase, ...where, verify: { everySeconds: 10, withinSeconds: 60 } };
  return changingStep(request, input, context);
}
const failing = (error: Error) => async () => Promise.reject(error);
const coded = (code: string) => Object.assign(new Error(code), { code });

describe('send_request', () => {
  it('sends one request, to public addresses only, with the secret as token', async () => {
    const run = await runOf(installation, 'prices', [PURGE]);
    expect(await send(run, 'do')).toMatchObject({ result: { status: 204 } });
    await send(run, 'do');
    expect(sent).toEqual([
      {
        url: 'https://cache.example.com/prices',
        method: 'DELETE',
        headers: {
          authorization: 'Bearer token-1',
          'idempotency-key': `${run.id}/purge`,
          'user-agent': 'operate',
        },
        timeoutMs: 20_000,
        reach: 'public',
      },
    ]);
    expect(await send(run, 'verify')).toEqual({ next: 'next' });
    expect(JSON.stringify(await run.read())).not.toContain('token-1');
  });

  it.each([
    ['an answer of 404', async () => ({ status: 404, headers: {}, body: '' })],
    ['a redirect', async () => ({ status: 302, headers: {}, body: '' })],
    ['an address that it must not reach', failing(new AddressRefused('no'))],
    ['a connection that was never made', failing(coded('ECONNREFUSED'))],
  ])('fails for %s', async (_what, next) => {
    answer = next;
    const run = await runOf(installation, 'prices', [PURGE]);
    await expect(send(run, 'do')).rejects.toMatchObject({ name: 'Refused' });
    expect(await run.stepState('purge')).toMatchObject({ name: 'FAILED' });
  });

  it.each([
    ['no answer', failing(coded('ECONNRESET'))],
    ['an answer of 503', async () => ({ status: 503, headers: {}, body: '' })],
  ])('is in doubt after %s, and not sent again', async (_what, next) => {
    answer = next;
    const run = await runOf(installation, 'prices', [PURGE]);
    await expect(send(run, 'do')).rejects.toMatchObject({ name: 'DependencyFailed' });
    expect(await run.stepState('purge')).toMatchObject({ name: 'IN_DOUBT' });
    await expect(send(run, 'do')).rejects.toMatchObject({ name: 'Conflict' });
    expect(sent).toHaveLength(1);
  });

  it('goes on when a person has found that it arrived', async () => {
    const run = await runOf(installation, 'prices', [PURGE]);
    await send(run, 'do');
    const [done] = (await run.read()).steps;
    if (done?.state.name !== 'DONE') throw new Error('It was not done.');
    await run.change({ steps: [{ ...done, state: { ...done.state, result: null } }] });
    expect(await send(run, 'verify')).toEqual({ next: 'next' });
    expect(await run.stepState('purge')).toMatchObject({
      evidence: 'A person has found that DELETE https://cache.example.com/prices arrived.',
    });
  });

  it.each(['http://cache.example.com/', 'https://ada:secret@cache.example.com/', 'https://'])(
    'refuses %s',
    async (url) => {
      const step = { ...PURGE, params: { url } };
      await expect(planOf(installation, 'prices', step)).rejects.toMatchObject({ name: 'Refused' });
    },
  );
});
