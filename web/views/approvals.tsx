import { change } from '../api/call.ts';
import { Action, Ask } from '../parts/action.tsx';
import { DeploymentDiff, RunDiff } from '../parts/plan-diff.tsx';
import { Seen } from '../parts/seen.tsx';
import { When } from '../parts/when.tsx';
import { linkTo } from '../route.ts';
import { asker } from '../words.ts';
import { useInbox } from './inbox.ts';

/** Everything that waits for an answer, with what it would change. */
export function Approvals() {
  return (
    <Seen of={useInbox()}>
      {({ deployments, runs }) => (
        <>
          {deployments.length + runs.length === 0 && <p class="quiet">Nothing waits for an answer.</p>}
          {runs.map((run) => (
            <article key={run.runId} class="card">
              <h2>
                <a href={linkTo('runs', run.runId)}>
                  {run.runbook} on {run.service}
                </a>
              </h2>
              {run.question !== undefined && <p>{run.question}</p>}
              <Asked by={asker(run)} since={run.since} />
              <RunDiff run={run} />
              <Answering subject={{ runId: run.runId }} planHash={run.planHash} />
            </article>
          ))}
          {deployments.map((deployment) => (
            <article key={deployment.deploymentId} class="card">
              <h2>
                <a href={linkTo('deployments', deployment.deploymentId)}>
                  {deployment.service} in {deployment.environment}
                </a>
              </h2>
              <Asked by={asker(deployment)} since={deployment.createdAt} />
              <DeploymentDiff deployment={deployment} />
              <Answering subject={{ deploymentId: deployment.deploymentId }} planHash={deployment.planHash} />
            </article>
          ))}
        </>
      )}
    </Seen>
  );
}

function Asked({ by, since }: { readonly by: string; readonly since: string }) {
  return (
    <p>
      Asked for by {by}, <When at={since} />
    </p>
  );
}

interface AnsweringProps {
  readonly subject: { readonly deploymentId: string } | { readonly runId: string };
  readonly planHash: string;
}

/** Yes to exactly this plan, or no with a reason. */
export function Answering({ subject, planHash }: AnsweringProps) {
  return (
    <div class="actions">
      <Action main label="Approve" act={(key) => change('approve', { ...subject, planHash }, key)} />
      <Ask label="Reject" asks="Why" act={(reason, key) => change('reject', { ...subject, reason }, key)} />
      <small>
        plan <code>{planHash.slice(0, 12)}</code>
      </small>
    </div>
  );
}
