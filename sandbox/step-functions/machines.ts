import type { AccountScope } from '../service.ts';
import type { Machine } from './asl/definition.ts';
import type { MachineIdentity } from './asl/frame.ts';
import { checkDefinition } from './check-definition.ts';
import { checkName } from './names.ts';
import { stateMachineAlreadyExists, stateMachineDoesNotExist } from './refusals.ts';

export interface StateMachineInput {
  readonly name: string;
  /** Amazon States Language as JSON text. */
  readonly definition: string;
  /** The role that makes the machine's calls. */
  readonly roleArn: string;
}

export interface StateMachine extends MachineIdentity {
  readonly definition: Machine;
  readonly source: string;
  /** When it was created or last updated; milliseconds since the epoch. */
  readonly createdAt: number;
}

/** The state machines of an account. */
export class Machines {
  readonly #scope: AccountScope;
  readonly #machines = new Map<string, StateMachine>();

  constructor(scope: AccountScope) {
    this.#scope = scope;
  }

  /** Creating the same machine once more does nothing. @throws as `StepFunctions.createStateMachine` */
  create(input: StateMachineInput): StateMachine {
    const machine = this.#read(input);
    const known = this.#machines.get(machine.arn);
    if (known === undefined) {
      this.#machines.set(machine.arn, machine);
      return machine;
    }
    if (known.source === machine.source && known.roleArn === machine.roleArn) return known;
    throw stateMachineAlreadyExists(machine.arn);
  }

  /** Executions that run keep the definition they began with. @throws StateMachineDoesNotExist */
  update(input: StateMachineInput): StateMachine {
    const machine = this.#read(input);
    this.get(machine.arn);
    this.#machines.set(machine.arn, machine);
    return machine;
  }

  /** @throws StateMachineDoesNotExist */
  get(arn: string): StateMachine {
    const machine = this.#machines.get(arn);
    if (machine === undefined) throw stateMachineDoesNotExist(arn);
    return machine;
  }

  #read({ name, definition, roleArn }: StateMachineInput): StateMachine {
    checkName(name);
    const { region, accountId } = this.#scope;
    const arn = `arn:aws:states:${region}:${accountId}:stateMachine:${name}`;
    const createdAt = this.#scope.clock.now();
    return { arn, name, roleArn, source: definition, definition: checkDefinition(definition), createdAt };
  }
}
