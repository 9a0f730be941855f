import { SendTaskFailureCommand, SendTaskSuccessCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { MACHINE_ROLE, machinesAccount } from '../../../sandbox/step-functions/account.fixture.ts';
import type { Json } from '../../../sandbox/step-functions/asl/json.ts';
import type { StateMachine } from '../call-state.ts';

/** What an operation is told. */
export type Payload = Readonly<Record<string, Json>>;

/** An operation's answer; an error that it throws; or a person's answer that comes by the token, after some seconds. */
export type Answer =
  | Json
  | Error
  | { readonly person: 'yes' | 'no' | 'silence'; readonly afterSeconds?: number };

/** Answers per operation, one call after the other; the last one holds for all that follow. */
export type Answers = Readonly<Record<string, readonly Answer[]>>;

export interface Executed {
  readonly status: string;
  readonly error?: string;
  readonly cause?: string;
  /** States entered, in order. */
  readonly states: readonly string[];
  readonly calls: readonly { readonly operation: string; readonly payload: Payload }[];
  /** Seconds of virtual time. */
  readonly seconds: number;
}

/** Runs a machine to its end in the sandbox's Step Functions, its operations answering what is written down. */
export async function execute(machine: StateMachine, answers: Answers): Promise<Executed> {
  const calls: { operation: string; payload: Payload }[] = [];
  const left = new Map(Object.entries(answers).map(([operation, list]) => [operation, [...list]]));
  const next = (operation: string): Answer => {
    const list = left.get(operation) ?? [];
    const [first] = list.length > 1 ? list.splice(0, 1) : list;
    if (first === undefined) throw new Error(`Nobody wrote down what ${operation} answers.`);
    return first;
  };
  const account = machinesAccount({
    functions: Object.fromEntries(
      operationsOf(machine).map((operation) => [
        operation,
        (payload: Json) => {
          calls.push({ operation, payload: payload as Payload });
          return answer(next(operation), payload as Payload);
        },
      ]),
    ),
  });
  const { client, clock, stepFunctions } = account;

  async function say(yes: boolean, taskToken: string, afterSeconds: number): Promise<void> {
    await clock.sleep(afterSeconds * 1000);
    const no = { taskToken, error: 'Rejected', cause: 'ann: not now' };
    await (yes
      ? client.send(new SendTaskSuccessCommand({ taskToken, output: '{"next":"begin"}' }))
      : client.send(new SendTaskFailureCommand(no)));
  }
  function answer(given: Answer, { token }: Payload): Json {
    if (given instanceof Error) throw given;
    if (typeof given !== 'object' || given === null || !('person' in given)) return given as Json;
    const { person, afterSeconds } = given as { person: string; afterSeconds?: number };
    if (person !== 'silence') void say(person === 'yes', String(token), afterSeconds ?? 1);
    return { asked: true };
  }

  const definition = JSON.stringify(machine).replaceAll(/\$\{function:([a-z_]+)\}/g, '$1');
  const name = 'machine';
  const stateMachineArn = stepFunctions.createStateMachine({ name, definition, roleArn: MACHINE_ROLE });
  const begin = clock.now();
  const input = JSON.stringify({ runId: 'run-1' });
  const { executionArn = '' } = await client.send(new StartExecutionCommand({ stateMachineArn, input }));
  const { status, error, cause, events } = await stepFunctions.finished(executionArn);
  return {
    status,
    ...(error !== undefined && { error }),
    ...(cause !== undefined && { cause }),
    states: events.flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? []),
    calls,
    seconds: (clock.now() - begin) / 1000,
  };
}

/** Operations whose functions a machine names. */
export function operationsOf(machine: StateMachine): string[] {
  const found = [...JSON.stringify(machine).matchAll(/\$\{function:([a-z_]+)\}/g)];
  return [...new Set(found.map(([, operation = '']) => operation))].sort();
}

/** An error as a function throws it. */
export function failing(name: string, message: string): Error {
  return Object.assign(new Error(message), { name });
}
