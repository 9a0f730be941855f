import { readDocument } from '../../../core/security/dependencies/read-document.ts';
import type { Handler } from '../../operation.ts';
import { wrongField } from '../../record-list.ts';
import { findDependencies, saveDependencies } from '../dependency-store.ts';
import type { definition } from './definition.ts';

/** What fits into one record. */
const MOST_PACKAGES = 3_000;

export const handler: Handler<typeof definition> = async ({ document, dryRun, ...use }, context) => {
  const { packages, skipped } = readDocument(document);
  if (packages.length > MOST_PACKAGES)
    throw wrongField('document', `lists ${packages.length} packages`, `at most ${MOST_PACKAGES}`);
  const ecosystems = [...new Set(packages.map(({ ecosystem }) => ecosystem))].sort();
  const answer = { applied: !dryRun, packages: packages.length, skipped, ecosystems };
  if (dryRun) return answer;
  const before = await findDependencies(context, use);
  const setAt = new Date(context.clock.now()).toISOString();
  await saveDependencies(context, before?.head, { ...use, packages, setAt }, answer);
  return answer;
};
