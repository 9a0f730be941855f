import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import {
  type MadeResource,
  type PresentResource,
  ResourceFailed,
  type ResourceType,
  type StackContext,
} from '../resource-type.ts';
import type { Properties } from '../template.ts';

/** Resources whose function is invoked with an event and answers to a URL. */
export const customResource: ResourceType = {
  replacedBy: [],
  create: (context, properties) => ask(context, { RequestType: 'Create' }, properties),
  update: (context, properties, before) =>
    ask(
      context,
      {
        RequestType: 'Update',
        PhysicalResourceId: before.physicalId,
        OldResourceProperties: asText(before.properties),
      },
      properties,
    ),
  remove: async (context, { physicalId, properties }: PresentResource) => {
    await ask(context, { RequestType: 'Delete', PhysicalResourceId: physicalId }, properties);
  },
};

async function ask(
  { clients, responses, account, stackId, logicalId }: StackContext,
  request: Properties,
  properties: Properties,
): Promise<MadeResource> {
  const { url, response } = responses.expect();
  const event = {
    ...request,
    ServiceToken: properties['ServiceToken'],
    ResponseURL: url,
    StackId: stackId,
    RequestId: account.scope.id(),
    LogicalResourceId: logicalId,
    ResourceType: 'AWS::CloudFormation::CustomResource',
    ResourceProperties: asText(properties),
  };
  const Payload = new TextEncoder().encode(JSON.stringify(event));
  const FunctionName = String(properties['ServiceToken']);
  await clients(LambdaClient).send(new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload }));
  const { Status, PhysicalResourceId, Reason, Data } = await response;
  if (Status === 'FAILED')
    throw new ResourceFailed(
      `Received response status [FAILED] from custom resource. ${Reason}`,
      PhysicalResourceId,
    );
  return { physicalId: PhysicalResourceId, ...(Data && { attributes: Data }) };
}

/** CloudFormation hands every scalar of a custom resource over as text. */
function asText(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asText);
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asText(item)]));
}
