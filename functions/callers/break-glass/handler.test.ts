import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callOperation } from '../../../sandbox/account/caller.ts';
import { type Installation, install } from '../../../test/flows/installation.ts';

const MINUTE_MS = 60_000;
const PERSON = 'arn:aws:sts::000000000000:assumed-role/viewers/viewer';
const STOP = {
  environment: 'production',
  freeze: { kind: 'stop-the-line', stopped: true, reason: 'Nobody else is awake.' },
};

let installation: Installation;
/** What everybody who hears alarms was told. */
const told: string[] = [];
beforeAll(async () => {
  installation = await install({
    roles: [
      { principal: PERSON, roles: ['viewer', 'break-glass'] },
      { principal: '*', roles: ['admin'] },
    ],
  });
  const { account, product } = installation;
  account.sns.subscribe(product.manifest.alarmTopic, ({ Message }) => void told.push(Message));
}, 60_000);
afterAll(() => installation.close());

const call = (operation: string, input: Record<string, unknown>, profile = 'viewer', pass?: string) =>
  callOperation(installation.account, operation, input, {
    profile,
    ...(pass !== undefined && { headers: { 'x-operate-break-glass': pass } }),
  });
const broken = async (minutes = 30) => {
  const { body } = await call('break_glass', { reason: 'The line has to stop.', minutes });
  if (body['pass'] === undefined) throw new Error(JSON.stringify(body));
  return String(body['pass']);
};

describe('break_glass', () => {
  it('lets its holder past his roles, says so in the audit, and tells everybody who hears alarms', async () => {
    expect((await call('set_freeze', STOP)).status).toBe(403);
    const pass = await broken();
    expect((await call('set_freeze', STOP, 'viewer', pass)).status).toBe(200);
    const { records } = await installation.as('admin').list_audit({ resource: 'freeze/production' });
    expect(records[0]).toMatchObject({
      caller: PERSON,
      words: expect.stringContaining('The glass was broken: The line has to stop.'),
    });
    expect(told[0]).toContain(`${PERSON} goes past the roles`);
  });

  it('gives a pass to one caller, for a while', async () => {
    const pass = await broken(5);
    expect((await call('set_freeze', STOP, 'stranger', pass)).status).toBe(200);
    await installation.clock.advanceBy(5 * MINUTE_MS);
    expect((await call('set_freeze', STOP, 'viewer', pass)).status).toBe(403);
  });

  it.each([
    ['changed', (pass: string) => `${pass.slice(0, -2)}AA`],
    ['for longer', (pass: string) => lengthened(pass)],
    ['made up', () => 'e30.AAAA'],
    ['empty', () => ''],
  ])('takes no pass that was %s', async (_what, change) => {
    const pass = change(await broken());
    expect((await call('set_freeze', STOP, 'viewer', pass)).status).toBe(403);
  });

  it('is for those alone who were given the role by name, and wants a reason', async () => {
    expect((await call('break_glass', { reason: 'I am an admin.' }, 'admin')).status).toBe(403);
    expect((await call('break_glass', { reason: 'Because' })).status).toBe(400);
  });

  it('gives nothing when nobody could be told', async () => {
    installation.account.faults.add({
      match: { client: 'SNSClient', command: 'Publish' },
      effect: 'error-before',
      error: { name: 'InternalErrorException' },
      times: 3,
    });
    const { status, body } = await call('break_glass', { reason: 'The line has to stop.' });
    expect(status).toBe(502);
    expect(body).not.toHaveProperty('pass');
  });
});

function lengthened(pass: string): string {
  const [body = '', signature] = pass.split('.');
  const glass = JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as { until: number };
  const longer = { ...glass, until: glass.until + 60 * MINUTE_MS };
  return `${Buffer.from(JSON.stringify(longer)).toString('base64url')}.${signature}`;
}
