import { LEVELS, type Level } from '../../core/logs/level.ts';
import { readIssues, type SentryIssue, traceIdOfEvent } from '../../core/logs/sentry-issue.ts';
import type { Side, Span } from '../../core/logs/times.ts';
import type { Context } from '../context.ts';
import type { HttpResponse } from '../http-client.ts';
import { type SentrySettings, sentrySettings } from './sentry-settings.ts';

export interface SentryQuestion {
  readonly services: readonly string[];
  readonly spans: Readonly<Record<Side, Span>>;
  readonly level?: Level;
  readonly text?: string;
  /** Milliseconds that may be waited in all. */
  readonly patience: number;
}

export interface SentryRead {
  readonly state: 'READ' | 'PARTIAL' | 'NO_DATA' | 'NOT_INSTALLED';
  readonly issues: readonly SentryIssue[];
  readonly notSeen: readonly string[];
}

/** Pages of issues, small ones: an answer is read to 64 KiB. */
const MOST_PAGES = 3;
const PAGE = 15;
/** Issues whose latest event is asked for its trace. */
const TRACED = 5;
const TIMEOUT_MS = 5_000;
const PROJECTS = 40;

/** Unresolved issues that had an event in the period, of the projects of services, by Sentry's organisation issues API. */
export async function readSentry(context: Context, question: SentryQuestion): Promise<SentryRead> {
  const settings = await sentrySettings(context);
  if (settings === 'absent') return { state: 'NOT_INSTALLED', issues: [], notSeen: [] };
  if ('why' in settings) return { state: 'NO_DATA', issues: [], notSeen: [`Sentry: ${settings.why}.`] };
  const until = context.clock.now() + question.patience;
  const ask = (path: string) => get(context, settings, path, until);
  const { issues, notSeen } = await pages(ask, settings, question);
  const traced = await Promise.all(issues.map((issue, index) => withTrace(ask, settings, issue, index)));
  const state = notSeen.length === 0 ? 'READ' : traced.length > 0 ? 'PARTIAL' : 'NO_DATA';
  return { state, issues: traced, notSeen };
}

type Ask = (path: string) => Promise<HttpResponse | string>;

async function pages(ask: Ask, settings: SentrySettings, question: SentryQuestion) {
  const issues: SentryIssue[] = [];
  let path: string | undefined =
    `/api/0/organizations/${settings.organization}/issues/?${asked(settings, question)}`;
  for (let page = 0; page < MOST_PAGES && path !== undefined; page++) {
    const answer = await ask(path);
    if (typeof answer === 'string') return { issues, notSeen: [`Sentry: ${answer}.`] };
    const rows = parsed(answer.body);
    if (!Array.isArray(rows)) return { issues, notSeen: ['Sentry: its answer could not be read.'] };
    const read = readIssues(rows, question.spans);
    issues.push(...read.issues);
    if (read.unreadable > 0)
      return { issues, notSeen: [`Sentry: ${read.unreadable} issues could not be read.`] };
    path = nextPage(answer.headers['link'], settings.url);
  }
  const cut = path === undefined ? [] : [`Sentry: there are more than ${issues.length} issues.`];
  return { issues, notSeen: cut };
}

function asked(settings: SentrySettings, { services, spans, level, text }: SentryQuestion): URLSearchParams {
  const projects = services.slice(0, PROJECTS).map((service) => settings.projects[service] ?? service);
  const levels =
    level && LEVELS.slice(LEVELS.indexOf(level)).map((one) => (one === 'warn' ? 'warning' : one));
  const terms = [
    'is:unresolved',
    `project:[${projects.join(',')}]`,
    ...(levels ? [`level:[${levels.filter((one) => one !== 'trace').join(',')}]`] : []),
    ...(text ? [`"${text.replaceAll(/["\\]/g, ' ')}"`] : []),
  ];
  return new URLSearchParams({
    query: terms.join(' '),
    start: new Date(spans.period.from).toISOString(),
    end: new Date(spans.period.to).toISOString(),
    sort: 'date',
    limit: String(PAGE),
    collapse: 'stats',
  });
}

/** RFC 8288, as Sentry uses it: `<url>; rel="next"; results="true"; cursor="..."`. Other hosts are not followed. */
function nextPage(link: string | undefined, origin: string): string | undefined {
  for (const part of link?.split(/,\s*(?=<)/) ?? []) {
    const match = /^<([^>]+)>;.*\brel="next".*\bresults="true"/.exec(part);
    if (!match?.[1]?.startsWith(`${origin}/`)) continue;
    return match[1].slice(origin.length);
  }
  return undefined;
}

async function withTrace(ask: Ask, { organization }: SentrySettings, issue: SentryIssue, index: number) {
  if (index >= TRACED) return issue;
  const answer = await ask(`/api/0/organizations/${organization}/issues/${issue.id}/events/latest/`);
  const traceId = typeof answer === 'string' ? undefined : traceIdOfEvent(parsed(answer.body));
  return traceId === undefined ? issue : { ...issue, traceId };
}

/** Answers with status 200, or in words why not. */
async function get(context: Context, { url, token }: SentrySettings, path: string, until: number) {
  const left = until - context.clock.now();
  if (left <= 0) return 'its time was up';
  try {
    const response = await context.http({
      url: `${url}${path}`,
      headers: { authorization: `Bearer ${token}`, accept: 'application/json', 'user-agent': 'Operate' },
      timeoutMs: Math.min(left, TIMEOUT_MS),
      reach: 'internal',
    });
    return response.status === 200 ? response : refusal(response);
  } catch (error) {
    return `it did not answer (${error instanceof Error ? error.name : 'no reason'})`;
  }
}

function refusal({ status, headers }: HttpResponse): string {
  if (status === 401 || status === 403) return `it does not accept the token (${status})`;
  if (status !== 429) return `it answered ${status}`;
  const wait = Number(headers['retry-after']);
  return `it asks for fewer requests (429)${Number.isFinite(wait) ? `, again in ${wait} s` : ''}`;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
