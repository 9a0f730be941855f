import type { Frame } from './frame.ts';
import type { Json, JsonObject } from './json.ts';

function isoTime(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}

/** The context object, `$states.context`, of one attempt of a state. */
export function contextObject(
  { execution, machine, mapItem }: Frame,
  state: { readonly name: string; readonly enteredAt: number; readonly retryCount: number },
): JsonObject {
  const context: Record<string, Json> = {
    Execution: {
      Id: execution.arn,
      Input: execution.input,
      Name: execution.name,
      RoleArn: machine.roleArn,
      StartTime: isoTime(execution.startedAt),
      RedriveCount: 0,
    },
    State: { EnteredTime: isoTime(state.enteredAt), Name: state.name, RetryCount: state.retryCount },
    StateMachine: { Id: machine.arn, Name: machine.name },
  };
  if (mapItem !== undefined) context.Map = { Item: mapItem };
  return context;
}
