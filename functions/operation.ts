import type { z } from 'zod';
import type { Context } from './context.ts';
import { checkTriggers, type Trigger } from './trigger.ts';

export type Risk = 'read' | 'change' | 'sensitive';
export type Surface = 'http' | 'mcp' | 'cli';
export type Role = 'viewer' | 'operator' | 'deployer' | 'approver' | 'admin' | 'break-glass';

/**
 * One IAM statement that an operation's Lambda holds. Resources are ARN patterns in which `{account}`,
 * `{region}` and the resource names of `lib/manifest/resources.ts` (such as `{table}`) stand for the deployed ones.
 */
export interface Statement {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** IAM condition block: operator, then key, then accepted values. */
  readonly conditions?: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

/** A field of the output that says how it came out. A value that is in neither list is a failure. */
export interface Outcome {
  readonly field: string;
  readonly success: readonly string[];
  /** Neither a success nor a failure, such as NO_DATA. */
  readonly undecided: readonly string[];
}

/** A shorter command for an operation, in words that pipelines know from elsewhere. */
export interface ShortForm {
  /** The command, lower-case letters and dashes. */
  readonly command: string;
  /** Other names of flags, and the fields that they set. */
  readonly flags?: Readonly<Record<string, string>>;
  /** What it means where neither the caller nor his profile says; the caller is told. */
  readonly presets?: Readonly<Record<string, string>>;
}

/** An operation as a value; HTTP route, CLI command, OpenAPI, Lambda, policy and audit action derive from it. */
export interface Definition<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  /** `deploy_application`: the one name; its kebab-case form is the folder, the route and the command. */
  readonly name: string;
  /** Plural folder that holds the operation, such as `deployments`. */
  readonly noun: string;
  /** One sentence, imperative, for help texts and tool lists. */
  readonly summary: string;
  readonly risk: Risk;
  /** Doors that show the operation; none for a step that only a state machine or a rule may call. */
  readonly surfaces: readonly Surface[];
  /** Overrides the role that follows from the risk. Rare; say why beside it. */
  readonly role?: Role;
  readonly input: Input;
  readonly output: Output;
  readonly permissions: readonly Statement[];
  readonly timeoutSeconds: number;
  /** Which answers are a success, where not every answer is; doors that end with a code tell by it. */
  readonly outcome?: Outcome;
  /** What it is called on a command line besides its name. */
  readonly shortForm?: ShortForm;
  /** Events and schedules that call it by themselves. */
  readonly triggers?: readonly Trigger[];
  /**
   * The gateway lets everybody through to it: its handler verifies the caller itself, by `verifiedBy`, before anything
   * else is done. Needs a review of its risk; a test lists the operations that have it.
   */
  readonly verifiesCaller?: true;
  /** Its handler is told of every rule and schedule of the installation. */
  readonly readsTriggers?: true;
  /** Its handler is given the runbooks of the installation. */
  readonly readsRunbooks?: true;
  /** Its handler is given the experiments of the installation. */
  readonly readsExperiments?: true;
  /** Its success is that something was taken on, which is answered with status 202. */
  readonly accepts?: true;
  /** Its function tells the HTTP API who the bearer of a token or key is. At most one operation of a catalog. */
  readonly authoriser?: true;
}

export type Handler<D> =
  D extends Definition<infer Input, infer Output>
    ? (input: z.output<Input>, context: Context) => Promise<z.input<Output>>
    : never;

const NAME = /^[a-z]+(_[a-z]+)*$/;
/** Start and stop a search of Logs Insights; AWS counts both among the reads, too (Service Authorization Reference). */
const SEARCHES = ['logs:StartQuery', 'logs:StopQuery'];
/** IAM is looked at, never changed; a credential report is a read in AWS's own list (Service Authorization Reference). */
const IAM_READS = /^iam:(Get|List)[A-Z][A-Za-z]*$|^iam:GenerateCredentialReport$/;
const WRITES =
  /:(Put|Update|Delete|Create|Modify|Register|Deregister|Start|Stop|Send|Publish|Run|Transact.*Write)/;

/**
 * Checks a definition when the module loads, so that a wrong one cannot be built.
 * @throws Error for a malformed name or trigger, a read that may write, or IAM beyond reads and PassRole.
 */
export function defineOperation<
  const Name extends string,
  const R extends Risk,
  Input extends z.ZodType,
  Output extends z.ZodType,
>(
  definition: Definition<Input, Output> & { readonly name: Name; readonly risk: R },
): Definition<Input, Output> & { readonly name: Name; readonly risk: R } {
  const { name, risk, permissions, triggers = [] } = definition;
  if (!NAME.test(name)) throw new Error(`Operation name '${name}' is not snake_case.`);
  for (const action of permissions.flatMap((statement) => statement.actions)) {
    if (risk === 'read' && WRITES.test(action) && !SEARCHES.includes(action))
      throw new Error(`${name} is a read but may ${action}.`);
    if (action.startsWith('iam:') && action !== 'iam:PassRole' && !IAM_READS.test(action))
      throw new Error(`${name} may not ${action}.`);
  }
  checkTriggers(name, triggers);
  const whole = { ...definition, permissions: withCount(definition) };
  Object.freeze(whole);
  return whole;
}

/** What counts a caller's changes; see `countChange` of `functions/serve/rate.ts`. */
export const COUNT: Statement = { actions: ['dynamodb:UpdateItem'], resources: ['{table}'] };

/** Every change that somebody may ask for is counted, so its function may count. */
function withCount({ risk, surfaces, verifiesCaller, permissions }: Definition): readonly Statement[] {
  const counted = risk !== 'read' && surfaces.length > 0 && !verifiesCaller;
  // A step may hold what an operation of the same kind holds, and is called by nobody who is counted.
  const own = permissions.filter((statement) => statement !== COUNT);
  const holds = own.some(
    ({ actions, resources, conditions }) =>
      actions.includes('dynamodb:UpdateItem') && resources.includes('{table}') && !conditions,
  );
  return counted && !holds ? [...own, COUNT] : own;
}

/** The one place that turns an operation's name into its folder, route and command. */
export function kebab(name: string): string {
  return name.replaceAll('_', '-');
}

const ROLE_BY_RISK: Record<Risk, Role> = { read: 'viewer', change: 'deployer', sensitive: 'admin' };

/** The role a caller needs at least, unless the definition says otherwise. */
export function requiredRole(definition: Pick<Definition, 'risk' | 'role'>): Role {
  return definition.role ?? ROLE_BY_RISK[definition.risk];
}
