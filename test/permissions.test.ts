import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalog } from '../functions/catalog.ts';
import type { Statement } from '../functions/operation.ts';
import { driveInput } from '../functions/rollouts/drive-input.ts';
import { earlierCallStatements } from '../lib/manifest/machines.ts';
import { makeManifest, type Role } from '../lib/manifest/manifest.ts';
import { functionArn } from '../lib/manifest/resources.ts';
import { rolePlans } from '../lib/manifest/role-plans.ts';
import { UNSCOPED_ACTIONS } from '../lib/manifest/unscoped-actions.ts';
import { isKnownAction } from '../sandbox/iam/known-actions.ts';
import { matchesPattern } from '../sandbox/iam/pattern.ts';
import { inputSchema } from '../surfaces/schema/declared.ts';
import { tagValues } from '../surfaces/schema/enforced.ts';
import type { Installation } from './flows/installation.ts';
import { agents } from './permissions/agents.ts';
import { callers } from './permissions/callers.ts';
import { chaos } from './permissions/chaos.ts';
import { costs } from './permissions/costs.ts';
import { watchDenials } from './permissions/denials.ts';
import { pairBehindListener, pairBehindRule, taskDefinitions } from './permissions/ecs-scenarios.ts';
import { health } from './permissions/health.ts';
import { incidents } from './permissions/incidents.ts';
import { judgedAlias, people, trouble } from './permissions/lambda-scenarios.ts';
import { logs } from './permissions/logs.ts';
import { metrics } from './permissions/metrics.ts';
import { notifications } from './permissions/notifications.ts';
import { performance } from './permissions/performance.ts';
import { reads } from './permissions/reads.ts';
import { runbookRuns } from './permissions/runbook-runs.ts';
import { runbookTools } from './permissions/runbook-tools.ts';
import { scaling } from './permissions/scaling.ts';
import { schedules } from './permissions/schedules.ts';
import { security } from './permissions/security.ts';
import { equipped } from './permissions/setting.ts';
import { slos } from './permissions/slos.ts';
import { undelivered } from './permissions/undelivered.ts';
import { watchVerbs } from './permissions/verbs.ts';

const NAMING = { account: '000000000000', region: 'eu-west-1', prefix: 'operate' };
const manifest = makeManifest(catalog, NAMING);
const OPERATIONS = manifest.functions.map(({ operation, role }) => [operation, role] as const);
const ROLES: readonly Role[] = [
  ...[...manifest.functions, ...manifest.machines].map(({ role }) => role),
  manifest.schedulerRole,
];

/** One declared action, with the statement it stands in. */
interface Declared extends Omit<Statement, 'actions'> {
  readonly role: string;
  readonly action: string;
}

const DECLARED: readonly Declared[] = ROLES.flatMap(({ name, statements }) =>
  statements.flatMap(({ actions, ...statement }) =>
    actions.map((action) => ({ role: name, action, ...statement })),
  ),
);
const VERBS = (inputSchema(driveInput).oneOf ?? []).flatMap((form) => tagValues(form, 'action'));
/** A queue can be looked into only by taking messages and giving them back. */
const PEEKS = ['sqs:ReceiveMessage', 'sqs:ChangeMessageVisibility'];
/** Searches of logs, which begin and end without changing anything. */
const SEARCHES = ['logs:FilterLogEvents', 'logs:StartQuery', 'logs:StopQuery'];
/** Roles that the scenarios use whole. What a runbook's machine may call is what its states name, and nothing else. */
const COMPILED = manifest.machines.filter(({ name }) => name.startsWith('runbook-'));
const RUNNING = ROLES.filter(({ name }) => !COMPILED.some(({ role }) => role.name === name));
/** Functions of reads, which a read may ask. */
const READS = manifest.functions.filter(({ risk }) => risk === 'read').map(({ arn }) => arn);
/** What only executions of the release before need; `test/upgrade.test.ts` has them. */
const EARLIER = new Set(
  manifest.machines.flatMap(({ calls }) =>
    earlierCallStatements(calls, NAMING).map((statement) => JSON.stringify(statement)),
  ),
);
const ofEarlier = (statement: Statement | undefined) => EARLIER.has(JSON.stringify(statement));
/** Only users' resources carry the tag. */
const isOnUsers = ({ conditions }: Declared) =>
  conditions?.['StringLike']?.['aws:ResourceTag/operate:service'] !== undefined;
const says = ({ role, action, resources }: Declared) => `${role}: ${action} on ${resources.join(', ')}`;

describe('declared permissions', () => {
  it('are actions that AWS has, written out', () => {
    expect(DECLARED.filter(({ action }) => !isKnownAction(action) || /[*?]/.test(action)).map(says)).toEqual(
      [],
    );
  });

  it('are about resources, unless AWS knows none for the action', () => {
    const everywhere = rolePlans(manifest)
      .flatMap(({ declared, runtime }) => [...declared, ...runtime])
      .filter(({ resources }) => resources.includes('*'))
      .flatMap(({ actions }) => actions);
    expect([...new Set(everywhere)].sort()).toEqual(Object.keys(UNSCOPED_ACTIONS).sort());
  });

  it('of IAM are reads of one step, and passing named roles to a named service, never roles of ours but the scheduler’s', () => {
    const all = DECLARED.filter(({ action }) => action.startsWith('iam:'));
    const isRead = ({ action }: Declared) => /^iam:(Get|List)|^iam:GenerateCredentialReport$/.test(action);
    expect(new Set(all.filter(isRead).map(({ role }) => role))).toEqual(
      new Set(['operate-run-scan-identity']),
    );
    const iam = all.filter((declared) => !isRead(declared));
    expect(iam.length).toBeGreaterThan(0);
    const others = ROLES.filter(({ name }) => name !== manifest.schedulerRole.name);
    for (const declared of iam) {
      expect(declared.action).toBe('iam:PassRole');
      expect(Object.keys(declared.conditions?.['StringEquals'] ?? {}), says(declared)).toEqual([
        'iam:PassedToService',
      ]);
      const reached = others.filter(({ arn }) =>
        declared.resources.some((pattern) => matchesPattern(pattern, arn)),
      );
      expect(
        reached.map(({ name }) => name),
        says(declared),
      ).toEqual([]);
    }
  });

  it('change neither a role, nor a function, machine, rule or permission of ours', () => {
    const changes =
      /^(iam:(?!PassRole|Get|List|GenerateCredentialReport)|sts:|lambda:(Create|Delete|Put|Publish|Add|Remove|UpdateFunction|UpdateEvent)|states:(Create|Update|Delete|Publish)StateMachine|events:(Put(?!Events)|Delete|Remove|Disable))/;
    const changing = DECLARED.filter(({ action }) => changes.test(action));
    expect(changing.filter((one) => !isOnUsers(one)).map(says)).toEqual([]);
    expect(changing.map(({ role, action }) => `${role} ${action}`).sort()).toEqual([
      'operate-run-apply-optimization lambda:PublishVersion',
      'operate-run-apply-optimization lambda:UpdateFunctionConfiguration',
      'operate-run-call-aws lambda:DeleteFunctionConcurrency',
      'operate-run-call-aws lambda:PutFunctionConcurrency',
      'operate-run-evaluate-scaling lambda:DeleteProvisionedConcurrencyConfig',
      'operate-run-evaluate-scaling lambda:PutFunctionConcurrency',
      'operate-run-evaluate-scaling lambda:PutProvisionedConcurrencyConfig',
      'operate-run-inject-fault lambda:DeleteFunctionConcurrency',
      'operate-run-inject-fault lambda:PutFunctionConcurrency',
      'operate-run-scale-resources lambda:DeleteProvisionedConcurrencyConfig',
      'operate-run-scale-resources lambda:PutFunctionConcurrency',
      'operate-run-scale-resources lambda:PutProvisionedConcurrencyConfig',
    ]);
  });

  it.each(COMPILED.map((machine) => [machine.name, machine] as const))(
    'of the machine %s are to call the functions that its states name',
    (_name, { role, calls, source }) => {
      const arns = calls.functions.map((operation) => `${functionArn(NAMING, operation)}:*`);
      expect(role.statements).toEqual([{ actions: ['lambda:InvokeFunction'], resources: arns }]);
      expect(
        source.match(/arn:aws:states:::[a-z-]+:[A-Za-z.]+/g)?.every((one) => one.includes('lambda:invoke')),
      ).toBe(true);
    },
  );

  it.each(OPERATIONS)('%s cannot reach its own role', (_operation, role) => {
    const own = role.statements.filter(({ resources }) =>
      resources.some((pattern) => pattern !== '*' && matchesPattern(pattern, role.arn)),
    );
    expect(own).toEqual([]);
  });

  it.each(catalog.filter(({ risk }) => risk === 'read').map(({ name }) => name))('%s only reads', (name) => {
    const statements = OPERATIONS.filter(([operation]) => operation === name).flatMap(
      ([, role]) => role.statements,
    );
    const isRead = ({ resources }: Statement, action: string) =>
      /:(Get|Describe|List|Query|BatchGet)/.test(action) ||
      PEEKS.includes(action) ||
      SEARCHES.includes(action) ||
      (action === 'lambda:InvokeFunction' && resources.every((arn) => READS.includes(arn)));
    const actions = statements.flatMap((statement) =>
      statement.actions.map((action) => ({ action, statement })),
    );
    expect(actions.length).toBeGreaterThan(0);
    expect(actions.filter(({ action, statement }) => !isRead(statement, action))).toEqual([]);
  });
});

describe('over every operation, every verb of both drivers and everything that can go wrong', () => {
  const alarm = 'complaints';
  let installation: Installation;
  let denials: readonly string[];
  let verbs: ReadonlySet<string>;
  beforeAll(async () => {
    installation = await equipped([alarm]);
    denials = watchDenials(installation.account);
    verbs = watchVerbs(installation.account);
    await Promise.all([
      pairBehindListener(installation, alarm),
      pairBehindRule(installation),
      taskDefinitions(installation),
      judgedAlias(installation, alarm),
      people(installation),
      trouble(installation),
    ]);
    // The audit is anchored every hour, from the second time on with what was anchored before.
    await installation.clock.advanceBy(2 * 3_600_000);
    await notifications(installation);
    await incidents(installation);
    await runbookTools(installation, alarm);
    await runbookRuns(installation, 'toys');
    await slos(installation);
    await costs(installation);
    await security(installation);
    await scaling(installation);
    await performance(installation);
    await undelivered(installation);
    await metrics(installation);
    await health(installation, { pair: 'shop', alias: 'prices' });
    await logs(installation);
    await chaos(installation);
    await reads(installation);
    await schedules(installation);
    await callers(installation);
    await agents(installation);
  }, 240_000);
  afterAll(() => installation.close());

  it('both drivers are asked for everything that they can do', () => {
    const functions = Object.values(installation.product.environment.driverFunctions);
    expect(VERBS.length).toBeGreaterThan(5);
    const wanted = functions.flatMap((arn) => VERBS.map((verb) => `${arn.split(':').at(-1)} ${verb}`));
    expect(wanted.filter((verb) => !verbs.has(verb))).toEqual([]);
  });

  it('no role lacks a permission', () => {
    expect(denials).toEqual([]);
  });

  it.each(RUNNING.map((role) => [role.name, role] as const))(
    '%s uses all that it declares',
    (_name, role) => {
      const { iam } = installation.account;
      expect(iam.statementsOf(role.arn)).toEqual(role.statements);
      const unused = iam
        .unusedActions(role.arn)
        .filter(({ statement }) => !ofEarlier(role.statements[statement]));
      expect(unused.map(({ statement, action }) => ({ action, of: role.statements[statement] }))).toEqual([]);
      const used = iam.used(role.arn);
      const untouched = role.statements.flatMap((declared, index) =>
        declared.resources.filter(
          (pattern) =>
            !ofEarlier(declared) &&
            !used.some(({ statement, resource }) => statement === index && matchesPattern(pattern, resource)),
        ),
      );
      expect(untouched).toEqual([]);
    },
  );
});
