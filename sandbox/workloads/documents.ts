import type { SystemParts } from './system.ts';

/** How a document of Systems Manager ended on one machine, as `GetCommandInvocation` tells it. */
export interface DocumentResult {
  readonly status: 'Success' | 'Failed';
  readonly output: string;
}

type Run = (parts: SystemParts, instanceId: string) => DocumentResult;

const success = (output: string): DocumentResult => ({ status: 'Success', output });
const failed = (output: string): DocumentResult => ({ status: 'Failed', output });

/** What the documents that the machines know do to them. */
const DOCUMENTS: Readonly<Record<string, Run>> = {
  /** Deletes logs that nobody needs any more. */
  'operate-clean-disk': ({ hosts }, instanceId) => {
    const host = [...hosts.values()].find((one) => one.instanceId === instanceId);
    if (host === undefined) return failed('There is no disk to clean.');
    return success(`freed ${Math.round(host.clean())}% of /, ${Math.round(host.usedPercent)}% used`);
  },
  /** Ends queries that have run for more than a minute, at the database that the machine is there for. */
  'operate-end-long-queries': ({ databases }, instanceId) => {
    const database = [...databases.values()].find((one) => one.instanceId === instanceId);
    if (database === undefined) return failed('There is no database to look at.');
    return success(database.endLongQueries() ? 'ended 1 query' : 'ended 0 queries');
  },
};

export const DOCUMENT_NAMES: readonly string[] = Object.keys(DOCUMENTS);

/** Runs a document on a machine of a system; `undefined` when the machine is not of it. */
export function runDocument(
  parts: SystemParts,
  document: string,
  instanceId: string,
): DocumentResult | undefined {
  if (!parts.instances.some(({ id }) => id === instanceId)) return undefined;
  const run = DOCUMENTS[document];
  return run ? run(parts, instanceId) : failed(`The machine does not know the document ${document}.`);
}
