import type { Policy } from '../core/policy/policies.ts';
import type { Runbook } from '../core/runbook/runbook.ts';
import { createClients } from './clients.ts';
import { systemClock } from './clock.ts';
import type { Runtime } from './context.ts';
import type { Contract } from './contract.ts';
import { parseEnvironment } from './environment.ts';
import { systemHttp } from './http-client.ts';
import { systemIds } from './ids.ts';
import { jsonLog } from './log.ts';
import { type AnyHandler, serve } from './serve/chain.ts';

/**
 * The Lambda entry of an operation; what all its calls share is made here, once per execution environment.
 * @param parts of the installation: its policies, for an operation that has a door, and its runbooks, for one that
 *   reads them
 * @throws Error when OPERATE_ENVIRONMENT is incomplete, so that a wrong deployment fails at its first start
 */
export function lambdaEntry(
  contract: Contract,
  handler: AnyHandler,
  parts: InstalledParts = {},
): ReturnType<typeof serve> {
  return serve(contract, handler, { ...systemRuntime(contract.name), ...parts });
}

/** What differs between installations, and is bundled with the functions that need it. */
export interface InstalledParts {
  readonly policies?: readonly Policy[];
  readonly runbooks?: readonly Runbook[];
}

/** What a function on Lambda works with; `name` is what its log lines are marked with. */
export function systemRuntime(name: string): Runtime {
  const environment = parseEnvironment(process.env['OPERATE_ENVIRONMENT']);
  // Straight to the stream: console.log of the Lambda runtime puts words before the JSON, which hides metrics.
  const log = jsonLog('operate', systemClock, (line) => process.stdout.write(`${line}\n`), {
    operation: name,
  });
  return {
    clock: systemClock,
    ids: systemIds,
    clients: createClients({
      region: environment.region,
      clock: systemClock,
      random: systemIds.random,
    }),
    http: systemHttp,
    environment,
    log,
  };
}
