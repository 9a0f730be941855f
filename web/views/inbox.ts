import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { read } from '../api/call.ts';
import type { Answer } from '../api/catalog.ts';
import { usePoll } from '../api/poll.ts';

/** What waits for a person's answer. */
export interface Inbox {
  readonly deployments: Answer<'list_deployments'>['deployments'];
  readonly runs: Answer<'list_runbook_runs'>['runs'];
}

async function readInbox(): Promise<Inbox> {
  const [{ deployments }, { runs }] = await Promise.all([
    read('list_deployments', { state: 'AWAITING_APPROVAL' }),
    read('list_runbook_runs', { open: true }),
  ]);
  return { deployments, runs: runs.filter(({ state }) => state === 'AWAITING_APPROVAL') };
}

/** How much waits; undefined while nobody knows. */
export const waiting = signal<number | undefined>(undefined);

export function useInbox() {
  const polled = usePoll('inbox', readInbox);
  const { value } = polled;
  useEffect(() => {
    waiting.value = value && value.deployments.length + value.runs.length;
  }, [value]);
  return polled;
}
