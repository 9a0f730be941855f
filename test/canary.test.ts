import {
  CloudWatchLogsClient,
  paginateFilterLogEvents,
  ResourceNotFoundException,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signatureOf } from '../core/incident/webhook-signature.ts';
import { catalog } from '../functions/catalog.ts';
import type { Definition } from '../functions/operation.ts';
import { inputOf } from '../surfaces/schema/input-of.ts';
import { deploy } from './flows/deployment.ts';
import { install } from './flows/installation.ts';
import { pricing } from './flows/pricing.ts';
import { ENVIRONMENT } from './flows/service.ts';
import { storefront } from './flows/storefront.ts';
import type { House } from './parity/doors.ts';
import { run } from './parity/doors.ts';
import { send } from './refusals/front.ts';
import { knowing, tokenIssuers, tokensAt } from './refusals/issuer.ts';

/** What nobody may ever see again, by where it is planted. */
const CANARY = {
  webhook: 'canary-webhook-0f3b9d2c7a61',
  variable: 'canary-variable-91c2f7e3aa05',
  header: 'canary-header-77d0b1c9e2f4',
  query: 'canary-query-2b8e6f10d3c5',
};

let house: House;
/** Every answer of every door. */
const answers: string[] = [];
/** Secrets that came to be on the way, and may stand in the one answer that gives them away. */
const made: Record<string, string> = {};

beforeAll(async () => {
  const installation = await install({ tokenIssuers, release: { handlers: { check_caller: knowing } } });
  const { account, as, clock } = installation;
  account.secrets.createSecret('operate/webhooks/grafana', CANARY.webhook);
  const shop = await storefront(installation, {
    name: 'shop',
    requestsPerSecond: 2,
    variables: { API_KEY: CANARY.variable },
  });
  const prices = await pricing(installation, { name: 'prices', requestsPerSecond: 1 });
  house = { installation, url: (await installation.product.api.listen()).url };
  const admin = as('admin');
  made['key'] = (await admin.create_key({ name: 'pipeline', roles: ['deployer'] })).key ?? '';
  made['pass'] = (await as('watch').break_glass({ reason: 'Nobody is here.', minutes: 5 })).pass;
  made['token'] = await tokensAt(clock.now()).good();
  made['gateway'] = `sandbox-gateway-${account.scope.accountId}-${account.scope.region}`;
  const { id } = await deploy(shop, 'v2', { approval: true });
  const waiting = await deploy(prices, '2', { approval: true });
  await waiting.reach('AWAITING_APPROVAL');
  await everyOperation();
  await byEachCredential(id);
  await everyRead();
  await clock.advanceBy(120_000);
}, 240_000);
afterAll(async () => {
  await house.installation.product.api.close();
  await house.installation.close();
});

const HEADERS = {
  'x-api-token': CANARY.header,
  cookie: `session=${CANARY.header}`,
  'user-agent': CANARY.header,
};

async function post(path: string, body: string, headers: Record<string, string>): Promise<void> {
  const got = await send(house, `/operations/${path}`, { headers: { ...HEADERS, ...headers }, body });
  answers.push(got.body);
}

/** Each change once with nothing in it, by who may and who may not, with secrets in headers and in the query. */
async function everyOperation(): Promise<void> {
  for (const { name, risk, surfaces } of catalog as readonly Definition[]) {
    if (risk === 'read' || !surfaces.includes('http')) continue;
    const path = `${name.replaceAll('_', '-')}?secret=${CANARY.query}`;
    for (const profile of ['viewer', 'admin'])
      await post(path, '{}', { authorization: `Sandbox ${profile}` });
  }
}

/** A change by each kind of credential, good and spoilt. */
async function byEachCredential(deploymentId: string): Promise<void> {
  const body = JSON.stringify({ deploymentId });
  const { key = '', token = '', pass = '' } = made;
  for (const credential of [key, token, `${key}x`, `${token}x`, key.slice(0, -1)])
    await post('abort-deployment', body, { authorization: `Bearer ${credential}` });
  await post('abort-deployment', body, { authorization: 'Sandbox viewer', 'x-operate-break-glass': pass });
  await post('abort-deployment', body, { authorization: 'Sandbox watch', 'x-operate-break-glass': pass });
  const seconds = String(Math.floor(house.installation.clock.now() / 1000));
  const signal = JSON.stringify({
    key: 'disk',
    state: 'FIRING',
    title: 'Disk is full',
    environment: ENVIRONMENT,
    service: 'shop',
  });
  for (const secret of [CANARY.webhook, `${CANARY.webhook}-old`])
    await post('receive-signal', signal, {
      'x-operate-source': 'grafana',
      'x-operate-timestamp': seconds,
      'x-operate-signature': signatureOf(secret, seconds, signal),
    });
}

/** What each operation without a change shows of the account, on the command line and over HTTP. */
async function everyRead(): Promise<void> {
  for (const definition of catalog as readonly Definition[]) {
    const { name, risk, surfaces } = definition;
    if (risk !== 'read' || !surfaces.includes('http')) continue;
    const fields = inputOf(definition).required ?? [];
    const known: Record<string, string> = {
      environment: ENVIRONMENT,
      service: 'shop',
      startTime: new Date(house.installation.clock.now() - 3_600_000).toISOString(),
      endTime: new Date(house.installation.clock.now()).toISOString(),
    };
    const words = fields.flatMap((field) => {
      const flag = field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
      return [`--${flag}`, known[field] ?? 'x'];
    });
    const { out, err } = await run(house, [
      name.replaceAll('_', '-'),
      ...words,
      '--profile',
      'admin',
      '--json',
    ]);
    answers.push(out, err);
  }
}

/** Where a secret stands among texts, each cut to what is around it. */
function found(texts: readonly string[]): string[] {
  const secrets = Object.values({ ...CANARY, ...made }).filter((secret) => secret !== '');
  return texts.flatMap((text) =>
    secrets.flatMap((secret) => {
      const at = text.indexOf(secret);
      return at < 0 ? [] : [text.slice(Math.max(0, at - 80), at + secret.length + 20)];
    }),
  );
}

describe('a secret that was planted', () => {
  it('is in every flow, or its absence would show nothing', () => {
    expect(answers.length).toBeGreaterThan(90);
    expect(Object.values(made).every((secret) => secret.length > 20)).toBe(true);
  });

  it('is in no answer', () => {
    expect(found(answers)).toEqual([]);
  });

  it('is in no line of a log of ours', async () => {
    const logs = house.installation.context.clients(CloudWatchLogsClient);
    const lines: string[] = [];
    for (const { functionName } of house.installation.product.manifest.functions) {
      const pages = paginateFilterLogEvents(
        { client: logs },
        { logGroupName: `/aws/lambda/${functionName}` },
      );
      try {
        for await (const { events = [] } of pages) lines.push(...events.map(({ message = '' }) => message));
      } catch (error) {
        // A function that was never called has no log; anything else would hide lines.
        if (!(error instanceof ResourceNotFoundException)) throw error;
      }
    }
    expect(lines.length).toBeGreaterThan(100);
    expect(lines.every((line) => typeof JSON.parse(line) === 'object')).toBe(true);
    expect(found(lines)).toEqual([]);
  });

  it('is in nothing that we wrote: records, audit, messages, events, executions', () => {
    const written = house.installation.account.recorder.calls.filter(
      ({ command, principal }) =>
        principal.includes('operate') && /^(Put|Update|Transact|Publish|Send|Start|Create)/.test(command),
    );
    expect(written.length).toBeGreaterThan(100);
    // The pass and the key are kept as what they cannot be made from; see the tests of both.
    expect(found(written.map(({ input }) => JSON.stringify(input)))).toEqual([]);
  });
});
