import type { Deployment } from '../../../flows/deployment.ts';
import type { StorefrontSetting } from '../../../flows/storefront.ts';
import type { BenchSetting } from '../../bench.ts';
import type { Allowances } from '../verify.ts';
import type { TargetKind, Way } from '../way.ts';
import type { Scene } from './scene.ts';

/** Something that befalls a deployment beside what one call can suffer. */
export interface Scenario {
  /** What it makes sense for; both kinds when missing. */
  readonly targets?: readonly TargetKind[];
  readonly strategies?: readonly Way['strategy'][];
  /** A good version when missing. */
  readonly version?: 'good' | 'bad';
  /** A subject of its own, made like this. */
  readonly own?: { readonly bench?: BenchSetting; readonly storefront?: Partial<StorefrontSetting> };
  readonly allows?: Allowances;
  /** State and reason of the deployment that `play` answers. */
  readonly ends: RegExp;
  play(scene: Scene): Promise<Deployment | undefined>;
}

export type Scenarios = Readonly<Record<string, Scenario>>;
