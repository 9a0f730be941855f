import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Deployment, deploy, deploymentOf } from './deployment.ts';
import { type Installation, install } from './installation.ts';
import { expectEnded } from './invariants.ts';
import { pricing } from './pricing.ts';
import { ENVIRONMENT, type Service } from './service.ts';

const GATE = 'release-check';
let installation: Installation;
let prices: Service;
let gated: Service;
let gateAnswer: () => unknown = () => ({ status: 'PASSED' });
let incidents: () => unknown = () => ({ status: 'PASSED', words: 'No incident is open.' });

beforeAll(async () => {
  installation = await install({ gateSources: { incidents: 'operate-gate-told' } });
  const { lambda } = installation.account;
  const roleArn = 'arn:aws:iam::000000000000:role/gates';
  const tags = { 'operate:gate': 'yes' };
  lambda.createFunction({ name: GATE, roleArn, tags, handler: async () => gateAnswer() });
  lambda.createFunction({ name: 'operate-gate-told', roleArn, handler: async () => incidents() });
  prices = await pricing(installation, { name: 'prices' });
  const gates = [{ type: 'lambda' as const, name: 'release', functionName: GATE }];
  gated = await pricing(installation, { name: 'gated', registration: { gates } });
});
afterEach(() => {
  gateAnswer = () => ({ status: 'PASSED' });
  incidents = () => ({ status: 'PASSED', words: 'No incident is open.' });
  installation.account.faults.clear();
});
afterAll(() => installation.close());

const wish = { environment: ENVIRONMENT, service: 'prices', version: '2' };
const aborted = async (deployment: Deployment) => {
  await installation.developer.abort_deployment({ deploymentId: deployment.id });
  await expectEnded(deployment, 'ABORTED', 'ABORTED_BY_PERSON');
};

describe('fifty calls at once', () => {
  it('begin one deployment; the others are told which, and all are audited', async () => {
    const { clock, as, developer } = installation;
    const answers = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) => as(index % 2 ? 'ci' : 'developer').deploy_application(wish)),
    );
    const begun = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
    const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
    expect(begun).toHaveLength(1);
    const id = begun[0]?.deployment?.deploymentId ?? '';
    expect(refused).toHaveLength(49);
    for (const reason of refused)
      expect(reason).toMatchObject({ name: 'Conflict', detail: { conflictsWith: id } });
    const { records } = await as('viewer').list_audit({ action: 'deploy_application', limit: 100 });
    expect(records.filter(({ outcome }) => outcome === 'DONE')).toHaveLength(1);
    expect(records.filter(({ outcome }) => outcome === 'Conflict')).toHaveLength(49);
    const month = new Date(clock.now()).toISOString().slice(0, 7);
    expect(await as('viewer').verify_audit({ month })).toMatchObject({ state: 'VERIFIED', findings: [] });
    const { deployments } = await developer.list_deployments({ environment: ENVIRONMENT, service: 'prices' });
    expect(deployments.map(({ deploymentId }) => deploymentId)).toEqual([id]);
    // Those who were too late had armed deadmen; they find nothing to end.
    await deploymentOf(prices, id).reach('BAKING');
    await clock.advanceBy(330_000);
    expect(installation.account.scheduler.failed).toEqual([]);
    await aborted(deploymentOf(prices, id));
  });
});

describe('a call with an idempotency key', () => {
  it('gives the same deployment again, whatever has become of it', async () => {
    const { developer, clock } = installation;
    const idempotencyKey = 'release-42';
    const first = await developer.deploy_application(wish, { idempotencyKey });
    await clock.advanceBy(60_000);
    expect(await developer.deploy_application(wish, { idempotencyKey })).toEqual(first);
    const deployment = deploymentOf(prices, first.deployment?.deploymentId ?? '');
    await aborted(deployment);
    expect(await developer.deploy_application(wish, { idempotencyKey })).toEqual(first);
    await expect(
      developer.deploy_application({ ...wish, version: '3' }, { idempotencyKey }),
    ).rejects.toMatchObject({
      name: 'Conflict',
      message: "The idempotency key 'release-42' was used before with another input.",
    });
  });

  it('sent several times at once begins one deployment', async () => {
    const { developer } = installation;
    const idempotencyKey = 'release-43';
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => developer.deploy_application(wish, { idempotencyKey })),
    );
    const ids = new Set(answers.map(({ deployment }) => deployment?.deploymentId));
    expect(ids.size).toBe(1);
    await aborted(deploymentOf(prices, [...ids][0] ?? ''));
  });

  it('is the caller’s own', async () => {
    const { as, developer } = installation;
    const idempotencyKey = 'release-44';
    const first = await developer.deploy_application(wish, { idempotencyKey });
    await expect(as('ci').deploy_application(wish, { idempotencyKey })).rejects.toMatchObject({
      name: 'Conflict',
      detail: { conflictsWith: first.deployment?.deploymentId },
    });
    await aborted(deploymentOf(prices, first.deployment?.deploymentId ?? ''));
  });
});

describe('what stands in the way', () => {
  const refused = (gate: string, words: RegExp) => ({
    name: 'Refused',
    message: expect.stringMatching(words),
    detail: { violations: [expect.objectContaining({ field: `gate.${gate}` })] },
  });

  it('a freeze, until it is lifted', async () => {
    const { as } = installation;
    const freeze = { kind: 'stop-the-line', reason: 'Black Friday' } as const;
    const where = { environment: ENVIRONMENT, service: 'prices' };
    await as('operator').set_freeze({ ...where, freeze: { ...freeze, stopped: true } });
    await expect(deploy(prices, '2')).rejects.toMatchObject(refused('freeze', /Black Friday/));
    const { plan } = await installation.developer.deploy_application({ ...wish, dryRun: true });
    expect(plan.gates).toContainEqual(expect.objectContaining({ name: 'freeze', status: 'FAILED' }));
    await as('operator').set_freeze({ ...where, freeze: { ...freeze, stopped: false } });
    await aborted(await deploy(prices, '2'));
  });

  it('a freeze that comes between reading and writing', async () => {
    const { as, account, clock } = installation;
    account.faults.add({
      match: { command: 'CreateSchedule', principal: '*deploy-application' },
      effect: 'latency',
      milliseconds: 2_000,
      times: 1,
    });
    const call = deploy(prices, '2').catch((error: unknown) => error);
    await clock.advanceBy(1_000);
    const freeze = { kind: 'stop-the-line', reason: 'now', stopped: true } as const;
    await as('operator').set_freeze({ environment: ENVIRONMENT, freeze });
    expect(await call).toMatchObject({ name: 'Conflict', message: expect.stringContaining('ask again') });
    await as('operator').set_freeze({ environment: ENVIRONMENT, freeze: { ...freeze, stopped: false } });
  });

  it('an installed source that says no, or says nothing that can be understood', async () => {
    incidents = () => ({ status: 'FAILED', words: 'Incident inc-7 is open.' });
    await expect(deploy(prices, '2')).rejects.toMatchObject(refused('incidents', /inc-7/));
    incidents = () => ({ status: 'PERHAPS' });
    await expect(deploy(prices, '2')).rejects.toMatchObject(refused('incidents', /it answered "PERHAPS"/));
    incidents = () => {
      throw new Error('down');
    };
    await expect(deploy(prices, '2')).rejects.toMatchObject(refused('incidents', /could not be read/));
  });

  it('an alarm that nobody has made', async () => {
    const monitoring = { metrics: ['prices-5xx'] };
    await expect(deploy(prices, '2', { monitoring })).rejects.toMatchObject(
      refused('alarms', /No such alarm: prices-5xx/),
    );
  });

  it('the version that is live already', async () => {
    await expect(deploy(prices, '1')).rejects.toMatchObject(refused('version', /live already/));
  });

  it('a version, a service, limits or steps that make no sense', async () => {
    const field = (name: string) => ({ name: 'InvalidInput', detail: { violations: [{ field: name }] } });
    await expect(deploy(prices, '99')).rejects.toMatchObject(field('version'));
    await expect(deploy(prices, '2', { steps: [{ weight: 50 }] })).rejects.toMatchObject(field('steps'));
    const successCriteria = { errorRate: 'little' };
    await expect(deploy(prices, '2', { monitoring: { successCriteria } })).rejects.toMatchObject(
      field('monitoring.successCriteria.errorRate'),
    );
    await expect(deploy(prices, '2', { service: 'nobody' })).rejects.toMatchObject({ name: 'NotFound' });
  });
});

describe('verification gates', () => {
  it('that pass let the deployment begin', async () => {
    const deployment = await deploy(gated, '2');
    await deployment.reach('BAKING');
    await aborted(deployment);
  });

  it.each<[string, () => unknown, RegExp]>([
    [
      'say no',
      () => ({ status: 'FAILED', reason: 'tests are red' }),
      /^Gate 'release' answered "FAILED": tests are red\.$/,
    ],
    ['answer something else', () => 'yes', /^Gate 'release' answered null\.$/],
    ['answer nothing', () => null, /^Gate 'release' answered null\.$/],
    [
      'fail',
      () => {
        throw new Error('no');
      },
      /^Gate 'release' could not be asked: the function failed/,
    ],
  ])('that %s refuse it before anything is changed', async (_what, answer, words) => {
    gateAnswer = answer;
    const deployment = await deploy(gated, '2');
    await expectEnded(deployment, 'REFUSED', 'GATE_FAILED');
    const { state, undo } = await deployment.read();
    expect(state).toMatchObject({ reason: { words: expect.stringMatching(words) } });
    expect(undo).toBeUndefined();
  });
});

describe('the plan', () => {
  it('says what was asked and what was not, how long it takes, what it can show and what it costs', async () => {
    const { plan } = await installation.developer.deploy_application({
      ...wish,
      service: 'gated',
      strategy: 'canary',
      dryRun: true,
    });
    expect(plan.gates.map(({ name, status }) => [name, status])).toEqual([
      ['lease', 'PASSED'],
      ['runbooks', 'PASSED'],
      ['experiments', 'PASSED'],
      ['freeze', 'PASSED'],
      ['target', 'PASSED'],
      ['live-version', 'PASSED'],
      ['version', 'PASSED'],
      ['incidents', 'PASSED'],
      ['budget', 'NOT_INSTALLED'],
      ['alarms', 'PASSED'],
      ['verification/release', 'ASKED_LATER'],
    ]);
    expect(plan.missing).toEqual(['budget']);
    expect(plan.steps.map(({ weight }) => weight)).toEqual([5, 25, 50, 100]);
    expect(plan.power.map(({ step }) => step)).toEqual([0, 1, 2, 3]);
    expect(plan.power.every(({ words }) => words.length > 0)).toBe(true);
    expect(plan.leastSeconds).toBe(4 * (10 + 6 * 60 + 120));
    expect(plan.transitions).toBeGreaterThan(20);
    expect(plan.dollars).toBeGreaterThan(0);
    expect(plan.dollars).toBeLessThan(0.01);
  });

  it('without traffic says that nothing can be shown', async () => {
    gated.traffic.setRate(0);
    await installation.clock.advanceBy(20 * 60_000);
    const { plan } = await installation.developer.deploy_application({
      ...wish,
      service: 'gated',
      dryRun: true,
    });
    expect(plan.power.every(({ detectable }) => !detectable)).toBe(true);
    expect(plan.power[0]?.words).toMatch(/^No traffic was seen/);
    gated.traffic.setRate(4);
  });

  it('of a dry run is all that happens, but that it is counted', async () => {
    const { account, clock, developer } = installation;
    await clock.advanceBy(1_000);
    const from = clock.now();
    const { deployment, plan } = await developer.deploy_application({ ...wish, dryRun: true });
    expect(deployment).toBeUndefined();
    expect(plan.planHash).toMatch(/^[0-9a-f]{64}$/);
    const commands = account.recorder.calls
      .filter(({ at, principal }) => at >= from && principal.includes('operate-run'))
      .map(({ command }) => command);
    expect(commands.length).toBeGreaterThan(0);
    expect(commands.filter((command) => !/^(Get|Describe|List|Query|BatchGet|Invoke)/.test(command))).toEqual(
      ['UpdateItem'],
    );
    const [counted] = account.recorder.calls.filter(
      ({ at, command }) => at >= from && command === 'UpdateItem',
    );
    expect(JSON.stringify(counted?.input)).toContain('#RATE#');
  });

  it('is what an approval is bound to: another version, step or limit is another plan', async () => {
    const { developer } = installation;
    const hash = async (changes: object) =>
      (await developer.deploy_application({ ...wish, dryRun: true, ...changes })).plan.planHash;
    const hashes = await Promise.all([
      hash({}),
      hash({ version: '3' }),
      hash({ trafficSplit: 1 }),
      hash({ rollbackThreshold: 5 }),
      hash({ monitoring: { successCriteria: { errorRate: '<1%' } } }),
    ]);
    expect(new Set(hashes).size).toBe(hashes.length);
    expect(await hash({})).toBe(hashes[0]);
  });
});
