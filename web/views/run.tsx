import { change, read } from '../api/call.ts';
import type { Answer } from '../api/catalog.ts';
import { usePoll } from '../api/poll.ts';
import { Action } from '../parts/action.tsx';
import { Badge } from '../parts/badge.tsx';
import { Facts } from '../parts/facts.tsx';
import { RunDiff } from '../parts/plan-diff.tsx';
import { useSaid } from '../parts/say.tsx';
import { Section } from '../parts/section.tsx';
import { Seen } from '../parts/seen.tsx';
import { When } from '../parts/when.tsx';
import { linkTo } from '../route.ts';
import { figure, legible, shortCaller } from '../words.ts';
import { Answering } from './approvals.tsx';

type Run = Answer<'get_runbook_run'>['run'];

const useRun = (runId: string) => usePoll(runId, () => read('get_runbook_run', { runId }));

/** One run of a runbook: its plan, its steps and its answers. */
export function RunView({ item }: { readonly item: string }) {
  const polled = useRun(item);
  useSaid('The run', polled.value?.run.state);
  return (
    <Seen of={polled}>
      {({ run }) => (
        <>
          <Standing run={run} />
          <Section title="What it changes">
            <RunDiff run={run} />
          </Section>
          <Section title="Steps">
            <Steps steps={run.steps} />
          </Section>
        </>
      )}
    </Seen>
  );
}

const OVER = ['SUCCEEDED', 'INEFFECTIVE', 'FAILED', 'STOPPED', 'REFUSED', 'RESUMED'];

function Standing({ run }: { readonly run: Run }) {
  const { runId, state, why, question, incidentId, resumedAs } = run;
  return (
    <>
      <p class="standing">
        <Badge word={state} /> {run.runbook} on {run.service} in {run.environment}
      </p>
      {question !== undefined && <p>{question}</p>}
      <Facts
        of={{
          Why: why,
          Since: <When at={run.since} />,
          Incident: incidentId && <a href={linkTo('incidents', incidentId)}>{incidentId}</a>,
          'Went on as': resumedAs && <a href={linkTo('runs', resumedAs)}>{resumedAs}</a>,
          'May by itself': legible(run.autonomy),
          Approvals: `${run.approvals.length} of ${run.approvalsNeeded} ${run.approvals.map(({ by }) => shortCaller(by)).join(', ')}`,
          'About, in dollars': figure(run.costDollars),
          'Asked for by': shortCaller(run.requestedBy),
          Audit: <a href={linkTo('audit', `run/${runId}`)}>its records</a>,
        }}
      />
      <div class="actions">
        {state === 'AWAITING_APPROVAL' && <Answering subject={{ runId }} planHash={run.planHash} />}
        {state === 'HELD' && (
          <Action label="Resume" act={(key) => change('resume_runbook_run', { runId }, key)} />
        )}
        {!OVER.includes(state) && (
          <Action
            label="Stop"
            sure="What it did is undone."
            act={(key) => change('stop_runbook_run', { runId }, key)}
          />
        )}
      </div>
    </>
  );
}

/** The steps of a run, for a page about something else. */
export function RunSteps({ runId }: { readonly runId: string }) {
  return <Seen of={useRun(runId)}>{({ run }) => <Steps steps={run.steps} />}</Seen>;
}

function Steps({ steps }: Pick<Run, 'steps'>) {
  return (
    <ol>
      {steps.map(({ name, state, words, said, at, changes }) => (
        <li key={name}>
          <Badge word={state} /> <strong>{name}</strong> {changes && <small>changes</small>} {words}
          {said !== undefined && <p>{said}</p>}
          <small>
            <When at={at} />
          </small>
        </li>
      ))}
    </ol>
  );
}
