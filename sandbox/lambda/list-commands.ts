import type {
  ListFunctionsCommandInput,
  ListFunctionsResponse,
  ListProvisionedConcurrencyConfigsCommandInput,
  ListProvisionedConcurrencyConfigsResponse,
} from '@aws-sdk/client-lambda';
import type { Estate } from '../estate/estate.ts';
import { refuseOtherMembers } from '../hook/not-implemented.ts';
import type { AccountScope, Command } from '../service.ts';
import { functionNeeds } from './function-needs.ts';
import { functionConfiguration } from './function-output.ts';
import type { FunctionRegistry } from './function-registry.ts';

const FILE = 'sandbox/lambda/list-commands.ts';
const LARGEST_PAGE = 50;

/** Functions that run here, and those of the estate; the marker is the number of functions already seen. */
export function listFunctions(
  registry: FunctionRegistry,
  estate: Estate,
): Command<ListFunctionsCommandInput, ListFunctionsResponse> {
  return {
    run(input) {
      refuseOtherMembers('ListFunctions', input, ['Marker', 'MaxItems'], FILE);
      const all = [
        ...registry.list().map((record) => functionConfiguration(record, record.latest)),
        ...estate.list('AWS::Lambda::Function').map(({ properties }) => properties),
      ];
      const start = Number(input.Marker ?? 0);
      const end = start + Math.min(input.MaxItems ?? LARGEST_PAGE, LARGEST_PAGE);
      return {
        Functions: all.slice(start, end),
        ...(end < all.length && { NextMarker: String(end) }),
      };
    },
    needs: () => [{ action: 'lambda:ListFunctions', resource: '*' }],
  };
}

/** Only functions of the estate have provisioned concurrency. */
export function listProvisionedConcurrency(
  scope: AccountScope,
  estate: Estate,
): Command<ListProvisionedConcurrencyConfigsCommandInput, ListProvisionedConcurrencyConfigsResponse> {
  return {
    run(input) {
      refuseOtherMembers('ListProvisionedConcurrencyConfigs', input, ['FunctionName'], FILE);
      const own = estate
        .list('AWS::Lambda::Alias')
        .filter(({ id }) => id.split(':')[0] === input.FunctionName)
        .map(({ properties }) => properties);
      return { ProvisionedConcurrencyConfigs: own };
    },
    needs: ({ FunctionName }) => functionNeeds(scope, 'ListProvisionedConcurrencyConfigs', { FunctionName }),
  };
}
