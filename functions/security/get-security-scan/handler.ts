import { NotFound } from '../../../core/errors.ts';
import type { RankedFinding } from '../../../core/security/conclude.ts';
import { RULES } from '../../../core/security/rules.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import { wrongField } from '../../record-list.ts';
import { newestScans, readFindings, readScan, type StoredScan } from '../store.ts';
import { findingView, viewOf } from '../view.ts';
import type { definition } from './definition.ts';

type Input = Parameters<Handler<typeof definition>>[0];
/** Items that one call reads at most while a filter leaves nothing over. */
const MOST_ITEMS = 10;

export const handler: Handler<typeof definition> = async (input, context) => {
  const scan = await readScan(context, input.scanId ?? (await newest(context)));
  const { found, next } = await pageOf(context, scan, input);
  const missing = scan.state.name === 'DONE' ? scan.state.result.missing : [];
  return {
    scan: viewOf(scan, context.clock.now()),
    findings: found.map((finding) => findingView(finding, RULES)),
    missing: missing.map((one) => ({ ...one })),
    ...(next !== undefined && { nextToken: next }),
  };
};

async function newest(context: Context): Promise<string> {
  const [id] = await newestScans(context, 1);
  if (id === undefined) throw new NotFound('No scan was ever asked for; security_scan begins one.');
  return id;
}

/** A page begins at a place within an item, `item.position`. */
async function pageOf(context: Context, { id, state }: StoredScan, input: Input) {
  const chunks = state.name === 'DONE' ? state.result.chunks : 0;
  let { chunk, position } = placeOf(input.nextToken);
  const last = Math.min(chunks, chunk + MOST_ITEMS);
  const found: RankedFinding[] = [];
  for (; chunk < last; chunk++, position = 0) {
    const findings = await readFindings(context, id, chunk);
    for (; position < findings.length; position++) {
      const finding = findings[position];
      if (found.length === input.limit) return { found, next: `${chunk}.${position}` };
      if (finding && wanted(finding, input)) found.push(finding);
    }
  }
  return { found, next: chunk < chunks ? `${chunk}.0` : undefined };
}

function placeOf(token = '0.0'): { chunk: number; position: number } {
  const [, chunk, position] = /^(\d{1,5})\.(\d{1,3})$/.exec(token) ?? [];
  if (chunk === undefined)
    throw wrongField('nextToken', 'is not a token of this list', 'the nextToken of the page before');
  return { chunk: Number(chunk), position: Number(position) };
}

function wanted(finding: RankedFinding, { severity, rule, service }: Input): boolean {
  return (
    (severity ?? finding.severity) === finding.severity &&
    (rule ?? finding.rule) === finding.rule &&
    (service === undefined || finding.service === service)
  );
}
