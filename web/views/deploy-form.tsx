import { useSignal } from '@preact/signals';
import { change } from '../api/call.ts';
import type { Answer } from '../api/catalog.ts';
import { Refusal, useDoing } from '../parts/action.tsx';
import { Badge } from '../parts/badge.tsx';
import { Field } from '../parts/field.tsx';
import { Lines } from '../parts/section.tsx';
import { linkTo } from '../route.ts';
import { duration, figure } from '../words.ts';

type Plan = Answer<'deploy_application'>['plan'];
type Strategy = 'canary' | 'blue-green' | 'rolling';

/** Shows the plan of a deployment, and carries it out. */
export function DeployForm() {
  const environment = useSignal('production');
  const service = useSignal('');
  const version = useSignal('');
  const strategy = useSignal<string>('canary');
  const plan = useSignal<Plan | undefined>(undefined);
  const ask = (dryRun: boolean, key: string) =>
    change(
      'deploy_application',
      {
        environment: environment.value,
        version: version.value,
        strategy: strategy.value as Strategy,
        ...(service.value !== '' && { service: service.value }),
        dryRun,
      },
      key,
    );
  const planning = useDoing(async (key) => {
    plan.value = (await ask(true, key)).plan;
    return 'The plan is shown.';
  });
  const deploying = useDoing(async (key) => {
    const { deployment } = await ask(false, key);
    if (deployment) location.hash = linkTo('deployments', deployment.deploymentId);
    return 'The deployment has begun.';
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void deploying.run();
      }}
    >
      <Field label="Environment" value={environment} required />
      <Field label="Service" value={service} />
      <Field label="Version" value={version} required />
      <Field label="Strategy" value={strategy} choices={['canary', 'blue-green', 'rolling']} />
      <div class="actions">
        <button type="button" disabled={planning.busy} onClick={() => void planning.run()}>
          Show the plan
        </button>
        <button type="submit" class="main" disabled={deploying.busy}>
          Deploy
        </button>
      </div>
      <Refusal words={planning.problem || deploying.problem} />
      {plan.value && <PlanShown plan={plan.value} />}
    </form>
  );
}

function PlanShown({ plan: { gates, steps, leastSeconds, dollars, notes, power } }: { readonly plan: Plan }) {
  return (
    <div class="diff">
      <p>
        {steps.map(({ weight }) => `${weight}%`).join(', then ')}; {duration(leastSeconds)} at least, about $
        {figure(dollars)}.
      </p>
      <ul>
        {gates.map(({ name, status, words }) => (
          <li key={name}>
            <Badge word={status} /> {name}: {words}
          </li>
        ))}
      </ul>
      <Lines of={[...power.map(({ words }) => words), ...notes]} />
    </div>
  );
}
