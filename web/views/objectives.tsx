import { read } from '../api/call.ts';
import type { Answer } from '../api/catalog.ts';
import { usePoll } from '../api/poll.ts';
import { Badge } from '../parts/badge.tsx';
import { Facts } from '../parts/facts.tsx';
import { Lines, Section } from '../parts/section.tsx';
import { Seen } from '../parts/seen.tsx';
import { When } from '../parts/when.tsx';
import { figure, legible, percent } from '../words.ts';

type Objective = Answer<'track_slo'>['objectives'][number];

/** How much of each error budget remains, and how fast it burns. */
export function Objectives() {
  const polled = usePoll('objectives', () => read('track_slo', {}));
  return (
    <Seen of={polled}>
      {({ objectives, missing, notSeen }) => (
        <>
          {objectives.length === 0 && <p class="quiet">No objective is set.</p>}
          {objectives.map((one) => (
            <Card key={`${one.environment}/${one.service}/${one.objective}`} objective={one} />
          ))}
          {missing.length > 0 && (
            <Section title="Services without an objective">
              <Lines of={missing} />
            </Section>
          )}
          <Lines of={notSeen} />
        </>
      )}
    </Seen>
  );
}

function Card({ objective }: { readonly objective: Objective }) {
  const { title, state, remaining, burn, attained, target, alerts, budget, sla, notSeen } = objective;
  const [contract] = sla ?? [];
  return (
    <article class="card">
      <h2>
        <Badge word={state} /> {title} <small>{objective.service}</small>
      </h2>
      <p>{objective.summary}</p>
      {remaining !== undefined && (
        <p>
          Budget left{' '}
          <meter
            aria-label={`Error budget left of ${title}`}
            max={1}
            low={0.25}
            value={Math.max(0, remaining)}
          />{' '}
          {percent(remaining, 1)}
        </p>
      )}
      <Facts
        of={{
          Attained: `${percent(attained, 3)} of ${percent(target, 3)}`,
          Burn: burn === undefined ? 'no data' : `${figure(burn)} times its pace`,
          'Used up': objective.exhaustedAt && <When at={objective.exhaustedAt} />,
          Bad: budget && `${figure(budget.consumed)} of ${figure(budget.allowed)} allowed`,
          'What follows': objective.action === 'none' ? '' : legible(objective.action),
          Contract: contract && `${legible(contract.state)}, ${percent(contract.attained, 3)}`,
          'Counted to': objective.countedTo && <When at={objective.countedTo} />,
        }}
      />
      <ul>
        {alerts.map(({ name, state, words }) => (
          <li key={name}>
            <Badge word={state} /> {words}
          </li>
        ))}
      </ul>
      <Lines of={notSeen} />
    </article>
  );
}
