import { useSignal } from '@preact/signals';
import { read } from '../api/call.ts';
import type { Answer } from '../api/catalog.ts';
import { usePoll } from '../api/poll.ts';
import { Fold } from '../parts/action.tsx';
import { Badge } from '../parts/badge.tsx';
import { Seen } from '../parts/seen.tsx';
import { type Column, Table } from '../parts/table.tsx';
import { When } from '../parts/when.tsx';
import { linkTo } from '../route.ts';
import { asker } from '../words.ts';
import { DeployForm } from './deploy-form.tsx';

type Row = Answer<'list_deployments'>['deployments'][number];

const COLUMNS: readonly Column<Row>[] = [
  {
    head: 'Service',
    cell: ({ deploymentId, service, environment }) => (
      <a href={linkTo('deployments', deploymentId)}>
        {service} <small>{environment}</small>
      </a>
    ),
  },
  { head: 'Version', cell: ({ version, kind }) => (kind === 'rollback' ? `${version} (rollback)` : version) },
  { head: 'State', cell: ({ state }) => <Badge word={state} /> },
  { head: 'Weight', cell: ({ weights }) => weights && <Weight percent={weights.readBack} /> },
  { head: 'By', cell: asker },
  { head: 'Begun', cell: ({ createdAt }) => <When at={createdAt} /> },
];

/** The share of the traffic that the new version has, as last read back. */
export function Weight({ percent }: { readonly percent: number }) {
  return (
    <>
      <meter aria-label="Weight of the new version" max={100} value={percent} /> {percent}%
    </>
  );
}

const PAGE = 25;

/** The deployments of this month, and a form for another one. */
export function Deployments() {
  const limit = useSignal(PAGE);
  const count = limit.value;
  const polled = usePoll(`deployments ${count}`, () => read('list_deployments', { limit: count }));
  return (
    <>
      <Fold title="Deploy a version…">
        <DeployForm />
      </Fold>
      <Seen of={polled}>
        {({ deployments, nextToken }) => (
          <>
            <Table
              caption="Deployments of this month, newest first"
              columns={COLUMNS}
              rows={deployments}
              keyOf={({ deploymentId }) => deploymentId}
              empty="Nothing was deployed this month."
            />
            {nextToken !== undefined && count < 100 && (
              <button
                type="button"
                onClick={() => {
                  limit.value += PAGE;
                }}
              >
                More
              </button>
            )}
          </>
        )}
      </Seen>
    </>
  );
}
