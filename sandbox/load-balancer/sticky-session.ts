import type { ForwardTarget } from './action.ts';

const COOKIE = 'AWSALBTG';

function cookieOf(group: ForwardTarget): string {
  return Buffer.from(group.group.arn).toString('base64url');
}

/** The group a caller's cookie holds it to; weights do not matter to a sticky session. */
export function stickyGroup(
  cookies: string | undefined,
  targets: readonly ForwardTarget[],
): ForwardTarget | undefined {
  const held = cookies?.split(/;\s*/).find((cookie) => cookie.startsWith(`${COOKIE}=`));
  if (held === undefined) return undefined;
  return targets.find((target) => cookieOf(target) === held.slice(COOKIE.length + 1));
}

/** The `Set-Cookie` value that holds a caller to a group. */
export function holdTo(group: ForwardTarget, seconds: number): string {
  return `${COOKIE}=${cookieOf(group)}; Max-Age=${seconds}; Path=/`;
}
