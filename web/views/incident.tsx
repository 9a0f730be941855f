import { change, read } from '../api/call.ts';
import type { Answer } from '../api/catalog.ts';
import { usePoll } from '../api/poll.ts';
import { Action, Ask } from '../parts/action.tsx';
import { Badge } from '../parts/badge.tsx';
import { Facts } from '../parts/facts.tsx';
import { useSaid } from '../parts/say.tsx';
import { Lines, Section } from '../parts/section.tsx';
import { Seen } from '../parts/seen.tsx';
import { Timeline } from '../parts/timeline.tsx';
import { When } from '../parts/when.tsx';
import { linkTo } from '../route.ts';
import { legible, shortCaller } from '../words.ts';
import { Causes } from './causes.tsx';
import { RunSteps } from './run.tsx';

type Told = Answer<'get_incident'>;

/** One incident: where it stands, where it began, what was done, and what a person may do. */
export function IncidentView({ item }: { readonly item: string }) {
  const polled = usePoll(item, () => read('get_incident', { incidentId: item }));
  useSaid('The incident', polled.value?.incident.state);
  return (
    <Seen of={polled}>
      {(told) => (
        <>
          <Standing {...told} />
          <Waiting approvals={told.approvals} />
          <Section title="Cause">
            <Causes {...told} />
          </Section>
          <Runs runs={told.runs} />
          <Section title="Signals">
            <ul>
              {told.signals.map(({ key, title, state, since }) => (
                <li key={key}>
                  <Badge word={state} /> {title} <When at={since} />
                </li>
              ))}
            </ul>
          </Section>
          <Around {...told} />
          <Section title="Timeline">
            <Timeline lines={told.timeline} />
          </Section>
        </>
      )}
    </Seen>
  );
}

function Standing({ incident }: Told) {
  const { incidentId, state, severity, times, resolution } = incident;
  const manage = (action: 'acknowledge' | 'resolve' | 'update', more: object, key: string) =>
    change('manage_incident', { action, incidentId, ...more }, key);
  return (
    <>
      <p class="standing">
        <Badge word={state} /> <Badge word={severity} /> {incident.title}
      </p>
      <p>{incident.description}</p>
      <Facts
        of={{
          Services: `${incident.services.join(', ')} in ${incident.environment}`,
          'So severe because': incident.severityReason,
          Signals: `${incident.firing} of ${incident.signals} fire`,
          Assignee: incident.assignee,
          Resolution: resolution,
          'Root cause': incident.rootCause,
          Began: <When at={times.startedAt} />,
          Recovered: times.recoveredAt && <When at={times.recoveredAt} />,
          Resolved: times.resolvedAt && <When at={times.resolvedAt} />,
          'Taken on by': shortCaller(incident.acknowledgedBy ?? ''),
          Audit: <a href={linkTo('audit', `incident/${incidentId}`)}>its records</a>,
        }}
      />
      {state !== 'RESOLVED' && (
        <div class="actions">
          {state === 'TRIGGERED' && (
            <Action main label="Acknowledge" act={(key) => manage('acknowledge', {}, key)} />
          )}
          <Ask
            label="Add a note"
            asks="Note"
            act={(updateNotes, key) => manage('update', { updateNotes }, key)}
          />
          <Ask
            label="Resolve"
            asks="What ended it"
            act={(words, key) => manage('resolve', { resolution: words }, key)}
          />
        </div>
      )}
    </>
  );
}

function Waiting({ approvals }: Pick<Told, 'approvals'>) {
  if (approvals.length === 0) return null;
  return (
    <Section title="Waits for an answer">
      <ul>
        {approvals.map(({ kind, id, words }) => (
          <li key={id}>
            <a href={linkTo(kind === 'run' ? 'runs' : 'deployments', id)}>{words}</a>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Runs({ runs }: Pick<Told, 'runs'>) {
  return (
    <Section title="Runbooks">
      {runs.length === 0 && <p class="quiet">No runbook was run.</p>}
      {runs.map(({ runId, runbook, outcome, service }) => (
        <article key={runId}>
          <h3>
            <a href={linkTo('runs', runId)}>
              {runbook} {service !== undefined && `on ${service}`}
            </a>{' '}
            {outcome !== undefined && <Badge word={outcome} />}
          </h3>
          <RunSteps runId={runId} />
        </article>
      ))}
    </Section>
  );
}

/** What was changed around it, and which incidents have to do with it. */
function Around({ changes, related, similar }: Told) {
  return (
    <>
      <Section title="Changes around it">
        <Lines
          of={changes.map(({ words, at }) => `${at}: ${words}`)}
          empty="Nothing was changed around it."
        />
      </Section>
      {related.length + similar.length > 0 && (
        <Section title="Incidents like it">
          <ul>
            {[...related.map((one) => ({ ...one, whatWorked: [] as string[] })), ...similar].map((one) => (
              <li key={one.incidentId}>
                <a href={linkTo('incidents', one.incidentId)}>{one.incidentId}</a> {one.why}
                {one.whatWorked.length > 0 && ` Helped: ${one.whatWorked.map(legible).join(', ')}.`}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
