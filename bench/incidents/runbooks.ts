import type { Installation } from '../../test/flows/installation.ts';

/** Names of the runbooks that are installed. */
export async function knownRunbooks({ as }: Installation): Promise<readonly string[]> {
  const { runbooks } = await as('viewer').list_runbooks({});
  return runbooks.map(({ name }) => name);
}
