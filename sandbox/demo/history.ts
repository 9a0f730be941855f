import { GetExecutionHistoryCommand, type HistoryEvent, SFNClient } from '@aws-sdk/client-sfn';
import { OBSERVER, type Stage } from './stage.ts';

/** The execution of a deployment, which has its name. */
export function executionArnOf({ product }: Stage, deploymentId: string): string {
  return `${product.environment.deploymentMachine.replace(':stateMachine:', ':execution:')}:${deploymentId}`;
}

/** Everything an execution has done so far, oldest first. */
export async function historyOf(stage: Stage, executionArn: string): Promise<HistoryEvent[]> {
  const client = stage.account.dispatcher.clientsFor(OBSERVER)(SFNClient);
  const found: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const page = await client.send(
      new GetExecutionHistoryCommand({ executionArn, maxResults: 1_000, ...(nextToken && { nextToken }) }),
    );
    found.push(...(page.events ?? []));
    nextToken = page.nextToken;
  } while (nextToken);
  return found;
}

/** States in which a run is decided. */
const DECIDED = ['Restore', 'Promote'];

/** When a run was decided, in milliseconds: it began to restore or to promote, or was ended from outside. */
export function decidedAt(events: readonly HistoryEvent[]): number | undefined {
  const entered = events.find(({ stateEnteredEventDetails: state }) => DECIDED.includes(state?.name ?? ''));
  const ended = events.find(({ type }) => /^Execution(Aborted|Failed|Succeeded|TimedOut)$/.test(type ?? ''));
  return (entered ?? ended)?.timestamp?.getTime();
}

/**
 * Whether the answer that asks for a restore leads to it at once: only the choice that reads the answer may come
 * before the state that restores.
 * @returns undefined when no answer asks for a restore
 */
export function restoresAtOnce(events: readonly HistoryEvent[]): boolean | undefined {
  const asked = events.findIndex(({ stateExitedEventDetails: state }) => asksForRestore(state?.output));
  if (asked < 0) return undefined;
  const entered = events.slice(asked + 1).filter(({ stateEnteredEventDetails }) => stateEnteredEventDetails);
  const next = entered.find(({ type }) => type !== 'ChoiceStateEntered');
  return next?.stateEnteredEventDetails?.name === 'Restore';
}

function asksForRestore(output: string | undefined): boolean {
  if (output === undefined) return false;
  const value: unknown = JSON.parse(output);
  return typeof value === 'object' && value !== null && 'next' in value && value.next === 'restore';
}
