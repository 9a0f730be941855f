import type {
  AliasConfiguration,
  CreateAliasCommandInput,
  DeleteAliasCommandInput,
  FunctionConfiguration,
  PublishVersionCommandInput,
  TagResourceCommandInput,
  UpdateFunctionConfigurationCommandInput,
} from '@aws-sdk/client-lambda';
import { refuseOtherMembers } from '../hook/not-implemented.ts';
import type { AccountScope, Command } from '../service.ts';
import { checkWeights } from './alias-routing.ts';
import { otherCode, revisionMismatch, updateInProgress } from './exceptions.ts';
import { functionArn, functionReference } from './function-arn.ts';
import { functionNeeds } from './function-needs.ts';
import { aliasConfiguration, functionConfiguration } from './function-output.ts';
import type { FunctionRegistry } from './function-registry.ts';

const FILE = 'sandbox/lambda/provision-commands.ts';

function createAlias(
  scope: AccountScope,
  registry: FunctionRegistry,
): Command<CreateAliasCommandInput, AliasConfiguration> {
  return {
    run(input) {
      const { FunctionName, Name = '', FunctionVersion = '', Description = '', RoutingConfig } = input;
      const record = registry.get(functionReference(FunctionName).name);
      const weights = {
        version: FunctionVersion,
        additional: { ...RoutingConfig?.AdditionalVersionWeights },
      };
      checkWeights(weights);
      return aliasConfiguration(record, registry.putAlias(record, Name, Description, weights));
    },
    needs: ({ FunctionName }) => functionNeeds(scope, 'CreateAlias', { FunctionName }),
  };
}

function deleteAlias(
  scope: AccountScope,
  registry: FunctionRegistry,
): Command<DeleteAliasCommandInput, object> {
  return {
    run({ FunctionName, Name = '' }) {
      // AWS says nothing when there is no such alias.
      registry.get(functionReference(FunctionName).name).aliases.delete(Name);
      return {};
    },
    needs: ({ FunctionName }) => functionNeeds(scope, 'DeleteAlias', { FunctionName }),
  };
}

function publishVersion(
  scope: AccountScope,
  registry: FunctionRegistry,
): Command<PublishVersionCommandInput, FunctionConfiguration> {
  return {
    run(input) {
      refuseOtherMembers('PublishVersion', input, ['FunctionName', 'Description', 'CodeSha256'], FILE);
      const { name } = functionReference(input.FunctionName);
      const { latest } = registry.get(name);
      if (registry.isUpdating(latest)) throw updateInProgress(registry.get(name).arn);
      if (input.CodeSha256 !== undefined && input.CodeSha256 !== latest.codeSha256)
        throw otherCode(latest.codeSha256, input.CodeSha256);
      const version = registry.publish(name, input.Description ?? '');
      return functionConfiguration(registry.get(name), version, version.version);
    },
    needs: ({ FunctionName }) => functionNeeds(scope, 'PublishVersion', { FunctionName }),
  };
}

/** Memory and time-out, conditional on the revision if one is named. */
function updateFunctionConfiguration(
  scope: AccountScope,
  registry: FunctionRegistry,
): Command<UpdateFunctionConfigurationCommandInput, FunctionConfiguration> {
  return {
    run(input) {
      const known = ['FunctionName', 'MemorySize', 'Timeout', 'RevisionId'];
      refuseOtherMembers('UpdateFunctionConfiguration', input, known, FILE);
      const record = registry.get(functionReference(input.FunctionName).name);
      if (input.RevisionId !== undefined && input.RevisionId !== record.latest.revisionId)
        throw revisionMismatch();
      if (registry.isUpdating(record.latest)) throw updateInProgress(record.arn);
      const changed = registry.updateSettings(record.name, {
        ...(input.MemorySize !== undefined && { memory: input.MemorySize }),
        ...(input.Timeout !== undefined && { timeoutSeconds: input.Timeout }),
      });
      return functionConfiguration(record, changed, undefined, true);
    },
    needs: ({ FunctionName }) => functionNeeds(scope, 'UpdateFunctionConfiguration', { FunctionName }),
  };
}

function tagResource(
  scope: AccountScope,
  registry: FunctionRegistry,
): Command<TagResourceCommandInput, object> {
  return {
    run({ Resource, Tags }) {
      const { name } = functionReference(Resource);
      const { arn } = registry.get(name);
      scope.tags.set(arn, { ...scope.tags.get(arn), ...Tags });
      return {};
    },
    needs: ({ Resource }) => [
      {
        action: 'lambda:TagResource',
        resource: functionArn(scope, { name: functionReference(Resource).name }),
      },
    ],
  };
}

/** Commands by which users and CloudFormation publish versions and make aliases. */
export function provisionCommands(scope: AccountScope, registry: FunctionRegistry) {
  return {
    CreateAlias: createAlias(scope, registry),
    DeleteAlias: deleteAlias(scope, registry),
    PublishVersion: publishVersion(scope, registry),
    TagResource: tagResource(scope, registry),
    UpdateFunctionConfiguration: updateFunctionConfiguration(scope, registry),
  };
}
