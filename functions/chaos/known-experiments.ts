import type { Experiment } from '../../core/chaos/experiment.ts';
import { Internal, NotFound } from '../../core/errors.ts';
import type { Context } from '../context.ts';

/** The experiments of the installation. */
export function knownExperiments({ experiments, call }: Context): readonly Experiment[] {
  if (experiments) return experiments;
  throw new Internal(
    `${call.operation} is given no experiments; its definition has to say that it reads them.`,
  );
}

/** @throws NotFound that names those there are */
export function readExperiment(context: Context, name: string): Experiment {
  const known = knownExperiments(context);
  const found = known.find((experiment) => experiment.name === name);
  if (found) return found;
  const allowed = `one of ${known.map((experiment) => experiment.name).join(', ')}`;
  throw new NotFound(`There is no experiment '${name}'; list_experiments shows those there are.`, {
    violations: [{ field: 'experiment', problem: `'${name}' is not deployed`, allowed }],
  });
}
