import { ResourceNotFoundException } from '@aws-sdk/client-secrets-manager';
import { isAwsError } from '../../core/errors.ts';
import type { Context } from '../context.ts';
import { secretValue } from '../notifications/secrets.ts';

/** The secret that says how Sentry is reached; there is no Sentry where there is no secret. */
export const SENTRY_SECRET = 'operate/sentry';

export interface SentrySettings {
  /** An organisation's auth token with `event:read`. */
  readonly token: string;
  /** Slug. */
  readonly organization: string;
  /** Slugs of projects by service; a service that is not named has the project of its own name. */
  readonly projects: Readonly<Record<string, string>>;
  /** Where it is: `https://sentry.io`, `https://de.sentry.io`, or one's own. */
  readonly url: string;
}

const SLUG = /^[a-z0-9][a-z0-9_-]{0,99}$/;

/** The settings; `absent` where Sentry is not installed, or why they cannot be used. */
export async function sentrySettings(context: Context): Promise<SentrySettings | 'absent' | { why: string }> {
  try {
    return parsed(await secretValue(context, SENTRY_SECRET));
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return 'absent';
    if (isAwsError(error)) return { why: `its secret could not be read: ${error.name}` };
    throw error;
  }
}

function parsed(json: string): SentrySettings | { why: string } {
  try {
    const { token, organization, projects = {}, url = 'https://sentry.io' } = JSON.parse(json) ?? {};
    const named = typeof projects === 'object' && projects !== null ? Object.values(projects) : [undefined];
    const isUsable =
      typeof token === 'string' &&
      token !== '' &&
      isSlug(organization) &&
      named.every(isSlug) &&
      new URL(url).protocol === 'https:';
    if (isUsable) return { token, organization, projects, url: new URL(url).origin };
  } catch {
    // Not JSON, or no URL: said below without a word of what is in the secret.
  }
  return {
    why: `the secret ${SENTRY_SECRET} has to be JSON with token, organization, and if need be projects and an https url`,
  };
}

function isSlug(value: unknown): value is string {
  return typeof value === 'string' && SLUG.test(value);
}
