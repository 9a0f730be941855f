import type { FunctionComponent } from 'preact';
import { Approvals } from './approvals.tsx';
import { Audit } from './audit.tsx';
import { DeploymentView } from './deployment.tsx';
import { Deployments } from './deployments.tsx';
import { Health } from './health.tsx';
import { IncidentView } from './incident.tsx';
import { Incidents } from './incidents.tsx';
import { Objectives } from './objectives.tsx';
import { RunView } from './run.tsx';
import { Runs } from './runs.tsx';
import { Search } from './search.tsx';

export interface View {
  /** Its first word in the address. */
  readonly name: string;
  readonly title: string;
  /** The key that leads there after `g`. */
  readonly key: string;
  readonly all: FunctionComponent<{ readonly item?: string }>;
  /** One of what it lists, by its identifier. */
  readonly one: FunctionComponent<{ readonly item: string }>;
}

/** Every view, in the order of the navigation; the first is where a person arrives. */
export const VIEWS: readonly View[] = [
  { name: 'deployments', title: 'Deployments', key: 'd', all: Deployments, one: DeploymentView },
  { name: 'incidents', title: 'Incidents', key: 'i', all: Incidents, one: IncidentView },
  { name: 'runs', title: 'Runs', key: 'r', all: Runs, one: RunView },
  { name: 'approvals', title: 'Approvals', key: 'a', all: Approvals, one: Approvals },
  { name: 'objectives', title: 'Objectives', key: 'o', all: Objectives, one: Objectives },
  { name: 'health', title: 'Health', key: 'h', all: Health, one: Health },
  { name: 'audit', title: 'Audit', key: 'u', all: Audit, one: Audit },
  { name: 'search', title: 'Search', key: 's', all: Search, one: Search },
];
