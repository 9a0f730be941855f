import type { ServerName } from './contract.ts';

/** A case in which a server does not do what AWS does. */
export interface Deviation {
  readonly service: string;
  /** Name of the case. */
  readonly case: string;
  readonly server: ServerName;
  /** What the server does instead, just as the case sees it. */
  readonly got: unknown;
  /** Whose fault it is: a server's, or that of AWS's documentation, which leaves it open. */
  readonly fault: ServerName | 'documentation';
  /** Where it is written what AWS does. */
  readonly source: string;
}

const api = (service: string, action: string) => `${service} API Reference, ${action}`;

/** All of one service, of moto and by its fault: case, what moto does instead, and the source. */
function motosFaults(
  service: string,
  ...rows: readonly (readonly [name: string, got: unknown, source: string])[]
): readonly Deviation[] {
  return rows.map(([name, got, source]) => ({
    service,
    case: name,
    server: 'moto',
    got,
    fault: 'moto',
    source,
  }));
}

const DATA: readonly Deviation[] = [
  ...motosFaults(
    'DynamoDB',
    [
      'the same transaction with the same token is done once',
      2,
      api('DynamoDB', 'TransactWriteItems: ClientRequestToken'),
    ],
    [
      'another transaction with the same token is refused',
      'none',
      api('DynamoDB', 'TransactWriteItems: IdempotentParameterMismatchException'),
    ],
  ),
];

const CONTROL: readonly Deviation[] = [
  ...motosFaults(
    'Step Functions',
    [
      'a stopped execution is ABORTED, with error and cause',
      { status: 'ABORTED', ended: true },
      api('Step Functions', 'StopExecution and DescribeExecution: error, cause'),
    ],
    [
      'an input beyond 256 KiB is refused',
      'none',
      api('Step Functions', 'StartExecution: input, maximum length of 262144'),
    ],
    [
      'a task token that nobody gave out is refused',
      'none',
      api('Step Functions', 'SendTaskSuccess: InvalidToken'),
    ],
  ),
  ...motosFaults(
    'EventBridge',
    [
      'a detail that is JSON but no object fails',
      { failed: 0, entries: ['taken'] },
      api('EventBridge', 'PutEventsRequestEntry: Detail, a valid JSON object'),
    ],
    [
      'a source that begins with aws. is AWS’s own',
      { failed: 0, entries: ['taken'] },
      'EventBridge User Guide, events: NotAuthorizedForSourceException',
    ],
    ['no event at all is refused', 'none', api('EventBridge', 'PutEvents: Entries, minimum number of 1')],
  ),
  ...motosFaults(
    'EventBridge Scheduler',
    [
      'a group that does not exist is named as such',
      'SyntaxError',
      api('EventBridge Scheduler', 'CreateSchedule: ResourceNotFoundException'),
    ],
    [
      'an expression that says nothing is refused',
      'none',
      api('EventBridge Scheduler', 'CreateSchedule: ScheduleExpression'),
    ],
    [
      'a rate of nothing is refused',
      'none',
      'EventBridge Scheduler User Guide, schedule types: the value is a positive number',
    ],
    [
      'a time zone that does not exist is refused',
      'none',
      api('EventBridge Scheduler', 'CreateSchedule: ScheduleExpressionTimezone'),
    ],
  ),
];

const CONTAINERS: readonly Deviation[] = [
  ...motosFaults(
    'ECS',
    [
      'an update to another revision begins a deployment beside the one that serves',
      [['PRIMARY', 'contract:1']],
      api('ECS', 'Deployment: status PRIMARY and ACTIVE'),
    ],
    [
      'tasks of a service that does not exist are refused',
      'none',
      api('ECS', 'ListTasks: ServiceNotFoundException'),
    ],
    [
      'a task that does not exist is a failure in the answer',
      { tasks: 0, failures: [] },
      'ECS Developer Guide, API failure reasons: DescribeTasks MISSING',
    ],
  ),
  ...motosFaults(
    'Elastic Load Balancing v2',
    [
      'the default rule cannot be modified as a rule',
      'none',
      api('ELBv2', 'ModifyRule: OperationNotPermitted'),
    ],
    ['a weight above 999 is refused', 'none', api('ELBv2', 'TargetGroupTuple: Weight, 0 to 999')],
    [
      'a group says which balancers send to it',
      [[true, true]],
      api('ELBv2', 'TargetGroup: LoadBalancerArns; moto names a balancer once for every listener and rule'),
    ],
  ),
  ...motosFaults(
    'Application Auto Scaling',
    [
      'a target shows its limits, and nothing of it is suspended',
      { MinCapacity: 1, MaxCapacity: 4, ScalableDimension: 'ecs:service:DesiredCount' },
      'Application Auto Scaling User Guide, suspend and resume: output of describe-scalable-targets',
    ],
    [
      'scale-in alone can be suspended, and the limits stay as they were',
      { limits: [1, 4], in: true },
      api('Application Auto Scaling', 'SuspendedState: the default of each is false'),
    ],
    [
      'a minimum above the maximum is refused',
      'none',
      api('Application Auto Scaling', 'RegisterScalableTarget: MinCapacity, MaxCapacity'),
    ],
    [
      'a new target without limits is refused',
      'none',
      api('Application Auto Scaling', 'RegisterScalableTarget: required for a new target'),
    ],
  ),
];

const FUNCTIONS: readonly Deviation[] = [
  {
    service: 'Lambda',
    case: 'an alias without a split has no weights',
    server: 'moto',
    got: { AdditionalVersionWeights: {} },
    fault: 'documentation',
    source: api('Lambda', 'GetAlias: whether RoutingConfig is there without weights is not said'),
  },
  ...motosFaults(
    'Lambda',
    [
      'every update gives the alias another revision',
      false,
      api('Lambda', 'AliasConfiguration: RevisionId, changes when you update the alias'),
    ],
    [
      'an update that knows an old revision is refused',
      'none',
      api('Lambda', 'UpdateAlias: PreconditionFailedException'),
    ],
    [
      'two further versions are more than an alias takes',
      'none',
      'Lambda Developer Guide, weighted aliases: at most two versions',
    ],
    [
      'a weight above 1 is refused',
      'none',
      api('Lambda', 'AliasRoutingConfiguration: AdditionalVersionWeights, 0.0 to 1.0'),
    ],
  ),
];

const OBSERVABILITY: readonly Deviation[] = [
  ...motosFaults(
    'CloudWatch',
    [
      'a percentile is read from the values',
      { error: 'SyntaxError' },
      'CloudWatch User Guide, statistics definitions: percentile (p)',
    ],
    [
      'math over a hidden query answers the math alone',
      [['e', []]],
      api('CloudWatch', 'MetricDataQuery: ReturnData'),
    ],
    [
      'a value and values in one datum are refused',
      'InvalidParameterValueException',
      api('CloudWatch', 'PutMetricData: InvalidParameterCombination'),
    ],
    [
      'a new alarm does not know yet',
      [{ StateValue: 'OK', arn: ['alarm', 'new'], Threshold: 1, ActionsEnabled: true }],
      api('CloudWatch', 'PutMetricAlarm: the state is at once INSUFFICIENT_DATA'),
    ],
    [
      'the tags of an alarm that does not exist cannot be read',
      'none',
      api('CloudWatch', 'ListTagsForResource: ResourceNotFoundException'),
    ],
  ),
  {
    service: 'CloudWatch',
    case: 'a range whose end is its beginning is refused',
    server: 'moto',
    got: 'ValidationException',
    fault: 'documentation',
    source: api(
      'CloudWatch',
      'Common Error Types: ValidationError by the query protocol, ValidationException by the JSON one',
    ),
  },
  ...motosFaults(
    'CloudWatch Logs',
    [
      'the end of a range is left out when a stream is read',
      ['one', 'two', 'three'],
      api('CloudWatch Logs', 'GetLogEvents: endTime, events equal to or later are not included'),
    ],
    [
      'a filter leaves out lines with a word',
      ['ERROR no bean', 'INFO brewed'],
      'CloudWatch Logs User Guide, filter pattern syntax: excluding terms',
    ],
    [
      'a filter compares fields of JSON lines',
      ['ERROR no bean', 'INFO brewed', '{"level":"error","code":502}', '{"level":"info","code":200}'],
      'CloudWatch Logs User Guide, filter pattern syntax: JSON log events',
    ],
    [
      'a search counts the lines of a group that have a text',
      [null, null, null, null],
      'CloudWatch Logs User Guide, Logs Insights query syntax: filter, stats',
    ],
    [
      'results of a search that there never was are refused',
      'SyntaxError',
      api('CloudWatch Logs', 'GetQueryResults: Errors'),
    ],
  ),
  ...motosFaults(
    'SNS',
    ['a subject of two lines is refused', 'none', api('SNS', 'Publish: Subject, no line breaks')],
    ['an empty message is refused', 'none', api('SNS', 'Publish: InvalidParameter, empty message')],
  ),
];

/** Every known deviation. One that is not here fails the suite, and so does one that no longer occurs. */
export const DEVIATIONS: readonly Deviation[] = [
  ...DATA,
  ...CONTROL,
  ...CONTAINERS,
  ...FUNCTIONS,
  ...OBSERVABILITY,
];
