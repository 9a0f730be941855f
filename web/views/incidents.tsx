import { useSignal } from '@preact/signals';
import { read } from '../api/call.ts';
import type { Answer } from '../api/catalog.ts';
import { usePoll } from '../api/poll.ts';
import { Badge } from '../parts/badge.tsx';
import { Facts } from '../parts/facts.tsx';
import { Seen } from '../parts/seen.tsx';
import { type Column, Table } from '../parts/table.tsx';
import { When } from '../parts/when.tsx';
import { linkTo } from '../route.ts';
import { duration } from '../words.ts';

type Row = Answer<'list_incidents'>['incidents'][number];
type Statistics = Answer<'list_incidents'>['statistics'];

const COLUMNS: readonly Column<Row>[] = [
  {
    head: 'Incident',
    cell: ({ incidentId, title }) => <a href={linkTo('incidents', incidentId)}>{title}</a>,
  },
  { head: 'Severity', cell: ({ severity }) => <Badge word={severity} /> },
  { head: 'State', cell: ({ state }) => <Badge word={state} /> },
  { head: 'Services', cell: ({ services }) => services.join(', ') },
  { head: 'Began', cell: ({ times }) => <When at={times.startedAt} /> },
];

/** Incidents of this month, or all that are open, and how long people and the product took. */
export function Incidents() {
  const open = useSignal(false);
  const polled = usePoll(`incidents ${open.value}`, () =>
    read('list_incidents', { limit: 50, ...(open.value && { open: true }) }),
  );
  return (
    <>
      <label class="switch">
        <input
          type="checkbox"
          checked={open}
          onChange={({ currentTarget }) => {
            open.value = currentTarget.checked;
          }}
        />
        Only open ones
      </label>
      <Seen of={polled}>
        {({ incidents, statistics }) => (
          <>
            <Table
              caption="Incidents, newest first"
              columns={COLUMNS}
              rows={incidents}
              keyOf={({ incidentId }) => incidentId}
              empty={open.value ? 'Nothing is open.' : 'Nothing happened this month.'}
            />
            <Times statistics={statistics} />
          </>
        )}
      </Seen>
    </>
  );
}

function Times({ statistics: { mttd, mtta, mttr } }: { readonly statistics: Statistics }) {
  const mean = ({ n, meanSeconds }: Statistics['mttd']) =>
    meanSeconds === undefined ? '' : `${duration(meanSeconds)} (of ${n})`;
  return (
    <Facts
      of={{ 'Mean time to detect': mean(mttd), 'to acknowledge': mean(mtta), 'to recover': mean(mttr) }}
    />
  );
}
