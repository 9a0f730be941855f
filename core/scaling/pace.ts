import type { Facts } from './facts.ts';
import { COOLDOWN_SECONDS } from './policy.ts';

/** What keeps a change from being made now that would be made otherwise. */
export interface Pause {
  readonly code: 'COOLDOWN' | 'SUSPENDED';
  readonly words: string;
}

/** Scaling that somebody has suspended stays so, unless a person asks for a change; a change waits for the one before. */
export function pause(
  { capacity, policy, made, now, wish }: Facts,
  direction: 'out' | 'in',
): Pause | undefined {
  const isAutomatic = wish.action === 'auto' && wish.targetInstances === undefined;
  if (isAutomatic && capacity.limits?.suspended[direction])
    return {
      code: 'SUSPENDED',
      words: `Scaling ${direction} of ${capacity.name} is suspended in AWS, and stays so until whoever did that ends it.`,
    };
  const seconds = (policy?.cooldownSeconds ?? COOLDOWN_SECONDS)[direction];
  // In after anything; out only after out, since a need that waits costs more than a flap.
  const last = Math.max(
    ...made.filter((one) => direction === 'in' || one.direction === 'out').map(({ at }) => at),
  );
  const until = last + seconds * 1000;
  if (!(until > now)) return undefined;
  const words = `The last change was at ${new Date(last).toISOString()}: scaling ${direction} waits ${seconds} s, until ${new Date(until).toISOString()}.`;
  return { code: 'COOLDOWN', words };
}
