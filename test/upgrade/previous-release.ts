import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Statement } from '../../functions/operation.ts';
import { fill, mapText, type Naming } from '../../lib/manifest/resources.ts';

/** What was kept of the release before this one; see `releases/0.1.0/README.md`. */
export const FOLDER = join(import.meta.dirname, 'releases/0.1.0');

export const TARGETS = ['ecs-pair', 'lambda-alias'] as const;
export type TargetType = (typeof TARGETS)[number];

type Item = Readonly<Record<string, unknown>>;

/** A schedule as the sandbox keeps it. */
interface KeptSchedule {
  readonly name: string;
  readonly group: string;
  readonly expression: string;
  readonly actionAfterCompletion: 'NONE' | 'DELETE';
  readonly target: { readonly Arn: string; readonly RoleArn: string; readonly Input: string };
}

/** Everything that was written about one service and its one deployment. */
export interface Records {
  /** When they were read; ISO 8601. */
  readonly at: string;
  readonly deploymentId: string;
  readonly state: string;
  readonly items: readonly Item[];
  readonly schedules: readonly KeptSchedule[];
}

/** A call that a machine, a rule or a schedule made. */
export interface Call {
  readonly operation: string;
  readonly input: Item;
}

function kept<T>(file: string): T {
  return JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as T;
}

/** @param state as the file's name has it, such as `in-mid-bake` */
export function recordsOf(target: TargetType, state: string): Records {
  return kept(`records/${target}-${state}.json`);
}

/** The schema versions of records that its code understands, and the one that it writes. */
export const schema: { readonly readable: readonly number[]; readonly written: number } = kept('schema.json');

export const calls: readonly Call[] = kept('inputs.json');

/** The statements of every role, by its name, with `{account}` and `{region}` in them. */
export const roles: Readonly<Record<string, readonly Statement[]>> = kept('roles.json');

/** A role's statements as they were in an account. */
export function statementsIn({ account, region }: Naming, role: string): Statement[] {
  const filled = (text: string) => text.replaceAll('{account}', account).replaceAll('{region}', region);
  return (roles[role] ?? []).map((statement) => mapText(statement, filled));
}

/** The machines' files by name, as they were written. */
export function machineFiles(): Map<string, string> {
  const folder = join(FOLDER, 'machines');
  return new Map(readdirSync(folder).map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
}

/**
 * A new folder with the machines as that release deployed them: they call the functions themselves, not published
 * versions.
 */
export function deployedMachines(naming: Naming): string {
  const folder = mkdtempSync(join(tmpdir(), 'machines-'));
  for (const [file, text] of machineFiles())
    writeFileSync(
      join(folder, file),
      text.replace(/\$(\{[a-z]+:[a-z_]+\})/g, (_, place: string) => fill(place, naming)),
    );
  return folder;
}
