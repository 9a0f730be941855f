import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '../../core/runbook/compile.ts';
import type { Runbook } from '../../core/runbook/runbook.ts';
import { undoMachine } from '../../core/runbook/undo-machine.ts';
import type { Statement } from '../../functions/operation.ts';
import {
  fill,
  functionArn,
  machineArn,
  mapText,
  type Naming,
  type RoleName,
  roleOf,
  runbookMachine,
} from './resources.ts';

/** A state machine as it is deployed. */
export interface Machine {
  /** Name of its file without `.asl.json`; `runbook-<name>` of a runbook's, and `undo`. */
  readonly name: string;
  readonly stateMachineName: string;
  readonly arn: string;
  readonly role: RoleName & { readonly statements: readonly Statement[] };
  /** The definition as JSON text, placeholders and all; see `definitionOf`. */
  readonly source: string;
  /** Operations and machines that its states call. */
  readonly calls: { readonly functions: readonly string[]; readonly machines: readonly string[] };
}

const SUFFIX = '.asl.json';

/** The machines in a folder, one a file. */
export function machinesIn(folder: string, naming: Naming): Machine[] {
  const files = readdirSync(folder).filter((file) => file.endsWith(SUFFIX));
  return files
    .sort()
    .map((file) =>
      machineOf(readFileSync(join(folder, file), 'utf8'), file.slice(0, -SUFFIX.length), naming),
    );
}

/** The machines that runbooks are compiled to, and the one that undoes their runs; the release before had none. */
export function runbookMachines(runbooks: readonly Runbook[], naming: Naming): Machine[] {
  if (runbooks.length === 0) return [];
  const compiled = runbooks.map((runbook) => [runbookMachine(runbook.name), compile(runbook)] as const);
  return [...compiled, ['undo', undoMachine()] as const].map(([name, machine]) =>
    machineOf(JSON.stringify(machine), name, naming, () => []),
  );
}

function machineOf(
  source: string,
  name: string,
  naming: Naming,
  earlier: typeof earlierCallStatements = earlierCallStatements,
): Machine {
  const calls = { functions: named(source, 'function'), machines: named(source, 'machine') };
  return {
    name,
    stateMachineName: `${naming.prefix}-${name}`,
    arn: machineArn(naming, name),
    role: {
      ...roleOf(naming, `machine-${name}`),
      statements: [
        ...callStatements(calls, naming),
        ...earlier(calls, naming),
        ...integrationStatements(source, name, naming),
      ],
    },
    source: JSON.stringify(JSON.parse(source)),
    calls,
  };
}

/**
 * A machine's definition with its placeholders (`{name}` or `{name:argument}`) replaced, as JSON text. A machine
 * calls published versions, and only whoever publishes them knows their ARNs.
 * @param replaced what stands for a placeholder
 */
export function definitionOf({ source }: Machine, replaced: (placeholder: string) => string): string {
  return JSON.stringify(mapText(JSON.parse(source) as unknown, (text) => placed(text, replaced)));
}

/** `${name}` and `${name:argument}` inside strings; JSONata has no such form. */
function placed(text: string, replaced: (placeholder: string) => string): string {
  return text.replace(/\$(\{[A-Za-z]+(?::[A-Za-z0-9_-]+)?\})/g, (_, placeholder: string) =>
    replaced(placeholder),
  );
}

function named(source: string, kind: 'function' | 'machine'): string[] {
  const found = [...source.matchAll(new RegExp(`\\$\\{${kind}:([a-z0-9_-]+)\\}`, 'g'))];
  return [...new Set(found.map(([, name = '']) => name))].sort();
}

/** Functions are called by their published versions, whose ARNs end in a number. */
function callStatements({ functions, machines }: Machine['calls'], naming: Naming): Statement[] {
  const invoke = functions.map((name) => `${functionArn(naming, name)}:*`);
  const start = machines.map((name) => machineArn(naming, name));
  return [
    ...(invoke.length > 0 ? [{ actions: ['lambda:InvokeFunction'], resources: invoke }] : []),
    ...(start.length > 0 ? [{ actions: ['states:StartExecution'], resources: start }] : []),
  ];
}

/**
 * What executions still need that release 0.1.0 began: its machines call the functions themselves. Goes one release
 * from now, when none of them can be running any more.
 */
export function earlierCallStatements({ functions }: Machine['calls'], naming: Naming): Statement[] {
  const resources = functions.map((name) => functionArn(naming, name));
  return resources.length > 0 ? [{ actions: ['lambda:InvokeFunction'], resources }] : [];
}

/** Integrations that need no statement of their own because their targets are named above. */
const CALLS = ['lambda:invoke', 'states:startExecution'];

/**
 * Statements for direct calls of DynamoDB on our table.
 * @throws Error for an integration whose resources are not known here
 */
function integrationStatements(source: string, machine: string, naming: Naming): Statement[] {
  const found = [...source.matchAll(/arn:aws:states:::(?:aws-sdk:)?([a-z0-9]+):([A-Za-z]+)/g)];
  const pairs = [...new Set(found.map(([, service, action]) => `${service}:${action}`))];
  const direct = pairs.filter((pair) => !CALLS.includes(pair));
  const actions = direct.map((pair) => {
    const [service, action = ''] = pair.split(':');
    if (service !== 'dynamodb')
      throw new Error(
        `${machine} calls ${pair}: say in lib/manifest/machines.ts which resources that needs.`,
      );
    return `dynamodb:${action.charAt(0).toUpperCase()}${action.slice(1)}`;
  });
  return actions.length > 0 ? [{ actions, resources: [fill('{table}', naming)] }] : [];
}
