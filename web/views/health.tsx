import { read } from '../api/call.ts';
import type { Answer } from '../api/catalog.ts';
import { usePoll } from '../api/poll.ts';
import { Fold } from '../parts/action.tsx';
import { Badge } from '../parts/badge.tsx';
import { Chart } from '../parts/chart.tsx';
import { Lines, Section } from '../parts/section.tsx';
import { Seen } from '../parts/seen.tsx';
import { When } from '../parts/when.tsx';

type Service = Answer<'monitor_health'>['services'][number];

/** How every service is, with the reason for each point lost. */
export function Health() {
  const polled = usePoll('health', () => read('monitor_health', {}));
  return (
    <Seen of={polled}>
      {({ state, score, words, at, services, lost, missing, notReached }) => (
        <>
          <p class="standing">
            <Badge word={state} /> {score !== undefined && `${score} of 100.`} {words}
          </p>
          <p>
            Probed <When at={at} />
          </p>
          {services.map((one) => (
            <Card
              key={`${one.environment}/${one.service}`}
              service={one}
              lost={lost.filter(({ service }) => service === `${one.environment}/${one.service}`)}
            />
          ))}
          {missing.length + notReached.length > 0 && (
            <Section title="Not looked at">
              <Lines of={[...missing, ...notReached]} />
            </Section>
          )}
        </>
      )}
    </Seen>
  );
}

interface CardProps {
  readonly service: Service;
  readonly lost: Answer<'monitor_health'>['lost'];
}

function Card({ service: { service, environment, state, score, probes, watched }, lost }: CardProps) {
  return (
    <article class="card">
      <h2>
        <Badge word={state} /> {service} <small>{environment}</small>{' '}
        {score !== undefined && <small>{score} of 100</small>}
      </h2>
      <Lines of={lost.map(({ points, words }) => `−${points}: ${words}`)} />
      <Fold title={`${probes.length} probes`}>
        <ul>
          {probes.map(({ probe, standing, words }) => (
            <li key={probe}>
              <Badge word={standing} /> <code>{probe}</code> {words}
            </li>
          ))}
        </ul>
      </Fold>
      {watched && <History environment={environment} service={service} />}
    </article>
  );
}

function History(input: Pick<Service, 'environment' | 'service'>) {
  const polled = usePoll(`history ${input.environment}/${input.service}`, () =>
    read('get_health_history', { ...input, hours: 6 }),
  );
  return (
    <Seen of={polled}>
      {({ runs, summary }) => (
        <Chart
          title={`Score over six hours, ${summary.runs} of ${summary.expected} runs`}
          moments={runs.toReversed().map(({ at }) => Date.parse(at) / 1000)}
          curves={[{ label: 'score', values: runs.toReversed().map(({ score }) => score ?? null) }]}
        />
      )}
    </Seen>
  );
}
