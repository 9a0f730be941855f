import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { read } from '../api/call.ts';
import { usePoll } from '../api/poll.ts';
import { Badge } from '../parts/badge.tsx';
import { Seen } from '../parts/seen.tsx';
import { Table } from '../parts/table.tsx';
import { linkTo } from '../route.ts';

/** Something that can be found. */
interface Found {
  readonly view: string;
  readonly id: string;
  readonly words: string;
  readonly state: string;
}

/** What is looked through: the newest of everything that the API lists. */
async function everything(): Promise<Found[]> {
  const [{ deployments }, { incidents }, { runs }, { records }] = await Promise.all([
    read('list_deployments', { limit: 100 }),
    read('list_incidents', { limit: 100 }),
    read('list_runbook_runs', { limit: 100 }),
    read('list_audit', { limit: 100 }),
  ]);
  return [
    ...deployments.map(({ deploymentId: id, service, version, environment, state, reason }) => ({
      view: 'deployments',
      id,
      words: `${service} ${version} ${environment} ${reason?.words ?? ''}`,
      state,
    })),
    ...incidents.map(({ incidentId: id, title, services, state, description }) => ({
      view: 'incidents',
      id,
      words: `${title} ${services.join(' ')} ${description}`,
      state,
    })),
    ...runs.map(({ runId: id, runbook, service, state }) => ({
      view: 'runs',
      id,
      words: `${runbook} ${service}`,
      state,
    })),
    ...records.map(({ resource: id, words, caller, action, outcome: state }) => ({
      view: 'audit',
      id,
      words: `${action} ${words} ${caller}`,
      state,
    })),
  ];
}

/** Whether all words are in it, in any order. */
function matches({ id, words, view, state }: Found, wanted: string): boolean {
  const text = `${view} ${id} ${words} ${state}`.toLowerCase();
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** Finds deployments, incidents, runs and audit records of this month by what they say. */
export function Search({ item = '' }: { readonly item?: string }) {
  const wanted = useSignal(item);
  useEffect(() => history.replaceState(null, '', linkTo('search', wanted.value)), [wanted.value]);
  const polled = usePoll('everything', everything);
  return (
    <search>
      <label>
        Words
        <input
          type="search"
          id="words"
          value={wanted}
          onInput={({ currentTarget }) => {
            wanted.value = currentTarget.value;
          }}
        />
      </label>
      <Seen of={polled}>
        {(all) => (
          <Table
            caption="Found, of the newest hundred of each kind this month"
            columns={[
              {
                head: 'What',
                cell: ({ view, id }) => (
                  <a href={linkTo(view, id)}>
                    {view} <code>{id}</code>
                  </a>
                ),
              },
              { head: 'State', cell: ({ state }) => <Badge word={state} /> },
              { head: 'Words', cell: ({ words }) => words },
            ]}
            rows={wanted.value === '' ? [] : all.filter((one) => matches(one, wanted.value)).slice(0, 100)}
            keyOf={({ view, id, words }) => `${view} ${id} ${words}`}
            empty={wanted.value === '' ? 'Say what to look for.' : 'Nothing says that.'}
          />
        )}
      </Seen>
    </search>
  );
}
