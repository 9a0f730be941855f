import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Experiment } from '../../core/chaos/experiment.ts';
import type { Policy } from '../../core/policy/policies.ts';
import { catalog as ownCatalog } from '../../functions/catalog.ts';
import type { Environment } from '../../functions/environment.ts';
import type { Definition } from '../../functions/operation.ts';
import type { AnyHandler } from '../../functions/serve/chain.ts';
import { experimentsOf } from '../../lib/manifest/experiments.ts';
import { KEPT_DAYS } from '../../lib/manifest/kept-days.ts';
import { definitionOf } from '../../lib/manifest/machines.ts';
import { type Manifest, type ManifestParts, makeManifest } from '../../lib/manifest/manifest.ts';
import { fill, PREFIX } from '../../lib/manifest/resources.ts';
import { environmentOf } from '../../lib/manifest/settings.ts';
import { assertBuilt, loadPolicies, type Operation } from '../../surfaces/load.ts';
import { toolsOf } from '../../surfaces/mcp/tools.ts';
import type { HttpApi } from '../http-api/http-api.ts';
import type { LocalIssuer } from '../oidc/local-issuer.ts';
import { makeSite } from '../page/site.ts';
import type { Account } from './account.ts';
import { gatewayTokenOf, makeApi } from './product-api.ts';
import { deployFunction } from './product-functions.ts';
import { deployQueues } from './product-queues.ts';
import { deployRules, deploySchedules } from './product-triggers.ts';
import { ROLES } from './profiles.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The product as it is deployed in an account. */
export interface Product {
  readonly manifest: Manifest;
  readonly environment: Environment;
  readonly api: HttpApi;
}

/** What a release consists of; whatever is missing is the sources' own. */
export interface Release extends ManifestParts {
  readonly catalog?: readonly Definition[];
  readonly experiments?: readonly Experiment[];
  /** Handlers in place of the sources' own, by operation. */
  readonly handlers?: Readonly<Record<string, AnyHandler>>;
  /** Operations that the sources do not have, by name. */
  readonly operations?: Readonly<Record<string, Operation>>;
}

export interface ProductOptions {
  /** Seconds by which the judge expects metrics to be late; default 120. */
  readonly metricMarginSeconds?: number;
  readonly gateSources?: Environment['gateSources'];
  /** What runbooks may do by themselves at most; as they have earned when missing. */
  readonly autonomyCeiling?: Environment['autonomyCeiling'];
  /** Who may do what; the sources' own by default. */
  readonly policies?: readonly Policy[];
  readonly roles?: Environment['roles'];
  readonly tokenIssuers?: Environment['tokenIssuers'];
  /** Changes that each caller may ask for in a minute; as an installation has it when missing. */
  readonly changesPerMinute?: number;
  /** Where people sign in at the page; without it there is no page. */
  readonly issuer?: LocalIssuer;
  readonly release?: Release;
}

/**
 * Deploys the product into an account, from the manifest that the stacks are made of: table, bus, bucket, one
 * function and role per operation, the state machines, queues, rules, schedules and the HTTP API.
 */
export async function installProduct(account: Account, options: ProductOptions = {}): Promise<Product> {
  const manifest = manifestOf(account, options);
  await makeStores(account, manifest);
  return deploy(account, manifest, options);
}

/**
 * Deploys another release over an installed one, as an update of the stacks does: every function gets a new
 * published version, machines get new definitions and roles. Executions that run keep their definition and call the
 * versions it names; records, schedules made at run time and everything users own stay as they are.
 */
export async function upgradeProduct(
  account: Account,
  installed: Product,
  options: ProductOptions = {},
): Promise<Product> {
  return deploy(account, manifestOf(account, options), options, installed.manifest);
}

function manifestOf({ scope }: Account, { release = {} }: ProductOptions): Manifest {
  const naming = { account: scope.accountId, region: scope.region, prefix: PREFIX };
  return makeManifest(release.catalog ?? ownCatalog, naming, release);
}

async function deploy(
  account: Account,
  manifest: Manifest,
  options: ProductOptions,
  earlier?: Manifest,
): Promise<Product> {
  const {
    metricMarginSeconds = 120,
    gateSources = {},
    autonomyCeiling = 'act',
    changesPerMinute,
    issuer,
    tokenIssuers = issuer && [issuer.trusted],
    release = {},
  } = options;
  const environment = environmentOf(manifest, {
    metricMarginSeconds,
    roles: options.roles ?? ROLES,
    gatewayToken: gatewayTokenOf(account.scope),
    ...(tokenIssuers && { tokenIssuers }),
    ...(changesPerMinute !== undefined && { changesPerMinute }),
    gateSources,
    autonomyCeiling,
  });
  const places = { root: ROOT };
  await assertBuilt(places);
  account.iam.setStatements(manifest.schedulerRole.arn, manifest.schedulerRole.statements);
  account.iam.setStatements(manifest.faultRole.arn, manifest.faultRole.statements);
  const deadLetterQueue = manifest.deadLetterQueue.arn;
  const { handlers = {}, operations = {} } = release;
  const { runbooks } = manifest;
  const policies = options.policies ?? (await loadPolicies(places));
  const experiments = release.experiments ?? experimentsOf();
  const tools = toolsOf(release.catalog ?? ownCatalog);
  const parts = {
    environment,
    policies,
    tools,
    runbooks,
    experiments,
    places,
    deadLetterQueue,
    handlers,
    operations,
    ...(issuer && { issuer }),
  };
  const before = new Set(earlier?.functions.map(({ operation }) => operation));
  const versions = new Map<string, string>();
  for (const plan of manifest.functions) {
    const version = await deployFunction(account, plan, parts, before.has(plan.operation));
    versions.set(`{function:${plan.operation}}`, version);
  }
  deployMachines(account, manifest, versions, earlier);
  deployQueues(account, manifest, earlier);
  deployRules(account, manifest, earlier);
  await deploySchedules(account, manifest, earlier);
  const site = issuer && makeSite(join(ROOT, 'dist', 'web'), issuer.pageConfig);
  return { manifest, environment, api: makeApi(account, manifest, site) };
}

async function makeStores(
  account: Account,
  { table, bus, auditBucket, scheduleGroup, deadLetterQueue, alarmTopic }: Manifest,
) {
  await account.dynamodb.createTable({
    name: table.name,
    partitionKey: 'pk',
    sortKey: 'sk',
    indexes: [{ name: table.index, partitionKey: 'gsi1pk', sortKey: 'gsi1sk' }],
    ttlAttribute: 'expiresAt',
  });
  account.eventBridge.createEventBus(bus);
  account.s3.createBucket({ name: auditBucket, objectLock: {} });
  account.scheduler.createGroup(scheduleGroup);
  account.sns.createTopic(alarmTopic.split(':').at(-1) ?? '');
  account.sqs.createQueue({ name: deadLetterQueue.name, retentionSeconds: KEPT_DAYS.deadLetters * 86_400 });
}

/** @param versions ARN of each function's published version, by its placeholder */
function deployMachines(
  account: Account,
  { machines, naming }: Manifest,
  versions: ReadonlyMap<string, string>,
  earlier?: Manifest,
): void {
  for (const machine of machines) {
    const { stateMachineName: name, role } = machine;
    account.iam.setStatements(role.arn, role.statements);
    const definition = definitionOf(machine, (place) => versions.get(place) ?? fill(place, naming));
    const input = { name, definition, roleArn: role.arn };
    if (earlier?.machines.some((one) => one.name === machine.name))
      account.stepFunctions.updateStateMachine(input);
    else account.stepFunctions.createStateMachine(input);
  }
}
