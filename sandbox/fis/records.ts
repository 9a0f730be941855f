import type {
  CreateExperimentTemplateCommandInput,
  Experiment,
  ExperimentActionStatus,
  ExperimentStatus,
} from '@aws-sdk/client-fis';

/** A template as it was made. */
export interface TemplateRecord {
  readonly id: string;
  readonly input: CreateExperimentTemplateCommandInput;
  readonly createdAt: number;
}

/** An experiment that was started. */
export interface ExperimentRecord {
  readonly id: string;
  readonly template: TemplateRecord;
  readonly skipsActions: boolean;
  readonly tags: Readonly<Record<string, string>>;
  readonly createdAt: number;
  /** Ends its waiting for the end of its actions. */
  readonly stopping: AbortController;
  status: ExperimentStatus;
  reason: string;
  actionStatus: ExperimentActionStatus;
  /** ARNs that its targets were resolved to. */
  resolved: readonly string[];
  startedAt?: number;
  endedAt?: number;
}

export const OVER: readonly ExperimentStatus[] = [
  'completed',
  'stopped',
  'failed',
  'cancelled' as ExperimentStatus,
];

/** As GetExperiment and StartExperiment show it. */
export function describedExperiment(record: ExperimentRecord): Experiment & { readonly id: string } {
  const { id, template, status, reason, actionStatus, tags, startedAt, endedAt, createdAt } = record;
  const { roleArn = '', stopConditions = [], actions = {}, targets = {} } = template.input;
  return {
    id,
    experimentTemplateId: template.id,
    roleArn,
    state: { status, reason },
    stopConditions: stopConditions.map(({ source = '', value = '' }) => ({ source, value })),
    targets: mapped(targets, ({ resourceType = '', resourceArns = [], selectionMode = '' }) => ({
      resourceType,
      resourceArns,
      selectionMode,
    })),
    actions: mapped(actions, ({ actionId = '', parameters = {} }) => ({
      actionId,
      parameters,
      state: { status: actionStatus, reason },
    })),
    tags: { ...tags },
    creationTime: new Date(createdAt),
    ...(startedAt !== undefined && { startTime: new Date(startedAt) }),
    ...(endedAt !== undefined && { endTime: new Date(endedAt) }),
  };
}

function mapped<From, To>(
  values: Readonly<Record<string, From>>,
  change: (value: From) => To,
): Record<string, To> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));
}
