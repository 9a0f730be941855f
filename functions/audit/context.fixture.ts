import { DynamoDB } from '../../sandbox/dynamodb/dynamodb.ts';
import { testAccount } from '../../sandbox/hook/account.fixture.ts';
import type { AccountScope, SandboxService } from '../../sandbox/service.ts';
import type { Clients } from '../clients.ts';
import type { CallInfo, Context, Runtime } from '../context.ts';
import type { Environment } from '../environment.ts';
import { idsFrom } from '../ids.ts';
import { jsonLog } from '../log.ts';
import { COUNT, type Definition, type Statement } from '../operation.ts';

const TASK_ROLES: readonly string[] = [
  'arn:aws:iam::000000000000:role/*-task',
  'arn:aws:iam::000000000000:role/*-execution',
];

/** The names that audit, freezes and services read. */
export const ENVIRONMENT = {
  account: '000000000000',
  region: 'eu-west-1',
  table: 'operate',
  auditBucket: 'operate-audit',
  deadLetterQueue: 'https://sqs.eu-west-1.amazonaws.com/000000000000/operate-dead-letters',
  taskRoles: TASK_ROLES,
  gatewayToken: 'token-of-the-gateway',
  queues: { signals: 'https://sqs.eu-west-1.amazonaws.com/000000000000/operate-signals' } as Readonly<
    Record<string, string>
  >,
  alarmTopic: 'arn:aws:sns:eu-west-1:000000000000:operate-alarms',
} as Environment;

const PLACES: Readonly<Record<string, string>> = {
  '{account}': ENVIRONMENT.account,
  '{region}': ENVIRONMENT.region,
  '{table}': `arn:aws:dynamodb:${ENVIRONMENT.region}:${ENVIRONMENT.account}:table/${ENVIRONMENT.table}`,
  '{queue:signals}': `arn:aws:sqs:${ENVIRONMENT.region}:${ENVIRONMENT.account}:operate-signals`,
  '{auditBucket}': `arn:aws:s3:::${ENVIRONMENT.auditBucket}`,
};

function resolved(statements: readonly Statement[]): Statement[] {
  const fill = (text: string) => text.replace(/\{[\w:]+\}/g, (place) => PLACES[place] ?? place);
  return statements.map((statement) => ({ ...statement, resources: statement.resources.map(fill) }));
}

/** Identifiers whose first half is enough to tell them apart, as services that shorten them expect. */
function distinct(): () => string {
  let count = 0;
  return () => (++count).toString(16).padStart(16, '0').repeat(2);
}

type Services = (scope: AccountScope) => readonly SandboxService[];

/** An account with the table (and the given services), in memory. */
export async function testTable(services: Services = () => []) {
  const dynamodb: DynamoDB[] = [];
  const account = testAccount((scope) => {
    const database = new DynamoDB(scope);
    dynamodb.push(database);
    return [database, ...services({ ...scope, id: distinct() })];
  });
  await dynamodb[0]?.createTable({
    name: ENVIRONMENT.table,
    partitionKey: 'pk',
    sortKey: 'sk',
    indexes: [{ name: 'gsi1', partitionKey: 'gsi1pk', sortKey: 'gsi1sk' }],
    ttlAttribute: 'expiresAt',
  });
  const lines: string[] = [];
  const runtime = (clients: Clients): Runtime => ({
    clock: account.clock,
    ids: idsFrom((count) =>
      Uint8Array.from({ length: count }, () => Math.floor(account.scope.random() * 256)),
    ),
    clients,
    http: () => Promise.reject(new Error('No network.')),
    environment: ENVIRONMENT,
    log: jsonLog('test', account.clock, (line) => lines.push(line)),
  });
  let requests = 0;
  const context = (clients: Clients, call: Partial<CallInfo>): Context => ({
    ...runtime(clients),
    call: {
      operation: 'deploy_application',
      requestId: `request-${++requests}`,
      caller: { arn: 'arn:aws:iam::000000000000:user/ada', roles: ['deployer'], kind: 'principal' },
      inputHash: '0'.repeat(64),
      ...call,
    },
  });
  return {
    ...account,
    lines,
    /** A call by somebody who may do everything. */
    context: (call: Partial<CallInfo> = {}) => context(account.clients, call),
    /** A call of an operation by a role that holds exactly what its definition declares. */
    contextOf: ({ name, permissions }: Definition, call: Partial<CallInfo> = {}) => {
      const arn = `arn:aws:iam::${ENVIRONMENT.account}:role/${name}`;
      account.iam.setStatements(arn, resolved(permissions));
      return context(account.dispatcher.clientsFor({ arn }), { operation: name, ...call });
    },
    /** Declared actions of an operation that no call has needed so far. */
    // A handler is called without the chain around it, which counts changes.
    unused: ({ name, permissions }: Definition) =>
      account.iam
        .unusedActions(`arn:aws:iam::${ENVIRONMENT.account}:role/${name}`)
        .filter(({ statement }) => permissions[statement] !== COUNT),
  };
}

export type TestTable = Awaited<ReturnType<typeof testTable>>;
