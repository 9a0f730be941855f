import type {
  AliasConfiguration,
  GetAliasCommandInput,
  UpdateAliasCommandInput,
} from '@aws-sdk/client-lambda';
import type { AccountScope, Command } from '../service.ts';
import { checkWeights, rerouted, type Weights } from './alias-routing.ts';
import { revisionMismatch } from './exceptions.ts';
import { functionReference } from './function-arn.ts';
import { functionNeeds } from './function-needs.ts';
import { aliasConfiguration } from './function-output.ts';
import type { FunctionRegistry } from './function-registry.ts';

export function getAlias(
  scope: AccountScope,
  registry: FunctionRegistry,
): Command<GetAliasCommandInput, AliasConfiguration> {
  return {
    run({ FunctionName, Name = '' }) {
      const record = registry.get(functionReference(FunctionName).name);
      return aliasConfiguration(record, registry.alias(record, Name));
    },
    needs: ({ FunctionName }) => functionNeeds(scope, 'GetAlias', { FunctionName }),
  };
}

/**
 * UpdateAlias: what the input leaves out stays, and an empty RoutingConfig takes the weights away. New weights
 * take effect within `longestDelaySeconds`; `changed` is told of them at once.
 */
export function updateAlias(
  scope: AccountScope,
  registry: FunctionRegistry,
  longestDelaySeconds: number,
  changed: () => void,
): Command<UpdateAliasCommandInput, AliasConfiguration> {
  return {
    run(input) {
      const record = registry.get(functionReference(input.FunctionName).name);
      const alias = registry.alias(record, input.Name ?? '');
      if (input.RevisionId !== undefined && input.RevisionId !== alias.revisionId) throw revisionMismatch();
      const weights = newWeights(alias.routing.current, input);
      checkWeights(weights);
      for (const version of [weights.version, ...Object.keys(weights.additional)])
        registry.version(record, version);
      const now = scope.clock.now();
      const effectiveAt = now + scope.random() * longestDelaySeconds * 1_000;
      const updated = {
        ...alias,
        description: input.Description ?? alias.description,
        revisionId: registry.revisionId(),
        routing: rerouted(alias.routing, weights, now, effectiveAt),
      };
      record.aliases.set(alias.name, updated);
      changed();
      return aliasConfiguration(record, updated);
    },
    needs: ({ FunctionName }) => functionNeeds(scope, 'UpdateAlias', { FunctionName }),
  };
}

function newWeights(current: Weights, input: UpdateAliasCommandInput): Weights {
  const additional = input.RoutingConfig
    ? (input.RoutingConfig.AdditionalVersionWeights ?? {})
    : current.additional;
  return { version: input.FunctionVersion ?? current.version, additional: { ...additional } };
}
