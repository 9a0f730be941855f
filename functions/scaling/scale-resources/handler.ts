import { InvalidInput } from '../../../core/errors.ts';
import type { Handler } from '../../operation.ts';
import { force } from '../force.ts';
import { type Asked, scale } from '../scale.ts';
import type { definition } from './definition.ts';

type Input = Parameters<Handler<typeof definition>>[0];

export const handler: Handler<typeof definition> = (input, context) => {
  const asked = askedOf(input);
  return input.force ? force(context, asked) : scale(context, asked);
};

function askedOf({ environment, service, action, targetInstances, undo, dryRun, ...input }: Input): Asked {
  if (undo !== undefined && (action !== 'auto' || targetInstances !== undefined || input.force))
    throw new InvalidInput('To take a change back is all that is asked for, or nothing is taken back.', {
      violations: [{ field: 'undo', problem: 'is given with another wish', allowed: 'undo alone' }],
    });
  const wish = { action, ...(targetInstances !== undefined && { targetInstances }), forced: false };
  return { environment, service, wish, dryRun, ...(undo !== undefined && { undo }) };
}
