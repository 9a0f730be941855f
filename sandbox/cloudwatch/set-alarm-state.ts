import { InvalidFormatFault, ResourceNotFound, type SetAlarmStateInput } from '@aws-sdk/client-cloudwatch';
import type { Command } from '../service.ts';
import type { Alarms } from './alarms.ts';
import { validationError } from './refusals.ts';

const STATES: readonly (string | undefined)[] = ['OK', 'ALARM', 'INSUFFICIENT_DATA'];

function checkReasonData(reasonData: string | undefined): void {
  if (reasonData === undefined) return;
  try {
    JSON.parse(reasonData);
  } catch {
    throw new InvalidFormatFault({ message: 'StateReasonData must be valid JSON.', $metadata: {} });
  }
}

/** SetAlarmState: the state holds until the alarm's next evaluation. */
export function setAlarmState(alarms: Alarms): Command<SetAlarmStateInput, Record<string, never>> {
  return {
    run: ({ AlarmName = '', StateValue, StateReason = '', StateReasonData }) => {
      const record = alarms.get(AlarmName);
      if (!record)
        throw new ResourceNotFound({ message: `The alarm ${AlarmName} does not exist.`, $metadata: {} });
      if (StateValue === undefined || !STATES.includes(StateValue)) {
        throw validationError(`The value ${StateValue} for parameter StateValue is not a state.`);
      }
      checkReasonData(StateReasonData);
      const reasonData = StateReasonData === undefined ? {} : { reasonData: StateReasonData };
      alarms.setState(record, { value: StateValue, reason: StateReason, ...reasonData });
      return {};
    },
    needs: ({ AlarmName }) => [{ action: 'cloudwatch:SetAlarmState', resource: alarms.arn(AlarmName ?? '') }],
  };
}
