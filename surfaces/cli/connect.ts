import type { Send } from '../client.ts';
import { type Profile, readConfig } from './profile/config.ts';
import type { Passes } from './send.ts';
import { classify, findTarget, type Target } from './target.ts';
import type { Terminal } from './terminal.ts';
import { UsageError } from './usage-error.ts';

export interface Connection {
  readonly target: Target;
  readonly send: Send;
  /** Fields of inputs that the profile fills in. */
  readonly defaults: Readonly<Record<string, string>>;
}

type Said = Readonly<Partial<Record<'endpoint' | 'profile', string>>>;

const SANDBOX_USER = 'developer';

/**
 * The API that is meant, and how requests get there.
 * @throws UsageError when there is none, or for a sandbox's profile on AWS
 */
export function connect({ endpoint, profile }: Said, terminal: Terminal): Connection {
  const { name, own } = chosen({ endpoint, profile }, terminal.env);
  const target = findTarget(endpoint ?? own?.endpoint, terminal);
  if (own) guard(own, target);
  if (target.kind === 'aws' && name !== undefined && !own && profile !== undefined)
    throw new UsageError(
      `'${name}' is no profile of yours ('operate profile list'): AWS knows you by your credentials.`,
    );
  const passes = passesOf(own, terminal.env);
  if (target.kind === 'aws') terminal.writeError(`${told(target, own, passes)}\n`);
  const user = own ? (own.sandboxUser ?? SANDBOX_USER) : (name ?? SANDBOX_USER);
  return { target, send: terminal.sender(target, user, passes), defaults: own?.defaults ?? {} };
}

/** The profile by name, and the user's own one of that name; the default counts where no endpoint is named either. */
function chosen(
  { endpoint, profile }: { [K in keyof Said]: Said[K] | undefined },
  env: Terminal['env'],
): { readonly name: string | undefined; readonly own: Profile | undefined } {
  const { OPERATE_PROFILE, OPERATE_ENDPOINT } = env;
  const config = readConfig(env);
  const elsewhere = endpoint !== undefined || Boolean(OPERATE_ENDPOINT);
  const name = profile ?? (OPERATE_PROFILE || (elsewhere ? undefined : config.default));
  const own = name !== undefined && Object.hasOwn(config.profiles, name) ? config.profiles[name] : undefined;
  return { name, own };
}

/** What a profile signs or shows is for its own endpoint. */
function guard({ endpoint, tokenVariable }: Profile, { url }: Target): void {
  if (tokenVariable !== undefined && endpoint !== undefined && classify(endpoint).url !== url)
    throw new UsageError(`The token of this profile is for ${endpoint}, not for ${url}.`);
}

function passesOf(own: Profile | undefined, env: Terminal['env']): Passes {
  const { OPERATE_TOKEN, OPERATE_BREAK_GLASS: glass } = env;
  const { tokenVariable, awsProfile } = own ?? {};
  const token = tokenVariable === undefined ? OPERATE_TOKEN : env[tokenVariable];
  if (tokenVariable !== undefined && !token)
    throw new UsageError(`The token of this profile is expected in ${tokenVariable}, which is not set.`);
  return {
    ...(awsProfile === undefined ? token && { token } : { awsProfile }),
    ...(glass && { glass }),
  };
}

function told({ url }: Target, own: Profile | undefined, { token, awsProfile }: Passes): string {
  if (token) return `Calling ${url} with ${own?.tokenVariable ?? 'OPERATE_TOKEN'}.`;
  if (awsProfile) return `Signing for ${url} with the AWS profile ${awsProfile}.`;
  return `Signing for ${url} with the AWS credentials of this environment.`;
}
