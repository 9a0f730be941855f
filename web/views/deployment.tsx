import { change, read } from '../api/call.ts';
import type { Answer } from '../api/catalog.ts';
import { usePoll } from '../api/poll.ts';
import { Action } from '../parts/action.tsx';
import { Badge } from '../parts/badge.tsx';
import { Facts } from '../parts/facts.tsx';
import { DeploymentDiff } from '../parts/plan-diff.tsx';
import { useSaid } from '../parts/say.tsx';
import { Section } from '../parts/section.tsx';
import { Seen } from '../parts/seen.tsx';
import { Timeline } from '../parts/timeline.tsx';
import { When } from '../parts/when.tsx';
import { linkTo } from '../route.ts';
import { asker, shortCaller } from '../words.ts';
import { Answering } from './approvals.tsx';
import { Weight } from './deployments.tsx';
import { Verdicts } from './verdicts.tsx';

type Deployment = Answer<'get_deployment'>['deployment'];

/** One deployment: where it stands, why, and what the judge has said. */
export function DeploymentView({ item }: { readonly item: string }) {
  const polled = usePoll(item, () => read('get_deployment', { deploymentId: item, verdicts: 100 }));
  useSaid('The deployment', polled.value?.deployment.state);
  return (
    <Seen of={polled}>
      {({ deployment, verdicts, timeline }) => (
        <>
          <Standing deployment={deployment} />
          <Section title="What the judge says">
            <Verdicts verdicts={verdicts} />
          </Section>
          <Section title="Timeline">
            <Timeline lines={timeline} />
          </Section>
        </>
      )}
    </Seen>
  );
}

function Standing({ deployment }: { readonly deployment: Deployment }) {
  const { state, reason, weights, steps, step, lastVerdict } = deployment;
  const present = step === undefined ? undefined : steps[step];
  return (
    <>
      <p class="standing">
        <Badge word={state} /> {reason?.words}
      </p>
      <Facts
        of={{
          Service: `${deployment.service} in ${deployment.environment}`,
          'New version': weights && <Weight percent={weights.readBack} />,
          Asked: weights && weights.asked !== weights.readBack ? `${weights.asked}%` : '',
          Step:
            present &&
            `${(step ?? 0) + 1} of ${steps.length}: ${present.weight}% for ${present.bakeSeconds} s`,
          'Asked for by': asker(deployment),
          'Approved by': shortCaller(deployment.approvedBy ?? ''),
          Begun: <When at={deployment.createdAt} />,
          Audit: <a href={linkTo('audit', `deployment/${deployment.deploymentId}`)}>its records</a>,
        }}
      />
      {lastVerdict && <p>Last verdict: {lastVerdict.words}</p>}
      <DeploymentDiff deployment={deployment} />
      <Controls deployment={deployment} />
    </>
  );
}

const RUNNING = ['PENDING', 'PREPARING', 'BAKING', 'PAUSED', 'AWAITING_APPROVAL'];

/** What a person may do now; the API says whether this one may. */
function Controls({ deployment: { state, deploymentId, planHash } }: { readonly deployment: Deployment }) {
  const subject = { deploymentId };
  return (
    <div class="actions">
      {state === 'AWAITING_APPROVAL' && <Answering subject={subject} planHash={planHash} />}
      {state === 'BAKING' && <Action label="Pause" act={(key) => change('pause_deployment', subject, key)} />}
      {state === 'PAUSED' && (
        <Action label="Resume" act={(key) => change('resume_deployment', subject, key)} />
      )}
      {(state === 'BAKING' || state === 'PAUSED') && (
        <Action
          label="Promote"
          sure="All traffic goes to the new version without further looks."
          act={(key) => change('promote_deployment', subject, key)}
        />
      )}
      {RUNNING.includes(state) && (
        <Action
          label="Abort"
          sure="All traffic goes back to the old version."
          act={(key) => change('abort_deployment', subject, key)}
        />
      )}
      {state === 'PROMOTED' && (
        <Action
          label="Roll back"
          sure="The version before serves again."
          act={(key) => change('rollback_deployment', subject, key)}
        />
      )}
    </div>
  );
}
