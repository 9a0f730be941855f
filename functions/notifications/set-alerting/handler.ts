import type { Alerting } from '../../../core/alerting/alerting.ts';
import { type AlertingChanges, changesBetween } from '../../../core/alerting/changes.ts';
import { parseAlerting } from '../../../core/alerting/document.ts';
import { Conflict } from '../../../core/errors.ts';
import type { Context } from '../../context.ts';
import type { Handler } from '../../operation.ts';
import { RecordChanged } from '../../table.ts';
import { channelSecrets, problemWords } from '../channel-secrets.ts';
import { readAlerting, writeAlerting } from '../store.ts';
import type { definition } from './definition.ts';

export const handler: Handler<typeof definition> = async ({ document, dryRun }, context) => {
  const alerting = parseAlerting(document);
  const before = await readAlerting(context);
  const changes = { ...changesBetween(before.alerting, alerting), missing: await missing(context, alerting) };
  if (dryRun || (before.head && document === before.document))
    return { version: before.version, applied: false, ...changes };
  const version = before.version + 1;
  const answer = { version, applied: true, ...changes };
  try {
    await writeAlerting(context, before, { alerting, document, version }, sentence(version, changes), answer);
  } catch (error) {
    if (!(error instanceof RecordChanged)) throw error;
    throw new Conflict('Somebody else set the alerting document at the same time; look at it and repeat.', {
      conflictsWith: 'alerting/installation',
      cause: error,
    });
  }
  return answer;
};

/** A document may come before its secrets, so that they are named and nothing is refused. */
async function missing(context: Context, { channels }: Alerting): Promise<string[]> {
  const secrets = await channelSecrets(context, channels);
  return secrets
    .filter(({ problem }) => problem !== undefined)
    .map((one) => `channel ${one.channel}: ${problemWords(one)}`);
}

function sentence(version: number, { added, changed, removed }: AlertingChanges): string {
  const counts = `added: ${added.length}, changed: ${changed.length}, removed: ${removed.length}`;
  return `Version ${version} of the alerting document was set; ${counts}.`;
}
