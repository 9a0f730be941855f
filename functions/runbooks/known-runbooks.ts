import { Internal, NotFound } from '../../core/errors.ts';
import type { Runbook } from '../../core/runbook/runbook.ts';
import type { Context } from '../context.ts';

const NAMED_AT_MOST = 20;

/** The runbooks of the installation. */
export function knownRunbooks({ runbooks, call }: Context): readonly Runbook[] {
  if (runbooks) return runbooks;
  throw new Internal(`${call.operation} is given no runbooks; its definition has to say that it reads them.`);
}

export function findRunbook(context: Context, name: string): Runbook | undefined {
  return knownRunbooks(context).find((runbook) => runbook.name === name);
}

/** @throws NotFound that names those there are */
export function readRunbook(context: Context, name: string): Runbook {
  const found = findRunbook(context, name);
  if (found) return found;
  const names = knownRunbooks(context).map((runbook) => runbook.name);
  const some = names.slice(0, NAMED_AT_MOST).join(', ');
  const allowed = `one of ${some}${names.length > NAMED_AT_MOST ? ', ...' : ''}`;
  throw new NotFound(`There is no runbook '${name}'; list_runbooks shows those there are.`, {
    violations: [{ field: 'runbook', problem: `'${name}' is not deployed`, allowed }],
  });
}
