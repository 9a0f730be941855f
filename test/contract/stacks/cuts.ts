import type { Resource } from './template.ts';

/** A type of resource that moto takes, skips and reports as made, or of which it loses a part. */
export interface Cut {
  readonly type: string;
  /** What is not looked at because of it, and what looks at it instead. */
  readonly reason: string;
  /** A resource that moto knows whole and that stands for it. */
  readonly instead?: (resource: Resource) => Resource;
  /** Moto knows the type, but not all of it. */
  readonly inPart?: true;
}

const API =
  'HTTP APIs are no CloudFormation resources to moto; the sandbox’s front and the template tests stand in';

/** Every type that is taken out of the product’s templates before moto gets them. */
export const CUTS: readonly Cut[] = [
  { type: 'AWS::ApiGatewayV2::Api', reason: API },
  { type: 'AWS::ApiGatewayV2::Integration', reason: API },
  { type: 'AWS::ApiGatewayV2::Route', reason: API },
  { type: 'AWS::ApiGatewayV2::Stage', reason: API },
  {
    type: 'AWS::CloudWatch::Alarm',
    reason: 'moto never evaluates alarms; the sandbox does',
  },
  {
    type: 'AWS::DynamoDB::GlobalTable',
    reason: 'moto knows the table of one region only, which a global table with one replica is',
    instead: oneRegion,
  },
  {
    type: 'AWS::Lambda::EventInvokeConfig',
    reason: 'moto calls no function, so there is no call to send to a dead-letter queue',
  },
  { type: 'AWS::S3::BucketPolicy', reason: 'moto does not evaluate bucket policies' },
  {
    type: 'AWS::SNS::Subscription',
    reason: 'moto makes subscriptions by API call only; the sandbox and the template tests stand in',
  },
  { type: 'AWS::SNS::TopicPolicy', reason: 'moto does not evaluate topic policies' },
  { type: 'AWS::SQS::QueuePolicy', reason: 'moto does not evaluate queue policies' },
  {
    type: 'AWS::Scheduler::Schedule',
    reason: 'moto makes schedules by API call only; those are questions of the Scheduler contract',
  },
  {
    type: 'AWS::Scheduler::ScheduleGroup',
    reason: 'moto makes groups by API call only; those are questions of the Scheduler contract',
  },
  {
    type: 'AWS::StepFunctions::StateMachine',
    reason: 'moto does not fill in DefinitionSubstitutions; Fn::Sub, which does the same, stands in',
    instead: substituted,
    inPart: true,
  },
];

/** A machine whose definition is filled in by the template instead of by Step Functions. */
function substituted({ Properties = {}, ...resource }: Resource): Resource {
  const { DefinitionString, DefinitionSubstitutions, ...rest } = Properties;
  if (DefinitionSubstitutions === undefined) return { ...resource, Properties };
  const filled = { 'Fn::Sub': [DefinitionString, DefinitionSubstitutions] };
  return { ...resource, Properties: { ...rest, DefinitionString: filled } };
}

/** A global table with a single replica, as the table that it is there. */
function oneRegion({ Properties = {}, ...resource }: Resource): Resource {
  const { Replicas, SSESpecification, TimeToLiveSpecification, ...rest } = Properties;
  const [replica = {}] = Replicas as Readonly<Record<string, unknown>>[];
  const key = (replica['SSESpecification'] ?? {}) as Readonly<Record<string, unknown>>;
  const encryption = SSESpecification as Readonly<Record<string, unknown>>;
  return {
    ...resource,
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      ...rest,
      TimeToLiveSpecification,
      SSESpecification: { ...encryption, ...key },
      PointInTimeRecoverySpecification: replica['PointInTimeRecoverySpecification'],
      DeletionProtectionEnabled: replica['DeletionProtectionEnabled'],
    },
  };
}
