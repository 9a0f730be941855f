import type { Path } from '../yaml/yaml-document.ts';
import type { Alerting, EscalationPolicy, Maintenance, Suppression } from './alerting.ts';
import type { Report } from './shape.ts';

/** Checks what one part of a document says of another. Its shape has been checked before. */
export function checkReferences(alerting: Alerting, report: Report): void {
  const { channels, policies, routes, suppressions, maintenance } = alerting;
  for (const [list, entries] of Object.entries({ channels, policies, suppressions, maintenance }))
    checkNames(list, entries, report);
  const known = new Set(channels.map(({ name }) => name));
  for (const [index, policy] of policies.entries()) checkPolicy(policy, ['policies', index], known, report);
  for (const [index, { policy }] of routes.entries())
    if (!policies.some(({ name }) => name === policy))
      report.add(['routes', index, 'policy'], `names no policy: '${policy}'`, 'the name of a policy');
  for (const [index, entry] of suppressions.entries()) checkSuppression(entry, index, report);
  for (const [index, entry] of maintenance.entries()) checkWindows(entry, index, report);
}

function checkNames(list: string, entries: readonly { readonly name: string }[], report: Report): void {
  const seen = new Set<string>();
  for (const [index, { name }] of entries.entries()) {
    if (seen.has(name)) report.add([list, index, 'name'], `is taken: '${name}'`, 'a name of its own');
    seen.add(name);
  }
}

function checkPolicy(
  { levels, fallback }: EscalationPolicy,
  path: Path,
  known: ReadonlySet<string>,
  report: Report,
): void {
  const check = (name: string, ...place: Path) => {
    if (!known.has(name))
      report.add([...path, ...place], `names no channel: '${name}'`, 'the name of a channel');
  };
  if (fallback !== undefined) check(fallback, 'fallback');
  for (const [index, { notify, rotation }] of levels.entries()) {
    for (const [place, name] of notify.entries()) check(name, 'levels', index, 'notify', place);
    for (const [place, name] of (rotation?.channels ?? []).entries())
      check(name, 'levels', index, 'rotation', 'channels', place);
    if (notify.length === 0 && !rotation)
      report.add([...path, 'levels', index, 'notify'], 'tells nobody', 'a channel, or a rotation beside it');
  }
}

/** A suppression of everything would be forgotten, and silent. */
function checkSuppression({ key, service, environment }: Suppression, index: number, report: Report): void {
  if (key === undefined && service === undefined && environment === undefined)
    report.add(['suppressions', index], 'would hold for every signal', 'a key, a service or an environment');
}

function checkWindows({ windows }: Maintenance, index: number, report: Report): void {
  for (const [place, window] of windows.entries())
    if (!('days' in window) && Date.parse(window.from) >= Date.parse(window.to))
      report.add(['maintenance', index, 'windows', place, 'to'], 'is not after from', 'a later time');
}
