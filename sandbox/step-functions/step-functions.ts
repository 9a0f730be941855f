import type { Clients } from '../../functions/clients.ts';
import type { AccountScope, Principal, SandboxService } from '../service.ts';
import { describeExecution } from './commands/describe-execution.ts';
import { describeStateMachine } from './commands/describe-state-machine.ts';
import { getExecutionHistory } from './commands/get-execution-history.ts';
import { listExecutions } from './commands/list-executions.ts';
import { sendTaskFailure } from './commands/send-task-failure.ts';
import { sendTaskHeartbeat } from './commands/send-task-heartbeat.ts';
import { sendTaskSuccess } from './commands/send-task-success.ts';
import { startExecution } from './commands/start-execution.ts';
import { stopExecution } from './commands/stop-execution.ts';
import { accountEngine } from './engine.ts';
import type { ExecutionRecord, Journal } from './execution-record.ts';
import { Executions } from './executions.ts';
import { Machines, type StateMachineInput } from './machines.ts';

export interface StepFunctionsOptions {
  readonly scope: AccountScope;
  /** The SDK clients with which a machine's role makes its calls. */
  readonly clientsFor: (principal: Principal) => Clients;
  /** Where executions survive a restart; without it they do not. */
  readonly journal?: Journal;
}

/** AWS Step Functions: Standard workflows in JSONata. */
export class StepFunctions implements SandboxService {
  readonly client = 'SFNClient';
  readonly commands: SandboxService['commands'];
  readonly #machines: Machines;
  readonly #executions: Executions;

  constructor({ scope, clientsFor, journal }: StepFunctionsOptions) {
    const engine = accountEngine(scope, clientsFor);
    const machines = new Machines(scope);
    const executions = new Executions(scope, engine, journal);
    this.#machines = machines;
    this.#executions = executions;
    this.commands = {
      StartExecution: startExecution(scope, machines, executions),
      DescribeExecution: describeExecution(executions),
      DescribeStateMachine: describeStateMachine(machines),
      StopExecution: stopExecution(scope, executions),
      GetExecutionHistory: getExecutionHistory(executions),
      ListExecutions: listExecutions(machines, executions),
      SendTaskSuccess: sendTaskSuccess(engine.tokens),
      SendTaskFailure: sendTaskFailure(engine.tokens),
      SendTaskHeartbeat: sendTaskHeartbeat(engine.tokens),
    };
  }

  /**
   * Creates a machine and answers its ARN; the very same machine may be created again.
   *
   * @throws InvalidName, ValidationException, InvalidDefinition, StateMachineAlreadyExists, SandboxNotImplemented
   */
  createStateMachine(input: StateMachineInput): string {
    return this.#machines.create(input).arn;
  }

  /**
   * Gives a machine another definition or role, as a deployment of its stack does; executions that run keep theirs.
   *
   * @throws StateMachineDoesNotExist, InvalidDefinition, SandboxNotImplemented
   */
  updateStateMachine(input: StateMachineInput): string {
    return this.#machines.update(input).arn;
  }

  /** Ends an execution as AWS does when it cannot go on: FAILED, States.Runtime, past every Catch. */
  kill(executionArn: string, cause = 'The execution was killed.'): Promise<ExecutionRecord> {
    return this.#executions.kill(executionArn, cause);
  }

  /** The executions of a machine, the latest first. */
  executions(stateMachineArn: string): readonly ExecutionRecord[] {
    return this.#executions.list(stateMachineArn);
  }

  /** Answers when the execution is over and its status change is published. @throws ExecutionDoesNotExist */
  finished(executionArn: string): Promise<ExecutionRecord> {
    return this.#executions.finished(executionArn);
  }

  /** Takes over the journal of an earlier process: what it left running is ABORTED with `Sandbox.Restarted`. */
  recover(): Promise<void> {
    return this.#executions.recover();
  }

  /** Stops running executions in silence; the next `recover` reports them. */
  close(): Promise<void> {
    return this.#executions.close();
  }
}
