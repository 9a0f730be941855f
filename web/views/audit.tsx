import { useSignal } from '@preact/signals';
import { read } from '../api/call.ts';
import type { Answer } from '../api/catalog.ts';
import { usePoll } from '../api/poll.ts';
import { Refusal, useDoing } from '../parts/action.tsx';
import { Badge } from '../parts/badge.tsx';
import { Facts } from '../parts/facts.tsx';
import { Lines } from '../parts/section.tsx';
import { Seen } from '../parts/seen.tsx';
import { type Column, Table } from '../parts/table.tsx';
import { When } from '../parts/when.tsx';
import { linkTo } from '../route.ts';
import { legible, shortCaller } from '../words.ts';

type Row = Answer<'list_audit'>['records'][number];

const COLUMNS: readonly Column<Row>[] = [
  { head: 'At', cell: ({ at }) => <When at={at} /> },
  { head: 'Who', cell: ({ caller }) => <span title={caller}>{shortCaller(caller)}</span> },
  { head: 'Operation', cell: ({ action }) => action },
  { head: 'Outcome', cell: ({ outcome }) => <Badge word={outcome} /> },
  { head: 'Resource', cell: ({ resource }) => <a href={linkTo('audit', resource)}>{resource}</a> },
  { head: 'What', cell: ({ words }) => words },
  { head: 'No.', cell: ({ sequence, hash }) => <code title={hash}>{sequence}</code> },
];

/** Who did what, to one resource or in this month, and whether the chain of records is whole. */
export function Audit({ item }: { readonly item?: string }) {
  const ask = item === undefined ? {} : { resource: item };
  const polled = usePoll(`audit ${item}`, () => read('list_audit', { ...ask, limit: 50 }));
  return (
    <>
      {item !== undefined && (
        <p>
          Of <code>{item}</code>. <a href={linkTo('audit')}>All of this month</a>
        </p>
      )}
      <Seen of={polled}>
        {({ records }) => (
          <>
            <Check key={item} resource={item} newest={records[0]?.at} />
            <Table
              caption="Audit records, newest first"
              columns={COLUMNS}
              rows={records}
              keyOf={({ resource, sequence }) => `${resource} ${sequence}`}
              empty="There are no records."
            />
          </>
        )}
      </Seen>
    </>
  );
}

interface CheckProps {
  readonly resource: string | undefined;
  /** When the newest record was written: the month that is checked is the API's, not the browser's. */
  readonly newest: string | undefined;
}

function Check({ resource, newest }: CheckProps) {
  const found = useSignal<Answer<'verify_audit'> | undefined>(undefined);
  const checking = useDoing(async () => {
    const month = newest?.slice(0, 7);
    const checked = await read('verify_audit', resource === undefined ? { month } : { resource });
    found.value = checked;
    return `The chain is ${legible(checked.state)}.`;
  });
  return (
    <div class="actions">
      <button
        type="button"
        disabled={checking.busy || newest === undefined}
        onClick={() => void checking.run()}
      >
        Check the chain
      </button>
      <Refusal words={checking.problem} />
      {found.value && <Checked {...found.value} />}
    </div>
  );
}

function Checked({ state, findings, chains, checked, unanchored, anchoredUpTo }: Answer<'verify_audit'>) {
  return (
    <div>
      <Badge word={state} />
      <Facts
        of={{
          Checked: `${checked} records in ${chains} chains`,
          'Not anchored yet': String(unanchored),
          'Anchored up to': anchoredUpTo ? <When at={anchoredUpTo} /> : 'never',
        }}
      />
      <Lines of={findings.map(({ resource, sequence, words }) => `${resource} ${sequence}: ${words}`)} />
    </div>
  );
}
