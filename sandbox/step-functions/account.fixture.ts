import type { PutEventsRequest, PutEventsResponse } from '@aws-sdk/client-eventbridge';
import {
  type InvocationRequest,
  type InvocationResponse,
  ResourceNotFoundException,
} from '@aws-sdk/client-lambda';
import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { Statement } from '../../functions/operation.ts';
import { testAccount } from '../hook/account.fixture.ts';
import type { Command, SandboxService } from '../service.ts';
import type { State } from './asl/definition.ts';
import type { Json } from './asl/json.ts';
import type { Journal } from './execution-record.ts';
import { StepFunctions } from './step-functions.ts';

export const MACHINE_ROLE = 'arn:aws:iam::000000000000:role/machine';

/** A function by its name; what it throws becomes the function's error. */
export type TestFunction = (payload: Json) => Json | Promise<Json>;

export interface MachinesAccountOptions {
  readonly functions?: Readonly<Record<string, TestFunction>>;
  readonly others?: readonly SandboxService[];
  readonly journal?: Journal;
  /** What the machines' role may do; everything unless it is given. */
  readonly statements?: readonly Statement[];
}

/** An account with Step Functions, functions and an event bus that keeps its entries, on virtual time. */
export function machinesAccount({
  functions = {},
  others = [],
  journal,
  statements,
}: MachinesAccountOptions = {}) {
  const entries: unknown[] = [];
  let sfn: StepFunctions | undefined;
  const account = testAccount((scope) => {
    sfn = new StepFunctions({
      scope,
      clientsFor: (principal) => account.dispatcher.clientsFor(principal),
      ...(journal === undefined ? {} : { journal }),
    });
    return [sfn, lambdaService(functions), eventsService(entries), ...others];
  });
  account.iam.setStatements(MACHINE_ROLE, statements ?? [{ actions: ['*'], resources: ['*'] }]);
  if (sfn === undefined) throw new Error('The account made no services.');
  return { ...account, entries, stepFunctions: sfn, client: account.clients(SFNClient) };
}

export type MachinesAccount = ReturnType<typeof machinesAccount>;

/** The text of a machine that starts with the first of the states. */
export function machineText(states: Readonly<Record<string, State>>): string {
  return JSON.stringify({ QueryLanguage: 'JSONata', StartAt: Object.keys(states)[0], States: states });
}

/** Creates a machine, starts an execution of it and answers its ARN. */
export async function start(
  { stepFunctions, client }: MachinesAccount,
  states: Readonly<Record<string, State>>,
  input: Json = {},
): Promise<string> {
  const definition = machineText(states);
  const name = `machine-${Buffer.from(definition).toString('hex').slice(-40)}`;
  const stateMachineArn = stepFunctions.createStateMachine({ name, definition, roleArn: MACHINE_ROLE });
  const { executionArn = '' } = await client.send(
    new StartExecutionCommand({ stateMachineArn, input: JSON.stringify(input) }),
  );
  return executionArn;
}

/** Runs a machine of these states to its end. */
export async function run(
  account: MachinesAccount,
  states: Readonly<Record<string, State>>,
  input: Json = {},
): Promise<{
  readonly status: string;
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: string;
}> {
  const { status, output, error, cause } = await account.stepFunctions.finished(
    await start(account, states, input),
  );
  return {
    status,
    ...(output === undefined ? {} : { output: JSON.parse(output) as Json }),
    ...(error === undefined ? {} : { error }),
    ...(cause === undefined ? {} : { cause }),
  };
}

function lambdaService(functions: Readonly<Record<string, TestFunction>>): SandboxService {
  const invoke: Command<InvocationRequest, InvocationResponse> = {
    needs: ({ FunctionName = '' }) => [{ action: 'lambda:InvokeFunction', resource: FunctionName }],
    async run({ FunctionName = '', Payload }) {
      const implementation = functions[FunctionName];
      if (implementation === undefined) {
        throw new ResourceNotFoundException({
          message: `Function not found: ${FunctionName}`,
          $metadata: {},
        });
      }
      const answer = { StatusCode: 200, ExecutedVersion: '7' };
      try {
        const result = await implementation(JSON.parse(Buffer.from(Payload ?? []).toString()) as Json);
        return { ...answer, Payload: asPayload(result) };
      } catch (thrown) {
        const { name, message } = thrown as Error;
        const Payload = asPayload({ errorType: name, errorMessage: message });
        return { ...answer, FunctionError: 'Unhandled', Payload };
      }
    },
  };
  return { client: 'LambdaClient', commands: { Invoke: invoke } };
}

/** The SDK's type adds to a byte array how it may be read. */
function asPayload(value: Json): NonNullable<InvocationResponse['Payload']> {
  return new Uint8Array(Buffer.from(JSON.stringify(value))) as NonNullable<InvocationResponse['Payload']>;
}

function eventsService(kept: unknown[]): SandboxService {
  const putEvents: Command<PutEventsRequest, PutEventsResponse> = {
    needs: () => [{ action: 'events:PutEvents', resource: '*' }],
    run({ Entries = [] }) {
      kept.push(...Entries);
      const refused = Entries.filter(({ Source }) => Source?.startsWith('aws.')).length;
      return { FailedEntryCount: refused, Entries: Entries.map(() => ({ EventId: 'e' })) };
    },
  };
  return { client: 'EventBridgeClient', commands: { PutEvents: putEvents } };
}
