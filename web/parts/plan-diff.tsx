import type { Answer } from '../api/catalog.ts';
import { figure } from '../words.ts';

type Deployment = Answer<'get_deployment'>['deployment'];
type Run = Answer<'get_runbook_run'>['run'];

/** What a deployment would change: which version goes, which comes, and how. */
export function DeploymentDiff({ deployment }: { readonly deployment: Deployment }) {
  const { previousVersion, version, pinned, steps, strategy } = deployment;
  return (
    <div class="diff">
      {previousVersion !== undefined && <del>{previousVersion}</del>}
      <ins>
        {version} <small>{pinned}</small>
      </ins>
      <p>
        {strategy}:{' '}
        {steps.map(({ weight, bakeSeconds }) => `${weight}% for ${bakeSeconds} s`).join(', then ')}.
      </p>
    </div>
  );
}

/** What a run would change: each changing step, how it is seen to work, and how it is undone. */
export function RunDiff({ run: { steps, costDollars, onFailure } }: { readonly run: Run }) {
  const changes = steps.filter(({ changes }) => changes);
  return (
    <div class="diff">
      {changes.map(({ name, words, effect, inverse }) => (
        <div key={name}>
          <ins>{words}</ins>
          {effect !== undefined && <p>Seen to work: {effect}</p>}
          {inverse !== undefined && <p>Undone: {inverse}</p>}
        </div>
      ))}
      <p>
        {changes.length === 0
          ? 'Nothing is changed'
          : `${changes.length} of ${steps.length} steps change something`}
        , about ${figure(costDollars)}; on failure: {onFailure}.
      </p>
    </div>
  );
}
