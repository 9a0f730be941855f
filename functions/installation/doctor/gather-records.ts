import { GetFunctionConfigurationCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { anchoredAt } from '../../../core/audit/anchor.ts';
import { NotFound } from '../../../core/errors.ts';
import { ANCHOR_LATE_MS } from '../../../core/installation/evidence-checks.ts';
import type { AnchorFacts, LeaseFacts, SourceFacts } from '../../../core/installation/facts.ts';
import { isTerminal } from '../../../core/rollout/state.ts';
import { monthsBetween } from '../../audit/anchor-audit/months.ts';
import { readLastAnchor } from '../../audit/anchors.ts';
import { readHead, readIndex } from '../../audit/store.ts';
import type { Context } from '../../context.ts';
import { allLeases, type Lease } from '../../runs/lease.ts';
import { readDeployment } from '../../runs/store.ts';
import { unlessMissing } from '../../services/register-service/missing.ts';
import { reading } from '../reading.ts';

/** How far back unanchored records are looked for where there is no anchor. */
const LOOKED_BACK_MS = 31 * 86_400_000;

/** The table answers a consistent read and a query of its index. */
export async function readTable(context: Context): Promise<true> {
  await readHead(context, 'installation/doctor');
  await allLeases(context);
  return true;
}

export async function gatherAnchors(context: Context): Promise<AnchorFacts> {
  const last = await readLastAnchor(context);
  const lastAt = last && anchoredAt(last.key);
  const now = context.clock.now();
  const from = lastAt ?? now - LOOKED_BACK_MS;
  const late = now - ANCHOR_LATE_MS;
  const found = { ...(lastAt !== undefined && { lastAt }) };
  for (const month of monthsBetween(from, late)) {
    const entries = await readIndex(context, month, new Date(from).toISOString());
    const times = entries.map(({ at }) => Date.parse(at)).filter((at) => at > from && at < late);
    if (times.length > 0) return { ...found, oldestUnanchoredAt: Math.min(...times) };
  }
  return found;
}

export async function gatherLeases(context: Context): Promise<LeaseFacts[]> {
  const leases = await allLeases(context);
  return Promise.all(leases.map((lease) => withState(context, lease)));
}

async function withState(context: Context, lease: Lease): Promise<LeaseFacts> {
  try {
    const { state } = await readDeployment(context, lease.deploymentId);
    return { ...lease, state: state.name, over: isTerminal(state) };
  } catch (error) {
    if (error instanceof NotFound) return { ...lease, over: false };
    throw error;
  }
}

/** Sources of gates other than our own records. */
const SOURCES = ['incidents', 'budget'] as const;

export async function gatherSources(context: Context): Promise<SourceFacts[]> {
  return Promise.all(
    SOURCES.map(async (source) => {
      const functionName = context.environment.gateSources[source];
      if (functionName === undefined) return { source };
      return { source, functionName, exists: await reading(() => functionExists(context, functionName)) };
    }),
  );
}

async function functionExists({ clients }: Context, FunctionName: string): Promise<boolean> {
  const found = await unlessMissing(
    clients(LambdaClient).send(new GetFunctionConfigurationCommand({ FunctionName })),
    ['ResourceNotFoundException'],
    undefined,
  );
  return found !== undefined;
}
