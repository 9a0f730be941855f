import type { Experiment } from '../core/chaos/experiment.ts';
import type { Policy } from '../core/policy/policies.ts';
import type { Runbook } from '../core/runbook/runbook.ts';
import type { Contract } from './contract.ts';
import { type AnyHandler, serve } from './serve/chain.ts';
import { systemRuntime } from './system-runtime.ts';

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
  readonly experiments?: readonly Experiment[];
}
