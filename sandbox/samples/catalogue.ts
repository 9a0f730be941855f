import type { Ecr } from '../ecr/ecr.ts';
import type { Behaviour } from './behaviour.ts';

const good: Behaviour = {
  startSeconds: 10,
  healthy: true,
  crash: 'never',
  errorShare: 0,
  latencyMedianMs: 15,
  latencySigma: 0.3,
};

/** Every version of the sample service, by image tag. */
export const STOREFRONT_VERSIONS = {
  v1: good,
  v2: good,
  v3: { ...good, latencyMedianMs: 14 },
  slow: { ...good, latencyMedianMs: 45 },
  failing: { ...good, errorShare: 0.2 },
  flaky: { ...good, errorShare: 0.02 },
  'crash-looping': { ...good, crash: 'at-start' },
  'never-healthy': { ...good, healthy: false },
  leaking: { ...good, crash: { afterRequests: 500 } },
} as const satisfies Readonly<Record<string, Behaviour>>;

/** Pushes every version of the catalogue into a repository, which is made when it is missing. */
export function pushStorefront(ecr: Ecr, repositoryName: string): void {
  for (const [tag, behaviour] of Object.entries(STOREFRONT_VERSIONS)) {
    ecr.pushImage(repositoryName, tag, behaviour);
  }
}
