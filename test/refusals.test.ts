import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signatureOf } from '../core/incident/webhook-signature.ts';
import { pageOfMonth } from '../functions/audit/store.ts';
import { loadPolicies } from '../surfaces/load.ts';
import { ROOT } from './architecture/source-files.ts';
import { type Installation, install } from './flows/installation.ts';
import { pricing } from './flows/pricing.ts';
import { ENVIRONMENT } from './flows/service.ts';
import type { House } from './parity/doors.ts';
import { type Sent, send } from './refusals/front.ts';
import { knowing, tokenIssuers, tokensAt } from './refusals/issuer.ts';

const SECRET = 'a-secret-of-sixteen-or-more';
const ABORT = '/operations/abort-deployment';
const FREEZE = '/operations/set-freeze';
const APPROVE = '/operations/approve';
const SIGNAL = '/operations/receive-signal';

let house: House;
let deploymentId: string;
let planHash: string;
let revoked: string;
let expired: string;
beforeAll(async () => {
  const installation = await install({ tokenIssuers, release: { handlers: { check_caller: knowing } } });
  installation.account.secrets.createSecret('operate/webhooks/grafana', SECRET);
  const admin = installation.as('admin');
  const gone = await admin.create_key({ name: 'gone', roles: ['deployer'] });
  revoked = gone.key ?? '';
  await admin.revoke_key({ keyId: gone.record.id });
  expired = (await admin.create_key({ name: 'over', roles: ['deployer'], days: 1 })).key ?? '';
  await installation.clock.advanceBy(86_400_000);
  const prices = await pricing(installation, { name: 'prices', requestsPerSecond: 1 });
  const wish = { environment: ENVIRONMENT, service: prices.name, version: '2', approval: true };
  ({ deploymentId = '', planHash = '' } = (await admin.deploy_application(wish)).deployment ?? {});
  await installation.clock.advanceBy(10_000);
  await prices.traffic.stop();
  house = { installation, url: (await installation.product.api.listen()).url };
}, 120_000);
// What is nobody's is audited once a minute.
beforeEach(() => house.installation.clock.advanceBy(60_000));
afterAll(async () => {
  await house.installation.product.api.close();
  await house.installation.close();
});

const tokens = () => tokensAt(house.installation.clock.now());
const bearer = async (token: Promise<string> | string): Promise<Sent> => ({
  headers: { authorization: `Bearer ${await token}` },
});
const as = (profile: string, body: unknown, headers: Record<string, string> = {}): Sent => ({
  headers: { authorization: `Sandbox ${profile}`, ...headers },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});
const delivery = (body: string, seconds: number, secret = SECRET): Sent => ({
  headers: {
    'x-operate-source': 'grafana',
    'x-operate-timestamp': String(seconds),
    'x-operate-signature': signatureOf(secret, String(seconds), body),
  },
  body,
});
const seconds = () => Math.floor(house.installation.clock.now() / 1000);
const signal = JSON.stringify({ key: 'disk', state: 'FIRING', title: 'Disk is full' });

interface Refused {
  readonly status: number;
  /** Of the audit record, and of the problem document. */
  readonly outcome: string;
  readonly caller: RegExp;
  /** Of the answer, where it may say why. */
  readonly words?: RegExp;
}

const NOBODY = /^anonymous$/;
const nobody = (words: RegExp): Refused => ({
  status: 401,
  outcome: 'Unauthenticated',
  caller: NOBODY,
  words,
});
const wrong = (words: RegExp): Refused => ({
  status: 400,
  outcome: 'InvalidInput',
  caller: /developer$/,
  words,
});
const forbidden = (caller: RegExp, words: RegExp): Refused => ({
  status: 403,
  outcome: 'Forbidden',
  caller,
  words,
});

/** What is tried, where, with what, and what becomes of it: the status, and who is named in the audit. */
const CASES: readonly [what: string, path: string, sent: () => Promise<Sent> | Sent, refused: Refused][] = [
  [
    'nothing at all',
    FREEZE,
    () => ({ headers: { authorization: 'Sandbox nobody-at-all' } }),
    nobody(/no verified identity/),
  ],
  ['a forged token', FREEZE, () => bearer(tokens().forged()), nobody(/signature verification failed/)],
  [
    'a token that was altered',
    FREEZE,
    () => bearer(tokens().altered()),
    nobody(/signature verification failed/),
  ],
  ['an expired token', FREEZE, () => bearer(tokens().expired()), nobody(/"exp" claim/)],
  ['a token that is not yet good', FREEZE, () => bearer(tokens().early()), nobody(/"nbf" claim/)],
  ['a token without an end', FREEZE, () => bearer(tokens().endless()), nobody(/"exp" claim/)],
  ['a token for somebody else', FREEZE, () => bearer(tokens().otherAudience()), nobody(/"aud" claim/)],
  [
    'a token of an issuer that nobody named',
    FREEZE,
    () => bearer(tokens().otherIssuer()),
    nobody(/known issuer/),
  ],
  ['a token with alg none', FREEZE, () => bearer(tokens().none()), nobody(/"alg"/)],
  ['a token signed with the public key', FREEZE, () => bearer(tokens().confused()), nobody(/"alg"/)],
  ['a token that no grant is for', FREEZE, () => bearer(tokens().stranger()), nobody(/No grant/)],
  ['a key that was revoked', FREEZE, () => bearer(revoked), nobody(/is REVOKED/)],
  ['a key that is over', FREEZE, () => bearer(expired), nobody(/is EXPIRED/)],
  [
    'a key that was made up',
    FREEZE,
    () => bearer(`opk_${'0'.repeat(22)}_${'A'.repeat(43)}`),
    nobody(/Nobody holds/),
  ],
  [
    'a secret of another key',
    FREEZE,
    () => bearer(`${revoked.slice(0, -43)}${'A'.repeat(43)}`),
    nobody(/Nobody holds/),
  ],
  [
    'headers that name a caller and the gateway',
    FREEZE,
    () => ({
      headers: {
        'x-operate-gateway': 'sandbox-gateway-000000000000-eu-west-1',
        'x-amzn-iam-user-arn': 'arn:aws:sts::000000000000:assumed-role/operate-admin/eve',
        authorization: 'Sandbox nobody-at-all',
      },
    }),
    nobody(/no verified identity/),
  ],
  [
    'a pass for the broken glass that was made up',
    FREEZE,
    () => as('viewer', FROZEN, { 'x-operate-break-glass': 'eyJjIjoiZXZlIn0.AAAA' }),
    forbidden(/viewer$/, /needs the role/),
  ],
  [
    'a webhook signed by somebody else',
    SIGNAL,
    () => delivery(signal, seconds(), 'another-secret-that-is-long'),
    nobody(/no valid signature/),
  ],
  [
    'a webhook from before five minutes',
    SIGNAL,
    () => delivery(signal, seconds() - 301),
    nobody(/no valid signature/),
  ],
  [
    'a webhook whose body was altered',
    SIGNAL,
    () => ({ ...delivery(signal, seconds()), body: `${signal} ` }),
    nobody(/no valid signature/),
  ],
  [
    'an approval by whoever asked for it',
    APPROVE,
    () => as('admin', { deploymentId, planHash }),
    forbidden(/admin$/, /second person must approve/),
  ],
  [
    'an approval by a program',
    APPROVE,
    async () => ({ ...(await bearer(tokens().good())), body: JSON.stringify({ deploymentId, planHash }) }),
    forbidden(/^token:/, /forbidden here by the policy/),
  ],
  [
    'a change by somebody who reads',
    ABORT,
    () => as('viewer', { deploymentId }),
    forbidden(/viewer$/, /needs the role/),
  ],
  [
    'JSON that is too large',
    FREEZE,
    () => as('developer', JSON.stringify({ reason: 'x'.repeat(262_144) })),
    { status: 413, outcome: 'PayloadTooLarge', caller: /developer$/ },
  ],
  [
    'JSON that is nested without end',
    FREEZE,
    () => as('developer', `{"freeze":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}`),
    wrong(/nested too deeply/),
  ],
  ['JSON that is cut off', FREEZE, () => as('developer', '{"environment":'), wrong(/not a JSON object/)],
  [
    'a prototype in the input',
    FREEZE,
    () => as('developer', '{"__proto__":{"roles":["admin"]},"environment":"production"}'),
    wrong(/./),
  ],
  [
    'a constructor in the input',
    FREEZE,
    () => as('developer', '{"constructor":{"prototype":{"roles":["admin"]}}}'),
    wrong(/./),
  ],
  [
    'a line of the log in a text',
    FREEZE,
    () => as('developer', { ...FROZEN, environment: 'x\n{"level":"INFO","message":"forged"}' }),
    wrong(/environment/),
  ],
  [
    'a terminal control in a text',
    FREEZE,
    () => as('developer', frozenWith('\u001b[2Jgone')),
    wrong(/control characters/),
  ],
  [
    'half a surrogate pair',
    FREEZE,
    () => as('developer', JSON.stringify(frozenWith('x')).replace('"x"', '"\\ud800"')),
    wrong(/surrogate/),
  ],
  [
    'an idempotency key that is none',
    FREEZE,
    () => as('developer', FROZEN, { 'idempotency-key': '../../x y' }),
    wrong(/Idempotency-Key/),
  ],
  [
    'a header of a mail in a title',
    '/operations/manage-incident',
    () =>
      as('developer', {
        action: 'create',
        title: 'Down\r\nBcc: everybody@evil.example',
        environment: ENVIRONMENT,
        affectedServices: ['prices'],
      }),
    wrong(/control characters/),
  ],
  [
    'a condition that nobody checks',
    FREEZE,
    () => as('developer', FROZEN, { 'if-match': '"1"' }),
    wrong(/not checked here/),
  ],
];

const frozenWith = (reason: string) => ({
  environment: ENVIRONMENT,
  freeze: { kind: 'stop-the-line' as const, stopped: true, reason },
});
const FROZEN = frozenWith('Nothing moves.');

/** Audit records of this minute, refusals that belong to nobody's change among them. */
async function audited(outcome: string) {
  const { clock, as: by } = house.installation;
  const from = clock.now() - 30_000;
  const { records } = await by('admin').list_audit({ outcome, limit: 100 });
  return records.filter(({ at }) => Date.parse(at) >= from);
}

describe('what is refused with its status, and audited', () => {
  it.each(CASES)('%s', async (_what, path, sent, { status, outcome, caller, words }) => {
    const changesBefore = await changes(house.installation);
    const got = await send(house, path, await sent());
    const problem = JSON.parse(got.body) as { readonly detail: string };
    expect({ status: got.status, problem }).toMatchObject({
      status,
      problem: { title: outcome, status, instance: `urn:operate:request:${got.headers['x-request-id']}` },
    });
    if (words) expect(problem.detail).toMatch(words);
    const records = await audited(outcome);
    expect(records.map((record) => [record.action, record.caller])).toEqual([
      [path.slice('/operations/'.length).replaceAll('-', '_'), expect.stringMatching(caller)],
    ]);
    expect(await changes(house.installation)).toBe(changesBefore);
    expect(({} as { roles?: unknown }).roles).toBeUndefined();
  });
});

/** Functions that were invoked through the gateway so far. */
const invocations = () =>
  house.installation.account.recorder.calls.filter(
    ({ command, principal }) => command === 'Invoke' && principal.includes('apigateway'),
  ).length;

describe('what reaches no function, and so no record', () => {
  const admin = { authorization: 'Sandbox admin' };

  it.each<[what: string, path: string, sent: Sent, status: number]>([
    ['a path with an encoded letter', '/operations/%73et-freeze', {}, 404],
    ['a path with an encoded slash', '/operations%2fset-freeze', {}, 404],
    ['a path with dots', '/operations/get-service/../set-freeze', {}, 404],
    ['a path with encoded dots', '/operations/get-service/%2e%2e/set-freeze', {}, 404],
    ['a path with two slashes', '//operations/set-freeze', {}, 404],
    ['a path with a semicolon', '/operations/set-freeze;x=1', {}, 404],
    ['a path with a zero byte', '/operations/set-freeze%00', {}, 404],
    ['a path in capitals', '/OPERATIONS/SET-FREEZE', {}, 404],
    ['a path with a slash at its end', '/operations/set-freeze/', {}, 404],
    ['a step of a machine', '/operations/drive-ecs-pair', {}, 404],
    ['a method in a header', FREEZE, { method: 'GET', headers: { 'x-http-method-override': 'POST' } }, 404],
    ['another method', FREEZE, { method: 'PUT' }, 404],
    [
      'a question of a browser for another site',
      FREEZE,
      {
        method: 'OPTIONS',
        headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
      },
      404,
    ],
    ['a body beyond ten megabytes', FREEZE, { body: ' '.repeat(10 * 1024 * 1024 + 1) }, 413],
    ['no credential, at the API for tokens', FREEZE, { headers: { authorization: 'Bearer' } }, 401],
  ])('%s', async (_what, path, sent, status) => {
    const before = invocations();
    const got = await send(house, path, { ...sent, headers: { ...admin, ...sent.headers } });
    const reached = status === 401 ? 2 : 0;
    expect([got.status, invocations() - before]).toEqual([status, reached]);
    expect(Object.keys(got.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  });
});

describe('a delivery that is sent again', () => {
  it('is answered alike, and taken once', async () => {
    const { account, clock } = house.installation;
    const sends = () => account.recorder.calls.filter(({ command }) => command === 'SendMessage').length;
    const body = JSON.stringify({ ...JSON.parse(signal), at: new Date(clock.now()).toISOString() });
    const sent = delivery(body, seconds());
    const before = sends();
    const first = await send(house, SIGNAL, sent);
    expect([first.status, (await send(house, SIGNAL, sent)).body]).toEqual([202, first.body]);
    expect(sends() - before).toBe(1);
    await clock.advanceBy(301_000);
    expect((await send(house, SIGNAL, sent)).status).toBe(401);
  });
});

describe('a policy with an error', () => {
  it('allows nothing, to nobody, and is named in the audit', async () => {
    const applies = () => {
      throw new Error('the value has no attribute');
    };
    const broken = { id: 'too-clever', permits: false, readsTarget: false, applies };
    const policies = [...(await loadPolicies({ root: ROOT })), broken];
    const installation = await install({ policies });
    try {
      await expect(installation.as('admin').set_freeze(FROZEN)).rejects.toMatchObject({
        name: 'Forbidden',
        message: 'The policy too-clever cannot be evaluated on this call, so nothing is allowed.',
      });
      const month = new Date(installation.clock.now()).toISOString().slice(0, 7);
      const filter = { caller: undefined, action: 'set_freeze', outcome: 'Forbidden' };
      const { records } = await pageOfMonth(installation.context, month, filter, 10);
      expect(records).toMatchObject([{ words: expect.stringContaining('too-clever') }]);
    } finally {
      await installation.close();
    }
  });
});

/** How many changes were made; refusals are none. */
async function changes({ as: by }: Installation): Promise<number> {
  return (await by('admin').list_audit({ outcome: 'DONE', limit: 100 })).records.length;
}
