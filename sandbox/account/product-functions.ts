import type { Experiment } from '../../core/chaos/experiment.ts';
import type { Policy } from '../../core/policy/policies.ts';
import type { Runbook } from '../../core/runbook/runbook.ts';
import type { Runtime } from '../../functions/context.ts';
import type { Environment } from '../../functions/environment.ts';
import { idsFrom } from '../../functions/ids.ts';
import { jsonLog } from '../../functions/log.ts';
import { type AnyHandler, serve } from '../../functions/serve/chain.ts';
import { environmentFor } from '../../lib/manifest/function-environment.ts';
import type { FunctionPlan } from '../../lib/manifest/manifest.ts';
import { MCP } from '../../lib/manifest/mcp.ts';
import { ASYNCHRONOUS } from '../../lib/manifest/triggers.ts';
import { loadOperation, type Operation, type Places } from '../../surfaces/load.ts';
import { mcpFunction } from '../../surfaces/mcp/function.ts';
import type { ToolOperation } from '../../surfaces/mcp/tools.ts';
import type { LocalIssuer } from '../oidc/local-issuer.ts';
import type { Account } from './account.ts';
import { outgoingHttp } from './outgoing-http.ts';

/** What a function is made of besides its plan. */
export interface FunctionParts {
  readonly environment: Environment;
  readonly policies: readonly Policy[];
  /** What the door for agents shows. */
  readonly tools: readonly ToolOperation[];
  readonly runbooks: readonly Runbook[];
  readonly experiments: readonly Experiment[];
  /** ARN of the queue that takes asynchronous calls which failed for good. */
  readonly deadLetterQueue: string;
  readonly places: Places;
  /** Handlers in place of the sources' own, by operation. */
  readonly handlers: Readonly<Record<string, AnyHandler>>;
  /** Operations that the sources do not have. */
  readonly operations: Readonly<Record<string, Operation>>;
  /** Whose tokens are taken, and whose keys are therefore read. */
  readonly issuer?: LocalIssuer;
}

/**
 * Makes or updates the function of an operation, with its role, and publishes it.
 * @returns ARN of the published version
 */
export async function deployFunction(
  account: Account,
  plan: FunctionPlan,
  parts: FunctionParts,
  exists: boolean,
): Promise<string> {
  const { functionName: name, role, timeoutSeconds, memoryMegabytes: memory } = plan;
  account.iam.setStatements(role.arn, role.statements);
  const entry = await entryOf(plan, parts, runtimeOf(account, plan, parts));
  const definition = {
    name,
    roleArn: role.arn,
    timeoutSeconds,
    memory,
    asynchronous: {
      onFailure: parts.deadLetterQueue,
      maximumAgeSeconds: ASYNCHRONOUS.maximumEventAgeInSeconds,
      maximumRetryAttempts: ASYNCHRONOUS.maximumRetryAttempts,
    },
    handler: (event: unknown, context: { awsRequestId: string }) => entry(event, context),
  };
  if (exists) account.lambda.updateFunction(definition);
  else account.lambda.createFunction(definition);
  return `${plan.arn}:${account.lambda.publishVersion(name)}`;
}

type Entry = (event: unknown, context: { readonly awsRequestId: string }) => Promise<unknown>;

async function entryOf(
  { operation, noun }: FunctionPlan,
  parts: FunctionParts,
  runtime: Runtime,
): Promise<Entry> {
  if (operation === MCP) return mcpFunction({ version: 'sandbox', tools: parts.tools }, runtime);
  const { contract, handler } =
    parts.operations[operation] ?? (await loadOperation({ name: operation, noun }, parts.places));
  return serve(contract, parts.handlers[operation] ?? handler, runtime);
}

function runtimeOf(
  account: Account,
  plan: FunctionPlan,
  { environment, policies, runbooks, experiments, issuer }: FunctionParts,
): Runtime {
  const { scope } = account;
  const { functionName, role, readsRunbooks, readsExperiments } = plan;
  const bytes = (count: number) => Uint8Array.from({ length: count }, () => Math.floor(scope.random() * 256));
  const http = outgoingHttp(account.users, account.estate);
  return {
    clock: scope.clock,
    ids: idsFrom(bytes),
    clients: account.dispatcher.clientsFor({ arn: role.arn }),
    http: issuer ? issuer.client(http) : http,
    environment: environmentFor(plan, environment),
    policies,
    ...(readsRunbooks && { runbooks }),
    ...(readsExperiments && { experiments }),
    log: jsonLog(functionName, scope.clock, (line) =>
      scope.log(`/aws/lambda/${functionName}`, 'operate', line),
    ),
  };
}
