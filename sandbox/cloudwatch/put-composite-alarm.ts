import type { PutCompositeAlarmInput } from '@aws-sdk/client-cloudwatch';
import { refuseOtherMembers } from '../hook/not-implemented.ts';
import type { AccountScope, Command } from '../service.ts';
import { checkActions } from './alarm-actions.ts';
import type { Alarms } from './alarms.ts';
import { alarmsOf, parseCompositeRule } from './composite-rule.ts';
import { validationError } from './refusals.ts';

const KNOWN = [
  'AlarmName',
  'AlarmDescription',
  'AlarmRule',
  'ActionsEnabled',
  'OKActions',
  'AlarmActions',
  'InsufficientDataActions',
  'Tags',
];

/** PutCompositeAlarm: the alarms of the rule must exist. */
export function putCompositeAlarm(
  alarms: Alarms,
  { tags }: Pick<AccountScope, 'tags'>,
): Command<PutCompositeAlarmInput, Record<string, never>> {
  return {
    run: (input) => {
      refuseOtherMembers('PutCompositeAlarm', input, KNOWN, 'sandbox/cloudwatch/put-composite-alarm.ts');
      checkActions(input);
      const missing = alarmsOf(parseCompositeRule(input.AlarmRule ?? '')).filter((name) => !alarms.get(name));
      if (missing.length > 0) {
        throw validationError(
          `Could not save the composite alarm as alarms [${missing.join(', ')}] in the alarm rule do not exist`,
        );
      }
      const { Tags, ...configuration } = structuredClone(input);
      // CloudWatch takes tags only of an alarm that is new.
      if (Tags && !alarms.get(input.AlarmName ?? ''))
        tags.set(
          alarms.arn(input.AlarmName ?? ''),
          Object.fromEntries(Tags.map(({ Key = '', Value = '' }) => [Key, Value])),
        );
      alarms.putComposite(configuration);
      return {};
    },
    needs: ({ AlarmName = '', Tags = [] }) => {
      const resource = alarms.arn(AlarmName);
      const put = { action: 'cloudwatch:PutCompositeAlarm', resource };
      return Tags.length > 0 ? [put, { action: 'cloudwatch:TagResource', resource }] : [put];
    },
  };
}
