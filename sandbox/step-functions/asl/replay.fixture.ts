import { VirtualClock } from '../../clock/virtual-clock.ts';
import type { Machine } from './definition.ts';
import { StatesError } from './errors.ts';
import { Expressions } from './evaluate.ts';
import { Execution, type ExecutionEnd } from './execution.ts';
import type { Engine, TaskCall } from './frame.ts';
import type { RecordedEvent } from './history.ts';
import type { Json } from './json.ts';
import { TaskTokens } from './task-tokens.ts';

/** How a task answered: with an output, with an error, or not at all; after some seconds of virtual time. */
export interface TaskOutcome {
  readonly output?: Json;
  readonly error?: string;
  readonly cause?: Json;
  readonly never?: boolean;
  readonly afterSeconds?: number;
  /** What comes back by the task's token after the task itself has answered. */
  readonly callback?: TaskOutcome & { readonly heartbeatsEverySeconds?: number };
}

export interface Scenario {
  readonly definition: Machine;
  readonly input: Json;
  readonly taskOutcomes: readonly TaskOutcome[];
}

export interface Replay {
  readonly end: ExecutionEnd;
  readonly events: readonly RecordedEvent[];
  readonly calls: readonly TaskCall[];
  readonly elapsedSeconds: number;
}

/** An engine on virtual time whose tasks answer what was written down, one after the other. */
export class ReplayEngine implements Engine {
  readonly clock = new VirtualClock(Date.UTC(2026, 0, 1));
  readonly region = 'eu-west-1';
  readonly tokens: TaskTokens;
  readonly expressions: Expressions;
  readonly calls: TaskCall[] = [];
  readonly #outcomes: TaskOutcome[];
  #ids = 0;

  constructor(outcomes: readonly TaskOutcome[]) {
    this.#outcomes = [...outcomes];
    const now = () => this.clock.now();
    const id = () => (++this.#ids).toString(16).padStart(32, '0');
    this.tokens = new TaskTokens({ now, id });
    this.expressions = new Expressions({ now, id, random: () => this.random() });
  }

  random(): number {
    return 0.5;
  }

  async invoke(call: TaskCall): Promise<Json> {
    this.calls.push(call);
    const outcome = this.#outcomes.shift();
    if (outcome === undefined) throw new Error('The machine made more calls than answers were written down.');
    if (outcome.callback !== undefined) void this.#callBack(tokenIn(call.arguments), outcome.callback);
    return this.#answer(outcome);
  }

  async #answer(outcome: TaskOutcome): Promise<Json> {
    if (outcome.never === true) return new Promise(() => undefined);
    if (outcome.afterSeconds !== undefined) await this.clock.sleep(outcome.afterSeconds * 1000);
    if (outcome.error !== undefined) throw new StatesError(outcome.error, asCause(outcome.cause));
    return outcome.output ?? null;
  }

  async #callBack(token: string, callback: NonNullable<TaskOutcome['callback']>): Promise<void> {
    const { heartbeatsEverySeconds: every, afterSeconds = 0, ...outcome } = callback;
    let left = afterSeconds;
    while (every !== undefined && left > every) {
      await this.clock.sleep(every * 1000);
      this.tokens.heartbeat(token);
      left -= every;
    }
    await this.clock.sleep(left * 1000);
    try {
      this.tokens.succeed(token, await this.#answer(outcome));
    } catch (thrown) {
      if (thrown instanceof StatesError) this.tokens.fail(token, thrown.error, thrown.reason);
      else throw thrown;
    }
  }
}

function asCause(cause: Json | undefined): string | undefined {
  return cause === undefined || typeof cause === 'string' ? cause : JSON.stringify(cause);
}

/** The first string in the arguments that looks like a task token. */
function tokenIn(value: Json): string {
  const found = /"token":"([^"]+)"/i.exec(JSON.stringify(value))?.[1];
  if (found === undefined) throw new Error('The arguments carry no "token".');
  return found;
}

/** Runs a machine against written answers. */
export async function replay({ definition, input, taskOutcomes }: Scenario): Promise<Replay> {
  const engine = new ReplayEngine(taskOutcomes);
  const startedAt = engine.clock.now();
  const arn = 'arn:aws:states:eu-west-1:000000000000:stateMachine:replay';
  const machine = { arn, name: 'replay', roleArn: 'arn:aws:iam::000000000000:role/replay', definition };
  const identity = {
    arn: 'arn:aws:states:eu-west-1:000000000000:execution:replay:one',
    name: 'one',
    input,
    startedAt,
  };
  const execution = new Execution(engine, machine, identity);
  const end = await execution.run();
  return {
    end,
    events: execution.events,
    calls: engine.calls,
    elapsedSeconds: (engine.clock.now() - startedAt) / 1000,
  };
}

/** Names of the states entered, in the order of the history. */
export function statesEntered(events: readonly RecordedEvent[]): string[] {
  return events.flatMap(({ stateEnteredEventDetails: details }) => details?.name ?? []);
}

/** What each state assigned as it was left, in the order of the history. */
export function assignedVariables(events: readonly RecordedEvent[]): Record<string, Json>[] {
  return events.flatMap(({ stateExitedEventDetails: details }) => {
    const assigned = Object.entries(details?.assignedVariables ?? {});
    return assigned.length === 0
      ? []
      : Object.fromEntries(assigned.map(([name, text]) => [name, JSON.parse(text)]));
  });
}
