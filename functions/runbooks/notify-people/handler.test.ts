import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Installation, install } from '../../../test/flows/installation.ts';
import { pricing } from '../../../test/flows/pricing.ts';
import { planOf, runOf, type WrittenStep } from '../step/runs.fixture.ts';

const DOCUMENT = `channels:
  - { name: mail, type: email, from: ops@example.com, to: [ada@example.org] }
  - { name: boss, type: email, from: ops@example.com, to: [bob@example.org] }
policies:
  - name: default
    levels: [{ notify: [mail], timeoutSeconds: 300 }]
routes:
  - { policy: default }
`;
let installation: Installation;
beforeAll(async () => {
  installation = await install();
  await pricing(installation, { name: 'prices', requestsPerSecond: 1 });
  installation.account.ses.verifyIdentity('example.com');
  await installation.as('admin').set_alerting({ document: DOCUMENT });
}, 60_000);
afterAll(() => installation.close());

const step = (params: object = {}): WrittenStep => ({
  name: 'tell',
  tool: 'notify_people',
  action: 'Tasks were added.',
  params: { ...params },
});
const told = () => installation.account.ses.sent.flatMap(({ to }) => to);

it('tells those on call, once', async () => {
  const run = await runOf(installation, 'prices', [step()]);
  expect(await run.do('tell')).toMatchObject({ result: { channels: ['mail'], unknown: [] } });
  await run.do('tell');
  await installation.clock.advanceBy(120_000);
  expect(told()).toEqual(['ada@example.org']);
});

it('tells the channels that the step names, and says which it does not know', async () => {
  const run = await runOf(installation, 'prices', [step({ channels: ['boss', 'nobody'] })]);
  expect(await run.do('tell')).toMatchObject({ result: { channels: ['boss'], unknown: ['nobody'] } });
  await installation.clock.advanceBy(120_000);
  expect(told()).toContain('bob@example.org');
});

it('says what it would tell', async () => {
  expect(await planOf(installation, 'prices', step())).toMatchObject({
    words: 'Tells those on call: Tasks were added.',
    seen: null,
  });
});
