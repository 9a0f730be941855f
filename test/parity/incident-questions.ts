import { ENVIRONMENT } from '../flows/service.ts';
import type { Case } from './questions.ts';

const UNKNOWN_INCIDENT = 'inc-0123456789ab';

/** Questions about incidents. */
export const INCIDENT_CASES: readonly Case[] = [
  {
    what: 'open incidents, with a switch',
    status: 200,
    ask: () => ({
      operation: 'list_incidents',
      input: { environment: ENVIRONMENT, open: true, limit: 5 },
      words: ['--environment', ENVIRONMENT, '--open', '--limit', '5'],
      profile: 'viewer',
    }),
  },
  ...['get_incident', 'get_postmortem', 'investigate_incident'].map(
    (operation): Case => ({
      what: `${operation} of one that there never was`,
      status: 404,
      ask: () => ({
        operation,
        input: { incidentId: UNKNOWN_INCIDENT },
        words: ['--incident-id', UNKNOWN_INCIDENT],
      }),
    }),
  ),
  {
    what: 'one incident, four times with one key',
    status: 200,
    ask: ({ service }) => ({
      operation: 'manage_incident',
      input: {
        action: 'create',
        title: 'Orders are lost',
        severity: 'high',
        environment: ENVIRONMENT,
        affectedServices: [service],
      },
      words: [
        ...['--action', 'create', '--title', 'Orders are lost', '--severity', 'high'],
        ...['--environment', ENVIRONMENT, '--affected-services', service],
      ],
      profile: 'operator',
      key: 'incident-1',
    }),
  },
  {
    what: 'the end of an incident without a resolution',
    status: 400,
    ask: () => ({
      operation: 'manage_incident',
      input: { action: 'resolve', incidentId: UNKNOWN_INCIDENT },
      words: ['--action', 'resolve', '--incident-id', UNKNOWN_INCIDENT],
      profile: 'operator',
    }),
  },
];
