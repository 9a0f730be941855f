import { read } from '../api/call.ts';
import type { Answer } from '../api/catalog.ts';
import { usePoll } from '../api/poll.ts';
import { Badge } from '../parts/badge.tsx';
import { Seen } from '../parts/seen.tsx';
import { type Column, Table } from '../parts/table.tsx';
import { When } from '../parts/when.tsx';
import { linkTo } from '../route.ts';

const COLUMNS: readonly Column<Answer<'list_runbook_runs'>['runs'][number]>[] = [
  { head: 'Runbook', cell: ({ runId, runbook }) => <a href={linkTo('runs', runId)}>{runbook}</a> },
  { head: 'Service', cell: ({ service, environment }) => `${service} in ${environment}` },
  { head: 'State', cell: ({ state }) => <Badge word={state} /> },
  { head: 'Begun', cell: ({ createdAt }) => <When at={createdAt} /> },
];

/** Runs of runbooks in this month. */
export function Runs() {
  const polled = usePoll('runs', () => read('list_runbook_runs', { limit: 50 }));
  return (
    <Seen of={polled}>
      {({ runs }) => (
        <Table
          caption="Runs of runbooks this month, newest first"
          columns={COLUMNS}
          rows={runs}
          keyOf={({ runId }) => runId}
          empty="No runbook was run this month."
        />
      )}
    </Seen>
  );
}
