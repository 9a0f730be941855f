import { digest } from '../../core/canonical.ts';
import { dependencyFinding, vulnerabilityOf } from '../../core/security/dependencies/vulnerability.ts';
import type { Finding } from '../../core/security/judge.ts';
import { vulnerabilitiesOf, vulnerability } from './ask-osv.ts';
import { NotEnabled, type Source } from './collect.ts';
import { listDependencies } from './dependency-store.ts';

/** Packages that one page asks about. */
const PAGE = 200;

/** Vulnerabilities of what services are built from, service by service. */
export const dependencySource: Source = {
  type: 'dependencies',
  actions: ['dynamodb:Query'],
  async read(context, spend, from = '0.0') {
    const [which = 0, offset = 0] = from.split('.').map(Number);
    const all = await listDependencies(context);
    const one = all[which];
    if (!one)
      throw new NotEnabled(
        'Nobody said what services are built from; set_dependencies takes lock files and SBOMs.',
      );
    const packages = one.packages.slice(offset, offset + PAGE);
    spend();
    const ids = await vulnerabilitiesOf(context, packages);
    const entries = new Map<string, unknown>();
    for (const id of new Set(ids.flat())) {
      spend();
      entries.set(id, await vulnerability(context, id));
    }
    const at = new Date(context.clock.now()).toISOString();
    const findings = packages.flatMap((asked, position) =>
      (ids[position] ?? []).flatMap((id): Finding[] => {
        const read = vulnerabilityOf(entries.get(id), asked);
        return read ? [dependencyFinding(asked, read, one, at)] : [];
      }),
    );
    const judgement = { counts: {}, findings, sha256: digest([packages, ids]), resources: packages.length };
    const next = offset + PAGE < one.packages.length ? `${which}.${offset + PAGE}` : `${which + 1}.0`;
    return { judgement, ...((which + 1 < all.length || !next.endsWith('.0')) && { next }) };
  },
};
