import { failedToHelp } from './helped.ts';
import type { IncidentRecord } from './record.ts';

/** Later than this, the alarm that tells of the trouble is part of it. */
const LATE_DETECTION_SECONDS = 300;

/** What is left to do after an incident: what people wrote down, then what the record shows to be missing. */
export function actionItems(
  record: IncidentRecord,
  known: { readonly causeKnown: boolean; readonly impactKnown: boolean },
): readonly string[] {
  const { preventiveMeasures = [], times, runs, reopened } = record;
  const late = (Date.parse(times.detectedAt) - Date.parse(times.startedAt)) / 1000;
  const failed = new Set(runs.filter(failedToHelp).map(({ runbook }) => runbook));
  const shown: readonly (string | false)[] = [
    !known.causeKnown && 'Find the cause: it is undetermined.',
    !known.impactKnown && 'Give the services an objective, so that the next impact can be counted.',
    late > LATE_DETECTION_SECONDS && `Have it noticed sooner: it took ${Math.round(late)} s.`,
    runs.length === 0 && 'Write or assign a runbook: none answered.',
    reopened > 0 && `Find out why it came back ${reopened} times.`,
    ...[...failed].map((runbook) => `Mend runbook ${runbook}: it did not help.`),
  ];
  return [...preventiveMeasures, ...shown.filter((item) => item !== false)];
}
