import type { PutCompositeAlarmInput } from '@aws-sdk/client-cloudwatch';
import { refuseOtherMembers } from '../hook/not-implemented.ts';
import type { Command } from '../service.ts';
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
];

/** PutCompositeAlarm: the alarms of the rule must exist. */
export function putCompositeAlarm(alarms: Alarms): Command<PutCompositeAlarmInput, Record<string, never>> {
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
      alarms.putComposite(structuredClone(input));
      return {};
    },
    needs: ({ AlarmName }) => [
      { action: 'cloudwatch:PutCompositeAlarm', resource: alarms.arn(AlarmName ?? '') },
    ],
  };
}
