import { broken, type Check, missing, noData, ok, whenRead } from './check.ts';
import type { InstallationFacts, SourceFacts, TrailFacts } from './facts.ts';

/** The audit is anchored every hour; twice that is late. */
export const ANCHOR_LATE_MS = 2 * 3_600_000;

/** What has to be seen for anything to be known: letters, trails, sources, anchors. */
export function evidenceChecks(facts: InstallationFacts): Check[] {
  return [deadLetterCheck(facts), trailCheck(facts), ...facts.sources.map(sourceCheck), anchorCheck(facts)];
}

function deadLetterCheck({ deadLetters }: InstallationFacts): Check {
  const check = 'dead letters';
  return whenRead(check, deadLetters, ({ waiting, hidden }) => {
    if (waiting + hidden === 0) return ok(check, 'None wait.');
    const fix = 'operate list-dead-letters shows them, operate redrive-dead-letters delivers them.';
    return broken(check, `${waiting + hidden} events or calls could not be delivered.`, fix);
  });
}

function trailCheck({ trails, region }: InstallationFacts): Check {
  const check = 'cloudtrail';
  return whenRead(check, trails, (all) => {
    const here = all.filter(({ multiRegion, homeRegion }) => multiRegion || homeRegion === region);
    const good = here.filter(
      ({ status }) => 'value' in status && status.value.logging && status.value.recordsChanges,
    );
    if (good.length > 0)
      return ok(
        check,
        `Changes by others are seen through the trail ${good.map(({ name }) => name).join(', ')}.`,
      );
    const unread = here.filter(({ status }) => 'unreadable' in status).map(({ name }) => name);
    if (unread.length > 0)
      return noData(
        check,
        `Whether the trail ${unread.join(', ')} records changes could not be read.`,
        'An organisation’s trail may be read by its management account only: ask there.',
      );
    const why = here.length === 0 ? 'No trail covers this region.' : here.map(whyNot).join(' ');
    const fix =
      'Let a trail record management events that write (the first copy of them is free): aws cloudtrail create-trail, then start-logging.';
    return missing(check, `Changes that others make during a deployment are not seen. ${why}`, fix);
  });
}

function whyNot({ name, status }: TrailFacts): string {
  const logs = 'value' in status && status.value.logging;
  return logs ? `${name} records no management events that write.` : `${name} does not log.`;
}

function sourceCheck({ source, functionName, exists }: SourceFacts): Check {
  const check = `source ${source}`;
  if (functionName === undefined)
    return missing(
      check,
      'It is not installed: deployments are not held back by it.',
      `Install the ${source} part and deploy again; until then answers list it as missing.`,
    );
  if (!exists) return noData(check, 'Whether its function exists is not known.', 'Run operate doctor again.');
  return whenRead(check, exists, (there) =>
    there
      ? ok(check, `${functionName} answers for it.`)
      : broken(
          check,
          `Its function ${functionName} does not exist: deployments wait for its answer.`,
          'Deploy the stacks again: npm run deploy.',
        ),
  );
}

function anchorCheck({ anchors }: InstallationFacts): Check {
  const check = 'audit anchors';
  const fix = 'Look at the log of operate-anchor-audit; operate verify-audit names what is not covered.';
  return whenRead(check, anchors, ({ lastAt, oldestUnanchoredAt }) => {
    const last = lastAt === undefined ? 'There is no anchor yet' : `The last anchor is of ${iso(lastAt)}`;
    if (oldestUnanchoredAt !== undefined)
      return broken(
        check,
        `${last}, and records since ${iso(oldestUnanchoredAt)} are not covered: they could be rewritten unseen.`,
        fix,
      );
    if (lastAt === undefined)
      return noData(
        check,
        `${last}, since nothing old enough was recorded.`,
        'Run operate doctor again in three hours.',
      );
    return ok(check, `${last}; every record that is old enough is covered.`);
  });
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
