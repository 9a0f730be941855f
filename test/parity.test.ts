import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '../functions/catalog.ts';
import { failedCall, sendLetter } from '../functions/dead-letters/letters.fixture.ts';
import { deploy } from './flows/deployment.ts';
import { install } from './flows/installation.ts';
import { pricing } from './flows/pricing.ts';
import { ENVIRONMENT, type Service } from './flows/service.ts';
import { connected, started } from './parity/agent.ts';
import { direct, doorsOf, type House, run } from './parity/doors.ts';
import { CASES, type Subject } from './parity/questions.ts';

let house: House;
/** Its deployment is aborted by one of the questions; after that it is free. */
let taxes: Service;
let subject: Subject;
beforeAll(async () => {
  const installation = await install();
  const prices = await pricing(installation, { name: 'prices', requestsPerSecond: 1 });
  taxes = await pricing(installation, { name: 'taxes', requestsPerSecond: 2 });
  const waiting = await deploy(taxes, '2', { approval: true });
  const { planHash } = await waiting.reach('AWAITING_APPROVAL');
  await prices.traffic.stop();
  subject = { service: prices.name, deploymentId: waiting.id, planHash };
  sendLetter(installation, failedCall(installation, 'anchor_audit', {}));
  house = { installation, url: (await installation.product.api.listen()).url };
});
afterAll(async () => {
  await house.installation.product.api.close();
  await house.installation.close();
});

describe('every door gives the same answer to', () => {
  // Time stands still, or it would run through the days that somebody may take to approve.
  const { promise: asked, resolve: done } = Promise.withResolvers<void>();
  beforeAll(() => void house.installation.clock.hold(asked));
  afterAll(() => done());

  it.each(CASES)('$what: $status', async ({ status, ask }) => {
    const question = ask(subject);
    const expected = await direct(house, question);
    expect(expected).toMatchObject({ status, answer: expect.any(Object) });
    for (const [door, ask] of doorsOf(question.operation))
      expect({ door, ...(await ask(house, question)) }).toEqual({ door, ...expected });
  });

  it.each(['legacy', 'auto'] as const)(
    'an agent on standard input and output, and over HTTP, whichever revision it speaks (%s)',
    async (era) => {
      const question = { environment: ENVIRONMENT };
      for (const client of [
        await started(house, 'admin', era, false),
        await connected(house, 'admin', era),
      ]) {
        const { tools } = await client.listTools();
        expect(tools).toHaveLength(
          catalog.filter(({ surfaces }) => surfaces.includes('mcp' as never)).length,
        );
        const { structuredContent } = await client.callTool({ name: 'list_services', arguments: question });
        expect(structuredContent).toMatchObject({ services: expect.any(Array) });
        // Over HTTP a client of an older revision cannot be asked; on standard input its user says no.
        const sensitive = { name: 'set_alerting', arguments: { document: 'channels: []' } };
        const { isError, content } = await client.callTool(sensitive);
        if (era === 'legacy')
          expect([isError, JSON.stringify(content)]).toEqual([
            true,
            expect.stringContaining('Nothing was done'),
          ]);
        await client.close();
      }
    },
    60_000,
  );

  it('questions about every operation that has a door for callers whom the gateway knows', () => {
    const shown = catalog.filter(({ surfaces }) => surfaces.length > 0).map(({ name }) => name as string);
    const asked = new Set(CASES.map(({ ask }) => ask(subject).operation));
    // A signed request has no other door than HTTP, and no caller whom the others could name.
    expect(shown.filter((name) => !asked.has(name))).toEqual(['receive_signal']);
  });
});

describe('the front', () => {
  const post = (path: string, body: string, headers: Record<string, string> = {}) =>
    fetch(`${house.url}${path}`, {
      method: 'POST',
      headers: { authorization: 'Sandbox developer', 'content-type': 'application/json', ...headers },
      body,
    });

  it.each([
    ['no JSON', '{"deploymentId":', 'body'],
    ['no object', '["dep-1"]', 'body'],
    [
      'a number beyond all numbers',
      '{"environment":"production","version":"2","rollbackThreshold":1e999}',
      'rollbackThreshold',
    ],
    [
      'nesting without end',
      `{"monitoring":${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}}`,
      'monitoring.a.a',
    ],
  ])('refuses %s by naming the field', async (_what, body, field) => {
    const answer = await post('/operations/deploy-application', body);
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    const problem = (await answer.json()) as { violations: { field: string }[]; instance: string };
    expect(problem.violations[0]?.field).toMatch(new RegExp(`^${field}`));
    expect(problem.instance).toBe(`urn:operate:request:${answer.headers.get('x-request-id')}`);
  });

  it('refuses a key that is none', async () => {
    const answer = await post('/operations/abort-deployment', '{}', { 'idempotency-key': 'not a key' });
    expect(await answer.json()).toMatchObject({ status: 400, violations: [{ field: 'Idempotency-Key' }] });
  });

  it.each(['/operations/await-approval', '/operations/drive-ecs-pair', '/operations/nothing', '/'])(
    'has no door at %s',
    async (path) => {
      const answer = await post(path, '{}');
      expect([answer.status, await answer.json()]).toEqual([404, { message: 'Not Found' }]);
    },
  );
});

describe('operate', () => {
  const place = ['--environment', ENVIRONMENT, '--service', 'taxes'];
  const steps = ['--steps', '[{"weight":100,"bakeSeconds":60,"minRequests":20}]'];

  it.each([
    [['deploi'], /'deploi' is not a command/],
    [['get-service', '--enviroment', 'x'], /--enviroment is not a flag/],
    [['list-deployments', '--limit', 'many'], /--limit takes a number/],
  ])('%j is wrong usage: nothing is sent', async (words, complaint) => {
    const { code, err } = await run({ ...house, url: 'http://127.0.0.1:1' }, words);
    expect({ code, err }).toEqual({ code: 2, err: expect.stringMatching(complaint) });
  });

  it('says that nobody answers', async () => {
    const { code, err } = await run({ ...house, url: 'http://127.0.0.1:1' }, [
      'get-service',
      ...place.slice(0, 2),
    ]);
    expect({ code, err }).toEqual({ code: 1, err: expect.stringContaining('DependencyFailed') });
  });

  it('follows a deployment to its end: 1 when it was rolled back, 0 when it was promoted', async () => {
    const words = ['deploy-application', ...place, ...steps, '--version'];
    const bad = await run(house, [...words, taxes.versions.bad]);
    expect(bad.out.trimEnd().split('\n').at(-1)).toContain('ROLLED_BACK');
    expect(bad.code).toBe(1);
    const good = await run(house, [...words, taxes.versions.good]);
    expect(good.out.trimEnd().split('\n').at(-1)).toContain('PROMOTED');
    expect(good.code).toBe(0);
  });
});
