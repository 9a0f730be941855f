import { type LoadedAnchor, verifyAnchors } from '../../../core/audit/anchor.ts';
import { RETENTION_DAYS } from '../../../core/audit/retention.ts';
import { type AnchoredHead, type ChainReport, verifyChain } from '../../../core/audit/verify.ts';
import { InvalidInput } from '../../../core/errors.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import { readAnchors } from '../anchors.ts';
import { readChain, readIndex } from '../store.ts';
import type { definition } from './definition.ts';

type Output = Awaited<ReturnType<Handler<typeof definition>>>;
type Report = ChainReport & { readonly resource: string };

const PARALLEL = 16;
const SHOWN = 100;
const DAY_MS = 86_400_000;

export const handler: Handler<typeof definition> = async ({ resource, month }, context) => {
  if ((resource === undefined) === (month === undefined)) throw neitherOrBoth();
  const anchors = await readAnchors(context);
  const heads = byResource(anchors);
  const resources = resource === undefined ? await seenIn(context, month ?? '', anchors) : [resource];
  const reports: Report[] = [];
  for (let at = 0; at < resources.length; at += PARALLEL)
    reports.push(
      ...(await Promise.all(
        resources.slice(at, at + PARALLEL).map((name) => check(context, name, heads.get(name) ?? [])),
      )),
    );
  return answer(reports, anchors, expiredBefore(context));
};

function neitherOrBoth(): InvalidInput {
  const problem = 'exactly one of resource and month is needed';
  const violation = { field: 'resource', problem, allowed: 'a resource, or a month and no resource' };
  return new InvalidInput('Name either a resource or a month.', { violations: [violation] });
}

/** Records from before then may have been swept; an anchor proves that they were there. */
function expiredBefore({ clock }: Context): number {
  return clock.now() - RETENTION_DAYS * DAY_MS;
}

function byResource(anchors: readonly LoadedAnchor[]): ReadonlyMap<string, readonly AnchoredHead[]> {
  const heads = new Map<string, AnchoredHead[]>();
  for (const { anchor } of anchors)
    for (const { resource, sequence, hash } of anchor.heads) {
      const known = heads.get(resource) ?? [];
      known.push({ sequence, hash, anchoredAt: Date.parse(anchor.at) });
      heads.set(resource, known);
    }
  return heads;
}

/** Chains with a record in a month by the index, or by the anchors: whoever removes a chain removes it from one. */
async function seenIn(context: Context, month: string, anchors: readonly LoadedAnchor[]): Promise<string[]> {
  const indexed = (await readIndex(context, month, month)).map(({ resource }) => resource);
  const anchored = anchors
    .filter(({ anchor }) => anchor.at.startsWith(month))
    .flatMap(({ anchor }) => anchor.heads.map(({ resource }) => resource));
  return [...new Set([...indexed, ...anchored])].sort();
}

async function check(context: Context, resource: string, anchors: readonly AnchoredHead[]): Promise<Report> {
  const { records, head, misfiled } = await readChain(context, resource);
  const report = verifyChain(records, head, anchors, expiredBefore(context));
  const known = new Set(report.findings.map(({ sequence }) => sequence));
  const refiled = misfiled
    .filter((sequence) => !known.has(sequence))
    .map((sequence) => ({
      kind: 'changed' as const,
      sequence,
      words: `Record ${sequence} is filed wrongly.`,
    }));
  return { ...report, resource, findings: [...report.findings, ...refiled] };
}

function answer(reports: readonly Report[], anchors: readonly LoadedAnchor[], expired: number): Output {
  const findings = [
    ...verifyAnchors(anchors, expired).map((finding) => ({ resource: 'anchors', ...finding })),
    ...reports.flatMap(({ resource, findings: own }) => own.map((finding) => ({ resource, ...finding }))),
  ];
  const checked = sum(reports.map((report) => report.checked));
  const upTo = anchors.at(-1)?.anchor.at;
  return {
    state: findings.length > 0 ? 'BROKEN' : checked > 0 ? 'VERIFIED' : 'NO_DATA',
    findings: findings.slice(0, SHOWN),
    chains: reports.length,
    checked,
    ...(upTo !== undefined && { anchoredUpTo: upTo }),
    unanchored: sum(reports.map((report) => report.unanchored)),
    tails: reports.flatMap(tailOf).slice(0, SHOWN),
  };
}

function tailOf({ resource, anchoredUpTo, unanchored, last }: Report) {
  return unanchored > 0 ? [{ resource, from: anchoredUpTo + 1, to: last }] : [];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
