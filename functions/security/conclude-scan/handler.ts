import type { Unseen } from '../../../core/inventory/resource.ts';
import { conclude } from '../../../core/security/conclude.ts';
import { RULES } from '../../../core/security/rules.ts';
import type { Scan, ScanState } from '../../../core/security/scan.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import { listAcceptances, listFrameworks } from '../decision-store.ts';
import { keepFindings, readPages, readProgress, readScan, type StoredScan, saveScan } from '../store.ts';
import type { definition } from './definition.ts';

export const handler: Handler<typeof definition> = async ({ scanId, failed }, context) => {
  const scan = await readScan(context, scanId);
  if (scan.state.name === 'DONE') return { state: 'DONE', findings: countOf(scan.state) };
  const at = new Date(context.clock.now()).toISOString();
  if (failed !== undefined) {
    await end(context, scan, { name: 'FAILED', at, why: failed }, `The scan failed: ${failed.slice(0, 500)}`);
    return { state: 'FAILED', findings: 0 };
  }
  const evidence = await gather(context, scan);
  const frameworks = (await listFrameworks(context)).filter(({ name }) => scan.frameworks.includes(name));
  const acceptances = await listAcceptances(context);
  const { result, findings } = conclude(evidence, RULES, frameworks, acceptances, at);
  const chunks = await keepFindings(context, scanId, findings);
  const state: ScanState = { name: 'DONE', at, result: { ...result, chunks } };
  await end(
    context,
    scan,
    state,
    `The scan found ${countOf(state)} things in ${result.resources} resources.`,
  );
  return { state: 'DONE', findings: findings.length };
};

async function gather(context: Context, { id, groups }: Scan) {
  const progress = await Promise.all(groups.map((group) => readProgress(context, id, group)));
  const unfinished = groups.flatMap((group, at): Unseen[] =>
    progress[at]?.done ? [] : [{ what: group, why: 'FAILED', detail: 'Its step did not come to its end.' }],
  );
  return {
    pages: await readPages(context, id),
    listed: progress.flatMap(({ listed }) => listed),
    missing: [...progress.flatMap(({ unseen }) => unseen), ...unfinished],
    calls: progress.reduce((sum, { calls }) => sum + calls, 0),
  };
}

async function end(context: Context, before: StoredScan, state: ScanState, words: string): Promise<void> {
  const { head: _head, ...scan } = before;
  await saveScan(context, before, { ...scan, state }, { words });
}

function countOf(state: ScanState): number {
  if (state.name !== 'DONE') return 0;
  return Object.values(state.result.findings).reduce((sum, count) => sum + count, 0);
}
