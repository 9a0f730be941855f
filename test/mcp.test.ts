import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '../functions/catalog.ts';
import { requiredRole } from '../functions/operation.ts';
import { MCP, mcpPlan } from '../lib/manifest/mcp.ts';
import { TASKS } from '../surfaces/mcp/revisions.ts';
import { deploy, deploymentOf } from './flows/deployment.ts';
import { type Installation, install } from './flows/installation.ts';
import { pricing } from './flows/pricing.ts';
import { ENVIRONMENT, type Service } from './flows/service.ts';
import { type Asking, askDoor } from './mcp/door.ts';

const ISSUER = 'https://login.example.com';
const ASKS = { elicitation: {} };
const KNOWS_TASKS = { extensions: { [TASKS]: {} } };
const ARN = 'arn:aws:sts::000000000000:assumed-role';

let house: Installation;
let prices: Service;
beforeAll(async () => {
  house = await install({ tokenIssuers: [{ issuer: ISSUER, audience: 'operate', grants: [] }] });
  prices = await pricing(house, { name: 'prices', requestsPerSecond: 3 });
});
afterAll(() => house.close());

const call = (name: string, args: object, asking: Asking & { readonly more?: object } = {}) =>
  askDoor(house, 'tools/call', { name, arguments: args, ...asking.more }, asking);
const month = () => new Date(house.clock.now()).toISOString().slice(0, 7);
const audited = async (action: string) => {
  const { records } = await house.as('viewer').list_audit({ month: month(), action });
  return records.map(({ caller, outcome }) => [caller, outcome]);
};

describe('the tools', () => {
  const names = async (profile: string) => {
    const { message } = await askDoor(house, 'tools/list', {}, { profile });
    const { tools } = message.result as { tools: { name: string }[] };
    return tools.map(({ name }) => name);
  };

  it('are those that the caller may call, in one order', async () => {
    const all = catalog.filter(({ surfaces }) => (surfaces as readonly string[]).includes('mcp'));
    expect(await names('admin')).toEqual(all.map(({ name }) => name).sort());
    const viewer = await names('viewer');
    expect(viewer).toContain('get_deployment');
    const reads = all
      .filter((one) => one.risk === 'read' && requiredRole(one) === 'viewer')
      .map(({ name }) => name as string);
    expect(viewer).toEqual(reads.sort());
    const approver = await names('approver');
    expect(approver.filter((name) => !viewer.includes(name))).toEqual([
      'accept_risk',
      'approve',
      'exclude_window',
      'reject',
    ]);
    expect(await names('developer')).not.toContain('approve');
    expect(await names('stranger')).toEqual([]);
  });

  it('refuse whoever calls one that is not shown, by the operation itself, which audits it', async () => {
    const { message } = await call(
      'set_freeze',
      { environment: ENVIRONMENT, freeze: { kind: 'calendar', windows: [] } },
      { profile: 'viewer' },
    );
    expect(message.result).toMatchObject({ isError: true });
    expect(JSON.stringify(message.result?.['content'])).toContain('needs the role operator');
    expect(await audited('set_freeze')).toContainEqual([`${ARN}/viewers/viewer`, 'Forbidden']);
  });
});

describe('who calls', () => {
  /** Somebody in the account who may invoke every function of the installation. */
  const FORGER = 'arn:aws:iam::000000000000:role/forger';
  const forged = async (operation: string, headers: Record<string, string>, more: object = {}) => {
    house.account.iam.setStatements(FORGER, [{ actions: ['lambda:InvokeFunction'], resources: ['*'] }]);
    const event = {
      version: '2.0',
      rawPath: '/mcp',
      headers: { host: 'localhost', 'content-type': 'application/json', ...headers },
      requestContext: {
        domainName: 'x',
        http: { method: 'POST' },
        requestId: 'r-1',
        authorizer: { iam: { userArn: `${ARN}/admins/admin` } },
      },
      ...more,
    };
    const Payload = Buffer.from(JSON.stringify(event));
    const answer = await house.account.dispatcher
      .clientsFor({ arn: FORGER })(LambdaClient)
      .send(new InvokeCommand({ FunctionName: `operate-${operation}`, Payload }));
    return JSON.parse(new TextDecoder().decode(answer.Payload)) as { statusCode: number; body: string };
  };

  it.each([
    ['an operation', 'set-alerting', '{"document":"channels: []"}'],
    ['the door for agents', 'mcp', '{"jsonrpc":"2.0","id":1,"method":"tools/list"}'],
  ])('cannot be made up by invoking %s directly', async (_what, operation, body) => {
    for (const headers of [{}, { 'x-operate-gateway': 'guessed' }, { 'x-operate-gateway': '' }])
      expect((await forged(operation, headers as Record<string, string>, { body })).statusCode).toBe(401);
  });

  it('cannot be said by a caller through the gateway, nor beside the arguments of a call', async () => {
    const lies = { 'x-operate-gateway': 'guessed', 'x-amzn-iam-user': `${ARN}/admins/admin` };
    expect((await askDoor(house, 'tools/list', {}, { profile: null, headers: lies })).status).toBe(401);
    const authorizer = { iam: { userArn: `${ARN}/admins/admin` } };
    const { message } = await call(
      'set_alerting',
      { document: 'channels: []' },
      { profile: 'viewer', more: { requestContext: { authorizer } }, meta: { authorizer }, client: ASKS },
    );
    expect(JSON.stringify(message.result)).toContain('Forbidden');
  });

  it('is told where tokens are to be had, when nobody is known', async () => {
    const { status, headers } = await askDoor(house, 'tools/list', {}, { profile: null });
    expect([status, headers['www-authenticate']]).toEqual([
      401,
      expect.stringMatching(
        /^Bearer resource_metadata="https:\/\/[^"]+\/\.well-known\/oauth-protected-resource\/mcp"/,
      ),
    ]);
  });

  it('holds the right to call the operations that are shown, and no other right', () => {
    const [plan] = mcpPlan(catalog, house.product.manifest.naming);
    expect(plan?.role.statements.map(({ actions }) => actions)).toEqual([['lambda:InvokeFunction']]);
    const shown = catalog.filter(({ surfaces }) => (surfaces as readonly string[]).includes(MCP)).length;
    expect(plan?.role.statements[0]?.resources).toHaveLength(shown);
  });
});

describe('a call that takes a person', () => {
  const ALERTING = {
    document: 'channels:\n  - { name: mail, type: email, from: a@example.com, to: [b@example.com] }\n',
  };
  const asAdmin = { profile: 'admin', client: ASKS };
  const ask = async () => {
    const { message } = await call('set_alerting', ALERTING, asAdmin);
    return message.result as {
      requestState: string;
      inputRequests: { confirm: { params: { message: string } } };
    };
  };
  const answerWith = (
    requestState: unknown,
    answer: object,
    args: object = ALERTING,
    asking: Asking = asAdmin,
  ) => call('set_alerting', args, { ...asking, more: { requestState, inputResponses: { confirm: answer } } });
  const yes = { action: 'accept', content: { confirm: true } };

  it('is done once the person has seen it and said yes, and once only', async () => {
    const { requestState, inputRequests } = await ask();
    expect(inputRequests.confirm.params.message).toContain(
      'as arn:aws:sts::000000000000:assumed-role/admins/admin',
    );
    expect(inputRequests.confirm.params.message).toContain('a@example.com');
    const before = (await audited('set_alerting')).length;
    const [first, again] = [await answerWith(requestState, yes), await answerWith(requestState, yes)];
    expect(first.message.result).not.toHaveProperty('isError');
    expect(again.message.result?.['structuredContent']).toEqual(first.message.result?.['structuredContent']);
    expect((await audited('set_alerting')).length).toBe(before + 1);
  });

  it.each([
    ['no', { action: 'decline' }],
    ['nothing', { action: 'cancel' }],
    ['that it was not meant', { action: 'accept', content: { confirm: false } }],
  ])('is not done when the person says %s', async (_what, answer) => {
    const before = await audited('set_alerting');
    const { message } = await answerWith((await ask()).requestState, answer);
    expect(JSON.stringify(message.result)).toContain('Nothing was done');
    expect(await audited('set_alerting')).toEqual(before);
  });

  it('is not done with a yes to something else, by somebody else, or without a question', async () => {
    const before = await audited('set_alerting');
    const { requestState } = await ask();
    const other = { document: `${ALERTING.document}# and more\n` };
    expect((await answerWith(requestState, yes, other)).message.error).toMatchObject({ code: -32602 });
    expect((await answerWith(`${requestState}x`, yes)).message.error).toMatchObject({ code: -32602 });
    const made = Buffer.from(JSON.stringify({ until: 1e15 })).toString('base64url');
    expect((await answerWith(`${made}.${made}`, yes)).message.error).toMatchObject({ code: -32602 });
    expect((await answerWith(undefined, yes)).message.result).toMatchObject({ resultType: 'input_required' });
    expect(await audited('set_alerting')).toEqual(before);
  });

  it('needs a client that can ask', async () => {
    const { status, message } = await call('set_alerting', ALERTING, { profile: 'admin' });
    expect([status, message.error?.code, message.error?.data]).toEqual([
      400,
      -32021,
      { requiredCapabilities: { elicitation: {} } },
    ]);
  });
});

describe('long work', () => {
  const task = (method: string, taskId: string, client: object = KNOWS_TASKS) =>
    askDoor(house, method, { taskId }, { client: client as never });

  it('is a task under the deployment’s own id, from its beginning to its end', async () => {
    const wish = { environment: ENVIRONMENT, service: prices.name, version: prices.versions.good };
    const begun = await call(
      'deploy_application',
      { ...wish, steps: [{ weight: 100, bakeSeconds: 60, minRequests: 20 }] },
      { client: KNOWS_TASKS },
    );
    const taskId = String(begun.message.result?.['taskId']);
    expect(begun.message.result).toMatchObject({ resultType: 'task', status: 'working', ttlMs: null });
    expect((await task('tasks/get', taskId)).message.result).toMatchObject({
      resultType: 'complete',
      taskId,
      status: 'working',
    });
    expect((await task('tasks/update', taskId)).message.result).toMatchObject({ resultType: 'complete' });
    await deploymentOf(prices, taskId).end();
    const { message } = await task('tasks/get', taskId);
    expect(message.result).toMatchObject({
      status: 'completed',
      statusMessage: 'PROMOTED',
      result: { content: expect.any(Array) },
    });
    expect(message.result?.['result']).not.toHaveProperty('isError');
    // What has ended cannot be ended, which is what was wanted.
    expect((await task('tasks/cancel', taskId)).message.result).toMatchObject({ resultType: 'complete' });
  });

  it('is ended by the operation that ends it, as whoever asks', async () => {
    const waiting = await deploy(prices, '1', { approval: true });
    await waiting.reach('AWAITING_APPROVAL');
    const viewer = { client: KNOWS_TASKS, profile: 'viewer' };
    expect(
      (await askDoor(house, 'tasks/cancel', { taskId: waiting.id }, viewer)).message.error,
    ).toMatchObject({ code: -32603 });
    await task('tasks/cancel', waiting.id);
    await waiting.end();
    expect((await task('tasks/get', waiting.id)).message.result).toMatchObject({ status: 'cancelled' });
  });

  it('is unknown where there is no record, and to clients that know of no tasks', async () => {
    for (const id of ['dep-0123456789ab', 'nothing', 'run-0123456789ab'])
      expect((await task('tasks/get', id)).message.error).toMatchObject({ code: -32602 });
    expect((await task('tasks/get', 'dep-0123456789ab', {})).message.error).toMatchObject({ code: -32021 });
    expect((await task('tasks/list', 'x')).message.error).toMatchObject({ code: -32601 });
  });
});
