import { digest } from '../../../core/canonical.ts';
import { type Imported, imported } from '../../../core/security/imported.ts';
import type { Context } from '../../context.ts';

/** A page of findings of another service. */
export function findingsPage({ clock }: Pick<Context, 'clock'>, found: readonly Imported[], next?: string) {
  const at = new Date(clock.now()).toISOString();
  const findings = found.map((one) => imported(one, at));
  const sha256 = digest(found.map(({ observed }) => observed));
  return { judgement: { counts: {}, findings, sha256, resources: 0 }, ...(next && { next }) };
}
