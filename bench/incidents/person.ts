import { isOver } from '../../core/runbook/run-state.ts';
import { readRun } from '../../functions/runbooks/store.ts';
import { callOperation } from '../../sandbox/account/caller.ts';
import type { Stage } from './stage.ts';

/** How long somebody takes who is asked. */
const ANSWERS_AFTER_MS = 3 * 60_000;

/** Answers runs that ask, as the scenario says: another identity than the product's, through its operations. */
export class Person {
  /** What was answered, or refused to be; one line each. */
  readonly answered: string[] = [];
  readonly #stage: Stage;
  readonly #done = new Set<string>();

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  async look(runIds: readonly string[]): Promise<void> {
    const { context, clock, scenario } = this.#stage;
    if (scenario.approval === 'never') return;
    for (const runId of runIds) {
      const { state, planHash } = await readRun(context, runId);
      if (isOver(state) || state.name !== 'AWAITING_APPROVAL') continue;
      const question = `${runId} ${state.since}`;
      if (this.#done.has(question) || clock.now() < Date.parse(state.since) + ANSWERS_AFTER_MS) continue;
      this.#done.add(question);
      await this.#answer(runId, planHash);
    }
  }

  async #answer(runId: string, planHash: string): Promise<void> {
    const { account, scenario } = this.#stage;
    const [operation, input] =
      scenario.approval === 'given'
        ? (['approve', { runId, planHash }] as const)
        : (['reject', { runId, reason: 'Not now.' }] as const);
    const { status } = await callOperation(account, operation, input, {
      profile: 'approver',
      idempotencyKey: account.scope.id(),
    });
    this.answered.push(`${operation} ${runId}: ${status}`);
  }
}
