/** What a schedule made at run time is called, and what it gives to its function. */
export interface ScheduledCall {
  readonly name: string;
  readonly input: Readonly<Record<string, string>>;
}

/** The deadman of a deployment starts its restore. */
export function deadmanCall(deploymentId: string): ScheduledCall {
  return { name: `deadman-${deploymentId}`, input: { deploymentId, cause: 'DEADLINE_PASSED' } };
}

/** The end of a deployment's rollback window scales its old version in. */
export function windowEndCall(deploymentId: string): ScheduledCall {
  return { name: `window-${deploymentId}`, input: { action: 'park', deploymentId } };
}

/** The deadman of a run of a runbook sees to its end. */
export function runDeadmanCall(runId: string): ScheduledCall {
  return { name: `deadman-${runId}`, input: { runId, cause: 'DEADLINE_PASSED' } };
}

/** An incident is looked at again when a signal has fired for longer; the time stands behind the schedule's name. */
export function answerLaterCall(incidentId: string): ScheduledCall {
  return { name: `answer-${incidentId}`, input: { incidentId } };
}

/** An incident is investigated once more when more was measured; which opening it is stands behind the schedule's name. */
export function causeLaterCall(incidentId: string): ScheduledCall {
  return { name: `cause-${incidentId}`, input: { incidentId, look: 'second' } };
}

/** The deadman of an experiment has taken back what it injected. */
export function chaosDeadmanCall(experimentId: string): ScheduledCall {
  return { name: `deadman-${experimentId}`, input: { experimentId, cause: 'DEADLINE_PASSED' } };
}

/**
 * The deadman of an optimization puts back what making its revision has changed.
 * @param optimization `environment/service/id`
 */
export function optimizationDeadmanCall(optimization: string): ScheduledCall {
  return { name: `deadman-${optimization.split('/').at(-1)}`, input: { optimization, step: 'undo' } };
}
