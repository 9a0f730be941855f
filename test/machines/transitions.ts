import { GetExecutionHistoryCommand, type HistoryEvent, SFNClient } from '@aws-sdk/client-sfn';
import { type Deployment, executionOf } from '../flows/deployment.ts';
import type { Installation } from '../flows/installation.ts';
import { outsider } from '../flows/service.ts';

/** A state that an execution entered. */
export interface Entered {
  readonly state: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** The states that the execution of a deployment entered, in order: each is a transition that AWS bills. */
export async function statesEntered(deployment: Deployment): Promise<Entered[]> {
  const { installation } = deployment.service;
  const events = await historyOf(installation, executionOf(installation, deployment.id));
  return events.flatMap(({ stateEnteredEventDetails, timestamp }) =>
    stateEnteredEventDetails?.name === undefined
      ? []
      : [{ state: stateEnteredEventDetails.name, at: timestamp?.getTime() ?? Number.NaN }],
  );
}

async function historyOf(installation: Installation, executionArn: string): Promise<HistoryEvent[]> {
  const clients = installation.account.dispatcher.clientsFor({ arn: outsider(installation, 'auditor') });
  const events: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const command = new GetExecutionHistoryCommand({ executionArn, ...(nextToken && { nextToken }) });
    const page = await clients(SFNClient).send(command);
    events.push(...(page.events ?? []));
    nextToken = page.nextToken;
  } while (nextToken);
  return events;
}
