import {
  type DeleteProvisionedConcurrencyConfigCommandInput,
  type GetProvisionedConcurrencyConfigCommandInput,
  type GetProvisionedConcurrencyConfigCommandOutput,
  ProvisionedConcurrencyConfigNotFoundException,
  type PutProvisionedConcurrencyConfigCommandInput,
  type PutProvisionedConcurrencyConfigCommandOutput,
} from '@aws-sdk/client-lambda';
import type { AccountScope, Command } from '../service.ts';
import { invalidParameter } from './exceptions.ts';
import { functionReference } from './function-arn.ts';
import { functionNeeds } from './function-needs.ts';
import type { FunctionRegistry } from './function-registry.ts';

type Answer<Output> = Omit<Output, '$metadata'>;

/** Environments that a version or alias is to keep ready. */
export interface Provisioned {
  readonly requested: number;
  /** When all of them are. */
  readonly readyAt: number;
  readonly modifiedAt: number;
}

/** How long it takes to get environments ready. */
const READY_AFTER_MS = 90_000;

/** Commands that keep environments of an alias or version ready. */
export function provisionedConcurrencyCommands(scope: AccountScope, registry: FunctionRegistry) {
  const kept = new Map<string, Provisioned>();
  const keyOf = (input: {
    readonly FunctionName?: string | undefined;
    readonly Qualifier?: string | undefined;
  }) => {
    const { FunctionName, Qualifier = '' } = input;
    const record = registry.get(functionReference(FunctionName).name);
    if (Qualifier === '$LATEST' || Qualifier === '')
      throw invalidParameter(
        'Provisioned Concurrency Configs cannot be applied to unpublished function versions.',
      );
    if (!record.aliases.has(Qualifier)) registry.version(record, Qualifier);
    return `${record.name}:${Qualifier}`;
  };
  const described = ({ requested, readyAt, modifiedAt }: Provisioned) => {
    const isReady = scope.clock.now() >= readyAt;
    const available = isReady ? requested : 0;
    return {
      RequestedProvisionedConcurrentExecutions: requested,
      AvailableProvisionedConcurrentExecutions: available,
      AllocatedProvisionedConcurrentExecutions: available,
      Status: isReady ? ('READY' as const) : ('IN_PROGRESS' as const),
      LastModified: new Date(modifiedAt).toISOString(),
    };
  };
  const put: Command<
    PutProvisionedConcurrencyConfigCommandInput,
    Answer<PutProvisionedConcurrencyConfigCommandOutput>
  > = {
    run(input) {
      const requested = input.ProvisionedConcurrentExecutions ?? 0;
      if (requested < 1) throw invalidParameter('ProvisionedConcurrentExecutions must be at least 1.');
      const key = keyOf(input);
      const now = scope.clock.now();
      // What is there stays ready; only what is more has to be made.
      const before = kept.get(key);
      const isLess = before !== undefined && before.requested >= requested && before.readyAt <= now;
      const made = { requested, readyAt: isLess ? now : now + READY_AFTER_MS, modifiedAt: now };
      kept.set(key, made);
      return described(made);
    },
    needs: ({ FunctionName, Qualifier }) =>
      functionNeeds(scope, 'PutProvisionedConcurrencyConfig', { FunctionName, Qualifier }),
  };
  const get: Command<
    GetProvisionedConcurrencyConfigCommandInput,
    Answer<GetProvisionedConcurrencyConfigCommandOutput>
  > = {
    run(input) {
      const found = kept.get(keyOf(input));
      if (found) return described(found);
      throw new ProvisionedConcurrencyConfigNotFoundException({
        message: 'No Provisioned Concurrency Config found for this function',
        Type: 'User',
        $metadata: { httpStatusCode: 404 },
      });
    },
    needs: ({ FunctionName, Qualifier }) =>
      functionNeeds(scope, 'GetProvisionedConcurrencyConfig', { FunctionName, Qualifier }),
  };
  const remove: Command<DeleteProvisionedConcurrencyConfigCommandInput, object> = {
    run(input) {
      kept.delete(keyOf(input));
      return {};
    },
    needs: ({ FunctionName, Qualifier }) =>
      functionNeeds(scope, 'DeleteProvisionedConcurrencyConfig', { FunctionName, Qualifier }),
  };
  return {
    PutProvisionedConcurrencyConfig: put,
    GetProvisionedConcurrencyConfig: get,
    DeleteProvisionedConcurrencyConfig: remove,
  };
}
