import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  ListExecutionsCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { type Case, contract, errorOf } from '../contract.ts';

interface Stage {
  readonly sfn: SFNClient;
  readonly stateMachineArn: string;
}

/** Waits longer than any case takes, so that every execution runs until it is stopped. */
const definition = JSON.stringify({
  QueryLanguage: 'JSONata',
  StartAt: 'Bake',
  States: { Bake: { Type: 'Wait', Seconds: 3_600, End: true } },
});
const MACHINE = {
  name: 'contract',
  definition,
  roleArn: 'arn:aws:iam::000000000000:role/operate-run-machine-contract',
};

const start = ({ sfn, stateMachineArn }: Stage, name: string, input = '{}') =>
  sfn.send(new StartExecutionCommand({ stateMachineArn, name, input }));
const executionOf = ({ stateMachineArn }: Stage, name: string) =>
  `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
const describe = async (stage: Stage, name: string) =>
  stage.sfn.send(new DescribeExecutionCommand({ executionArn: executionOf(stage, name) }));
const stop = (stage: Stage, name: string) =>
  stage.sfn.send(
    new StopExecutionCommand({
      executionArn: executionOf(stage, name),
      error: 'Aborted',
      cause: 'by a person',
    }),
  );

const CASES: readonly Case<Stage>[] = [
  {
    name: 'an execution is named by its machine and its own name',
    async act(stage) {
      const { executionArn } = await start(stage, 'named');
      return executionArn?.split(':').slice(5);
    },
    expected: ['execution', 'contract', 'named'],
  },
  {
    name: 'a running execution shows its input and has neither an end nor an output',
    async act(stage) {
      await start(stage, 'running', '{"a":1}');
      const { status, input, stopDate, output } = await describe(stage, 'running');
      return { status, input, ended: stopDate !== undefined, output: output ?? 'none' };
    },
    expected: { status: 'RUNNING', input: '{"a":1}', ended: false, output: 'none' },
  },
  {
    name: 'the same name with the same input while it runs is the same execution',
    async act(stage) {
      const first = await start(stage, 'again', '{"a":1}');
      const second = await start(stage, 'again', '{"a":1}');
      return {
        same: first.executionArn === second.executionArn,
        sameStart: first.startDate?.getTime() === second.startDate?.getTime(),
      };
    },
    expected: { same: true, sameStart: true },
  },
  {
    name: 'the same name with another input is refused',
    async act(stage) {
      await start(stage, 'other', '{"a":1}');
      return errorOf(start(stage, 'other', '{"a":2}'));
    },
    expected: 'ExecutionAlreadyExists',
  },
  {
    name: 'the name of an execution that is over stays taken',
    async act(stage) {
      await start(stage, 'over');
      await stop(stage, 'over');
      return errorOf(start(stage, 'over'));
    },
    expected: 'ExecutionAlreadyExists',
  },
  {
    name: 'a stopped execution is ABORTED, with error and cause',
    async act(stage) {
      await start(stage, 'stopped');
      await stop(stage, 'stopped');
      const { status, error, cause, stopDate } = await describe(stage, 'stopped');
      return { status, error, cause, ended: stopDate !== undefined };
    },
    expected: { status: 'ABORTED', error: 'Aborted', cause: 'by a person', ended: true },
  },
  {
    name: 'an execution is listed by its status',
    async act(stage) {
      await start(stage, 'listed');
      const { sfn, stateMachineArn } = stage;
      const listed = async (statusFilter: 'RUNNING' | 'ABORTED') => {
        const { executions } = await sfn.send(new ListExecutionsCommand({ stateMachineArn, statusFilter }));
        return executions?.some(({ name }) => name === 'listed');
      };
      return [await listed('RUNNING'), await listed('ABORTED')];
    },
    expected: [true, false],
  },
  {
    name: 'an execution that does not exist is named as such',
    act: (stage) => errorOf(describe(stage, 'nowhere')),
    expected: 'ExecutionDoesNotExist',
  },
  {
    name: 'an execution that does not exist cannot be stopped',
    act: (stage) => errorOf(stop(stage, 'nowhere')),
    expected: 'ExecutionDoesNotExist',
  },
  {
    name: 'a machine that does not exist is named as such',
    act: (stage) => errorOf(start({ ...stage, stateMachineArn: `${stage.stateMachineArn}-not` }, 'a')),
    expected: 'StateMachineDoesNotExist',
  },
  {
    name: 'an input that is no JSON is refused',
    act: (stage) => errorOf(start(stage, 'no-json', 'not json')),
    expected: 'InvalidExecutionInput',
  },
  {
    name: 'an input beyond 256 KiB is refused',
    act: (stage) => errorOf(start(stage, 'too-long', JSON.stringify('x'.repeat(262_145)))),
    expected: 'ValidationException',
  },
  {
    name: 'a name of more than 80 characters is refused',
    act: (stage) => errorOf(start(stage, 'x'.repeat(81))),
    expected: 'ValidationException',
  },
  {
    name: 'a name with a character that names may not have is refused',
    act: (stage) => errorOf(start(stage, 'a name')),
    expected: 'InvalidName',
  },
  {
    name: 'an ARN that is none is refused',
    act: (stage) => errorOf(start({ ...stage, stateMachineArn: 'contract' }, 'a')),
    expected: 'InvalidArn',
  },
  {
    name: 'a task token that nobody gave out is refused',
    act: ({ sfn }) => errorOf(sfn.send(new SendTaskSuccessCommand({ taskToken: 'nobody', output: '{}' }))),
    expected: 'InvalidToken',
  },
];

/** Executions by name: what StartExecution's idempotency and StopExecution promise. */
export const stepFunctions = contract<Stage>({
  service: 'Step Functions',
  async sandbox({ account, clients }) {
    return { sfn: clients(SFNClient), stateMachineArn: account.stepFunctions.createStateMachine(MACHINE) };
  },
  async moto({ clients }) {
    const sfn = clients(SFNClient);
    const { stateMachineArn = '' } = await sfn.send(new CreateStateMachineCommand(MACHINE));
    return { sfn, stateMachineArn };
  },
  cases: CASES,
});
