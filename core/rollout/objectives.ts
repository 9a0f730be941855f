/** Objectives that the judge of one rollout reads: each is read at every look, and kept with the verdict. */
export const MOST_OBJECTIVES = 5;

/** An objective as a plan names it. */
export interface NamedObjective {
  readonly name: string;
  /** The service that it is set for, which need not be the one that is deployed. */
  readonly service: string;
  /** Share of bad events that ends the rollout. */
  readonly limit: number;
  /** Bad events and events below which nothing is proved or known. */
  readonly least: { readonly bad: number; readonly total: number };
}

/** What the plan says of an objective that the judge reads. */
export function objectiveNote({ name, service, limit, least }: NamedObjective): string {
  const share = `${Number((limit * 100).toPrecision(3))}%`;
  return `The judge reads the objective ${name} of ${service}: more than ${share} bad events since the shift end the rollout, once ${least.bad} of at least ${least.total} are bad.`;
}
