import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { stepAfterFailure } from '../../../core/runbook/failure.ts';
import type { RunReason } from '../../../core/runbook/reason.ts';
import { RUN } from '../../../core/runbook/run.fixture.ts';
import type { RunRecord, RunStep, StepState, StoredRun } from '../../../core/runbook/run.ts';
import { withStepEvent } from '../../../core/runbook/step-state.ts';
import { knownTool, toolOf } from '../../../core/runbook/tool.ts';
import type { Installation } from '../../../test/flows/installation.ts';
import { ENVIRONMENT } from '../../../test/flows/service.ts';
import { functionArnOf } from '../../environment.ts';
import { readRun, saveRun } from '../store.ts';
import type { Planned } from './step-input.ts';

/** A step as a runbook's author writes it. */
export interface WrittenStep {
  readonly name: string;
  readonly tool: string;
  readonly command?: string;
  readonly query?: string;
  readonly action?: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

type Answer = Readonly<Record<string, unknown>>;

const HOUR_MS = 3_600_000;
/** Lambda's "not invoked" aside, a machine repeats only what may be repeated. */
const REPEATS = 5;

/** Calls a tool's function as the machines do. @throws Error with the name and message of the function's own */
export async function callTool({ context }: Installation, tool: string, input: object): Promise<Answer> {
  const { Payload, FunctionError } = await context.clients(LambdaClient).send(
    new InvokeCommand({
      FunctionName: functionArnOf(context.environment, tool),
      Payload: new TextEncoder().encode(JSON.stringify(input)),
    }),
  );
  const answer = JSON.parse(new TextDecoder().decode(Payload)) as Answer;
  if (FunctionError === undefined) return answer;
  throw Object.assign(new Error(String(answer['errorMessage'])), { name: String(answer['errorType']) });
}

function saidIn({ command, query, action }: WrittenStep) {
  return {
    ...(command !== undefined && { command }),
    ...(query !== undefined && { query }),
    ...(action !== undefined && { action }),
  };
}

/** What a tool says that a step would do. */
export async function planOf(
  installation: Installation,
  service: string,
  step: WrittenStep,
): Promise<Planned> {
  const { name, tool, params = {} } = step;
  const question = { phase: 'plan', environment: ENVIRONMENT, service, step: name, ...saidIn(step), params };
  return (await callTool(installation, tool, question)) as Planned;
}

/** A run that is under way, and the calls that its machine makes. */
export class TestRun {
  readonly id: string;
  readonly #installation: Installation;
  readonly #steps: readonly WrittenStep[];

  constructor(installation: Installation, id: string, steps: readonly WrittenStep[]) {
    this.#installation = installation;
    this.id = id;
    this.#steps = steps;
  }

  read(): Promise<StoredRun> {
    return readRun(this.#installation.context, this.id);
  }

  async stepState(name: string): Promise<StepState> {
    const { steps } = await this.read();
    return (steps.find((step) => step.name === name) as RunStep).state;
  }

  do(name: string, more: Answer = {}): Promise<Answer> {
    const step = this.#step(name);
    const { params = {} } = step;
    return this.#call(name, { phase: 'do', ...saidIn(step), params, ...more });
  }

  verify(name: string, withinSeconds = 900): Promise<Answer> {
    return this.#call(name, { phase: 'verify', verify: { everySeconds: 15, withinSeconds } });
  }

  undoOnce(name: string): Promise<Answer> {
    return this.#call(name, { phase: 'undo' });
  }

  /** Looks as a machine does, until the effect is there or will not be. */
  async verified(name: string, withinSeconds = 900): Promise<Answer> {
    for (;;) {
      const answer = await this.verify(name, withinSeconds);
      if (answer['next'] !== 'again') return answer;
      await this.#installation.clock.advanceBy(Number(answer['seconds']) * 1000);
    }
  }

  /** Carries a step out and looks until its effect is there. */
  async through(name: string): Promise<Answer> {
    const { seconds = 0 } = await this.#tried(name, () => this.do(name));
    await this.#installation.clock.advanceBy(Number(seconds) * 1000);
    return this.#tried(name, () => this.verified(name));
  }

  /** What `fail_run` does to a run with a step that failed: the step's state, then the way back. */
  async fail(
    name: string,
    { code, words }: RunReason = { code: 'STEP_FAILED', words: 'It failed.' },
  ): Promise<void> {
    const run = await this.read();
    const at = new Date(this.#installation.clock.now()).toISOString();
    const event = stepAfterFailure(run, name, { code, words }, at);
    const steps = event ? withStepEvent(run.steps, name, event) : run.steps;
    await this.#save(run, {
      steps,
      state: { name: 'UNDOING', since: at, why: words, end: { name: 'FAILED' } },
    });
  }

  /** Undoes a step as the undo machine does. */
  async undo(name: string): Promise<Answer> {
    if ((await this.read()).state.name !== 'UNDOING') await this.fail(name);
    for (;;) {
      const answer = await this.#tried(name, () => this.undoOnce(name));
      if (answer['state'] !== 'WAITING') return answer;
      await this.#installation.clock.advanceBy(Number(answer['seconds']) * 1000);
    }
  }

  async change(changes: Partial<RunRecord>): Promise<void> {
    await this.#save(await this.read(), changes);
  }

  async #save(run: StoredRun, changes: Partial<RunRecord>): Promise<void> {
    await saveRun(this.#installation.context, run, { ...run, ...changes }, { words: 'Changed by a test.' });
  }

  /** Repeats a call that failed where the machine would. */
  async #tried(name: string, call: () => Promise<Answer>): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await call();
      } catch (error) {
        const final = ['Conflict', 'NotFound', 'InvalidInput', 'Refused'].includes((error as Error).name);
        const state = await this.stepState(name);
        const repeatable = knownOf(this.#step(name))?.idempotent === true || state.name !== 'BEGUN';
        if (final || !repeatable || state.name === 'FAILED' || attempt === REPEATS) throw error;
        await this.#installation.clock.advanceBy(1000);
      }
    }
  }

  #step(name: string): WrittenStep {
    const step = this.#steps.find((known) => known.name === name);
    if (!step) throw new Error(`There is no step ${name}.`);
    return step;
  }

  #call(name: string, input: object): Promise<Answer> {
    return callTool(this.#installation, this.#step(name).tool, { runId: this.id, step: name, ...input });
  }
}

function knownOf({ tool, action }: WrittenStep) {
  return toolOf({ tool, action });
}

/** Writes a run down that is RUNNING, with the plan of its steps. */
export async function runOf(
  installation: Installation,
  service: string,
  steps: readonly WrittenStep[],
  changes: Partial<RunRecord> = {},
): Promise<TestRun> {
  const { context, clock } = installation;
  const now = clock.now();
  const since = new Date(now).toISOString();
  const id = context.ids.next('run', now);
  const record: RunRecord = {
    ...RUN,
    id,
    target: { environment: ENVIRONMENT, service },
    state: { name: 'RUNNING', since },
    plan: steps.map((step) => {
      const { name, tool, params = {} } = step;
      const { changes: changing, undoable } = knownTool(step);
      const [field] = Object.values(saidIn(step));
      return {
        name,
        tool,
        ...(field !== undefined && { field }),
        params,
        changes: changing,
        ...(changing && {
          inverse: undoable ? { kind: 'recorded' as const } : { kind: 'none' as const, why: 'It cannot be.' },
        }),
        words: '',
        effect: '',
        seen: null,
        costDollars: 0,
      };
    }),
    steps: steps.map(({ name, tool }) => ({ name, tool, state: { name: 'WAITING' } })),
    createdAt: since,
    deadline: new Date(now + HOUR_MS).toISOString(),
    ...changes,
  };
  const { incidentId: _incident, ...kept } = record;
  await saveRun(context, undefined, changes.incidentId === undefined ? kept : record, { words: 'Seeded.' });
  return new TestRun(installation, id, steps);
}
