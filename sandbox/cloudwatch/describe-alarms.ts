import type {
  CompositeAlarm,
  DescribeAlarmsInput,
  DescribeAlarmsOutput,
  MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import { refuseOtherMembers } from '../hook/not-implemented.ts';
import type { Command } from '../service.ts';
import type { AlarmRecord, CompositeAlarmRecord, MetricAlarmRecord } from './alarm.ts';
import type { Alarms } from './alarms.ts';
import { pageOffset, pageToken } from './page-token.ts';
import { validationError } from './refusals.ts';

const KNOWN = [
  'AlarmNames',
  'AlarmNamePrefix',
  'AlarmTypes',
  'StateValue',
  'ActionPrefix',
  'MaxRecords',
  'NextToken',
];
const DEFAULT_PAGE = 50;
const LARGEST_PAGE = 100;

function described({ name, arn, configuration, configuredAt, state }: AlarmRecord) {
  return {
    AlarmName: name,
    AlarmArn: arn,
    AlarmDescription: configuration.AlarmDescription,
    AlarmConfigurationUpdatedTimestamp: new Date(configuredAt),
    ActionsEnabled: configuration.ActionsEnabled ?? true,
    OKActions: configuration.OKActions ?? [],
    AlarmActions: configuration.AlarmActions ?? [],
    InsufficientDataActions: configuration.InsufficientDataActions ?? [],
    StateValue: state.value,
    StateReason: state.reason,
    StateReasonData: state.reasonData,
    StateUpdatedTimestamp: new Date(state.updatedAt),
    StateTransitionedTimestamp: new Date(state.transitionedAt),
  };
}

function describedMetric(record: MetricAlarmRecord): MetricAlarm {
  const { configuration } = record;
  const dimensions = configuration.Metrics ? {} : { Dimensions: configuration.Dimensions ?? [] };
  return { ...configuration, ...dimensions, ...described(record) };
}

function describedComposite(record: CompositeAlarmRecord): CompositeAlarm {
  return { ...record.configuration, ...described(record) };
}

/** Without AlarmTypes only metric alarms are found, also when a composite alarm is named. */
function isWanted(record: AlarmRecord, input: DescribeAlarmsInput): boolean {
  const { AlarmNames, AlarmNamePrefix, AlarmTypes, StateValue, ActionPrefix } = input;
  const types = AlarmTypes?.length ? AlarmTypes : ['MetricAlarm'];
  const type = record.kind === 'metric' ? 'MetricAlarm' : 'CompositeAlarm';
  const { OKActions = [], AlarmActions = [], InsufficientDataActions = [] } = record.configuration;
  const actions = [...OKActions, ...AlarmActions, ...InsufficientDataActions];
  return (
    types.includes(type) &&
    (AlarmNames === undefined || AlarmNames.includes(record.name)) &&
    record.name.startsWith(AlarmNamePrefix ?? '') &&
    (StateValue === undefined || record.state.value === StateValue) &&
    (ActionPrefix === undefined || actions.some((arn) => arn.startsWith(ActionPrefix)))
  );
}

/** DescribeAlarms: by names, prefix, type, state or action, in the order of their names. */
export function describeAlarms(alarms: Alarms): Command<DescribeAlarmsInput, DescribeAlarmsOutput> {
  return {
    run: (input) => {
      refuseOtherMembers('DescribeAlarms', input, KNOWN, 'sandbox/cloudwatch/describe-alarms.ts');
      const { AlarmNames, AlarmNamePrefix, MaxRecords = DEFAULT_PAGE } = input;
      if (AlarmNames && AlarmNamePrefix !== undefined) {
        throw validationError('AlarmNamePrefix and AlarmNames are mutually exclusive.');
      }
      if (MaxRecords < 1 || MaxRecords > LARGEST_PAGE) {
        throw validationError(`The value ${MaxRecords} for parameter MaxRecords must be between 1 and 100.`);
      }
      const offset = pageOffset(input.NextToken);
      const wanted = alarms.list().filter((record) => isWanted(record, input));
      const page = wanted.slice(offset, offset + MaxRecords);
      return {
        MetricAlarms: page.filter((record) => record.kind === 'metric').map(describedMetric),
        CompositeAlarms: page.filter((record) => record.kind === 'composite').map(describedComposite),
        ...(offset + MaxRecords < wanted.length && { NextToken: pageToken(offset + MaxRecords) }),
      };
    },
    needs: () => [{ action: 'cloudwatch:DescribeAlarms', resource: alarms.arn('*') }],
  };
}
