import type {
  FunctionConfiguration,
  GetFunctionCommandInput,
  GetFunctionConfigurationCommandInput,
  GetFunctionResponse,
  ListTagsCommandInput,
  ListTagsResponse,
  ListVersionsByFunctionCommandInput,
  ListVersionsByFunctionResponse,
} from '@aws-sdk/client-lambda';
import type { AccountScope, Command } from '../service.ts';
import { functionReference } from './function-arn.ts';
import { functionNeeds, type NamedFunction } from './function-needs.ts';
import { functionConfiguration } from './function-output.ts';
import type { FunctionRegistry } from './function-registry.ts';

const LARGEST_PAGE = 50;

/** Reads a version's configuration; an alias stands for its main version. */
function describe(registry: FunctionRegistry, input: NamedFunction): FunctionConfiguration {
  const reference = functionReference(input.FunctionName, input.Qualifier);
  const { record, alias, version } = registry.resolve(reference);
  const shown = version ?? registry.version(record, alias?.routing.current.version ?? '$LATEST');
  return functionConfiguration(record, shown, reference.qualifier, registry.isUpdating(shown));
}

export function getFunctionConfiguration(
  scope: AccountScope,
  registry: FunctionRegistry,
): Command<GetFunctionConfigurationCommandInput, FunctionConfiguration> {
  return {
    run: (input) => describe(registry, input),
    needs: (input) => functionNeeds(scope, 'GetFunctionConfiguration', input),
  };
}

export function getFunction(
  scope: AccountScope,
  registry: FunctionRegistry,
): Command<GetFunctionCommandInput, GetFunctionResponse> {
  return {
    run(input) {
      const record = registry.get(functionReference(input.FunctionName, input.Qualifier).name);
      const tags = scope.tags.get(record.arn);
      const reserved = record.reservedConcurrency;
      return {
        Configuration: describe(registry, input),
        Code: { RepositoryType: 'S3' },
        ...(tags && { Tags: { ...tags } }),
        ...(reserved !== undefined && { Concurrency: { ReservedConcurrentExecutions: reserved } }),
      };
    },
    needs: (input) => functionNeeds(scope, 'GetFunction', input),
  };
}

/** `$LATEST` first, then the published versions; the marker is the number of versions already seen. */
export function listVersionsByFunction(
  scope: AccountScope,
  registry: FunctionRegistry,
): Command<ListVersionsByFunctionCommandInput, ListVersionsByFunctionResponse> {
  return {
    run({ FunctionName, Marker = '0', MaxItems = LARGEST_PAGE }) {
      const record = registry.get(functionReference(FunctionName).name);
      const versions = [record.latest, ...record.published.values()];
      const start = Number(Marker);
      const end = start + Math.min(MaxItems, LARGEST_PAGE);
      return {
        Versions: versions.slice(start, end).map((one) => functionConfiguration(record, one, one.version)),
        ...(end < versions.length && { NextMarker: String(end) }),
      };
    },
    needs: ({ FunctionName }) => functionNeeds(scope, 'ListVersionsByFunction', { FunctionName }),
  };
}

export function listTags(
  scope: AccountScope,
  registry: FunctionRegistry,
): Command<ListTagsCommandInput, ListTagsResponse> {
  return {
    run({ Resource }) {
      const record = registry.get(functionReference(Resource).name);
      return { Tags: { ...scope.tags.get(record.arn) } };
    },
    needs: ({ Resource }) => functionNeeds(scope, 'ListTags', { FunctionName: Resource }),
  };
}
