import { NormalizedSchema } from '@smithy/core/schema';
import type { SchemaRef } from '@smithy/types';
import { parseRole, sessionArn } from '../iam/principal.ts';
import type { AccountScope, BusEvent, Call } from '../service.ts';

/** Services whose changes CloudTrail puts on the event bus here, by client class; the value is AWS's prefix. */
const SOURCES: Readonly<Record<string, string>> = {
  ElasticLoadBalancingV2Client: 'elasticloadbalancing',
  ECSClient: 'ecs',
  LambdaClient: 'lambda',
};

/** CloudTrail names Lambda's older calls with the date of their API. */
const LAMBDA_EVENT_NAMES: Readonly<Record<string, string>> = {
  AddPermission: 'AddPermission20150331v2',
  CreateAlias: 'CreateAlias20150331',
  CreateFunction: 'CreateFunction20150331',
  DeleteAlias: 'DeleteAlias20150331',
  DeleteFunction: 'DeleteFunction20150331',
  PublishVersion: 'PublishVersion20150331',
  UpdateAlias: 'UpdateAlias20150331',
  UpdateFunctionCode: 'UpdateFunctionCode20150331v2',
  UpdateFunctionConfiguration: 'UpdateFunctionConfiguration20150331v2',
};

const READS = /^(BatchGet|Describe|Discover|Get|Invoke|List)/;

/** A successful call, with the schema by which its input is shown. */
export interface TrailedCall extends Call {
  readonly client: string;
  readonly input: unknown;
  readonly inputSchema: SchemaRef;
}

/** The event that CloudTrail sends for a change, or undefined for reads and for services without a trail here. */
export function trailEvent(scope: AccountScope, call: TrailedCall): BusEvent | undefined {
  const source = SOURCES[call.client];
  if (!source || READS.test(call.command)) return undefined;
  return {
    source: `aws.${source}`,
    detailType: 'AWS API Call via CloudTrail',
    detail: {
      eventVersion: '1.11',
      userIdentity: userIdentity(scope, call.principal.arn),
      eventTime: new Date(scope.clock.now()).toISOString().replace(/\.\d+Z$/, 'Z'),
      eventSource: `${source}.amazonaws.com`,
      eventName: source === 'lambda' ? (LAMBDA_EVENT_NAMES[call.command] ?? call.command) : call.command,
      awsRegion: scope.region,
      requestParameters: camelCased(NormalizedSchema.of(call.inputSchema), call.input),
      requestID: call.requestId,
      eventID: scope.id(),
      readOnly: false,
      eventType: 'AwsApiCall',
      managementEvent: true,
      recipientAccountId: scope.accountId,
    },
  };
}

function userIdentity(scope: AccountScope, principalArn: string): object {
  const role = parseRole(principalArn);
  if (!role) return { type: 'IAMUser', arn: principalArn, accountId: scope.accountId };
  const issuer = { type: 'Role', arn: principalArn, accountId: role.accountId, userName: role.name };
  return {
    type: 'AssumedRole',
    arn: sessionArn(principalArn),
    accountId: role.accountId,
    sessionContext: { sessionIssuer: issuer },
  };
}

/** Member names start in lower case in CloudTrail; keys of maps are the user's and stay. */
function camelCased(schema: NormalizedSchema, value: unknown): unknown {
  if (Array.isArray(value) && schema.isListSchema())
    return value.map((element) => camelCased(schema.getValueSchema(), element));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (schema.isMapSchema()) {
    const member = schema.getValueSchema();
    return Object.fromEntries(
      Object.entries(value).map(([key, element]) => [key, camelCased(member, element)]),
    );
  }
  if (!schema.isStructSchema()) return undefined;
  const members = [...schema.structIterator()].filter(([name]) => name in value);
  return Object.fromEntries(
    members.map(([name, member]) => [
      name.charAt(0).toLowerCase() + name.slice(1),
      camelCased(member, (value as Record<string, unknown>)[name]),
    ]),
  );
}
