import type {
  DeleteFunctionConcurrencyCommandInput,
  GetFunctionConcurrencyCommandInput,
  GetFunctionConcurrencyResponse,
  PutFunctionConcurrencyCommandInput,
  PutFunctionConcurrencyCommandOutput,
} from '@aws-sdk/client-lambda';
import type { AccountScope, Command } from '../service.ts';
import { invalidParameter } from './exceptions.ts';
import { functionReference } from './function-arn.ts';
import { functionNeeds } from './function-needs.ts';
import type { FunctionRegistry } from './function-registry.ts';

/** What an account keeps for functions that have nothing reserved. */
const LEAST_UNRESERVED = 100;

/** Commands that reserve concurrency for a function, tell what is reserved, and give it back to the account. */
export function concurrencyCommands(
  scope: AccountScope,
  registry: FunctionRegistry,
  accountConcurrency: number,
) {
  const put: Command<
    PutFunctionConcurrencyCommandInput,
    Omit<PutFunctionConcurrencyCommandOutput, '$metadata'>
  > = {
    run({ FunctionName, ReservedConcurrentExecutions = 0 }) {
      const record = registry.get(functionReference(FunctionName).name);
      const others = registry.list().filter((other) => other !== record);
      const reserved = others.reduce((sum, other) => sum + (other.reservedConcurrency ?? 0), 0);
      if (accountConcurrency - reserved - ReservedConcurrentExecutions < LEAST_UNRESERVED)
        throw invalidParameter(
          `Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${LEAST_UNRESERVED}].`,
        );
      record.reservedConcurrency = ReservedConcurrentExecutions;
      return { ReservedConcurrentExecutions };
    },
    needs: ({ FunctionName }) => functionNeeds(scope, 'PutFunctionConcurrency', { FunctionName }),
  };
  const get: Command<GetFunctionConcurrencyCommandInput, GetFunctionConcurrencyResponse> = {
    run({ FunctionName }) {
      const { reservedConcurrency } = registry.get(functionReference(FunctionName).name);
      return reservedConcurrency === undefined ? {} : { ReservedConcurrentExecutions: reservedConcurrency };
    },
    needs: ({ FunctionName }) => functionNeeds(scope, 'GetFunctionConcurrency', { FunctionName }),
  };
  const remove: Command<DeleteFunctionConcurrencyCommandInput, object> = {
    run({ FunctionName }) {
      delete registry.get(functionReference(FunctionName).name).reservedConcurrency;
      return {};
    },
    needs: ({ FunctionName }) => functionNeeds(scope, 'DeleteFunctionConcurrency', { FunctionName }),
  };
  return {
    PutFunctionConcurrency: put,
    GetFunctionConcurrency: get,
    DeleteFunctionConcurrency: remove,
  };
}
